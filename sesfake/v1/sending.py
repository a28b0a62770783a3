"""Sending in v1, one message a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain import sending
from sesfake.domain.account import Account
from sesfake.domain.drafts import (
    DEFAULT_CHARSET,
    Draft,
    SimpleContent,
    TemplateReference,
    Text,
)
from sesfake.mail.raw_mail import read_raw_mail


def send_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    draft = shared_draft("SendEmail", request, _content(request["Message"]))
    return _sent(account, draft)


def send_templated_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    # The name counts; an ARN beside it says no more.
    template = TemplateReference(request["Template"], data=request["TemplateData"])
    return _sent(account, shared_draft("SendTemplatedEmail", request, template))


def send_raw_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    draft = Draft(
        api="ses",
        operation="SendRawEmail",
        request=request,
        source=request.get("Source"),
        content=read_raw_mail(request["RawMessage"]["Data"]),
        to=tuple(request.get("Destinations", ())),
        source_arn=request.get("SourceArn"),
        from_arn=request.get("FromArn"),
        return_path_arn=request.get("ReturnPathArn"),
        tags=tags(request.get("Tags", ())),
        configuration_set=request.get("ConfigurationSetName"),
    )
    return _sent(account, draft)


def shared_draft(
    operation: str, request: Mapping[str, Any], content: SimpleContent | TemplateReference
) -> Draft:
    """What calls have in common whose mail SES composes; a bulk send has no Destination."""
    destination = request.get("Destination", {})
    return Draft(
        api="ses",
        operation=operation,
        request=request,
        source=request["Source"],
        content=content,
        to=tuple(destination.get("ToAddresses", ())),
        cc=tuple(destination.get("CcAddresses", ())),
        bcc=tuple(destination.get("BccAddresses", ())),
        reply_to=tuple(request.get("ReplyToAddresses", ())),
        return_path=request.get("ReturnPath"),
        source_arn=request.get("SourceArn"),
        return_path_arn=request.get("ReturnPathArn"),
        tags=tags(request.get("Tags", ())),
        configuration_set=request.get("ConfigurationSetName"),
    )


def tags(given: list[Mapping[str, str]] | tuple[()]) -> tuple[tuple[str, str], ...]:
    return tuple((tag["Name"], tag["Value"]) for tag in given)


def _sent(account: Account, draft: Draft) -> dict[str, Any]:
    return {"MessageId": sending.send(account, draft).id}


def _content(message: Mapping[str, Any]) -> SimpleContent:
    body = message["Body"]
    return SimpleContent(
        subject=_text(message["Subject"]), text=_part(body, "Text"), html=_part(body, "Html")
    )


def _part(body: Mapping[str, Any], name: str) -> Text | None:
    return _text(body[name]) if name in body else None


def _text(content: Mapping[str, Any]) -> Text:
    return Text(content["Data"], content.get("Charset", DEFAULT_CHARSET))
