"""Private keys of Bring Your Own DKIM, looked at just enough to sign with them.

SES takes any base64 and says nothing; a key that is none simply never verifies. One that is, is RSA
of 1024 to 2048 bits, in the DER form of PKCS#1 or wrapped in PKCS#8.
https://docs.aws.amazon.com/ses/latest/dg/send-email-authentication-dkim-bring-your-own.html
"""

from __future__ import annotations

import base64
import binascii

from sesfake.mail.rsa import PrivateKey

MIN_BITS, MAX_BITS = 1024, 2048

_INTEGER, _OCTETS, _SEQUENCE = 0x02, 0x04, 0x30
_RSA = bytes.fromhex("06092a864886f70d010101")  # the object identifier rsaEncryption
_LONG_FORM = 0x80


def signing_key(text: str) -> PrivateKey | None:
    """What base64 holds, if it is a private key that SES could sign with."""
    try:
        key = _read(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return None
    return key if MIN_BITS <= key.modulus.bit_length() <= MAX_BITS else None


def _read(der: bytes) -> PrivateKey:
    """The numbers of a key; raises ValueError for what is no RSA private key."""
    body, _ = _value(der, _SEQUENCE)
    _, rest = _value(body, _INTEGER)  # the version
    if rest[:1] == bytes([_SEQUENCE]):  # PKCS#8: an algorithm, then the key of PKCS#1
        algorithm, rest = _value(rest, _SEQUENCE)
        if not algorithm.startswith(_RSA):
            raise ValueError("not RSA")
        inner, _ = _value(rest, _OCTETS)
        body, _ = _value(inner, _SEQUENCE)
        _, rest = _value(body, _INTEGER)
    numbers = []
    for _ in range(8):  # modulus, exponents, primes, what follows from them, coefficient
        number, rest = _value(rest, _INTEGER)
        numbers.append(int.from_bytes(number, "big"))
    modulus, public, private, *primes = numbers[:5]
    if private >= modulus:  # nor could one wait for its signatures
        raise ValueError("no private exponent")
    return PrivateKey(modulus, public, private, tuple(primes))


def _value(der: bytes, tag: int) -> tuple[bytes, bytes]:
    """The content of the first element, which must be of a tag, and what follows it."""
    if len(der) < 2 or der[0] != tag:  # noqa: PLR2004  # a tag and a length
        raise ValueError("another element")
    length, start = der[1], 2
    if length & _LONG_FORM:
        start += length & ~_LONG_FORM
        length = int.from_bytes(der[2:start], "big")
    if start + length > len(der):
        raise ValueError("too short")
    return der[start : start + length], der[start + length :]
