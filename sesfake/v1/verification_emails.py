"""Custom verification mails and their templates in v1, as far as v2 does otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.verification_templates import given_parts, shown_page, shown_template
from sesfake.domain.account import Account
from sesfake.domain.verification.emails import send_verification_email
from sesfake.domain.verification.templates import DEFAULT_PAGE, MAX_PAGE, VerificationTemplate
from sesfake.errors import VerificationTemplateNotFound, VerificationTemplateToSendNotFound


def create_custom_verification_email_template(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = request["TemplateName"]
    account.verification_templates.add(VerificationTemplate(name, **given_parts(request)))
    return {}


def get_custom_verification_email_template(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    return shown_template(account.verification_templates.get(request["TemplateName"]))


def list_custom_verification_email_templates(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    # A size out of range is not refused but overlooked (facts: resources 1).
    size = request.get("MaxResults", DEFAULT_PAGE)
    if not 1 <= size <= MAX_PAGE:
        size = DEFAULT_PAGE
    return shown_page(account, size, request.get("NextToken"))


def send_custom_verification_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    address, template = request["EmailAddress"], request["TemplateName"]
    try:
        message_id = send_verification_email(
            account, address, template, request.get("ConfigurationSetName")
        )
    except VerificationTemplateNotFound:
        raise VerificationTemplateToSendNotFound(template) from None
    return {"MessageId": message_id}
