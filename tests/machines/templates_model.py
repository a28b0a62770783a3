"""Templates as facts: templates 1 to 8 tell them: a dict, and a renderer of a few lines."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from tests.machines.running import Refused, invalid

BROKEN = "{{#if vip}}"
UNPARSABLE = "Unable to parse template data (invalid JSON)."
_IF = re.compile(r"\{\{#if (\w+)\}\}(.*?)\{\{else\}\}(.*?)\{\{/if\}\}", re.DOTALL)
_EACH = re.compile(r"\{\{#each (\w+)\}\}(.*?)\{\{/each\}\}", re.DOTALL)
_VARIABLE = re.compile(r"\{\{([\w.]+)\}\}")


class Template(NamedTuple):
    subject: str | None
    text: str | None
    html: str | None


class MissingAttribute(Exception):
    """The data have no such value."""


def _part(source: str, data: dict[str, Any]) -> str:
    def chosen(found: re.Match[str]) -> str:
        value = data.get(found[1])
        return found[2] if value not in (None, False, "", 0, []) else found[3]

    def repeated(found: re.Match[str]) -> str:
        return "".join(found[2].replace("{{this}}", str(x)) for x in data.get(found[1]) or ())

    def printed(found: re.Match[str]) -> str:
        value: Any = data
        for name in found[1].split("."):
            value = value.get(name) if isinstance(value, dict) else None
        if value is None:
            raise MissingAttribute(f"Attribute '{found[1]}' is not present in the rendering data.")
        return str(value)

    return _VARIABLE.sub(printed, _EACH.sub(repeated, _IF.sub(chosen, source)))


def rendered(template: Template, data: dict[str, Any]) -> Template | str:
    """Subject, text and html; or why not. Values are printed as they are, in html too."""
    try:
        return Template(*(part and _part(part, data) for part in template))
    except MissingAttribute as error:
        return str(error)


def parsed(data: str) -> dict[str, Any] | None:
    try:
        found = json.loads(data)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def merged(default: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Objects are merged key by key, everything else is replaced."""
    result = dict(default)
    for key, value in over.items():
        below = result.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        result[key] = merged(below, value) if both else value
    return result


class Library:
    """All templates of an account, the oldest first."""

    def __init__(self) -> None:
        self.known: dict[str, Template] = {}

    def writing(self, name: str, template: Template) -> Refused | None:
        if " " in name or len(name) > 64:
            return invalid(None)
        if not template.subject:
            return invalid("The subject must be specified.")
        if BROKEN in template:
            return Refused("InvalidTemplate", "BadRequestException", None)
        return None

    def creation(self, name: str, template: Template) -> Refused | None:
        refusal = self.writing(name, template)
        if refusal is None and name in self.known:
            text = f"Template {name} already exists for account id 123456789012"
            return Refused("AlreadyExists", "AlreadyExistsException", text)
        return refusal

    def asked_for(self, name: str) -> Refused | None:
        if name in self.known:
            return None
        text = f"Template {name} does not exist"
        return Refused("TemplateDoesNotExist", "NotFoundException", text)

    def sending(self, name: str, data: str) -> Refused | None:
        refusal = self.asked_for(name)
        if refusal is None and parsed(data) is None:
            return invalid(UNPARSABLE)
        return refusal

    def trial(self, name: str, data: str) -> Refused | None:
        refusal = self.asked_for(name)
        if refusal is not None:
            return refusal
        values = parsed(data)
        if values is None:
            return Refused("InvalidRenderingParameter", "BadRequestException", UNPARSABLE)
        result = rendered(self.known[name], values)
        if isinstance(result, str):
            return Refused("MissingRenderingAttribute", "BadRequestException", result)
        return None
