"""Custom verification mails and their templates in v2, as far as v1 does otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.alike.verification_templates import given_parts, shown_page, shown_template
from sesfake.domain.account import Account
from sesfake.domain.verification.emails import send_verification_email
from sesfake.domain.verification.templates import (
    DEFAULT_PAGE,
    MAX_PAGE,
    VerificationTemplate,
    check_template_name,
)
from sesfake.v2.pages import checked_size
from sesfake.v2.tags import given_tags, shown_tags


def create_custom_verification_email_template(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    name = request["TemplateName"]
    check_template_name(name)
    tags = given_tags(request)
    new = VerificationTemplate(name, **given_parts(request), tags=tags)
    account.verification_templates.add(new)
    return {}


def get_custom_verification_email_template(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    found = account.verification_templates.get(request["TemplateName"])
    return {**shown_template(found), "Tags": shown_tags(found.tags)}


def list_custom_verification_email_templates(
    account: Account, request: Mapping[str, Any]
) -> dict[str, Any]:
    size = checked_size(request, DEFAULT_PAGE, MAX_PAGE)
    return shown_page(account, size, request.get("NextToken"))


def send_custom_verification_email(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "MessageId": send_verification_email(
            account,
            request["EmailAddress"],
            request["TemplateName"],
            request.get("ConfigurationSetName"),
        )
    }
