"""From the tree to functions: one for each tag, called in order with a scope and the output."""

from __future__ import annotations

from dataclasses import replace

from sesfake.domain.templates.language.blocks import Arm, arm, binds_names, helper_name
from sesfake.domain.templates.language.nodes import (
    Block,
    Content,
    Inline,
    Mustache,
    Partial,
    Program,
)
from sesfake.domain.templates.language.partials import Inlines, partial_call, with_inlines
from sesfake.domain.templates.language.paths import Declared, cost, finder, value_helper
from sesfake.domain.templates.language.scope import Body, Finder, Run, Scope
from sesfake.domain.templates.language.values import text_of
from sesfake.mail.unsubscribing import PLACEHOLDER

# Amazon fills these in after rendering; they print as they are and never count as missing.
UNSUBSCRIBE_URL = PLACEHOLDER
OPEN_TRACKER = "{{ses:openTracker}}"
RESERVED = {text[2:-2]: text for text in (UNSUBSCRIBE_URL, OPEN_TRACKER)}

_TO_ENTER = 4  # steps that it costs to begin a body


def compile_program(program: Program, declared: Declared | None = None) -> tuple[Body, Inlines]:
    """Make the function that renders it, and the partials it defines."""
    steps: list[str | Body] = []
    inlines: dict[str, Body] = {}
    price = _TO_ENTER + len(program.statements)
    for statement in program.statements:
        if isinstance(statement, Content):
            if statement.value:
                steps.append(statement.value)
        elif isinstance(statement, Mustache):
            steps.append(_mustache(statement, declared))
            price += cost(statement.call)
        elif isinstance(statement, Block):
            steps.append(_block(statement, declared))
            price += sum(map(cost, statement.calls))
        elif isinstance(statement, Partial):
            steps.append(_partial(statement, declared))
            price += cost(statement.as_call())
        elif isinstance(statement, Inline):
            inlines[statement.name] = compile_program(statement.body, declared)[0]
    return _body(tuple(steps), price, inlines), inlines


def _body(steps: tuple[str | Body, ...], price: int, inlines: Inlines) -> Body:
    length = sum(len(step) for step in steps if isinstance(step, str))

    def body(scope: Scope, run: Run) -> None:
        run.enter(price, length)
        append = run.parts.append
        for step in steps:
            if isinstance(step, str):
                append(step)
            else:
                step(scope, run)
        run.depth -= 1

    def body_with_inlines(scope: Scope, run: Run) -> None:
        body(replace(scope, partials=with_inlines(scope, run, inlines)), run)

    return body_with_inlines if inlines else body


def _mustache(node: Mustache, declared: Declared | None) -> str | Body:
    call = node.call
    name = call.head.original
    if call.is_plain and name in RESERVED:
        return RESERVED[name]
    if not call.is_plain or helper_name(call, declared):
        return _printed(value_helper(call, declared))
    value = finder(call.head, declared)

    def print_value(scope: Scope, run: Run) -> None:
        found = value(scope, run)
        if isinstance(found, str):
            run.write(found)
        elif found is None:
            run.miss(name)
        else:
            run.write(text_of(found))

    return print_value


def _printed(value: Finder) -> Body:
    """What a helper gives is printed, but never counts as missing."""

    def print_value(scope: Scope, run: Run) -> None:
        found = value(scope, run)
        if found is not None:
            run.write(text_of(found))

    return print_value


def _block(node: Block, declared: Declared | None) -> Body:
    called, last = node.arms()
    arms: list[Arm] = []
    for call, names, program in called:
        has_names = bool(names) and binds_names(call, declared)
        inner = Declared(names, declared) if has_names else declared
        body, _ = compile_program(program, inner)
        arms.append(arm(call, body, declared, has_names=has_names, is_inverted=node.is_inverted))
    otherwise = None if last is None else compile_program(last, declared)[0]

    def run_block(scope: Scope, run: Run) -> None:
        for run_arm in arms:
            if run_arm(scope, run):
                return
        if otherwise is not None:
            otherwise(scope, run)

    return run_block


def _partial(node: Partial, declared: Declared | None) -> Body:
    if node.body is None:
        return partial_call(node, None, {}, declared)
    body, inlines = compile_program(node.body, declared)
    return partial_call(node, body, inlines, declared)
