"""The Virtual Deliverability Manager of an account: whether it is on, and what it does.

https://docs.aws.amazon.com/ses/latest/dg/vdm.html
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class AccountVdm:
    """Whether it is on, and its two features; None is not said yet."""

    is_enabled: bool
    engagement_metrics: bool | None = None
    optimized_shared_delivery: bool | None = None

    @property
    def tracks_engagement(self) -> bool:
        return self.is_enabled and bool(self.engagement_metrics)


def is_on(vdm: AccountVdm | None) -> bool:
    """Whether an account has it; at first it has not."""
    return vdm is not None and vdm.is_enabled
