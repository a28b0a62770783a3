"""Who signed a request: the access key and, where the signature names one, the region.

Nothing is verified here. Every way of signing that SES has ever taken is read: version 4
(symmetric, asymmetric, presigned), version 3 and version 2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from sesfake import errors

if TYPE_CHECKING:
    from sesfake.wire import Request

SIGNATURE_4 = "AWS4-HMAC-SHA256"
_SIGNATURE_4A = "AWS4-ECDSA-P256-SHA256"  # its scope has no region: one signature for several
_SCOPE = "keyid/date/region/service/term"
_SCOPE_4A = "keyid/date/service/term"
_WHITE_SPACE = " \t\r\n"
_USUAL = re.compile(
    rf"{SIGNATURE_4} Credential=([^/,\s]+)/[^/,\s]*/([^/,\s]*)/[^/,\s]*/[^/,\s]*, "
    r"SignedHeaders=[\w;-]+, "
)


@dataclass(frozen=True, slots=True)
class Credential:
    """The access key that signed a request, and the region in its scope if it has one."""

    access_key: str
    region: str | None = None


def read_credential(request: Request) -> Credential:
    """Find the credential of a request, whichever way it was signed."""
    authorization = request.header("Authorization")
    if authorization is not None:
        return _from_authorization(authorization.strip(_WHITE_SPACE))
    version_3 = request.header("X-Amzn-Authorization")
    if version_3 is not None:
        return _from_version_3(version_3)
    return _from_parameters(request)


def _from_authorization(header: str) -> Credential:
    signed, _, signature = header.rpartition("Signature=")
    if signature.isalnum():
        credential = _as_usual(signed)
        if credential is not None:
            return credential
    algorithm, _, fields = header.partition(" ")
    if algorithm.lower() == "bearer":
        raise errors.MissingAuthenticationToken
    given = _fields(fields)
    missing = [name for name in ("Credential", "Signature", "SignedHeaders") if not given.get(name)]
    if missing:
        sentences = [f"Authorization header requires '{name}' parameter." for name in missing]
        raise errors.IncompleteSignature(f"{' '.join(sentences)} Authorization={header}")
    return _from_scope(given["Credential"], algorithm)


def authorization_fields(header: str) -> dict[str, str]:
    """What an Authorization header says after its algorithm, by name."""
    return _fields(header.partition(" ")[2])


def _fields(text: str) -> dict[str, str]:
    given: dict[str, str] = {}
    for field in text.split(","):
        name, _, value = field.partition("=")
        given[name.strip(_WHITE_SPACE)] = value.strip(_WHITE_SPACE)
    return given


@lru_cache(maxsize=64)  # one and the same all day
def _as_usual(signed: str) -> Credential | None:
    """What stands before a signature, as the SDKs write it; None where a closer look is due."""
    match = _USUAL.fullmatch(signed)
    return match and Credential(match[1], match[2])


def _from_scope(credential: str, algorithm: str) -> Credential:
    # AKID/20260101/us-east-1/ses/aws4_request; without the region in 4A
    elements = credential.split("/")
    form = _SCOPE_4A if algorithm == _SIGNATURE_4A else _SCOPE
    expected = form.count("/") + 1
    if len(elements) != expected or not elements[0]:
        raise errors.IncompleteSignature(
            f"Credential must have exactly {expected} slash-delimited elements, e.g. {form}, "
            f"got '{credential}'"
        )
    return Credential(elements[0], elements[2] if form is _SCOPE else None)


def _from_version_3(header: str) -> Credential:
    match = re.search(r"AWSAccessKeyId=([^,\s]+)", header)
    if match is None or "Signature=" not in header:
        raise errors.IncompleteSignature(f"X-Amzn-Authorization={header}")
    return Credential(match[1])


def _from_parameters(request: Request) -> Credential:
    query = request.url.partition("#")[0].partition("?")[2]
    presigned = _parameter("X-Amz-Credential", query)
    if presigned:
        return _from_scope(presigned, _parameter("X-Amz-Algorithm", query) or SIGNATURE_4)
    access_key = _parameter("AWSAccessKeyId", query) or _parameter(
        "AWSAccessKeyId", request.body.decode("utf-8", "replace")
    )
    if not access_key:
        raise errors.MissingAuthenticationToken
    return Credential(access_key)


def _parameter(name: str, text: str) -> str | None:
    # Samples of 2015 break the line before the ampersand.
    match = re.search(rf"(?:^|&)\s*{name}=([^&\s]*)", text)
    return unquote_plus(match[1]) if match else None
