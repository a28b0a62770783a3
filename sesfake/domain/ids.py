"""Identifiers in Amazon's forms, from one seeded source: the same run makes the same ids."""

from __future__ import annotations

import random

from sesfake.mail.amazons_keys import BASE32, LONG_ENDINGS, SHORT_BITS, SHORT_ENDINGS

# How the region stands in a message id (facts: events, section 1). The first six are seen in live
# ids, the others are guesses; a region without a row gets UNKNOWN_REGION.
REGION_PREFIXES = {
    "us-east-1": "0100",
    "us-west-2": "0101",
    "eu-west-1": "0102",
    "ap-northeast-1": "0106",
    "ap-southeast-2": "0108",
    "ap-south-1": "0109",
    "eu-central-1": "0107",
    "eu-west-2": "010b",
    "ap-northeast-2": "010c",
    "ca-central-1": "010d",
    "ap-southeast-1": "010e",
    "us-east-2": "010f",
}
UNKNOWN_REGION = "01ff"
_BASE32_HEX = "0123456789abcdefghijklmnopqrstuv"


class Ids:
    """A source of identifiers; two with the same seed give the same ones in the same order."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def uuid(self) -> str:
        """A random uuid, version 4; written out here because every answer carries one or two."""
        x = f"{self._random.getrandbits(128):032x}"
        return f"{x[:8]}-{x[8:12]}-4{x[13:16]}-a{x[17:20]}-{x[20:]}"

    def message_id(self, region: str, timestamp: float) -> str:
        """4 hex digits of region, 12 of epoch milliseconds, a uuid and `-000000`: 60 characters."""
        prefix = REGION_PREFIXES.get(region, UNKNOWN_REGION)
        return f"{prefix}{int(timestamp * 1000):012x}-{self.uuid()}-000000"

    def inbound_message_id(self) -> str:
        """Of received mail: 40 characters, like `jili9m351il3gkburn7o2f0u6788stij94c8ld01`."""
        return "".join(self._random.choices(_BASE32_HEX, k=38)) + "01"

    def dkim_tokens(self, bits: int) -> tuple[str, ...]:
        """Three tokens of 32 characters in lower-case base32, for keys of some length."""
        endings = SHORT_ENDINGS if bits == SHORT_BITS else LONG_ENDINGS
        choices = self._random.choices
        return tuple("".join(choices(BASE32, k=31) + choices(endings)) for _ in range(3))

    def bytes(self, length: int) -> bytes:
        """Random bytes, for keys, tokens and signatures."""
        return self._random.randbytes(length)
