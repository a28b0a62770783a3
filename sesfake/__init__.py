"""Amazon SES inside your test process: the same rules, no network, every message kept."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from sesfake.access_keys import AccessKey
from sesfake.mock import MockSES, current, mock_ses

if TYPE_CHECKING:
    from sesfake.clock import Clock
    from sesfake.domain.drafts.draft import Attachment
    from sesfake.domain.events.event import Event
    from sesfake.domain.events.publications import Publication
    from sesfake.domain.figures.reputation import Reputation
    from sesfake.domain.mails.notices import Notice
    from sesfake.domain.mails.outbox import Outbox
    from sesfake.domain.messages.delivered import Delivered
    from sesfake.domain.messages.message import Message
    from sesfake.domain.receiving.received import Received
    from sesfake.fake import SESFake

__all__ = [
    "AccessKey",
    "Attachment",
    "Clock",
    "Delivered",
    "Event",
    "Message",
    "MockSES",
    "Notice",
    "Outbox",
    "Publication",
    "Received",
    "Reputation",
    "SESFake",
    "current",
    "mock_ses",
]

# Types for annotations; what is behind them is imported when a fake is first entered.
_LATER = {
    "Attachment": "sesfake.domain.drafts.draft",
    "Clock": "sesfake.clock",
    "Delivered": "sesfake.domain.messages.delivered",
    "Event": "sesfake.domain.events.event",
    "Message": "sesfake.domain.messages.message",
    "Notice": "sesfake.domain.mails.notices",
    "Outbox": "sesfake.domain.mails.outbox",
    "Publication": "sesfake.domain.events.publications",
    "Received": "sesfake.domain.receiving.received",
    "Reputation": "sesfake.domain.figures.reputation",
    "SESFake": "sesfake.fake",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'sesfake' has no attribute {name!r}")
    return getattr(importlib.import_module(_LATER[name]), name)
