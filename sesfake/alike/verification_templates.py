"""Custom verification templates; only their tags and the sizes of pages are matters of one API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.paging import BadToken
from sesfake.domain.verification.templates import VERIFICATION_TEMPLATE_PAGES, VerificationTemplate
from sesfake.errors import InvalidParameter

_LISTED = {
    "FromEmailAddress": "sender",
    "TemplateSubject": "subject",
    "SuccessRedirectionURL": "success_page",
    "FailureRedirectionURL": "failure_page",
}
_PARTS = {**_LISTED, "TemplateContent": "content"}


def update_custom_verification_email_template(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    # By the model v2 names every part, v1 perhaps only some.
    account.verification_templates.update(request["TemplateName"], given_parts(request))
    return {}


def delete_custom_verification_email_template(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    account.verification_templates.delete(request["TemplateName"])
    return {}


def given_parts(request: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a template that a request names, as the domain calls them."""
    return {part: request[member] for member, part in _PARTS.items() if member in request}


def shown_template(template: VerificationTemplate) -> dict[str, Any]:
    """A template as it is read, without tags."""
    return _shown(template, _PARTS)


def shown_page(account: Account, size: int, token: str | None) -> dict[str, Any]:
    """The answer with `size` templates after the token; raises InvalidParameter."""
    try:
        page = VERIFICATION_TEMPLATE_PAGES.page(
            account.verification_templates, account.region, size, token
        )
    except BadToken:
        raise InvalidParameter(f"Invalid nextToken <{token}>.") from None
    return {
        "CustomVerificationEmailTemplates": [_shown(found, _LISTED) for found in page.items],
        "NextToken": page.next_token,
    }


def _shown(template: VerificationTemplate, members: Mapping[str, str]) -> dict[str, Any]:
    parts = {member: getattr(template, part) for member, part in members.items()}
    return {"TemplateName": template.name, **parts}
