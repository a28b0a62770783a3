"""The line ends of mail: CRLF, LF or CR, as JavaMail takes them; CR CR LF is one line end too."""

from __future__ import annotations

import re

LINE_END = re.compile(rb"\n|\r(?:\r?\n)?")


def crlf(data: bytes) -> bytes:
    """The same with CRLF for each."""
    if data.count(b"\r") == data.count(b"\r\n"):  # as nearly always, and ten times as quick
        return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return LINE_END.sub(b"\r\n", data)
