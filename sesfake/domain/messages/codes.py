"""The code that a message brings to its reader, such as the digits to sign in with."""

from __future__ import annotations

import re

from sesfake.mail.html_text import html_text

DIGITS = r"\b\d{4,8}\b"
_SHOWN = 2000  # characters of each text


def find_code(
    pattern: str | re.Pattern[str], subject: str, text: str | None, html: str | None
) -> str:
    """The first match in the subject, the text, or the html as somebody reads it.

    It is the pattern's first group, if it has one. An AssertionError shows where there is none.
    """
    __tracebackhide__ = True  # in pytest, the test is where it failed
    wanted = re.compile(pattern)
    looked_at = [("subject", subject)]
    if text is not None:
        looked_at.append(("text", text))
    if html is not None:
        looked_at.append(("html", html_text(html)))
    for _, words in looked_at:
        found = wanted.search(words)
        if found is not None:
            return next(filter(None, found.groups()), found[0])
    shown = "".join(f"\n  {name}: {_short(words)!r}" for name, words in looked_at)
    raise AssertionError(f"No {wanted.pattern!r} in the message:{shown}")


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
