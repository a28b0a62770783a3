"""The regions in which SES receives mail; in others it does not know the calls for it.

Which they are is a guess: those that are known to have an endpoint for incoming mail. Amazon adds
some from time to time (facts: resources 5.1).
https://docs.aws.amazon.com/ses/latest/dg/regions.html
"""

from __future__ import annotations

from sesfake.errors import ReceivingUnavailable

RECEIVING_REGIONS = frozenset({
    "ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1",
    "eu-west-1", "eu-west-2", "us-east-1", "us-east-2", "us-west-2",
})  # fmt: skip


def check_receives(region: str) -> None:
    """Raise ReceivingUnavailable unless SES receives mail in a region."""
    if region not in RECEIVING_REGIONS:
        raise ReceivingUnavailable(region, ", ".join(sorted(RECEIVING_REGIONS)))
