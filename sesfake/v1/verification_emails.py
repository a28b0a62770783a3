"""Custom verification mails and their templates in v1, where an update may name only some parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain.account import Account
from sesfake.domain.paging import BadToken
from sesfake.domain.verification_emails import send_verification_email
from sesfake.domain.verification_templates import (
    DEFAULT_PAGE,
    MAX_PAGE,
    VERIFICATION_TEMPLATE_PAGES,
    VerificationTemplate,
)
from sesfake.errors import (
    InvalidParameter,
    VerificationTemplateNotFound,
    VerificationTemplateToSendNotFound,
)

_LISTED = {
    "FromEmailAddress": "sender",
    "TemplateSubject": "subject",
    "SuccessRedirectionURL": "success_page",
    "FailureRedirectionURL": "failure_page",
}
_PARTS = {**_LISTED, "TemplateContent": "content"}


def create_custom_verification_email_template(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = request["TemplateName"]
    account.verification_templates.add(VerificationTemplate(name, **_given(request)))
    return {}


def update_custom_verification_email_template(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    account.verification_templates.update(request["TemplateName"], _given(request))
    return {}


def get_custom_verification_email_template(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    return _shown(account.verification_templates.get(request["TemplateName"]), _PARTS)


def delete_custom_verification_email_template(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    account.verification_templates.delete(request["TemplateName"])
    return {}


def list_custom_verification_email_templates(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    # A size out of range is not refused but overlooked (facts: resources 1).
    size = request.get("MaxResults", DEFAULT_PAGE)
    if not 1 <= size <= MAX_PAGE:
        size = DEFAULT_PAGE
    token = request.get("NextToken")
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


def send_custom_verification_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    address, template = request["EmailAddress"], request["TemplateName"]
    try:
        message_id = send_verification_email(
            account, address, template, request.get("ConfigurationSetName")
        )
    except VerificationTemplateNotFound:
        raise VerificationTemplateToSendNotFound(template) from None
    return {"MessageId": message_id}


def _given(request: Mapping[str, Any]) -> dict[str, Any]:
    return {part: request[member] for member, part in _PARTS.items() if member in request}


def _shown(template: VerificationTemplate, members: Mapping[str, str]) -> dict[str, Any]:
    parts = {member: getattr(template, part) for member, part in members.items()}
    return {"TemplateName": template.name, **parts}
