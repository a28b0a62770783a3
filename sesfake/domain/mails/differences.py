"""How what was found differs from what was wanted, short enough to read in a failing test."""

from __future__ import annotations

from typing import Any

_WIDTH = 160  # of what is shown whole
_BEFORE, _AFTER = 20, 40  # characters around the place where long texts part


def difference(name: str, value: Any, wanted: Any) -> str:
    """What `name` is instead; of long texts, the place where they part."""
    if _are_long_texts(value, wanted):
        return _parting(name, value, wanted)
    return f"{name} is {clipped(value)}"


def contrast(name: str, value: Any, other: Any) -> str:
    """The same of two that are both there."""
    if _are_long_texts(value, other):
        return _parting(name, value, other)
    return f"{name} is {clipped(value)}, not {clipped(other)}"


def _parting(name: str, value: Any, other: Any) -> str:
    """Where two texts, or two files, cease to be alike."""
    at = _common(value, other)
    has, has_not = _around(value, at), _around(other, at)
    return f"{name} differs {_place(value, at)}: it is {has}, not {has_not}"


def _are_long_texts(value: Any, other: Any) -> bool:
    kinds = (str, bytes)
    return type(value) is type(other) and isinstance(value, kinds) and len(repr(value)) > _WIDTH


def clipped(value: Any) -> str:
    """The repr of a value, or the beginning of a long one."""
    if isinstance(value, (str, bytes)) and len(value) > _WIDTH:
        unit = "characters" if isinstance(value, str) else "bytes"
        return f"{value[:_WIDTH]!r}... ({len(value)} {unit})"
    shown = repr(value)
    return shown if len(shown) <= 2 * _WIDTH else f"{shown[: 2 * _WIDTH]}..."


def _common(value: Any, wanted: Any) -> int:
    """How many characters two texts begin alike with."""
    shorter = min(len(value), len(wanted))
    return next((at for at in range(shorter) if value[at] != wanted[at]), shorter)


def _place(value: Any, at: int) -> str:
    if isinstance(value, bytes):
        return f"at byte {at + 1}"
    line = value.count("\n", 0, at) + 1
    return f"in line {line}" if "\n" in value else f"at character {at + 1}"


def _around(text: Any, at: int) -> str:
    if at >= len(text):
        after = text[max(0, at - _BEFORE) :]
        return f"its end after {after!r}" if text else "nothing"
    begin, end = max(0, at - _BEFORE), at + _AFTER
    before, behind = ("..." if begin else ""), ("..." if end < len(text) else "")
    return f"{before}{text[begin:end]!r}{behind}"
