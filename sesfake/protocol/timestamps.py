"""Points in time: aware datetimes on our side, text or epoch seconds on the wire, UTC in both.

v1 writes ISO 8601 with milliseconds, v2 a number of seconds with a millisecond fraction. Whatever
botocore's serializers can emit is read: with a fraction or without, ISO 8601 or epoch seconds.
Readers raise ValueError or OverflowError, writers TypeError.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MILLISECOND = timedelta(milliseconds=1)
_ISO_8601 = re.compile(
    r"(\d{1,4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?"
    r"(?:[Zz]|([+-])(\d\d):?(\d\d))?",
    re.ASCII,
)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,9})?")


def from_text(text: str) -> datetime:
    """Read ISO 8601, with or without a fraction or offset, or epoch seconds."""
    if _NUMBER.fullmatch(text):
        return from_number(float(text))
    match = _ISO_8601.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day, hour, minute, second, fraction, sign, offset_hours, offset_minutes = (
        match.groups()
    )
    moment = datetime(
        int(year),
        int(month),
        int(day),
        int(hour or 0),
        int(minute or 0),
        int(second or 0),
        int((fraction or "0")[:6].ljust(6, "0")),
        tzinfo=timezone.utc,
    )
    if sign:
        offset = timedelta(hours=int(offset_hours), minutes=int(offset_minutes))
        moment = moment - offset if sign == "+" else moment + offset
    return moment


def from_number(seconds: float) -> datetime:
    """Read epoch seconds."""
    return _EPOCH + timedelta(seconds=seconds)


def to_iso_milliseconds(value: Any) -> str:
    return _utc(value).isoformat(timespec="milliseconds")[:-6] + "Z"


def to_iso_seconds(value: Any) -> str:
    return _utc(value).isoformat(timespec="seconds")[:-6] + "Z"


def to_epoch(value: Any) -> float:
    return ((_utc(value) - _EPOCH) // _MILLISECOND) / 1000


def _utc(value: Any) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TypeError(f"wants an aware datetime, not {value!r}")
    return value.astimezone(timezone.utc)
