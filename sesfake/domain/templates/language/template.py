"""A template, compiled once and rendered as often as there are mails."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sesfake.domain.templates.language.attributes import Attributes, attributes_of
from sesfake.domain.templates.language.compiling import compile_program
from sesfake.domain.templates.language.failures import (
    InvalidTemplateSyntax,
    RenderingTooLarge,
    UnsupportedOperation,
)
from sesfake.domain.templates.language.inline import check_inline
from sesfake.domain.templates.language.nodes import Program
from sesfake.domain.templates.language.parser import parse
from sesfake.domain.templates.language.scope import Run, Scope
from sesfake.domain.templates.language.whitespace import control_white_space

_KEPT = 64  # compiled templates


class CompiledTemplate:
    """One part of a template: a subject, a text or an html body."""

    def __init__(self, source: str, program: Program) -> None:
        self.source = source
        control_white_space(program)
        self._body, _ = compile_program(program)

    def render(self, data: Mapping[str, Any]) -> str:
        """Fill in what `json.loads` gave; raises MissingAttribute, RenderingTooLarge."""
        return self._render(data, None)

    def missing(self, data: Mapping[str, Any]) -> tuple[str, ...]:
        """The names that are missing in these data, in order; raises RenderingTooLarge."""
        names: list[str] = []
        self._render(data, names)
        return tuple(dict.fromkeys(names))

    @property
    def attributes(self) -> Attributes:
        """What the template uses; found anew at each call."""
        return attributes_of(parse(self.source))

    def _render(self, data: Mapping[str, Any], absent: list[str] | None) -> str:
        root = data if isinstance(data, dict) else dict(data)
        run = Run(root, absent)
        try:
            self._body(Scope(root), run)
        except RecursionError:
            raise RenderingTooLarge("The template goes deeper than Python's stack.") from None
        return "".join(run.parts)


@lru_cache(_KEPT)
def compile_template(source: str) -> CompiledTemplate:
    """Compile a stored template; raises InvalidTemplateSyntax."""
    try:
        return CompiledTemplate(source, parse(source))
    except RecursionError:
        raise InvalidTemplateSyntax("The template goes deeper than Python's stack.") from None


@lru_cache(_KEPT)
def compile_inline(source: str) -> CompiledTemplate:
    """Compile a template that came with a mail; raises UnsupportedOperation."""
    try:
        program = parse(source)
    except InvalidTemplateSyntax:
        raise UnsupportedOperation from None
    check_inline(program)
    return CompiledTemplate(source, program)
