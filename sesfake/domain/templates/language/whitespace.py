"""White space that is not rendered.

`~` eats all of it on its side of a tag. Besides, a block tag, comment or partial that stands alone
on its line vanishes with the line; `original` keeps what the text was, since a tag still stands
alone when the one before it has already taken the line end. A partial that stands alone hands its
indentation on to what it renders.
"""

from __future__ import annotations

from itertools import pairwise

from sesfake.domain.templates.language.nodes import (
    Comment,
    Content,
    Mustache,
    Partial,
    Program,
    Statement,
    Strip,
)
from sesfake.domain.templates.language.scanner import SPACE


def control_white_space(root: Program) -> None:
    """Set the values of all texts in the tree."""
    _control(root.statements, is_root=True)


def _control(body: list[Statement], *, is_root: bool) -> None:
    for i, statement in enumerate(body):
        if isinstance(statement, Content):
            continue
        if isinstance(statement, Mustache):
            _strip_around(body, i, statement.strip, statement.strip)
            continue
        blank_before = _is_blank_before(body, i, is_root=is_root)
        blank_after = _is_blank_after(body, i, is_root=is_root)
        if isinstance(statement, Comment):
            _strip_around(body, i, statement.strip, statement.strip)
        else:
            opens_alone, closes_alone = _control_bodies(statement.bodies, statement.tags)
            _strip_around(body, i, statement.tags[0], statement.tags[-1])
            if statement.bodies:
                if opens_alone and blank_before:
                    _omit_line_end(statement.bodies[0].statements, -1)
                    _omit_indentation(body, i)
                if closes_alone and blank_after:
                    _omit_line_end(body, i)
                    last = statement.bodies[-1].statements
                    _omit_indentation(last, len(last))
                continue
        if blank_before and blank_after:
            _omit_line_end(body, i)
            indentation = _omit_indentation(body, i)
            if isinstance(statement, Partial):
                statement.indent = indentation


def _control_bodies(bodies: list[Program], tags: list[Strip]) -> tuple[bool, bool]:
    """Tell whether the first and the last tag have nothing beside them inside of the block."""
    inner = [program.statements for program in bodies]
    for body in inner:
        _control(body, is_root=False)
    for body, before, after in zip(inner, tags, tags[1:], strict=False):
        if before.right:
            _omit_line_end(body, -1, everything=True)
        if after.left:
            _omit_indentation(body, len(body), everything=True)
    for body, following in pairwise(inner):
        if _is_blank_before(body, len(body)) and _is_blank_after(following, -1):
            _omit_indentation(body, len(body))
            _omit_line_end(following, -1)
    if not inner:
        return False, False
    return _is_blank_after(inner[0], -1), _is_blank_before(inner[-1], len(inner[-1]))


def _strip_around(body: list[Statement], i: int, first: Strip, last: Strip) -> None:
    if last.right:
        _omit_line_end(body, i, everything=True)
    if first.left:
        _omit_indentation(body, i, everything=True)


def _is_blank_before(body: list[Statement], i: int, *, is_root: bool = False) -> bool:
    """Tell whether only white space is between the start of the line and the statement `i`."""
    if i == 0:
        return is_root
    text = body[i - 1]
    if not isinstance(text, Content):
        return False
    rest = text.original.rstrip(SPACE)
    return "\n" in text.original[len(rest) :] or (is_root and i == 1 and not rest)


def _is_blank_after(body: list[Statement], i: int, *, is_root: bool = False) -> bool:
    if i + 1 == len(body):
        return is_root
    text = body[i + 1]
    if not isinstance(text, Content):
        return False
    rest = text.original.lstrip(SPACE)
    blank = text.original[: len(text.original) - len(rest)]
    return "\n" in blank or (is_root and i + 2 == len(body) and not rest)


def _omit_line_end(body: list[Statement], i: int, *, everything: bool = False) -> None:
    """Take blanks and one line end, or all white space, off the text right of `i`."""
    text = body[i + 1] if i + 1 < len(body) else None
    if not isinstance(text, Content) or (text.right_stripped and not everything):
        return
    if everything:
        value = text.value.lstrip(SPACE)
    else:
        value = text.value.lstrip(" \t")
        value = value.removeprefix("\r").removeprefix("\n")
    text.right_stripped = value != text.value
    text.value = value


def _omit_indentation(body: list[Statement], i: int, *, everything: bool = False) -> str:
    """Take blanks, or all white space, off the text left of `i`; tell what was taken."""
    text = body[i - 1] if i else None
    if not isinstance(text, Content):
        return ""
    value = text.value.rstrip(SPACE if everything else " \t")
    taken = text.value[len(value) :]
    text.value = value
    return taken
