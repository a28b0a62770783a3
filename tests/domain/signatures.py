"""DKIM signatures of delivered mail: verified by somebody else's library, or taken off."""

from __future__ import annotations

import re

import dkim

_SIGNATURE = re.compile(
    rb"DKIM-Signature: v=1; a=rsa-sha256; q=dns/txt;.*?\r\n(?![ \t])", re.DOTALL
)
_FIELD = re.compile(rb"\r\n(?![ \t])")


def unsigned(mail: bytes) -> bytes:
    """A mail without the signatures of SES."""
    head, end, body = mail.partition(b"\r\n\r\n")
    return _SIGNATURE.sub(b"", head + b"\r\n")[:-2] + end + body


def signers(mail: bytes) -> list[str]:
    """The domains whose signatures are on a mail, from above."""
    fields = _FIELD.split(mail.partition(b"\r\n\r\n")[0])
    signatures = [field for field in fields if field.lower().startswith(b"dkim-signature:")]
    return [re.findall(rb"\bd=([^;\s]+)", field)[0].decode() for field in signatures]


def verdicts(ses, mail: bytes) -> dict[str, bool]:
    """Whether each signature verifies with the key that DNS has."""
    return {domain: _verifies(ses, mail, nth) for nth, domain in enumerate(signers(mail))}


def _verifies(ses, mail: bytes, position: int) -> bool:
    try:
        return dkim.DKIM(mail).verify(position, lambda name, **_: ses.dns.txt_of(name))
    except dkim.DKIMException:
        return False
