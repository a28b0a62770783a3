"""All else about a message: how it was sent, its tags and links, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING

from sesfake.report.pieces import as_json, code, facts

if TYPE_CHECKING:
    from sesfake.domain.drafts.draft import Template
    from sesfake.domain.messages.message import Message

_FOLLOWED = ("http://", "https://", "mailto:")


def details(message: Message) -> str:
    """Names and values, then links and the template, if there are any."""
    shown = facts(
        {
            "Message id": escape(message.id),
            "Operation": escape(f"{message.operation} ({message.api})"),
            "Region": escape(message.region),
            "Account": escape(message.account_id),
            "Source": escape(message.source),
            "Return path": escape(message.return_path),
            "Identity": escape(message.identity or ""),
            "Caller": escape(message.caller),
            "Configuration set": escape(message.configuration_set or ""),
            "Tenant": escape(message.tenant or ""),
            "Sending pool": escape(message.sending_pool),
            "Sending address": escape(message.sending_ip),
            "Tags": _tags(message.tags),
            "Links": _links(message.links),
        }
    )
    return shown if message.template is None else shown + _template(message.template)


def _tags(tags: Mapping[str, str]) -> str:
    return " ".join(
        f'<span class="tag">{escape(name)}: {escape(value)}</span>' for name, value in tags.items()
    )


def _links(links: Iterable[str]) -> str:
    items = "".join(f"<li>{_link(link)}</li>" for link in links)
    return f"<ul>{items}</ul>" if items else ""


def _link(link: str) -> str:
    shown = escape(link)
    if not link.lower().startswith(_FOLLOWED):
        return shown
    return f'<a href="{shown}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def _template(template: Template) -> str:
    source = template.source
    parts = {"Subject": source.subject, "Text": source.text, "Html": source.html}
    written = "".join(
        f"<h4>{name}</h4>{code(part)}" for name, part in parts.items() if part is not None
    )
    name = escape(template.name or "given in the call")
    return (
        f"<h3>Template: {name}</h3><h4>Data</h4>{as_json(dict(template.data))}"
        f"<details><summary>What it says</summary>{written}</details>"
    )
