"""E-mail templates in v1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.domain import deletion
from sesfake.domain.account import Account
from sesfake.domain.paging import BadToken
from sesfake.domain.templates.preview import preview
from sesfake.domain.templates.templates import DEFAULT_PAGE, MAX_PAGE, TEMPLATE_PAGES, Parts
from sesfake.errors import InvalidParameter


def create_template(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    template = request["Template"]
    account.templates.add(template["TemplateName"], _parts(template))
    return {}


def update_template(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    template = request["Template"]
    account.templates.update(template["TemplateName"], _parts(template))
    return {}


def get_template(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    found = account.templates.get(request["TemplateName"])
    return {
        "Template": {
            "TemplateName": found.name,
            "SubjectPart": found.parts.subject,
            "TextPart": found.parts.text,
            "HtmlPart": found.parts.html,
        }
    }


def delete_template(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    # That there is none is no error here (facts: templates 2).
    if account.templates.find(request["TemplateName"]) is not None:
        deletion.delete_template(account, request["TemplateName"])
    return {}


def list_templates(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    # A size out of range is not refused but served with the largest page (facts: resources 1).
    size = request.get("MaxItems", DEFAULT_PAGE)
    if not 1 <= size <= MAX_PAGE:
        size = MAX_PAGE
    token = request.get("NextToken")
    try:
        page = TEMPLATE_PAGES.page(account.templates, account.region, size, token)
    except BadToken:
        raise InvalidParameter(f"Invalid PageToken <{token}>.") from None
    return {
        "TemplatesMetadata": [
            {"Name": found.name, "CreatedTimestamp": found.created_at} for found in page.items
        ],
        "NextToken": page.next_token,
    }


def test_render_template(account: Account, request: Mapping[str, Any]) -> dict[str, Any]:
    template = account.templates.get(request["TemplateName"])
    return {"RenderedTemplate": preview(template, request["TemplateData"], account.clock.now())}


def _parts(template: Mapping[str, Any]) -> Parts:
    return Parts(
        template.get("SubjectPart", ""), template.get("TextPart"), template.get("HtmlPart")
    )
