"""The addresses that opens and clicks are counted at (facts: events 8).

They are as seen in delivered mail. What is random there comes from the message and the link here,
so that the same send has the same addresses.

Guessed: what else than `/ ? & %` is percent-encoded (everything but letters, digits, and `-._~:=`);
that the number at the end is one for a message.
"""

from __future__ import annotations

import base64
import hashlib
import string
from urllib.parse import quote

from sesfake.domain.configuration_sets.options import HttpsPolicy
from sesfake.domain.tracking.tracked import Tracked

_HOST_ALPHABET = string.ascii_lowercase + string.digits
_HOST_LENGTH = 8
_SIGNATURE_BYTES = 20
_KEPT = ":="


class Addresses:
    """The tracking addresses of one message."""

    def __init__(self, tracked: Tracked, region: str, message_id: str) -> None:
        self._https = tracked.https
        self._message_id = message_id
        digest = _digest(message_id)
        label = "".join(_HOST_ALPHABET[n % len(_HOST_ALPHABET)] for n in digest[:_HOST_LENGTH])
        self._host = tracked.domain or f"{label}.r.{region}.awstrack.me"
        self._number = 1 + digest[_HOST_LENGTH]

    @property
    def pixel(self) -> str:
        """Where opens are counted: HTTP, unless the policy says otherwise."""
        scheme = "http" if self._https in (None, HttpsPolicy.OPTIONAL) else "https"
        return f"{scheme}://{self._host}/I0/{self._message_id}/{self._signature('')}"

    def link(self, url: str, index: int) -> str:
        """Where clicks are counted: in the link's protocol, unless the policy says otherwise."""
        scheme = "https" if self._https is HttpsPolicy.REQUIRE else url.partition(":")[0].lower()
        where = f"{quote(url, safe=_KEPT)}/{index}/{self._message_id}"
        return f"{scheme}://{self._host}/L0/{where}/{self._signature(f'{index} {url}')}"

    def _signature(self, what: str) -> str:
        signature = _digest(f"{self._message_id} {what}")[:_SIGNATURE_BYTES]
        return f"{base64.urlsafe_b64encode(signature).decode()}{self._number}"


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
