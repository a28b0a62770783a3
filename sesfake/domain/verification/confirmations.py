"""Confirmations: the links by which the owner of an address says that SES may use it.

A link is good for 24 hours after its mail, and for the identity it was written for: one that was
deleted since, or deleted and made again, is not verified by an old link. Links are kept by their
signature; the rest of a link must be as it was written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import parse_qs, urlencode, urlsplit

from sesfake.domain.identities.identities import Identities
from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.verification import LINK_WINDOW
from sesfake.domain.mails.notices import SENDER, Notice
from sesfake.domain.regions import long_name
from sesfake.domain.scope import Scope

# Where the browser lands.
SUCCESS_PAGE = "https://aws.amazon.com/ses/verifysuccess/"
FAILURE_PAGE = "https://aws.amazon.com/ses/verifyfailure/"

# The layout of mail and link is a guess after what people have quoted of them.
_SUBJECT = "Amazon Web Services \N{EN DASH} Email Address Verification Request in region {region}"
_TEXT = """\
Dear Amazon Web Services Customer,

We have received a request to authorize this email address for use with Amazon SES and Amazon \
Pinpoint in region {region}. If you requested this verification, please go to the following URL to \
confirm that you are authorized to use this email address:

{link}

Your request will not be processed unless you confirm the address using this URL. This link \
expires 24 hours after your original verification request.

If you did NOT request to verify this email address, do not click on the link. Please note that \
many times, the situation isn't a phishing attempt, but either a misunderstanding of how to use \
our service, or someone setting up email-sending capabilities on your behalf as part of a \
legitimate service, but without having fully communicated the procedure first. If you are still \
concerned, please forward this notification to aws-email-domain-verification@amazon.com and let us \
know in the forward that you did not request the verification.

To learn more about sending email from Amazon Web Services, please refer to the Amazon SES \
Developer Guide at https://docs.aws.amazon.com/ses/latest/DeveloperGuide/Welcome.html and Amazon \
Pinpoint Developer Guide at https://docs.aws.amazon.com/pinpoint/latest/userguide/welcome.html.

Sincerely,

The Amazon Web Services Team.
"""


@dataclass(frozen=True, eq=False)
class Letter:
    """What the owner of an address reads, given the link, and where the browser lands."""

    kind: str
    sender: str
    subject: str
    write: Callable[[str], str]
    write_html: Callable[[str], str] | None = None
    success_page: str = SUCCESS_PAGE
    failure_page: str = FAILURE_PAGE
    message_id: str | None = None


def amazons_letter(region: str) -> Letter:
    """The mail that Amazon itself writes."""
    place = long_name(region)
    return Letter(
        kind="verification",
        sender=SENDER,
        subject=_SUBJECT.format(region=place),
        write=lambda link: _TEXT.format(region=place, link=link),
    )


@dataclass(frozen=True, eq=False)
class Confirmation:
    """What was written to the owner of an address, and what following its link does."""

    account_id: str
    region: str
    identity: Identity
    sent_at: datetime
    signature: str
    letter: Letter

    @cached_property
    def link(self) -> str:
        """A signed URL, as AWS signs them."""
        day, time = f"{self.sent_at:%Y%m%d}", f"{self.sent_at:%Y%m%dT%H%M%SZ}"
        query = {
            "Context": self.account_id,
            "X-Amz-Date": time,
            "Identity.IdentityName": self.identity.name,
            "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
            "Identity.IdentityType": self.identity.type.value,
            "X-Amz-SignedHeaders": "host",
            "X-Amz-Credential": f"AKIAIOSFODNN7EXAMPLE/{day}/{self.region}/ses/aws4_request",
            "Operation": "ConfirmVerification",
            "Namespace": "Bacon",
            "X-Amz-Signature": self.signature,
        }
        host = f"email-verification.{self.region}.amazonaws.com"
        return f"https://{host}/?{urlencode(query, errors='replace')}"

    def follow(self, identities: Identities, now: datetime) -> str:
        """Verify the identity, if it is not too late; gives the page that the browser shows."""
        in_time = now - self.sent_at < LINK_WINDOW
        confirmed = in_time and identities.confirm(self.identity)
        return self.letter.success_page if confirmed else self.letter.failure_page

    def notice(self) -> Notice:
        """The mail that brings the link."""
        letter = self.letter
        write_html = letter.write_html
        return Notice(
            kind=letter.kind,
            to=self.identity.name,
            subject=letter.subject,
            account_id=self.account_id,
            region=self.region,
            timestamp=self.sent_at.timestamp(),
            write=lambda: letter.write(self.link),
            write_html=None if write_html is None else lambda: write_html(self.link),
            sender=letter.sender,
            message_id=letter.message_id,
        )


class Confirmations:
    """Every link that was written, by its signature."""

    def __init__(self) -> None:
        self._by_signature: dict[str, Confirmation] = {}

    def add(self, confirmation: Confirmation) -> None:
        self._by_signature[confirmation.signature] = confirmation

    def forget(self, scope: Scope) -> None:
        """Forget the links that were written in a part of the world."""
        self._by_signature = {
            signature: confirmation
            for signature, confirmation in self._by_signature.items()
            if not scope.holds(confirmation.account_id, confirmation.region)
        }

    def find(self, link: str) -> Confirmation | None:
        """What a link stands for, if SES wrote it."""
        try:
            [signature] = parse_qs(urlsplit(link).query).get("X-Amz-Signature", [""])
        except ValueError:
            return None
        found = self._by_signature.get(signature)
        return found if found is not None and found.link == link else None
