"""The Virtual Deliverability Manager in v2, the only API that has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.configuration_sets import check_name
from sesfake.domain.figures.daily_metrics import ISPS, LONGEST_INTERVAL, daily
from sesfake.domain.identities.syntax import check_name as check_identity
from sesfake.domain.insights.messages import sent_by
from sesfake.domain.vdm import AccountVdm, is_on
from sesfake.errors import ConstraintViolated, InvalidParameter, VdmNotEnabled
from sesfake.protocol.late import validate_member

_DIMENSIONS = frozenset({"EMAIL_IDENTITY", "CONFIGURATION_SET", "ISP", "TENANT_NAME"})
_MAX_QUERIES = 10


def put_account_vdm_attributes(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    given = request["VdmAttributes"]
    account.vdm = AccountVdm(
        given["VdmEnabled"] == "ENABLED",
        _given(given.get("DashboardAttributes", {}).get("EngagementMetrics")),
        _given(given.get("GuardianAttributes", {}).get("OptimizedSharedDelivery")),
    )
    account.recommendations.look(account)  # what is found from now on is found now
    return {}


def shown_vdm(vdm: AccountVdm | None) -> dict[str, Any] | None:
    """What GetAccount tells: nothing before it was put, its features only while it is on."""
    if vdm is None:
        return None
    if not vdm.is_enabled:
        return {"VdmEnabled": "DISABLED"}
    return {
        "VdmEnabled": "ENABLED",
        "DashboardAttributes": {"EngagementMetrics": _shown(vdm.engagement_metrics)},
        "GuardianAttributes": {"OptimizedSharedDelivery": _shown(vdm.optimized_shared_delivery)},
    }


def batch_get_metric_data(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    if not is_on(account.vdm):
        raise VdmNotEnabled
    queries = request.get("Queries")
    _check(queries)
    return {"Results": [_answer(account, query) for query in queries or ()], "Errors": []}


def _check(queries: Sequence[Mapping[str, Any]] | None) -> None:
    """One rule after the other, each for all queries (facts: resources 9.2)."""
    given = [query for query in queries or () if query is not None]
    if len(given) > _MAX_QUERIES:
        constraint = f"Member must have length less than or equal to {_MAX_QUERIES}"
        raise ConstraintViolated([f"Value at 'queries' failed to satisfy constraint: {constraint}"])
    if len({query.get("Id") for query in given}) < len(given):
        raise InvalidParameter("All queries must have a unique identifier.")
    dimensions = [query.get("Dimensions") or {} for query in given]
    if not all(map(_DIMENSIONS.issuperset, dimensions)):
        raise InvalidParameter("Unsupported dimension provided.")
    validate_member("sesv2", "BatchGetMetricData", "Queries", queries)
    for each in dimensions:
        check_dimensions(each)
    for query in given:
        _check_interval(query["StartDate"], query["EndDate"])


def check_dimensions(given: Mapping[str, str]) -> None:
    """Raise InvalidParameter for values that no message can have."""
    if "EMAIL_IDENTITY" in given:
        try:
            check_identity(given["EMAIL_IDENTITY"])
        except InvalidParameter:
            raise InvalidParameter("Invalid email identity provided.") from None
    if "ISP" in given and given["ISP"] not in ISPS:
        raise InvalidParameter("Invalid ISP name provided.")
    if "CONFIGURATION_SET" in given:
        check_name(given["CONFIGURATION_SET"])


def _check_interval(start: datetime, end: datetime) -> None:
    if start >= end:
        raise InvalidParameter("Expected start date to be before the end date.")
    if end - start > LONGEST_INTERVAL:
        raise InvalidParameter(
            f"Invalid interval, can request at most {LONGEST_INTERVAL.days} days. Please partition "
            "your requested interval."
        )


def _answer(account: Account, query: Mapping[str, Any]) -> dict[str, Any]:
    days = daily(
        sent_by(account),
        query["Metric"],
        query.get("Dimensions", {}),
        query["StartDate"],
        query["EndDate"],
    )
    return {"Id": query["Id"], "Timestamps": list(days), "Values": list(days.values())}


def _given(status: str | None) -> bool | None:
    return None if status is None else status == "ENABLED"


def _shown(status: bool | None) -> str:
    return "ENABLED" if status else "DISABLED"
