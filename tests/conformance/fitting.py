"""Members that must fit one another, made to."""

from __future__ import annotations

import json
from random import Random
from typing import Any

_ARN = "arn:aws:ses:us-east-1:123456789012:identity/"


def fit(drawn: dict[str, Any], random: Random) -> None:
    """Change what was drawn so that it fits together."""
    identity = drawn.get("Identity") or drawn.get("EmailIdentity")
    if identity is not None and "Policy" in drawn:
        drawn["Policy"] = policy_for(identity)
    if identity is not None and "FromAddress" in drawn:
        drawn["FromAddress"] = identity if "@" in identity else f"shop@{identity}"
    _order_dates(drawn)


def policy_for(identity: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "123456789012"},
        "Action": ["ses:SendEmail", "ses:SendRawEmail"],
        "Resource": _ARN + identity,
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _order_dates(value: Any) -> None:
    if isinstance(value, list):
        for inner in value:
            _order_dates(inner)
    elif isinstance(value, dict):
        if "StartDate" in value and "EndDate" in value:
            value["StartDate"], value["EndDate"] = sorted((value["StartDate"], value["EndDate"]))
        for inner in value.values():
            _order_dates(inner)
