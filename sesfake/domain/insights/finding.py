"""One thing that could be better."""

from __future__ import annotations

from typing import NamedTuple

LOW, HIGH = "LOW", "HIGH"
IMPACTS = (LOW, HIGH)
TYPES = ("DKIM", "DMARC", "SPF", "BIMI", "COMPLAINT", "BOUNCE", "FEEDBACK_3P", "IP_LISTING")


class Finding(NamedTuple):
    """What is wrong with a resource. `about` tells apart what is of one type, if not its words."""

    resource_arn: str
    type: str
    impact: str
    description: str
    about: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.resource_arn, self.type, self.about or self.description
