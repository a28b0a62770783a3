"""Private keys as far as SES looks at them: numbers of the right length in the right wrapping."""

from __future__ import annotations

import base64

_RSA = bytes.fromhex("300d06092a864886f70d0101010500")


def private_key(bits: int, *, pkcs8: bool = False) -> str:
    """A key in base64, of PKCS#1 or wrapped in PKCS#8."""
    modulus = 1 << (bits - 1) | 1
    key = _sequence(_integer(0), _integer(modulus), *(_integer(n) for n in range(3, 10)))
    if pkcs8:
        key = _sequence(_integer(0), _RSA, _element(0x04, key))
    return base64.b64encode(key).decode()


def _integer(value: int) -> bytes:
    return _element(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _sequence(*elements: bytes) -> bytes:
    return _element(0x30, b"".join(elements))


def _element(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + content
