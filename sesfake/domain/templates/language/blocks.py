"""The block helpers, compiled: `if`, `unless`, `each`, `with`, and a block without helper.

Each makes an arm: a function that renders its body and tells so, or tells that it is the turn of
the next arm, `{{else if b}}` or `{{else}}`.
"""

from __future__ import annotations

from collections.abc import Callable

from sesfake.domain.templates.language.failures import InvalidTemplateSyntax
from sesfake.domain.templates.language.nodes import BLOCK_HELPERS, HELPERS, Call
from sesfake.domain.templates.language.paths import Declared, finder, is_parameter, value_helper
from sesfake.domain.templates.language.scope import Body, Finder, Item, Names, Run, Scope
from sesfake.domain.templates.language.values import is_true, is_zero, text_of

Arm = Callable[[Scope, Run], bool]


def helper_name(call: Call, declared: Declared | None) -> str | None:
    """The name of the helper; None for a plain block or an unknown one."""
    name = call.head.original
    if name in HELPERS and not is_parameter(call.head, declared):
        return name
    return None


def binds_names(call: Call, declared: Declared | None) -> bool:
    """Tell whether `as |item|` means something; elsewhere it is ignored."""
    helper = helper_name(call, declared)
    return helper in ("each", "with") or (helper is None and call.is_plain)


def arm(
    call: Call, body: Body, declared: Declared | None, *, has_names: bool, is_inverted: bool
) -> Arm:
    """Compile one `{{#name ...}}body`; `has_names` tells of `as |item|`."""
    helper = helper_name(call, declared)
    if helper not in BLOCK_HELPERS:
        if helper or not call.is_plain:
            return _printing(value_helper(call, declared))
        value = finder(call.head, declared)
        absent = None if is_inverted else call.head.original
        return _section(absent, value, body, has_names=has_names)
    if len(call.params) != 1:
        raise InvalidTemplateSyntax(f"'{helper}' takes exactly one argument")
    value = finder(call.params[0], declared)
    options = {key: finder(option, declared) for key, option in call.hash}
    if helper == "each":
        return _each(value, body, has_names=has_names)
    if helper == "with":
        return _with(value, body, has_names=has_names)
    return _if(value, options.get("includeZero"), body, wanted=helper == "if")


def _if(value: Finder, zero_counts: Finder | None, body: Body, *, wanted: bool) -> Arm:
    def run_if(scope: Scope, run: Run) -> bool:
        found = value(scope, run)
        truth = is_true(found)
        if zero_counts is not None and not truth and is_zero(found):
            truth = is_true(zero_counts(scope, run))
        if truth is wanted:
            body(scope, run)
            return True
        return False

    return run_if


def _each(value: Finder, body: Body, *, has_names: bool) -> Arm:
    return lambda scope, run: _repeat(value(scope, run), scope, run, body, has_names=has_names)


def _repeat(value: object, scope: Scope, run: Run, body: Body, *, has_names: bool) -> bool:
    if not value or not isinstance(value, (list, dict)):
        return False
    last = len(value) - 1
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    names = scope.names
    for index, (key, member) in enumerate(pairs):
        if has_names:
            names = Names((member, key), scope.names)
        item = Item(key, index, index == 0, index == last, scope.item)
        inner = Scope(member, scope, item, names, scope.partials, scope.wrapped)
        body(inner, run)
    return True


def _with(value: Finder, body: Body, *, has_names: bool) -> Arm:
    def run_with(scope: Scope, run: Run) -> bool:
        found = value(scope, run)
        if not is_true(found) and not is_zero(found):
            return False
        _step_into(found, scope, run, body, has_names=has_names)
        return True

    return run_with


def _step_into(value: object, scope: Scope, run: Run, body: Body, *, has_names: bool) -> None:
    names = Names((value,), scope.names) if has_names else scope.names
    body(scope.enter(value, names), run)


def _section(absent: str | None, value: Finder, body: Body, *, has_names: bool) -> Arm:
    """`{{#name}}`: a loop over a list, a condition on true and false, else like `with`.

    Without the attribute it fails like `{{name}}` (facts: templates 4); `absent` is None where
    that is what the block asks for, as in `{{^name}}`.
    """

    def run_section(scope: Scope, run: Run) -> bool:
        found = value(scope, run)
        if found is None and absent is not None:
            run.miss(absent)
            return True
        if found is None or found is False:
            return False
        if isinstance(found, list):
            return _repeat(found, scope, run, body, has_names=has_names)
        if found is True:
            found = scope.context
        _step_into(found, scope, run, body, has_names=has_names)
        return True

    return run_section


def _printing(value: Finder) -> Arm:
    """A helper that is no block helper, called as one: its value is printed, the body is not."""

    def run_printing(scope: Scope, run: Run) -> bool:
        found = value(scope, run)
        if found is not None:
            run.write(text_of(found))
        return True

    return run_printing
