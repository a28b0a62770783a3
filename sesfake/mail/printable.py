"""Texts for a terminal: what a mail says must not move its cursor or change its colours."""

from __future__ import annotations


def printable(text: str, keep: str = "") -> str:
    """The text with what cannot be seen written as Python writes it; `keep` stays as it is."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char in keep else ascii(char)[1:-1] for char in text
    )
