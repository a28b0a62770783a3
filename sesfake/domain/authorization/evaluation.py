"""Whether policies let somebody do something: one pure function over their statements.

A policy of an identity says who else may send in its name; a policy of IAM says what a caller may
do, and differs only in that it names nobody. A statement that forbids wins over all that allow, and
what no statement allows is not allowed. Statements of which sesfake does not understand a part,
such as a condition's key, allow nothing, and forbid where the rest of them fits.
https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policies.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple

from sesfake.domain.authorization.callers import Caller
from sesfake.domain.authorization.conditions import (
    Context,
    Truth,
    all_of,
    any_of,
    are_met,
    failed,
    opposite,
    texts,
    unknown_keys,
)
from sesfake.domain.authorization.wildcards import is_like

_ROOT = re.compile(r"(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?", re.ASCII)

Policy = Mapping[str, Any]


class Attempt(NamedTuple):
    """What somebody wants to do: `ses:SendEmail` with the identity that an ARN names.

    `context` has what conditions may ask for, by the key in lower case.
    """

    caller: Caller
    action: str
    resource: str
    context: Context


class Decision(Enum):
    ALLOWED = "allowed"
    NOT_ALLOWED = "not allowed by any statement"
    FORBIDDEN = "forbidden by a statement"


def evaluate(policies: Iterable[Policy], attempt: Attempt) -> Decision:
    """What the policies of an identity say to an attempt."""
    return _decision(policies, attempt, names_principals=True)


def evaluate_own(policies: Iterable[Policy], attempt: Attempt) -> Decision:
    """What the caller's own policies say, those of IAM."""
    return _decision(policies, attempt, names_principals=False)


def not_understood(policies: Iterable[Policy], attempt: Attempt) -> list[str]:
    """The keys of conditions that sesfake does not know, for the tester to hear of."""
    found = [
        key
        for statement in _statements(policies)
        for key in unknown_keys(statement.get("Condition", {}), attempt.context)
    ]
    return list(dict.fromkeys(found))


def unmet(policies: Iterable[Policy], attempt: Attempt) -> str:
    """Sentences for the tester on conditions that alone keep a statement from allowing it."""
    return _unmet(policies, attempt, names_principals=True)


def unmet_own(policies: Iterable[Policy], attempt: Attempt) -> str:
    """The same of the caller's own policies."""
    return _unmet(policies, attempt, names_principals=False)


def _unmet(policies: Iterable[Policy], attempt: Attempt, *, names_principals: bool) -> str:
    found: list[str] = []
    for statement in _statements(policies):
        *others, _ = _parts(statement, attempt, names_principals=names_principals)
        if statement.get("Effect") == "Allow" and all_of(others) is True:
            found += failed(statement.get("Condition", {}), attempt.context)
    return "".join(f" The condition {one}." for one in dict.fromkeys(found))


def _decision(policies: Iterable[Policy], attempt: Attempt, *, names_principals: bool) -> Decision:
    decision = Decision.NOT_ALLOWED
    for statement in _statements(policies):
        effect = statement.get("Effect")
        applies = all_of(_parts(statement, attempt, names_principals=names_principals))
        if effect == "Deny" and applies is not False:
            return Decision.FORBIDDEN
        if effect == "Allow" and applies is True:
            decision = Decision.ALLOWED
    return decision


def _statements(policies: Iterable[Policy]) -> Iterator[Mapping[str, Any]]:
    for policy in policies:
        statements = policy.get("Statement", ())
        for statement in statements if isinstance(statements, list) else [statements]:
            if isinstance(statement, dict):
                yield statement


def _parts(
    statement: Mapping[str, Any], attempt: Attempt, *, names_principals: bool
) -> Iterator[Truth]:
    if names_principals:
        yield _either(statement, "Principal", lambda named: _is_named(named, attempt.caller))
    # Actions are compared without case, resources with it.
    yield _either(statement, "Action", lambda n: _is_among(attempt.action, n, ignore_case=True))
    yield _either(statement, "Resource", lambda n: _is_among(attempt.resource, n))
    yield are_met(statement.get("Condition", {}), attempt.context)


def _either(statement: Mapping[str, Any], element: str, judge: Callable[[object], Truth]) -> Truth:
    """By an element such as `Action`, or by its opposite, `NotAction`."""
    if element in statement:
        return judge(statement[element])
    if f"Not{element}" in statement:
        return opposite(judge(statement[f"Not{element}"]))
    return None


def _is_among(text: str, patterns: object, *, ignore_case: bool = False) -> Truth:
    named = texts(patterns)
    return (
        None
        if named is None
        else any_of(is_like(text, pattern, ignore_case=ignore_case) for pattern in named)
    )


def _is_named(principal: object, caller: Caller) -> Truth:
    if principal == "*":
        return True
    if not isinstance(principal, dict):
        return None
    # A service or a federated user is nobody who has an access key.
    named = texts(principal.get("AWS", []))
    return None if named is None else any_of(_is_caller(name, caller) for name in named)


def _is_caller(name: str, caller: Caller) -> bool:
    account = _ROOT.fullmatch(name)
    if account is not None:  # either spelling means everybody in the account
        return account[1] == caller.account_id
    return name in ("*", caller.arn, caller.role_arn)
