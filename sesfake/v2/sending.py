"""Sending in v2."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Any

from sesfake.domain import sending
from sesfake.domain.account import Account
from sesfake.domain.drafts import (
    DEFAULT_CHARSET,
    Attachment,
    Draft,
    ListManagement,
    SimpleContent,
    Text,
)
from sesfake.domain.raw_mail import RawMail, read_raw_mail
from sesfake.errors import InvalidParameter, NotModelled
from sesfake.guesses import NOT_ONE_CONTENT

_TRANSFER_ENCODINGS = {
    "BASE64": "base64",
    "QUOTED_PRINTABLE": "quoted-printable",
    "SEVEN_BIT": "7bit",
}


def send_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    for member in ("EndpointId", "ConfigurationOverrides"):
        if request.get(member):
            raise NotModelled(f"sesv2 SendEmail with {member}")
    content = _content(request["Content"])
    is_raw = isinstance(content, RawMail)
    if not is_raw and not request.get("FromEmailAddress"):
        raise InvalidParameter(None)  # Amazon sends no text here (facts: sending, section 5)
    destination = request.get("Destination", {})
    draft = Draft(
        api="sesv2",
        operation="SendEmail",
        request=request,
        source=request.get("FromEmailAddress"),
        content=content,
        to=tuple(destination.get("ToAddresses", ())),
        cc=tuple(destination.get("CcAddresses", ())),
        bcc=tuple(destination.get("BccAddresses", ())),
        # Of a raw mail the headers count, not these (facts: sending 12).
        reply_to=() if is_raw else tuple(request.get("ReplyToAddresses", ())),
        return_path=request.get("FeedbackForwardingEmailAddress"),
        source_arn=request.get("FromEmailAddressIdentityArn"),
        return_path_arn=request.get("FeedbackForwardingEmailAddressIdentityArn"),
        tags=tuple((tag["Name"], tag["Value"]) for tag in request.get("EmailTags", ())),
        configuration_set=request.get("ConfigurationSetName"),
        tenant=request.get("TenantName"),
        list_management=_list_management(request),
    )
    return {"MessageId": sending.send(account, draft).id}


def _list_management(request: Mapping[str, Any]) -> ListManagement | None:
    options = request.get("ListManagementOptions")
    return options and ListManagement(options["ContactListName"], options.get("TopicName"))


def _content(content: Mapping[str, Any]) -> SimpleContent | RawMail:
    kinds = [kind for kind in ("Simple", "Raw", "Template") if kind in content]
    if len(kinds) != 1:
        raise InvalidParameter(NOT_ONE_CONTENT)
    if kinds == ["Raw"]:
        return read_raw_mail(content["Raw"]["Data"])
    if kinds == ["Template"]:
        raise NotModelled("sesv2 SendEmail with Content.Template")
    return _simple_content(content["Simple"])


def _simple_content(message: Mapping[str, Any]) -> SimpleContent:
    body = message["Body"]
    return SimpleContent(
        subject=_text(message["Subject"]),
        text=_part(body, "Text"),
        html=_part(body, "Html"),
        headers=tuple((header["Name"], header["Value"]) for header in message.get("Headers", ())),
        attachments=tuple(map(_attachment, message.get("Attachments", ()))),
    )


def _part(body: Mapping[str, Any], name: str) -> Text | None:
    return _text(body[name]) if name in body else None


def _text(content: Mapping[str, Any]) -> Text:
    return Text(content["Data"], content.get("Charset", DEFAULT_CHARSET))


def _attachment(file: Mapping[str, Any]) -> Attachment:
    filename = file["FileName"]
    guessed_type, _ = mimetypes.guess_type(filename)
    return Attachment(
        filename=filename,
        content=file["RawContent"],
        content_type=file.get("ContentType") or guessed_type or "application/octet-stream",
        disposition=file.get("ContentDisposition", "ATTACHMENT").lower(),
        content_id=file.get("ContentId"),
        description=file.get("ContentDescription"),
        transfer_encoding=_TRANSFER_ENCODINGS[file.get("ContentTransferEncoding", "SEVEN_BIT")],
    )
