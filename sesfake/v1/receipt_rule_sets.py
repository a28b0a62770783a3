"""Receipt rule sets: which rules are applied to incoming mail, and in what order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.receiving.receiving_regions import check_receives
from sesfake.domain.receiving.rule_sets import ReceiptRuleSet, ReceiptRuleSets
from sesfake.errors import InvalidParameter
from sesfake.v1.receipt_actions import shown_rule


def create_receipt_rule_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    rule_sets(account).create(request["RuleSetName"])
    return {}


def clone_receipt_rule_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    rule_sets(account).clone(request["OriginalRuleSetName"], request["RuleSetName"])
    return {}


def delete_receipt_rule_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    rule_sets(account).delete(request["RuleSetName"])
    return {}


def describe_receipt_rule_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    return _described(rule_sets(account).get(request["RuleSetName"]))


def describe_active_receipt_rule_set(
    account: Account,
    request: Mapping[str, Any],
) -> dict[str, Any]:
    active = rule_sets(account).active
    return {} if active is None else _described(active)


def set_active_receipt_rule_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    rule_sets(account).activate(request.get("RuleSetName"))
    return {}


def list_receipt_rule_sets(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    sets, token = rule_sets(account), request.get("NextToken")
    if token:  # 40 sets are there at most, and a page has 100: no token is ever given
        raise InvalidParameter(f"Invalid page token: {token}")
    return {"RuleSets": [_metadata(found) for found in sets]}


def reorder_receipt_rule_set(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    rule_sets(account).reorder(request["RuleSetName"], request["RuleNames"])
    return {}


def rule_sets(account: Account) -> ReceiptRuleSets:
    """Those of an account, in a region in which SES receives mail."""
    check_receives(account.region)
    return account.receipt_rule_sets


def _described(found: ReceiptRuleSet) -> dict[str, Any]:
    return {"Metadata": _metadata(found), "Rules": [shown_rule(rule) for rule in found.rules]}


def _metadata(found: ReceiptRuleSet) -> dict[str, Any]:
    return {"Name": found.name, "CreatedTimestamp": found.created_at}
