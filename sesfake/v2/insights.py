"""Insights into messages and addresses, and recommendations, in v2, the only API that has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.events.details import Bounce, Complaint
from sesfake.domain.events.event import Event
from sesfake.domain.insights import finding
from sesfake.domain.insights.messages import email_tags, insights, message_of
from sesfake.domain.insights.recommendations import (
    MAX_PAGE,
    RECOMMENDATION_PAGES,
    Recommendation,
    Status,
)
from sesfake.domain.insights.verdicts import Confidence, verdict
from sesfake.domain.vdm import is_on
from sesfake.errors import InvalidParameter, VdmNotEnabled
from sesfake.guesses import insights as guesses
from sesfake.v2.pages import page_of

_EVALUATIONS = {
    "has_valid_syntax": "HasValidSyntax",
    "has_valid_dns_records": "HasValidDnsRecords",
    "mailbox_exists": "MailboxExists",
    "is_role_address": "IsRoleAddress",
    "is_disposable": "IsDisposable",
    "is_random_input": "IsRandomInput",
}
_TOGETHER = ({"STATUS", "IMPACT"}, {"STATUS", "TYPE"})
_KNOWN = {
    "TYPE": finding.TYPES,
    "IMPACT": finding.IMPACTS,
    "STATUS": tuple(status.value for status in Status),
}


def get_message_insights(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    if not is_on(account.vdm):
        raise VdmNotEnabled
    message = message_of(account, request["MessageId"])
    return {
        "MessageId": message.id,
        "FromEmailAddress": message.addressing.author,
        "Subject": message.subject,
        "EmailTags": [{"Name": k, "Value": v} for k, v in email_tags(message).items()],
        "Insights": [
            {
                "Destination": insight.destination,
                "Isp": insight.isp,
                "Events": [_shown_event(event) for event in insight.events],
            }
            for insight in insights(message)
        ],
    }


def get_email_address_insights(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found = verdict(account, request["EmailAddress"])
    return {
        "MailboxValidation": {
            "IsValid": _shown_verdict(found.is_valid),
            "Evaluations": {
                _EVALUATIONS[name]: _shown_verdict(confidence)
                for name, confidence in found.evaluations._asdict().items()
            },
        }
    }


def list_recommendations(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size = request.get("PageSize", MAX_PAGE)
    if not 1 <= size <= MAX_PAGE:
        raise InvalidParameter(guesses.RECOMMENDATIONS_PAGE.format(maximum=MAX_PAGE))
    filters = request.get("Filter", {})
    _check(filters)
    found = [one for one in account.recommendations.look(account) if _passes(one, filters)]
    token = request.get("NextToken")
    page = page_of(account, RECOMMENDATION_PAGES, found, size, token, guesses.RECOMMENDATIONS_TOKEN)
    return {
        "Recommendations": [_shown_recommendation(one) for one in page.items],
        "NextToken": page.next_token,
    }


def _shown_event(event: Event) -> dict[str, Any]:
    shown: dict[str, Any] = {"Timestamp": event.timestamp, "Type": event.type.upper()}
    details = event.details
    if isinstance(details, Bounce):
        shown["Details"] = {
            "Bounce": {
                "BounceType": details.type.name,
                "BounceSubType": details.sub_type.name,  # as metrics spell it (facts: events 6)
                "DiagnosticCode": next((r.diagnostic_code for r in details.recipients), None),
            }
        }
    elif isinstance(details, Complaint):
        shown["Details"] = {
            "Complaint": {
                "ComplaintSubType": details.sub_type and details.sub_type.value,
                "ComplaintFeedbackType": details.type and details.type.value,
            }
        }
    return shown


def _shown_verdict(confidence: Confidence) -> dict[str, str]:
    return {"ConfidenceVerdict": confidence.name}


def _check(filters: Mapping[str, str]) -> None:
    if len(filters) > 1 and set(filters) not in _TOGETHER:
        raise InvalidParameter(guesses.FILTERS_DO_NOT_COMBINE)
    for name, value in filters.items():
        if name in _KNOWN and value not in _KNOWN[name]:
            raise InvalidParameter(guesses.UNKNOWN_FILTER_VALUE.format(name=name, value=value))


def _passes(found: Recommendation, filters: Mapping[str, str]) -> bool:
    values = {
        "TYPE": found.finding.type,
        "IMPACT": found.finding.impact,
        "STATUS": found.status.value,
        "RESOURCE_ARN": found.finding.resource_arn,
    }
    return all(values.get(name) == value for name, value in filters.items())


def _shown_recommendation(found: Recommendation) -> dict[str, Any]:
    return {
        "ResourceArn": found.finding.resource_arn,
        "Type": found.finding.type,
        "Description": found.finding.description,
        "Status": found.status.value,
        "CreatedTimestamp": found.created_at,
        "LastUpdatedTimestamp": found.updated_at,
        "Impact": found.finding.impact,
    }
