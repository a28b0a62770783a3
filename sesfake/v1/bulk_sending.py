"""Bulk sending in v1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake import errors
from sesfake.alike.contents import addressees, tags
from sesfake.domain.account import Account
from sesfake.domain.bulk_sending import Entry, send_bulk
from sesfake.domain.drafts.draft import TemplateReference
from sesfake.domain.messages.message import Message
from sesfake.errors import SESError
from sesfake.v1.sending import shared_draft

# What an error of one destination is called.
_STATUSES: list[tuple[type[SESError], str]] = [
    (errors.InvalidParameter, "InvalidParameterValue"),
    (errors.MessageRejected, "MessageRejected"),
    (errors.ConfigurationSetNotFound, "ConfigurationSetDoesNotExist"),
    (errors.ConfigurationSetSendingPaused, "ConfigurationSetSendingPaused"),
    (errors.SendingPoolNotFound, "InvalidSendingPoolName"),
    (errors.AccountSendingPaused, "AccountSendingPaused"),
    (errors.DailyQuotaExceeded, "AccountDailyQuotaExceeded"),
    (errors.SendRateExceeded, "AccountThrottled"),
]


def send_bulk_templated_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    # Required today; older models leave it out.
    template = TemplateReference(request["Template"], data=request.get("DefaultTemplateData", "{}"))
    draft = shared_draft("SendBulkTemplatedEmail", request, template)
    draft = draft._replace(tags=tags(request.get("DefaultTags", ())))
    outcomes = send_bulk(account, draft, [_entry(given) for given in request["Destinations"]])
    return {"Status": list(map(_status, outcomes))}


def _entry(given: Mapping[str, Any]) -> Entry:
    return Entry(
        *addressees(given["Destination"]),
        data=given.get("ReplacementTemplateData"),
        tags=tags(given.get("ReplacementTags", ())),
    )


def _status(outcome: Message | SESError) -> dict[str, Any]:
    if isinstance(outcome, Message):
        return {"Status": "Success", "MessageId": outcome.id}
    status = next((name for kind, name in _STATUSES if isinstance(outcome, kind)), "Failed")
    return {"Status": status, "Error": outcome.message}
