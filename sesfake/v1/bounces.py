"""SendBounce: a bounce for a mail that was received (facts: sending 11)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.receiving.bouncing import (
    REASONS,
    SEND_BOUNCE,
    Call,
    bounce,
    find_original,
)
from sesfake.domain.receiving.dsn import Dsn, FailedRecipient, Fields
from sesfake.errors import InvalidParameter
from sesfake.guesses import bounces as guesses
from sesfake.guesses.events import RETURNED_BY_SES
from sesfake.mail.mailboxes import parse_mailbox

_NAME = re.compile(r"[A-Za-z0-9-]{1,50}")
_MAX_VALUE = 2048


def send_bounce(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    if not request["BouncedRecipientInfoList"]:
        raise InvalidParameter(guesses.NOBODY_BOUNCED)
    recipients = [_recipient(info) for info in request["BouncedRecipientInfoList"]]
    message = request.get("MessageDsn", {})
    extensions = _extensions(message)
    sender = parse_mailbox(request["BounceSender"])
    original = find_original(account, request["OriginalMessageId"])
    dsn = Dsn(
        sender,
        request.get("Explanation") or _explanation(recipients),
        recipients,
        message.get("ReportingMta"),
        message.get("ArrivalDate"),
        extensions,
    )
    call = Call(SEND_BOUNCE, request, request.get("BounceSenderArn"))
    return {"MessageId": bounce(account, original, dsn, call).id}


def _recipient(info: Mapping[str, Any]) -> FailedRecipient:
    """The fields that the call gives, and those that follow from the type where it gives none."""
    address, type_ = info["Recipient"], info.get("BounceType")
    fields = info.get("RecipientDsnFields")
    if fields is not None:
        return FailedRecipient(
            fields.get("FinalRecipient") or address,
            fields["Status"],
            fields.get("DiagnosticCode"),
            fields["Action"],
            fields.get("RemoteMta"),
            fields.get("LastAttemptDate"),
            _extensions(fields),
            named=address,
        )
    if type_ is None:
        raise InvalidParameter(guesses.NO_BOUNCE_REASON.format(address=address))
    return FailedRecipient(address, *REASONS[type_])


def _extensions(fields: Mapping[str, Any]) -> Fields:
    found = tuple((one["Name"], one["Value"]) for one in fields.get("ExtensionFields", ()))
    for name, value in found:
        if not _NAME.fullmatch(name):
            raise InvalidParameter(guesses.EXTENSION_NAME.format(name=name))
        if len(value) > _MAX_VALUE or "\r" in value or "\n" in value:
            raise InvalidParameter(guesses.EXTENSION_VALUE.format(name=name))
    return found


def _explanation(recipients: Iterable[FailedRecipient]) -> str:
    lines = (
        f"{one.address}: {(one.diagnostic_code or one.status).removeprefix('smtp; ')}"
        for one in recipients
    )
    return "\n".join([RETURNED_BY_SES, "", *lines, ""])
