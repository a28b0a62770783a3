"""The part of an event's JSON that is particular to its kind (facts: events 3.3).

https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import singledispatch
from typing import Any

from sesfake.domain.events.details import (
    Bounce,
    Click,
    Complaint,
    Delay,
    Delivery,
    Details,
    Open,
    Reject,
    RenderingFailure,
    Send,
    Subscription,
    TopicPreferences,
)
from sesfake.domain.events.stamps import iso

Json = dict[str, Any]


@singledispatch
def body(details: Details, at: datetime) -> Json:
    """What is particular to a kind of event, as of a time."""
    raise TypeError(f"There is no event of {details!r} at {at}.")


@body.register
def _(_details: Send, _at: datetime) -> Json:
    return {}


@body.register
def _(details: Delivery, at: datetime) -> Json:
    return {
        "timestamp": iso(at),
        "processingTimeMillis": details.processing_milliseconds,
        "recipients": list(details.recipients),
        "smtpResponse": details.smtp_response,
        "remoteMtaIp": details.remote_mta_ip,
        "reportingMTA": details.reporting_mta,
    }


@body.register
def _(details: Bounce, at: datetime) -> Json:
    return _said(
        feedbackId=details.feedback_id,
        bounceType=details.type.value,
        bounceSubType=details.sub_type.value,
        bouncedRecipients=[
            _said(
                emailAddress=one.address,
                action=one.action,
                status=one.status,
                diagnosticCode=one.diagnostic_code,
            )
            for one in details.recipients
        ],
        timestamp=iso(at),
        remoteMtaIp=details.remote_mta_ip,
        reportingMTA=details.reporting_mta,
    )


@body.register
def _(details: Complaint, at: datetime) -> Json:
    arrival = details.arrival_date
    return {
        "feedbackId": details.feedback_id,
        "complaintSubType": None if details.sub_type is None else details.sub_type.value,
        "complainedRecipients": [{"emailAddress": address} for address in details.recipients],
        "timestamp": iso(at),
    } | _said(
        userAgent=details.user_agent,
        complaintFeedbackType=None if details.type is None else details.type.value,
        arrivalDate=None if arrival is None else iso(arrival),
    )


@body.register
def _(details: Delay, at: datetime) -> Json:
    return _said(
        timestamp=iso(at),
        delayType=details.type.value,
        expirationTime=iso(details.expiration_time),
        reportingMTA=details.reporting_mta,
        delayedRecipients=[
            {
                "emailAddress": one.address,
                "status": one.status,
                "diagnosticCode": one.diagnostic_code,
            }
            for one in details.recipients
        ],
    )


@body.register
def _(details: Reject, _at: datetime) -> Json:
    return {"reason": details.reason}


@body.register
def _(details: Open, at: datetime) -> Json:
    return _said(
        timestamp=iso(at),
        userAgent=details.user_agent,
        ipAddress=details.ip_address,
        isBotEvent=details.is_bot_event,
    )


@body.register
def _(details: Click, at: datetime) -> Json:
    return {
        "timestamp": iso(at),
        "ipAddress": details.ip_address,
        "userAgent": details.user_agent,
        "link": details.link,
        "linkTags": _lists(details.link_tags),  # null without any: a guess
    } | _said(isBotEvent=details.is_bot_event)


@body.register
def _(details: RenderingFailure, _at: datetime) -> Json:
    return _said(errorMessage=details.error_message, templateName=details.template)


@body.register
def _(details: Subscription, at: datetime) -> Json:
    return {
        "contactList": details.contact_list,
        "timestamp": iso(at),
        "source": details.source,
        "newTopicPreferences": _preferences(details.new),
        "oldTopicPreferences": _preferences(details.old),
    }


def _preferences(preferences: TopicPreferences) -> Json:
    return {
        "unsubscribeAll": preferences.unsubscribe_all,
        "topicSubscriptionStatus": [
            {"topicName": name, "subscriptionStatus": status.value}
            for name, status in preferences.topics
        ],
    }


def _lists(tags: Mapping[str, tuple[str, ...]] | None) -> dict[str, list[str]] | None:
    return None if not tags else {name: list(values) for name, values in tags.items()}


def _said(**members: Any) -> Json:
    return {name: value for name, value in members.items() if value is not None}
