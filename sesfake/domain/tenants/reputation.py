"""How a tenant stands: what was found about its mail, and whether it may send.

Two records decide, and each can stop it. One is the customer's: the account's owner sets it, and so
does the policy that they have chosen for the tenant, which pauses it when something is found. The
other is Amazon's own, which the owner cannot change. That the policy moves the customer's record is
a guess: otherwise `REINSTATED`, which overrides findings but never Amazon, would override nothing.
https://docs.aws.amazon.com/ses/latest/dg/tenants.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, IntEnum

from sesfake.domain.standing.rate_lines import Watch


class SendingStatus(Enum):
    ENABLED = "sends"
    REINSTATED = "sends in spite of findings"
    DISABLED = "does not send"


class Impact(IntEnum):
    """How bad a finding is; an account is reviewed for the lower rate, paused for the higher."""

    LOW = 1
    HIGH = 2


class Policy(Enum):
    """When a tenant is paused by itself; the value is the least impact, if there is one."""

    STANDARD = Impact.HIGH
    STRICT = Impact.LOW
    NONE = None


class Origin(Enum):
    """Whose record a status is; the value is how events call it."""

    CUSTOMER = "CUSTOMER_MANAGED"
    AMAZON = "AWS_SES_MANAGED"  # a guess


@dataclass(frozen=True)
class StatusRecord:
    status: SendingStatus
    cause: str | None
    at: datetime


@dataclass(frozen=True)
class OpenFinding:
    """Something that speaks against a tenant, such as its bounce rate, while it does.

    Only with `reputation="enforce"` somebody looks for it with every event.
    """

    issue: str
    impact: Impact
    text: str
    created_at: datetime
    updated_at: datetime


@dataclass
class TenantReputation:
    """All of that for one tenant. A record is None until somebody first sets it."""

    policy: Policy = Policy.STANDARD
    records: dict[Origin, StatusRecord] = field(default_factory=dict)
    findings: dict[str, OpenFinding] = field(default_factory=dict)  # by issue
    excused: dict[str, Impact] = field(default_factory=dict)  # what the owner overrides, by issue
    watch: Watch = field(default_factory=Watch)

    def status(self, origin: Origin) -> SendingStatus:
        """One of the two statuses."""
        record = self.records.get(origin)
        return SendingStatus.ENABLED if record is None else record.status

    @property
    def sending_status(self) -> SendingStatus:
        """Both together: what counts for sends."""
        statuses = {self.status(origin) for origin in Origin}
        for status in (SendingStatus.DISABLED, SendingStatus.REINSTATED):
            if status in statuses:
                return status
        return SendingStatus.ENABLED

    @property
    def cause_to_pause(self) -> OpenFinding | None:
        """The finding for which the policy pauses the tenant, unless its owner overrides it."""
        least = self.policy.value
        causes = [
            finding
            for finding in self.findings.values()
            if least is not None
            and finding.impact >= least
            and finding.impact > self.excused.get(finding.issue, 0)
        ]
        return max(causes, key=lambda finding: finding.impact, default=None)
