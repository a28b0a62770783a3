"""SES's eye on DNS: with `mock_ses(verification="dns")`, statuses follow what is published.

SES looks again and again, on a schedule that Amazon does not tell. Here it looks whenever somebody
asks and whenever a record comes or goes, so it finds at once what is there: a guess, and the only
one about time, since the windows of 72 hours are documented.

    Pending ── found ──> Success ── vanished ──> TemporaryFailure ── 72 hours ──> Failed
       └────── 72 hours ──> Failed      <── found again ──┘

Failed stays until the owner asks again. While records are missing for a time, a domain still sends
and signs, but its MAIL FROM domain is not used.
https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sesfake.domain.dns import expected
from sesfake.domain.dns.notices import Told, told_of
from sesfake.domain.dns.records import Record
from sesfake.domain.dns.zone import Trouble, Zone
from sesfake.domain.identities.dkim import Replica
from sesfake.domain.identities.identity import Identity


class Watch:
    """Looks for the records of identities in one region; `tell` writes to the account's owner."""

    def __init__(self, zone: Zone, region: str, tell: Callable[[Told], None]) -> None:
        self._zone = zone
        self._region = region
        self._tell = tell

    def look(self, identity: Identity, now: datetime) -> None:
        """Let the statuses of an identity be what its records say."""
        if identity.is_domain:
            self._look_for_domain(identity, now)
        if identity.mail_from.domain is not None:
            self._look_for_mail_from(identity, now)

    def tell(self, identity: Identity) -> None:
        """Write of what has changed since the last time."""
        for told in told_of(identity):
            self._tell(told)

    def _look_for_domain(self, identity: Identity, now: datetime) -> None:
        dkim, verification = identity.dkim, identity.verification
        if not isinstance(dkim.method, Replica):
            dkim.observe(self._dkim(identity), now)
        token = self._token(identity)
        if token is None or dkim.has_succeeded:  # one is enough
            verification.observe(None, now)
        elif not (dkim.is_pending and verification.is_confirmed):  # new keys may wait
            verification.observe(token if dkim.method is None else dkim.trouble or token, now)

    def _look_for_mail_from(self, identity: Identity, now: datetime) -> None:
        wanted, _ = expected.mail_from_records(identity, self._region)
        found = self._zone.look_up(wanted.name, "MX")
        if isinstance(found, list) and len(found) > 1:  # for good (facts: resources 2.6)
            identity.mail_from.fail(Trouble.INVALID_VALUE, now)
        else:
            is_right = [record.value for record in _list(found)] == [wanted.value]
            identity.mail_from.observe(None if is_right else _trouble(found), now)

    def _token(self, identity: Identity) -> Trouble | None:
        token = identity.verification_token
        found = self._zone.look_up(f"_amazonses.{identity.name}", "TXT")
        besides = self._zone.look_up(identity.name, "TXT")
        values = {record.value for record in [*_list(found), *_list(besides)]}
        return None if values & {token, f"amazonses:{token}"} else _trouble(found)

    def _dkim(self, identity: Identity) -> Trouble | None:
        """What is wrong with the first record that is."""
        records = expected.dkim_records(identity)
        if not records:  # a key that is none
            return Trouble.INVALID_VALUE
        return next(filter(None, map(self._key, records)), None)

    def _key(self, wanted: Record) -> Trouble | None:
        found = self._zone.look_up(wanted.name, wanted.type)
        read = _key_of if wanted.type == "TXT" else str
        is_right = any(read(record.value) == read(wanted.value) for record in _list(found))
        return None if is_right else _trouble(found)


def _list(found: list[Record] | Trouble) -> list[Record]:
    return found if isinstance(found, list) else []


def _trouble(found: list[Record] | Trouble) -> Trouble:
    return found if isinstance(found, Trouble) else Trouble.INVALID_VALUE


def _key_of(text: str) -> str | None:
    """The key of `v=DKIM1; k=rsa; p=MIGf...`, without the spaces that it may have."""
    tags = (tag.partition("=") for tag in text.split(";"))
    return next(("".join(key.split()) for name, _, key in tags if name.strip() == "p"), None)
