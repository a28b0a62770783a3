"""The mailboxes that tests of inbox placement send to, at the big providers.

How many there are, and their names, is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from sesfake.domain.figures.daily_metrics import isp_of

TEST_OPERATION = "CreateDeliverabilityTestReport"

_DOMAINS = ("gmail.com", "hotmail.com", "yahoo.com", "aol.com", "icloud.com")
_AT_EACH = 4

SEEDS = tuple(
    f"inbox-placement-{number}@{domain}" for domain in _DOMAINS for number in range(1, _AT_EACH + 1)
)
PROVIDERS = tuple(dict.fromkeys(map(isp_of, SEEDS)))


def seeds_by_provider() -> Iterator[tuple[str, list[str]]]:
    for provider in PROVIDERS:
        yield provider, [seed for seed in SEEDS if isp_of(seed) == provider]
