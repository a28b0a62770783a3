"""What is wrong between a template and its data, told before a mail is lost over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sesfake.domain.templates.templates import EmailTemplate


@dataclass(frozen=True)
class TemplateLint:
    """False if there is nothing to say.

    `missing` are attributes that the data lack and without which nothing is delivered, `unused` the
    keys of the data that no part of the template asks for, `unknown_helpers` the helpers that SES
    does not have.
    """

    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    unknown_helpers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.unused or self.unknown_helpers)


def lint(template: EmailTemplate, data: Mapping[str, Any]) -> TemplateLint:
    """Compare a template with the data of a send; raises RenderingTooLarge."""
    parts = [part for part in template.compiled if part is not None]
    uses = [part.attributes for part in parts]
    unknown = {helper for use in uses for helper in use.unknown_helpers}
    missing = [name for part in parts for name in part.missing(data) if name not in unknown]
    used = {name for use in uses for name in use.names}
    everything = any(use.uses_everything for use in uses)
    return TemplateLint(
        missing=tuple(dict.fromkeys(missing)),
        unused=() if everything else tuple(key for key in data if key not in used),
        unknown_helpers=tuple(sorted(unknown)),
    )
