"""Texts that nobody has quoted from Amazon yet: ours, in one place, until the real one is seen.

The situations are documented, their codes mostly too; only the words are guessed. What stands in
braces is filled in by who raises it. Each family has a file; `docs/fidelity.md` prints them all.
"""

from __future__ import annotations

GUESSES: dict[str, str] = {}  # text to what it stands for, of the families imported so far


def guess(about: str, text: str) -> str:
    """Note a text as guessed; gives the text."""
    GUESSES[text] = about
    return text
