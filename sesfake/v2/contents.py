"""Content of messages in v2: simple, raw, or from a template."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping, Sequence
from typing import Any

from sesfake.alike.contents import Pairs, simple_content
from sesfake.domain.account import Account
from sesfake.domain.drafts.draft import Attachment, SimpleContent, TemplateReference
from sesfake.domain.templates.templated import template_name
from sesfake.domain.templates.templates import Parts
from sesfake.errors import InvalidParameter
from sesfake.guesses.sending import NOT_ONE_CONTENT, NOT_ONE_TEMPLATE
from sesfake.mail.raw_mail import RawMail, read_raw_mail

_TRANSFER_ENCODINGS = {
    "BASE64": "base64",
    "QUOTED_PRINTABLE": "quoted-printable",
    "SEVEN_BIT": "7bit",
}


def read_content(
    account: Account, content: Mapping[str, Any]
) -> SimpleContent | RawMail | TemplateReference:
    """The content of SendEmail; raises InvalidParameter for what is not exactly one."""
    kinds = [kind for kind in ("Simple", "Raw", "Template") if kind in content]
    if len(kinds) != 1:
        raise InvalidParameter(NOT_ONE_CONTENT)
    if kinds == ["Raw"]:
        return read_raw_mail(content["Raw"]["Data"])
    if kinds == ["Template"]:
        return read_template(account, content["Template"])
    message = content["Simple"]
    return simple_content(message, headers(message.get("Headers", ())), _attachments(message))


def read_template(account: Account, template: Mapping[str, Any]) -> TemplateReference:
    """The template of a send; raises InvalidParameter for what is not exactly one."""
    kinds = [k for k in ("TemplateName", "TemplateArn", "TemplateContent") if template.get(k)]
    if len(kinds) != 1:
        raise InvalidParameter(NOT_ONE_TEMPLATE)
    inline = template.get("TemplateContent")
    name = template.get("TemplateName")
    if kinds == ["TemplateArn"]:
        name = template_name(account, template["TemplateArn"])
    return TemplateReference(
        name,
        template_parts(inline) if inline else None,
        data=template.get("TemplateData", "{}"),
        headers=headers(template.get("Headers", ())),
        attachments=_attachments(template),
    )


def template_parts(content: Mapping[str, str]) -> Parts:
    """What a template is made of, stored or sent along."""
    return Parts(content.get("Subject", ""), content.get("Text"), content.get("Html"))


def headers(given: Sequence[Mapping[str, str]]) -> Pairs:
    """The custom headers of a message, in the order given."""
    return tuple([(header["Name"], header["Value"]) for header in given]) if given else ()


def _attachments(content: Mapping[str, Any]) -> tuple[Attachment, ...]:
    files = content.get("Attachments")
    return tuple(map(_attachment, files)) if files else ()


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
