"""Inline partials, compiled: their definition, `{{> name}}` and `{{#> name}}`.

A definition holds for the whole block in which it stands, also above itself, and for the partials
called from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.templates.language.nodes import WRAPPED, Call, Partial
from sesfake.domain.templates.language.paths import Declared, finder
from sesfake.domain.templates.language.scope import Body, Definition, Finder, Run, Scope
from sesfake.domain.templates.language.values import Made, text_of

Inlines = Mapping[str, Body]


def with_inlines(scope: Scope, run: Run, inlines: Inlines) -> dict[str, Definition]:
    """The partials known in a scope, and those of `inlines`."""
    run.spend(len(scope.partials) + len(inlines))
    known = dict(scope.partials)
    for name, body in inlines.items():
        known[name] = Definition(body, scope.names, None)
    return known


def partial_call(
    node: Partial, body: Body | None, inlines: Inlines, declared: Declared | None
) -> Body:
    """Compile `{{> name}}`; `body` and `inlines` are those of `{{#> name}}`."""
    context = _context(node, declared)
    name = finder(node.name, declared) if isinstance(node.name, Call) else None
    fixed = "" if isinstance(node.name, Call) else node.name

    def call(scope: Scope, run: Run) -> None:
        called = fixed if name is None else _name(name(scope, run))
        block = None if body is None else Definition(body, scope.names, scope.wrapped)
        found = scope.wrapped if called == WRAPPED else scope.partials.get(called)
        wrapped = block or scope.wrapped
        if found is None or called == WRAPPED:
            found = found or block
            wrapped = found.wrapped if found else None
        if found is None:
            run.miss(called)
            return
        place = context(scope, run)
        outer = scope.outer if place is scope.context else scope
        partials = with_inlines(scope, run, inlines) if inlines else scope.partials
        found.body(Scope(place, outer, scope.item, found.names, partials, wrapped), run)

    return _indented(call, node.indent) if node.indent else call


def _name(value: Any) -> str:
    return text_of(value) if isinstance(value, (str, int)) else ""


def _context(node: Partial, declared: Declared | None) -> Finder:
    place = finder(node.params[0], declared) if node.params else _current
    if not node.hash:
        return place
    members = [(key, finder(value, declared)) for key, value in node.hash]

    def find(scope: Scope, run: Run) -> Any:
        value = place(scope, run)
        context = Made(value) if isinstance(value, dict) else Made()
        run.spend(len(context))
        context.update((key, member(scope, run)) for key, member in members)
        return context

    return find


def _current(scope: Scope, _run: Run) -> Any:
    return scope.context


def _indented(call: Body, indent: str) -> Body:
    def call_indented(scope: Scope, run: Run) -> None:
        outside, run.parts = run.parts, []
        call(scope, run)
        lines = "".join(run.parts).split("\n")
        run.parts = outside
        run.size += sum(map(len, lines)) + len(lines) * (len(indent) + 1)
        run.spend(len(lines))  # before there is so much text
        last = lines.pop()
        run.parts.append("".join(f"{indent}{line}\n" for line in lines) + (last and indent + last))

    return call_indented
