"""E-mail templates in v2, where they have tags."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain import deletion
from sesfake.domain.account import Account
from sesfake.domain.templates.preview import preview
from sesfake.domain.templates.templates import (
    DEFAULT_PAGE,
    MAX_PAGE,
    TEMPLATE_PAGES,
    check_template_name,
)
from sesfake.v2.contents import template_parts
from sesfake.v2.pages import checked_size, page_of
from sesfake.v2.tags import given_tags, shown_tags


def create_email_template(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    name = request["TemplateName"]
    check_template_name(name)
    parts = template_parts(request["TemplateContent"])
    account.templates.add(name, parts, given_tags(request))
    return {}


def update_email_template(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    parts = template_parts(request["TemplateContent"])
    account.templates.update(request["TemplateName"], parts)
    return {}


def get_email_template(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found = account.templates.get(request["TemplateName"])
    return {
        "TemplateName": found.name,
        "TemplateContent": {
            "Subject": found.parts.subject,
            "Text": found.parts.text,
            "Html": found.parts.html,
        },
        "Tags": shown_tags(found.tags),
    }


def delete_email_template(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    deletion.delete_template(account, request["TemplateName"])
    return {}


def list_email_templates(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    size = checked_size(request, DEFAULT_PAGE, MAX_PAGE)
    token = request.get("NextToken")
    bad_token = f"Invalid PageToken <{token}>."
    page = page_of(account, TEMPLATE_PAGES, account.templates, size, token, bad_token)
    return {
        "TemplatesMetadata": [
            {"TemplateName": found.name, "CreatedTimestamp": found.created_at}
            for found in page.items
        ],
        "NextToken": page.next_token,
    }


def test_render_email_template(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    template = account.templates.get(request["TemplateName"])
    return {"RenderedTemplate": preview(template, request["TemplateData"], account.clock.now())}
