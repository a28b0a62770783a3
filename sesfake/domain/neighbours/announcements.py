"""What SES tells the default event bus of an account by itself, without any event destination.

It is about the resources of the account and not about messages (facts: events 4).
https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sesfake.domain.neighbours.parcels import BusEvent


@dataclass(frozen=True)
class Announcement:
    """One of them: `detail_type` such as `Sending Status Disabled`, about the ARN `resource`."""

    detail_type: str
    resource: str
    detail: dict[str, Any]
    account_id: str
    region: str
    at: datetime
    service = "events"

    @property
    def event(self) -> dict[str, Any]:
        """The whole of it, in EventBridge's envelope."""
        time = f"{self.at.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}"
        told = json.dumps([self.detail_type, self.resource, self.detail, self.at.isoformat()])
        x = hashlib.sha256(told.encode()).hexdigest()
        return {
            "version": "0",
            "id": f"{x[:8]}-{x[8:12]}-4{x[13:16]}-a{x[17:20]}-{x[20:32]}",
            "detail-type": self.detail_type,
            "source": "aws.ses",
            "account": self.account_id,
            "time": time,
            "region": self.region,
            "resources": [self.resource],
            "detail": self.detail,
        }

    @property
    def parcel(self) -> BusEvent:
        """What EventBridge gets."""
        bus = f"arn:aws:events:{self.region}:{self.account_id}:event-bus/default"
        return BusEvent(bus, self.event)

    def failed(self, reason: str) -> None:
        """Be lost: nobody is told of what the bus does not take."""
