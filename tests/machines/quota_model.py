"""What an account may send, from facts: sending 6, 8, 9 and 12, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.machines.running import Refused, rejected, throttled

DAY = 24 * 3600
SIMULATOR = "@simulator.amazonses.com"
OVER_DAY = throttled("Daily message quota exceeded.")
OVER_RATE = throttled("Maximum sending rate exceeded.")
RATE_EXCEEDED = throttled("Rate exceeded")
SUSPENDED = rejected(
    "Sending paused for this account. For more information, please check the inbox of the email "
    "address associated with your AWS account."
)
PAUSED = Refused("AccountSendingPausedException", "SendingPausedException", None)


def simulated(address: str) -> bool:
    return address.endswith(SIMULATOR)


def unverified(*addresses: str) -> Refused:
    return rejected(
        "Email address is not verified. The following identities failed the check in region "
        f"US-EAST-1: {', '.join(addresses)}"
    )


@dataclass
class Allowance:
    """One account: who it may send to, and how many were sent when."""

    day: int
    rate: int | None = None
    verified: frozenset[str] = frozenset()
    in_sandbox: bool = True
    is_suspended: bool = False
    is_paused: bool = False
    now: float = 0
    sent: list[tuple[float, int]] = field(default_factory=list)
    tokens: float = 0

    def __post_init__(self) -> None:
        self.tokens = self.rate or 0

    def used(self) -> int:
        return sum(count for at, count in self.sent if self.now - at < DAY)

    def pass_time(self, seconds: int) -> None:
        self.now += seconds
        if self.rate is not None:
            self.tokens = min(self.rate, self.tokens + seconds * self.rate)

    def refusal(self, source: str, recipients: tuple[str, ...]) -> Refused | None:
        """Why a mail without a mistake in it is refused (facts: sending 8, rows 12 to 14)."""
        if self.is_suspended:
            return SUSPENDED
        if self.is_paused:
            return PAUSED
        needed = [source]
        if self.in_sandbox:
            needed += [one for one in recipients if not simulated(one)]
        failing = [one for one in dict.fromkeys(needed) if one not in self.verified]
        if failing:
            return unverified(*failing)
        if self.used() + sum(not simulated(one) for one in recipients) > self.day:
            return OVER_DAY
        if self.rate is not None and self.tokens < 1:
            return OVER_RATE
        return None

    def spend(self, recipients: tuple[str, ...]) -> None:
        self.sent.append((self.now, sum(not simulated(one) for one in recipients)))
        self.tokens -= len(recipients)
