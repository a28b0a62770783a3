"""Receipt rules: what is done to incoming mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.receiving.action_targets import ActionTargets
from sesfake.v1.receipt_actions import given_rule, shown_rule
from sesfake.v1.receipt_rule_sets import rule_sets


def create_receipt_rule(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    sets, rule = rule_sets(account), given_rule(request["Rule"])
    sets.add_rule(request["RuleSetName"], rule, _targets(account), after=request.get("After"))
    return {}


def update_receipt_rule(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    sets, rule = rule_sets(account), given_rule(request["Rule"])
    sets.replace_rule(request["RuleSetName"], rule, _targets(account))
    return {}


def delete_receipt_rule(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    rule_sets(account).remove_rule(request["RuleSetName"], request["RuleName"])
    return {}


def describe_receipt_rule(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    rule = rule_sets(account).get_rule(request["RuleSetName"], request["RuleName"])
    return {"Rule": shown_rule(rule)}


def set_receipt_rule_position(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name, after = request["RuleName"], request.get("After")
    rule_sets(account).move_rule(request["RuleSetName"], name, after=after)
    return {}


def _targets(account: Account) -> ActionTargets:
    return ActionTargets(account.targets, account.identities, account.hand)
