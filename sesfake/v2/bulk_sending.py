"""Bulk sending in v2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake import errors
from sesfake.alike.contents import addressees, tags
from sesfake.domain.account import Account
from sesfake.domain.bulk_sending import Entry, send_bulk
from sesfake.domain.messages.message import Message
from sesfake.errors import InvalidParameter, SESError
from sesfake.guesses.sending import NOT_ONE_TEMPLATE
from sesfake.v2.contents import headers, read_template
from sesfake.v2.sending import choose_region, shared_draft

# What an error of one entry is called.
_STATUSES: list[tuple[type[SESError], str]] = [
    (errors.InvalidParameter, "INVALID_PARAMETER"),
    (errors.MessageRejected, "MESSAGE_REJECTED"),
    (errors.ConfigurationSetNotFound, "CONFIGURATION_SET_NOT_FOUND"),
    (errors.ConfigurationSetSendingPaused, "CONFIGURATION_SET_SENDING_PAUSED"),
    (errors.SendingPoolNotFound, "INVALID_SENDING_POOL_NAME"),
    (errors.AccountSendingPaused, "ACCOUNT_SENDING_PAUSED"),
    (errors.DailyQuotaExceeded, "ACCOUNT_DAILY_QUOTA_EXCEEDED"),
    (errors.SendRateExceeded, "ACCOUNT_THROTTLED"),
]


def send_bulk_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    choose_region(account, request)
    template = request["DefaultContent"].get("Template")
    if template is None:
        raise InvalidParameter(NOT_ONE_TEMPLATE)
    draft = shared_draft(
        "SendBulkEmail",
        request,
        read_template(account, template),
        tags(request.get("DefaultEmailTags", ())),
    )
    outcomes = send_bulk(account, draft, [_entry(given) for given in request["BulkEmailEntries"]])
    return {"BulkEmailEntryResults": list(map(_result, outcomes))}


def _entry(given: Mapping[str, Any]) -> Entry:
    content = given.get("ReplacementEmailContent", {}).get("ReplacementTemplate", {})
    return Entry(
        *addressees(given["Destination"]),
        data=content.get("ReplacementTemplateData"),
        tags=tags(given.get("ReplacementTags", ())),
        headers=headers(given.get("ReplacementHeaders", ())),
    )


def _result(outcome: Message | SESError) -> dict[str, Any]:
    if isinstance(outcome, Message):
        return {"Status": "SUCCESS", "MessageId": outcome.id}
    status = next((name for kind, name in _STATUSES if isinstance(outcome, kind)), "FAILED")
    return {"Status": status, "Error": outcome.message}
