"""RSA, as far as DKIM needs it: to sign with a private key, and to publish its public half.

Nothing here is hardened: it signs test mail. https://datatracker.ietf.org/doc/html/rfc8017
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cached_property
from math import prod

_SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")  # in front of the digest
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")  # the algorithm rsaEncryption
_INTEGER, _BITS, _SEQUENCE = 0x02, 0x03, 0x30
_LONG_FORM = 0x80


@dataclass(frozen=True, repr=False)
class PrivateKey:
    """A modulus and its exponents; with the primes it signs faster."""

    modulus: int
    public_exponent: int
    private_exponent: int
    primes: tuple[int, ...] = ()

    @classmethod
    def of(cls, primes: tuple[int, ...], public_exponent: int = 65537) -> PrivateKey:
        """The key of two or more primes."""
        exponent = pow(public_exponent, -1, prod(prime - 1 for prime in primes))
        return cls(prod(primes), public_exponent, exponent, primes)

    @cached_property
    def public_key(self) -> str:
        """The public half as DNS has it: SubjectPublicKeyInfo in base64."""
        numbers = _element(_SEQUENCE, _integer(self.modulus) + _integer(self.public_exponent))
        return base64.b64encode(
            _element(_SEQUENCE, _RSA + _element(_BITS, b"\0" + numbers))
        ).decode()

    def sign(self, data: bytes) -> bytes:
        """The signature of SHA-256, padded as in PKCS#1 v1.5."""
        size = (self.modulus.bit_length() + 7) // 8
        digest = _SHA256 + hashlib.sha256(data).digest()
        padded = b"\0\1" + b"\xff" * (size - len(digest) - 3) + b"\0" + digest
        return self._power(int.from_bytes(padded, "big")).to_bytes(size, "big")

    def _power(self, number: int) -> int:
        # By the Chinese remainder theorem: several small powers are quicker than a large one.
        if not self._remainders:
            return pow(number, self.private_exponent, self.modulus)
        powers = (
            pow(number, exponent, prime) * factor for prime, exponent, factor in self._remainders
        )
        return sum(powers) % self.modulus

    @cached_property
    def _remainders(self) -> list[tuple[int, int, int]]:
        """Of each prime: itself, its exponent, its part in the whole."""
        if prod(self.primes) != self.modulus:  # an owner's key may say anything
            return []
        try:
            return [
                (prime, self.private_exponent % (prime - 1), rest * pow(rest, -1, prime))
                for prime in self.primes
                for rest in [self.modulus // prime]
            ]
        except (ValueError, ZeroDivisionError):  # such as one that is there twice
            return []


def _integer(value: int) -> bytes:
    return _element(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _element(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < _LONG_FORM:
        return bytes([tag, length]) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, _LONG_FORM | len(size)]) + size + content
