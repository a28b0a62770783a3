"""A mail to be sent, and how each door of the two APIs is asked to send it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SINGLE = ("v1 simple", "v1 raw", "v1 template", "v2 simple", "v2 raw", "v2 template")
BULK = ("v1 bulk", "v2 bulk")


@dataclass(frozen=True)
class Draft:
    """What is to be sent, in nobody's spelling."""

    source: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    text: str = "Hello"
    html: str | None = None
    set: str | None = None
    template: str = "hello"
    data: str = "{}"
    tags: Mapping[str, str] = field(default_factory=dict)
    contact_list: tuple[str, str | None] | None = None  # and the topic; v2 only

    @property
    def envelope(self) -> tuple[str, ...]:
        return self.to + self.cc + self.bcc


def service_of(door: str) -> str:
    return "ses" if door.startswith("v1") else "sesv2"


def call(door: str, draft: Draft) -> tuple[str, str, dict[str, Any]]:
    """The service, the operation and its parameters."""
    parameters = _V1[door](draft) if door in _V1 else {"Content": _V2[door](draft)}
    if door in _V1:
        if draft.set is not None:
            parameters["ConfigurationSetName"] = draft.set
        if draft.tags:
            parameters["Tags"] = _tags(draft)
        return "ses", _OPERATIONS[door], parameters
    parameters["FromEmailAddress"] = draft.source
    if door != "v2 raw" or draft.envelope:
        parameters["Destination"] = _destination(draft)
    if draft.set is not None:
        parameters["ConfigurationSetName"] = draft.set
    if draft.tags:
        parameters["EmailTags"] = _tags(draft)
    if draft.contact_list is not None:
        name, topic = draft.contact_list
        options = {"ContactListName": name} | ({} if topic is None else {"TopicName": topic})
        parameters["ListManagementOptions"] = options
    return "sesv2", "SendEmail", parameters


def bulk_call(
    door: str, draft: Draft, entries: list[tuple[Draft, str]]
) -> tuple[str, str, dict[str, Any]]:
    """The same of a bulk send, with each entry's recipients and data."""
    more = {} if draft.set is None else {"ConfigurationSetName": draft.set}
    if door == "v1 bulk":
        parameters = {
            "Source": draft.source,
            "Template": draft.template,
            "DefaultTemplateData": draft.data,
            "Destinations": [
                {"Destination": _destination(one), "ReplacementTemplateData": data}
                for one, data in entries
            ],
        }
        return "ses", "SendBulkTemplatedEmail", parameters | more
    template = {"TemplateName": draft.template, "TemplateData": draft.data}
    parameters = {
        "FromEmailAddress": draft.source,
        "DefaultContent": {"Template": template},
        "BulkEmailEntries": [
            {
                "Destination": _destination(one),
                "ReplacementEmailContent": {
                    "ReplacementTemplate": {"ReplacementTemplateData": data}
                },
            }
            for one, data in entries
        ],
    }
    return "sesv2", "SendBulkEmail", parameters | more


def statuses(answer: Mapping[str, Any]) -> list[tuple[str, str | None, str | None]]:
    """Status, text and message id of each entry of a bulk send, in either spelling."""
    results = answer.get("Status") or answer["BulkEmailEntryResults"]
    return [(one["Status"], one.get("Error"), one.get("MessageId")) for one in results]


def data_of(**values: Any) -> str:
    return json.dumps(values)


def _destination(draft: Draft) -> dict[str, list[str]]:
    lists = {"ToAddresses": draft.to, "CcAddresses": draft.cc, "BccAddresses": draft.bcc}
    return {name: list(value) for name, value in lists.items() if value} or {"ToAddresses": []}


def _body(draft: Draft) -> dict[str, Any]:
    html = {} if draft.html is None else {"Html": {"Data": draft.html}}
    return {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": draft.text}} | html}


def _raw(draft: Draft) -> bytes:
    lines = [f"From: {draft.source}"]
    lines += [f"To: {', '.join(draft.to)}"] if draft.to else []
    lines += [f"Cc: {', '.join(draft.cc)}"] if draft.cc else []
    return "\r\n".join([*lines, "Subject: Hi", "", draft.text, ""]).encode()


def _tags(draft: Draft) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in draft.tags.items()]


def _v1_simple(draft: Draft) -> dict[str, Any]:
    return {"Source": draft.source, "Destination": _destination(draft), "Message": _body(draft)}


def _v1_raw(draft: Draft) -> dict[str, Any]:
    destinations = {"Destinations": list(draft.envelope)} if draft.envelope else {}
    return {"Source": draft.source, "RawMessage": {"Data": _raw(draft)}} | destinations


def _v1_template(draft: Draft) -> dict[str, Any]:
    return {
        "Source": draft.source,
        "Destination": _destination(draft),
        "Template": draft.template,
        "TemplateData": draft.data,
    }


_V1 = {"v1 simple": _v1_simple, "v1 raw": _v1_raw, "v1 template": _v1_template}
_V2 = {
    "v2 simple": lambda draft: {"Simple": _body(draft)},
    "v2 raw": lambda draft: {"Raw": {"Data": _raw(draft)}},
    "v2 template": lambda draft: {
        "Template": {"TemplateName": draft.template, "TemplateData": draft.data}
    },
}
_OPERATIONS = {
    "v1 simple": "SendEmail",
    "v1 raw": "SendRawEmail",
    "v1 template": "SendTemplatedEmail",
}
