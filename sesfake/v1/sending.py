"""Sending in v1, one message a call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.contents import addressees, simple_content, tags
from sesfake.domain import sending
from sesfake.domain.account import Account
from sesfake.domain.drafts.draft import Draft, SimpleContent, TemplateReference
from sesfake.mail.raw_mail import read_raw_mail


def send_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    draft = shared_draft("SendEmail", request, simple_content(request["Message"]))
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
    to, cc, bcc = addressees(request.get("Destination", {}))
    return Draft(
        api="ses",
        operation=operation,
        request=request,
        source=request["Source"],
        content=content,
        to=to,
        cc=cc,
        bcc=bcc,
        reply_to=tuple(request.get("ReplyToAddresses", ())),
        return_path=request.get("ReturnPath"),
        source_arn=request.get("SourceArn"),
        return_path_arn=request.get("ReturnPathArn"),
        tags=tags(request.get("Tags", ())),
        configuration_set=request.get("ConfigurationSetName"),
    )


def _sent(account: Account, draft: Draft) -> dict[str, Any]:
    return {"MessageId": sending.send(account, draft).id}
