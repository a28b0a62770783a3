"""What pytest says below `assert ses.outbox == [...]` and `assert message == other`.

What differs is marked as in pytest's own diffs: `+` is on the left only, `-` on the right only.
pytest cuts what is longer than eight lines, unless it is asked for with `-vv`.
"""

from __future__ import annotations

from typing import Any

from sesfake.domain.mails.differences import contrast
from sesfake.domain.mails.mails import Mails
from sesfake.domain.messages.message import Message

_LISTED, _LISTED_IF_VERBOSE = 6, 200
_COMPARABLE = 40_000  # pairs
_COMPARED = (
    "subject", "from_", "to", "cc", "bcc", "recipients", "reply_to", "text", "html", "attachments",
    "tags", "configuration_set", "tenant", "region", "account_id", "operation", "outcome",
)  # fmt: skip


def explained(op: str, left: object, right: object, *, verbose: bool) -> list[str] | None:
    """The lines of a failed comparison; None where pytest knows as much."""
    if op == "==" and isinstance(left, Message) and isinstance(right, Message):
        lines = _two_messages(left, right)
    elif op == "==" and _are_lists(left, right):
        lines = _two_lists(left, right)
    elif op in ("in", "not in") and isinstance(right, Mails):
        lines = [f"  {mail!r}" for mail in right]
    else:
        return None
    shown = lines[: _LISTED_IF_VERBOSE if verbose else _LISTED]
    if len(shown) < len(lines):
        shown.append(f"  and {len(lines) - len(shown)} more{'' if verbose else ', with -vv'}")
    return [f"{_headed(left)} {op} {_headed(right)}", *shown]


def _are_lists(left: object, right: object) -> bool:
    sides = (left, right)
    return any(isinstance(side, Mails) for side in sides) and all(
        isinstance(side, (list, tuple, Mails)) for side in sides
    )


def _headed(side: Any) -> str:
    if isinstance(side, Mails):
        first, more, _ = repr(side).partition("\n")
        return f"{first}>" if more else first
    if isinstance(side, (list, tuple)):
        return f"a {type(side).__name__} of {len(side)}" if side else repr(side)
    return repr(side)


def _two_messages(left: Message, right: Message) -> list[str]:
    differences = [
        "  " + contrast(name, getattr(left, name), getattr(right, name))
        for name in _COMPARED
        if getattr(left, name) != getattr(right, name)
    ]
    return differences or ["  They differ in their ids only: it was sent twice."]


def _two_lists(left: Any, right: Any) -> list[str]:
    mine, theirs = list(left), list(right)
    lines: list[str] = []
    begin = other_begin = 0
    for at, other_at in [*_pairs(mine, theirs), (len(mine), len(theirs))]:
        lines += [f"+ {each!r}" for each in mine[begin:at]]
        lines += [f"- {each!r}" for each in theirs[other_begin:other_at]]
        lines += [f"  {each!r}" for each in mine[at : at + 1]]
        begin, other_begin = at + 1, other_at + 1
    return lines


def _pairs(mine: list[object], theirs: list[object]) -> list[tuple[int, int]]:
    """Places of what is equal on both sides, in the same order: as many as there can be."""
    if len(mine) * len(theirs) > _COMPARABLE:
        return []
    # The longest common subsequence; no set or dict, since what is compared may equal anything.
    most = [[0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    for at in reversed(range(len(mine))):
        for other in reversed(range(len(theirs))):
            most[at][other] = (
                most[at + 1][other + 1] + 1
                if mine[at] == theirs[other]
                else max(most[at + 1][other], most[at][other + 1])
            )
    pairs: list[tuple[int, int]] = []
    at = other = 0
    while at < len(mine) and other < len(theirs):
        if mine[at] == theirs[other]:
            pairs.append((at, other))
            at, other = at + 1, other + 1
        elif most[at + 1][other] >= most[at][other + 1]:
            at += 1
        else:
            other += 1
    return pairs
