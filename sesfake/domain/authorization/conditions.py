"""The conditions of a policy's statement, judged by what is known of a call.

A condition is true, false, or not known (None): it uses a key, an operator, a value or a variable
that sesfake does not model. What is not known allows nothing and forbids all: it is for whoever
judges the statement to say so. A key that is modelled but that this call does not have follows
IAM's rules: nothing equals it, and whatever asks for something else is content.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

import ipaddress
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any, NamedTuple

from sesfake.domain.authorization.wildcards import is_like

Truth = bool | None
Context = Mapping[str, Sequence[str]]  # by key, in lower case; a key without values is not there
Compare = Callable[[str, str], Truth]  # what the call has, what the policy says

VARIABLE = "${"
_ARN_PARTS = 6

# Keys that a call to SES with a plain access key never has.
_NEVER_THERE = frozenset({
    "aws:referer", "aws:sourcearn", "aws:sourceaccount", "aws:sourcevpc", "aws:sourcevpce",
    "aws:vpcsourceip", "aws:multifactorauthpresent", "aws:multifactorauthage",
    "aws:federatedprovider",
})  # fmt: skip


def any_of(truths: Iterable[Truth]) -> Truth:
    """Whether one is true; not known if one that is not known might be."""
    found = list(truths)
    return True if True in found else None if None in found else False


def all_of(truths: Iterable[Truth]) -> Truth:
    """Whether none is false; not known if one that is not known might be."""
    found = list(truths)
    return False if False in found else None if None in found else True


def opposite(truth: Truth) -> Truth:
    return None if truth is None else not truth


def are_met(conditions: object, context: Context) -> Truth:
    """Whether all of a statement's conditions are met."""
    if not isinstance(conditions, dict):
        return None
    return all_of(
        None if test is None else _judge(test, key, values, context)
        for test, key, values in _tests(conditions)
    )


def failed(conditions: object, context: Context) -> Iterator[str]:
    """What each condition that is not met asks for, and what it meets."""
    if not isinstance(conditions, dict):
        return
    for name, keys in conditions.items():
        for key, values in keys.items() if isinstance(keys, dict) else ():
            if are_met({name: {key: values}}, context) is False:
                given = ", ".join(map(repr, context.get(key.lower(), ()))) or "no value"
                yield f"{name} {key} {values!r} met {given}"


def is_operator(name: str) -> bool:
    """Whether IAM has an operator of this name."""
    return _read(name) is not None


def unknown_keys(conditions: object, context: Context) -> Iterator[str]:
    """The keys that sesfake cannot tell anything about."""
    if isinstance(conditions, dict):
        for _, key, _ in _tests(conditions):
            if not _is_modelled(key, context):
                yield key


def texts(values: object) -> list[str] | None:
    """One value or a list as texts; None for what is neither, or has variables."""
    found = []
    for value in values if isinstance(values, list) else [values]:
        if isinstance(value, bool):
            found.append("true" if value else "false")
        elif isinstance(value, (int, float)):
            found.append(str(value))
        elif isinstance(value, str) and VARIABLE not in value:
            found.append(value)
        else:
            return None
    return found


class _Test(NamedTuple):
    compare: Compare | None  # None: whether the key is there
    is_negated: bool = False
    quantifier: str = ""
    if_exists: bool = False


def _tests(conditions: Mapping[str, Any]) -> Iterator[tuple[_Test | None, str, object]]:
    for name, keys in conditions.items():
        if not isinstance(keys, dict):
            yield None, "", None
            continue
        for key, values in keys.items():
            yield _read(name), key, values


def _read(name: str) -> _Test | None:
    quantifier, colon, rest = name.lower().rpartition(":")
    if colon and quantifier not in ("forallvalues", "foranyvalue"):
        return None
    base = rest.removesuffix("ifexists")
    if base == "null":
        return _Test(None) if rest == base and not colon else None
    found = _OPERATORS.get(base)
    return None if found is None else _Test(*found, quantifier, rest != base)


def _is_modelled(key: str, context: Context) -> bool:
    return key.lower() in context or key.lower() in _NEVER_THERE


def _judge(test: _Test, key: str, values: object, context: Context) -> Truth:
    wanted = texts(values)
    if wanted is None or not _is_modelled(key, context):
        return None
    given = context.get(key.lower(), ())
    compare = test.compare
    if compare is None:
        absent = not given
        return any_of(_equals_boolean("true" if absent else "false", value) for value in wanted)
    if not given:
        if test.if_exists or test.quantifier == "forallvalues":
            return True
        return test.is_negated and not test.quantifier
    found = [any_of(compare(value, want) for want in wanted) for value in given]
    if test.is_negated:
        found = list(map(opposite, found))
    # Without a quantifier, one value that equals is enough, and so is one to fail a negation.
    is_for_all = test.quantifier == "forallvalues" or (test.is_negated and not test.quantifier)
    return all_of(found) if is_for_all else any_of(found)


def _equals_without_case(given: str, wanted: str) -> bool:
    return given.lower() == wanted.lower()


def _equals_boolean(given: str, wanted: str) -> Truth:
    return given.lower() == wanted.lower() if wanted.lower() in ("true", "false") else None


def _numbers(compare: Callable[[float, float], bool]) -> Compare:
    return _converted(compare, float)


def _dates(compare: Callable[[float, float], bool]) -> Compare:
    return _converted(compare, _moment)


def _converted(compare: Callable[[float, float], bool], read: Callable[[str], float]) -> Compare:
    def compare_texts(given: str, wanted: str) -> Truth:
        try:
            return compare(read(given), read(wanted))
        except (ValueError, OverflowError):
            return None

    return compare_texts


def _moment(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (found if found.tzinfo else found.replace(tzinfo=timezone.utc)).timestamp()


def _is_in_network(given: str, wanted: str) -> Truth:
    try:
        return ipaddress.ip_address(given) in ipaddress.ip_network(wanted, strict=False)
    except ValueError:
        return None


def _is_arn_like(given: str, wanted: str) -> bool:
    # Part by part: a star does not reach over a colon, but for the last part.
    mine, theirs = given.split(":", _ARN_PARTS - 1), wanted.split(":", _ARN_PARTS - 1)
    return len(mine) == len(theirs) == _ARN_PARTS and all(map(is_like, mine, theirs))


_OPERATORS: dict[str, tuple[Compare, bool]] = {
    "stringequals": (operator.eq, False),
    "stringnotequals": (operator.eq, True),
    "stringequalsignorecase": (_equals_without_case, False),
    "stringnotequalsignorecase": (_equals_without_case, True),
    "stringlike": (is_like, False),
    "stringnotlike": (is_like, True),
    "binaryequals": (operator.eq, False),
    "bool": (_equals_boolean, False),
    "ipaddress": (_is_in_network, False),
    "notipaddress": (_is_in_network, True),
    "arnequals": (_is_arn_like, False),
    "arnnotequals": (_is_arn_like, True),
    "arnlike": (_is_arn_like, False),
    "arnnotlike": (_is_arn_like, True),
    **{
        f"{kind}{name}": (convert(compare), is_negated)
        for kind, convert in (("numeric", _numbers), ("date", _dates))
        for name, compare, is_negated in (
            ("equals", operator.eq, False),
            ("notequals", operator.eq, True),
            ("lessthan", operator.lt, False),
            ("lessthanequals", operator.le, False),
            ("greaterthan", operator.gt, False),
            ("greaterthanequals", operator.ge, False),
        )
    },
}
