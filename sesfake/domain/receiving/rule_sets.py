"""Receipt rule sets of an account in a region, of which one at most is active.

Names are checked before anything is looked for, as are the rules that are given. Then it counts
whether what a call names exists, then whether it takes a name or a place that is not free, and last
whether the targets of a rule are there: nobody next door is asked for what is refused anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sesfake.clock import Clock
from sesfake.domain.receiving.action_targets import ActionTargets
from sesfake.domain.receiving.names import check_rule_name, check_rule_set_name
from sesfake.domain.receiving.rule_checks import check_rule
from sesfake.domain.receiving.rules import ReceiptRule
from sesfake.errors import (
    ActiveRuleSetNotDeleted,
    InvalidParameter,
    ReceiptLimitExceeded,
    ReceiptRuleAlreadyExists,
    ReceiptRuleNotFound,
    ReceiptRuleSetAlreadyExists,
    ReceiptRuleSetNotFound,
)

# facts: resources 5.1
MAX_RULE_SETS = 40
MAX_RULES = 200


@dataclass
class ReceiptRuleSet:
    """Rules in the order in which they are applied."""

    name: str
    created_at: datetime
    rules: list[ReceiptRule] = field(default_factory=list)

    def get(self, name: str) -> ReceiptRule:
        """The rule of a name; raises ReceiptRuleNotFound."""
        return self.rules[self._place(name)]

    def add(self, new: ReceiptRule, targets: ActionTargets, *, after: str | None) -> None:
        """Put a new rule behind another, or in front of all."""
        place = 0 if after is None else self._place(after) + 1
        if any(rule.name == new.name for rule in self.rules):
            raise ReceiptRuleAlreadyExists(new.name)
        if len(self.rules) >= MAX_RULES:
            raise ReceiptLimitExceeded("rules")
        targets.check(new)
        self.rules.insert(place, new)

    def replace(self, new: ReceiptRule, targets: ActionTargets) -> None:
        """Put a rule, as a whole, in the place of the one of its name."""
        place = self._place(new.name)
        targets.check(new)
        self.rules[place] = new

    def remove(self, name: str) -> None:
        """Forget a rule; that there is none is no error."""
        self.rules[:] = [rule for rule in self.rules if rule.name != name]

    def move(self, name: str, *, after: str | None) -> None:
        """Put a rule behind another, or in front of all; behind itself it stays where it is."""
        rule = self.get(name)
        if after is not None:
            self.get(after)
        if after != name:
            self.remove(name)
            self.rules.insert(0 if after is None else self._place(after) + 1, rule)

    def reorder(self, names: Sequence[str]) -> None:
        """Put all rules in the order of their names, each of which must be there."""
        rules = [self.get(name) for name in names]
        missing = [rule.name for rule in self.rules if rule not in rules]
        if missing:
            raise InvalidParameter(f"Positions for rules not found: {', '.join(missing)}")
        self.rules[:] = rules

    def _place(self, name: str) -> int:
        for place, rule in enumerate(self.rules):
            if rule.name == name:
                return place
        raise ReceiptRuleNotFound(name)


class ReceiptRuleSets:
    """All of one account in one region, by name."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sets: dict[str, ReceiptRuleSet] = {}
        self._active: str | None = None

    def __iter__(self) -> Iterator[ReceiptRuleSet]:
        return iter(list(self._sets.values()))

    @property
    def active(self) -> ReceiptRuleSet | None:
        """The one that is applied to incoming mail."""
        return None if self._active is None else self._sets[self._active]

    def get(self, name: str) -> ReceiptRuleSet:
        """The set of a name; raises InvalidParameter or ReceiptRuleSetNotFound."""
        check_rule_set_name(name)
        found = self._sets.get(name)
        if found is None:
            raise ReceiptRuleSetNotFound(name)
        return found

    def create(self, name: str) -> None:
        """Keep a new set without rules."""
        check_rule_set_name(name)
        self._check_is_new(name)
        self._add(name)

    def clone(self, original: str, name: str) -> None:
        """Keep a new set with the rules of another, which goes on without it."""
        check_rule_set_name(original)
        check_rule_set_name(name)
        self._check_is_new(name)
        self._add(name, self.get(original).rules)

    def delete(self, name: str) -> None:
        """Forget a set and its rules; that there is none is no error."""
        check_rule_set_name(name)
        if name == self._active:
            raise ActiveRuleSetNotDeleted(name)
        self._sets.pop(name, None)

    def activate(self, name: str | None) -> None:
        """Have a set applied to incoming mail; without one, no mail is received."""
        self._active = None if name is None else self.get(name).name

    def add_rule(
        self, name: str, rule: ReceiptRule, targets: ActionTargets, *, after: str | None
    ) -> None:
        """Put a new rule into a set, behind another or in front of all."""
        _check_names(name, after)
        check_rule(rule)
        self.get(name).add(rule, targets, after=after)

    def replace_rule(self, name: str, rule: ReceiptRule, targets: ActionTargets) -> None:
        """Put a rule, as a whole, in the place of the one of its name in a set."""
        check_rule_set_name(name)
        check_rule(rule)
        self.get(name).replace(rule, targets)

    def remove_rule(self, name: str, rule: str) -> None:
        """Forget a rule of a set; that there is none is no error, but the set must be there."""
        _check_names(name, rule)
        self.get(name).remove(rule)

    def get_rule(self, name: str, rule: str) -> ReceiptRule:
        """A rule of a set."""
        _check_names(name, rule)
        return self.get(name).get(rule)

    def move_rule(self, name: str, rule: str, *, after: str | None) -> None:
        """Put a rule of a set behind another or in front of all."""
        _check_names(name, rule, after)
        self.get(name).move(rule, after=after)

    def reorder(self, name: str, rules: Sequence[str]) -> None:
        """Put all rules of a set in an order, by their names."""
        _check_names(name, *rules)
        seen: set[str] = set()
        for rule in rules:
            if rule in seen:
                raise InvalidParameter(f"Multiple positions found for rule: {rule}")
            seen.add(rule)
        self.get(name).reorder(rules)

    def _check_is_new(self, name: str) -> None:
        if name in self._sets:
            raise ReceiptRuleSetAlreadyExists(name)

    def _add(self, name: str, rules: Sequence[ReceiptRule] = ()) -> None:
        if len(self._sets) >= MAX_RULE_SETS:
            raise ReceiptLimitExceeded("rule sets")
        self._sets[name] = ReceiptRuleSet(name, self._clock.now(), list(rules))


def _check_names(name: str, *rules: str | None) -> None:
    check_rule_set_name(name)
    for rule in rules:
        if rule is not None:
            check_rule_name(rule)
