"""What Amazon writes to the owner of an account when records in DNS were found, or are missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import NamedTuple

from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.verification import VerificationStatus as Status
from sesfake.domain.mails.notices import Notice
from sesfake.domain.regions import long_name
from sesfake.domain.standing.mails import owners_address
from sesfake.guesses import dns as guesses

_SUBJECTS = {
    (Status.PENDING, Status.SUCCESS): "SUCCESS",
    (Status.PENDING, Status.FAILED): "FAILURE",
    (Status.SUCCESS, Status.TEMPORARY_FAILURE): "REVOCATION PENDING",
    (Status.SUCCESS, Status.FAILED): "REVOKED",
    (Status.TEMPORARY_FAILURE, Status.FAILED): "REVOKED",
    (Status.TEMPORARY_FAILURE, Status.SUCCESS): "REVOCATION CANCELLED",
}
_TEXTS = {
    "SUCCESS": guesses.RECORDS_FOUND,
    "FAILURE": guesses.RECORDS_NOT_FOUND,
    "REVOCATION PENDING": guesses.RECORDS_MISSING,
    "REVOCATION CANCELLED": guesses.RECORDS_BACK,
    "REVOKED": guesses.RECORDS_LOST,
}


class Told(NamedTuple):
    """One mail: what it is about, what has become of that, and when."""

    about: str
    name: str
    outcome: str
    at: datetime

    def text(self, region: str) -> str:
        words = _TEXTS[self.outcome].format(about=self.about, name=self.name, region=region)
        return f"Dear Amazon Web Services Customer,\n\n{words}\n\nThe Amazon Web Services Team.\n"


def told_of(identity: Identity) -> Iterator[Told]:
    """What has changed since it was told last; it is told once."""
    mail_from = identity.mail_from
    for about, name, verification in (
        ("Domain Verification", identity.name, identity.verification),
        ("DKIM Setup", identity.name, identity.dkim),
        ("MAIL FROM Domain Setup", mail_from.domain or "", mail_from),
    ):
        if verification is identity.verification and not identity.is_domain:
            continue
        before, verification.told = verification.told, verification.status
        outcome = _SUBJECTS.get((before, verification.status))
        if outcome is not None and verification.checked_at is not None:
            yield Told(about, name, outcome, verification.checked_at)


def notice_of(told: Told, account_id: str, region: str) -> Notice:
    """The mail to the owner of an account."""
    place = long_name(region)
    return Notice(
        kind="dns",
        to=owners_address(account_id),
        subject=guesses.RECORDS_SUBJECT.format(
            about=told.about, outcome=told.outcome, name=told.name, region=place
        ),
        account_id=account_id,
        region=region,
        timestamp=told.at.timestamp(),
        write=partial(told.text, place),
    )
