"""Times, identifiers and machines that events tell of, as they follow from a message.

All derive from the message id and the times, so whoever asks twice gets the same.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def iso(at: datetime) -> str:
    """`2022-03-28T23:59:32.804Z`."""
    utc = at.astimezone(timezone.utc)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def accepted_at(message: Message) -> datetime:
    """When SES took it, to the millisecond: the time that its id tells (facts: events 1)."""
    return _EPOCH + timedelta(milliseconds=int(message.id[4:16], 16))


def milliseconds(at: datetime) -> int:
    """Since the epoch."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def feedback_id(message: Message, at: datetime, *about: str) -> str:
    """Has the form of a message id; its time is that of the record."""
    x = hashlib.sha256("\n".join((message.id, *about)).encode("utf-8", "replace")).hexdigest()
    uuid = f"{x[:8]}-{x[8:12]}-4{x[13:16]}-a{x[17:20]}-{x[20:32]}"
    return f"{message.id[:4]}{milliseconds(at):012x}-{uuid}-000000"


def outgoing_ip(message: Message) -> str:
    """The address that sent it: the one in its header X-SES-Outgoing."""
    return message.sending_ip


def outgoing_host(message: Message) -> str:
    """The name of that address (facts: events 3.3)."""
    third, fourth = outgoing_ip(message).split(".")[2:]
    region = "" if message.region == "us-east-1" else f"{message.region}."
    return f"a{third}-{fourth}.smtp-out.{region}amazonses.com"


def remote_ip(message: Message) -> str:
    """The recipients' server: an address that is nobody's (RFC 5737)."""
    return f"192.0.2.{hashlib.sha256(message.id.encode()).digest()[2] % 254 + 1}"
