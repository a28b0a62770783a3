"""Whether a request was signed with a secret, and not long ago.

botocore's own signer calculates the signature of version 4 once more, over what has arrived. Other
ways of signing, SigV4A above all, are not checked.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
"""

from __future__ import annotations

import calendar
import hmac
import re
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from email.utils import parsedate
from hashlib import sha256
from typing import TYPE_CHECKING

from botocore.auth import UNSIGNED_PAYLOAD, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from sesfake import errors
from sesfake.protocol.credentials import SIGNATURE_4, authorization_fields

if TYPE_CHECKING:
    from sesfake.wire import Request

TOLERANCE = timedelta(minutes=15)
_BASIC = "%Y%m%dT%H%M%SZ"
_IS_BASIC = re.compile(r"\d{8}T\d{6}Z", re.ASCII)


def check_signature(
    request: Request, secret: str, now: datetime, off_by: timedelta = timedelta()
) -> None:
    """Raise SignatureExpired, SignatureNotYetCurrent, SignatureDoesNotMatch, IncompleteSignature.

    The clock that the request was dated by is taken to be ahead by `off_by`.

    What is not signed at all was refused before.
    """
    header = (request.header("Authorization") or "").strip()
    if not header.startswith(f"{SIGNATURE_4} "):
        return
    fields = authorization_fields(header)
    access_key, day, region, service, _ = fields["Credential"].split("/")
    timestamp, signed_at = _timestamp(request, header)
    if not timestamp.startswith(day):
        raise errors.SignatureDoesNotMatch(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from "
            f"HTTP: '{day}' != '{timestamp[:8]}', from '{timestamp}'."
        )
    _check_clock(signed_at, now, off_by)
    signer = SigV4Auth(Credentials(access_key, secret), service, region)
    signed = _as_signed(request, fields["SignedHeaders"].split(";"))
    signed.context["timestamp"] = timestamp
    text = signer.string_to_sign(signed, signer.canonical_request(signed))
    if not (
        hmac.compare_digest(signer.signature(text, signed).encode(), fields["Signature"].encode())
        and _is_body_of(request)
    ):
        raise errors.SignatureDoesNotMatch


def _timestamp(request: Request, header: str) -> tuple[str, datetime]:
    """When the request was signed: as it is written, and read."""
    found = request.header("X-Amz-Date")
    if found is None:
        date = parsedate(request.header("Date") or "")
        if date is None:
            raise errors.IncompleteSignature(
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' "
                f"header. Authorization={header}"
            )
        found = _written(datetime.fromtimestamp(calendar.timegm(date), timezone.utc))
    moment = _read(found)
    if moment is None:
        raise errors.IncompleteSignature(
            f"Date must be in ISO-8601 'basic format'. Got '{found}'. See "
            "http://en.wikipedia.org/wiki/ISO_8601"
        )
    return found, moment


def _check_clock(signed_at: datetime, now: datetime, off_by: timedelta) -> None:
    with suppress(OverflowError):  # at an end of the calendar it is wrong anyway
        signed_at += off_by
    earliest, latest = now - TOLERANCE, now + TOLERANCE
    if signed_at < earliest:
        raise errors.SignatureExpired(_written(signed_at), _written(earliest), _written(now))
    if signed_at > latest:
        raise errors.SignatureNotYetCurrent(_written(signed_at), _written(latest), _written(now))


def _as_signed(request: Request, names: list[str]) -> AWSRequest:
    """The request with no other headers than those that were signed."""
    headers = {name: value for name in names if (value := request.header(name)) is not None}
    return AWSRequest(request.method, request.url, headers, request.body)


def _is_body_of(request: Request) -> bool:
    """Whether the hash that a header tells, if one does, is that of the body."""
    told = request.header("X-Amz-Content-SHA256")
    return told in (None, UNSIGNED_PAYLOAD, sha256(request.body).hexdigest())


def _read(timestamp: str) -> datetime | None:
    if not _IS_BASIC.fullmatch(timestamp):
        return None
    try:
        return datetime.strptime(timestamp, _BASIC).replace(tzinfo=timezone.utc)
    except ValueError:
        return None


def _written(moment: datetime) -> str:
    return moment.strftime(_BASIC)
