"""The one virus that everybody may send: the test file of the EICAR.

SES scans every mail; what carries this file is accepted and then rejected (facts: events 9).
https://www.eicar.org/download-anti-malware-testfile/
"""

from __future__ import annotations

import base64
import re

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_SPACE = re.compile(rb"\s+")
# The file begins with it, so its base64 does too; what follows depends on what comes after it.
_ENCODED = base64.b64encode(EICAR[: len(EICAR) // 3 * 3])


def is_virus(content: bytes) -> bool:
    """Whether a file is the test file: it begins with the text, and little but space follows."""
    return content.startswith(EICAR) and len(content.rstrip()) <= len(EICAR)


def may_carry_virus(raw: bytes) -> bool:
    """Whether it is worth the while to take a mail apart in search of it."""
    if b"X5O!P%@AP" in raw:
        return True
    start = raw.find(_ENCODED[:16])
    return start >= 0 and _ENCODED in _SPACE.sub(b"", raw[start : start + 4 * len(_ENCODED)])
