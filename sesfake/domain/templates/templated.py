"""Sends with templates: which template a call means, and whether it can be filled in.

A send finds out whether the template exists and whether its data are JSON. Whether the data have
all that the template prints shows later, when SES makes the mail: then the send has long succeeded,
and nothing is delivered but a Rendering Failure. So tests here do not meet an error either, unless
they ask for it with `strict_templates=True`.
https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.drafts.draft import RenderingFailure, TemplatedContent, TemplateReference
from sesfake.domain.templates.data import parse_template_data
from sesfake.domain.templates.language import UnsupportedOperation
from sesfake.domain.templates.templates import EmailTemplate, InlineTemplate, Parts, check_parts
from sesfake.errors import InvalidParameter, MissingRenderingAttribute, TemplateNotFound


def resolve(account: Account, reference: TemplateReference) -> TemplatedContent:
    """The template and its data; raises TemplateNotFound, InvalidParameter, InvalidTemplateData."""
    return TemplatedContent(
        _template(account, reference),
        parse_template_data(reference.data),
        reference.headers,
        reference.attachments,
    )


def merged(default: Mapping[str, Any], replacement: Mapping[str, Any]) -> dict[str, Any]:
    """Bulk data: objects are merged key by key at any depth, all else is replaced whole."""
    result = dict(default)
    for key, value in replacement.items():
        before = result.get(key)
        both_are_objects = isinstance(before, dict) and isinstance(value, dict)
        result[key] = merged(before, value) if both_are_objects else value  # type: ignore[arg-type]
    return result


def template_name(account: Account, arn: str) -> str:
    """The name in `arn:aws:ses:REGION:ACCOUNT:template/NAME`; raises TemplateNotFound."""
    prefix = account.arn("template/")
    if not arn.startswith(prefix):
        raise TemplateNotFound(
            arn,
            hint="To mend the test: name a template of the same region and account, "
            f"`{prefix}...`.",
        )
    return arn.removeprefix(prefix)


def check_rendering(content: TemplatedContent) -> None:
    """Raise MissingRenderingAttribute for what Amazon would only tell in an event."""
    rendered = content.render()
    if not isinstance(rendered, RenderingFailure):
        return
    name = content.template.name or "the template in the call"
    given = ", ".join(sorted(content.data)) or "nothing"
    raise MissingRenderingAttribute(
        name,
        rendered.message,
        hint=f"Template: {name}. Data given: {given}. Amazon accepts such a send and delivers "
        "nothing; `strict_templates=True` makes it fail.",
    )


def _template(account: Account, reference: TemplateReference) -> EmailTemplate | InlineTemplate:
    if reference.inline is None:
        return account.templates.get(reference.name or "")
    return _inline(reference.inline)


def _inline(parts: Parts) -> InlineTemplate:
    check_parts(parts)
    template = InlineTemplate(parts)
    try:
        template.compiled  # noqa: B018  # compiled now, and kept for the rendering
    except UnsupportedOperation as error:
        raise InvalidParameter(str(error)) from None
    return template
