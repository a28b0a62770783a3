"""Names of receipt rule sets, receipt rules and IP filters.

Dots are allowed, though the documentation knows them in names of rules only (facts: resources 5.1).
A name that is looked for is checked like one that is given: a guess, as are dots in filters' names.
"""

from __future__ import annotations

import re

from sesfake.errors import InvalidParameter

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?")


def check_rule_set_name(name: str) -> None:
    """Raise InvalidParameter for what cannot name a rule set."""
    _check(name, "ruleSetName")


def check_rule_name(name: str) -> None:
    """Raise InvalidParameter for what cannot name a rule."""
    _check(name, "ruleName")


def check_filter_name(name: str) -> None:
    """Raise InvalidParameter for what cannot name an IP filter."""
    if not name:
        raise InvalidParameter("filterName must not be empty")
    _check(name, "filterName")


def _check(name: str, member: str) -> None:
    if not _NAME.fullmatch(name):
        raise InvalidParameter(f"Not a valid {member}: {name}")
