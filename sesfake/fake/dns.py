"""`ses.dns`: what a test publishes, as the owner of its domains.

    ses.dns.publish_all("example.com")              # whatever SES asks for
    ses.dns.txt("_dmarc.example.com", "v=DMARC1; p=none")
    ses.dns.remove("_dmarc.example.com")

With `mock_ses(verification="dns")`, SES sees at once what comes and goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from sesfake.domain.account import Account
from sesfake.domain.accounts import Accounts
from sesfake.domain.dns import expected
from sesfake.domain.dns.records import Record, known_type, record
from sesfake.domain.dns.zone import Zone
from sesfake.domain.scope import Scope
from sesfake.fake.checks.given import check_identity

Result = TypeVar("Result")


class DNS:
    """All of DNS; of identities, those in the view it was taken from."""

    def __init__(self, accounts: Accounts, scope: Scope) -> None:
        self._accounts = accounts
        self._scope = scope

    def __repr__(self) -> str:
        lines = "".join(f"\n  {one}" for one in self.records)
        return f"<DNS of {len(self.records)} records{lines}>"

    @property
    def records(self) -> list[Record]:
        """All that is published but Amazon's own; each prints as the line of a zone file."""
        return list(self._zone)

    def publish(
        self,
        type: str | Record,  # noqa: A002
        name: str | None = None,
        value: str | None = None,
        *,
        priority: int | None = None,
    ) -> Record:
        """Publish a TXT, CNAME, MX or SOA record; a ValueError for one that cannot stand.

        A record is taken as it is, from `required` or `remove`: `ses.dns.publish(record)`.
        """
        if isinstance(type, Record):
            if (name, value, priority) != (None, None, None):
                raise TypeError("ses.dns.publish() takes a record, or a type, a name and a value.")
            checked = record(type.type, type.name, type.value, type.priority)
            return self._published(type if checked == type else checked)
        if name is None or value is None:
            raise TypeError("ses.dns.publish() takes a record, or a type, a name and a value.")
        return self._published(record(type, name, value, priority))

    def txt(self, name: str, value: str) -> Record:
        """Publish a TXT record, of SPF and DMARC too."""
        return self._published(record("TXT", name, value))

    def cname(self, name: str, target: str) -> Record:
        """Let one name stand for another."""
        return self._published(record("CNAME", name, target))

    def mx(self, name: str, host: str, priority: int = 10) -> Record:
        """Say which host takes the mail of a name."""
        return self._published(record("MX", name, host, priority))

    def remove(self, *what: str | Record, type: str | None = None) -> list[Record]:  # noqa: A002
        """Take away records, or all of a name, or those of one type; gives what was there.

            ses.dns.remove("bounces.example.com", type="MX")
            ses.dns.remove(*ses.dns.required("example.com"))

        A ValueError if nothing of the kind was published.
        """
        if not what:
            raise TypeError("ses.dns.remove() takes names or records; ses.dns.clear() takes all.")
        for one in what:
            if not isinstance(one, (str, Record)):
                raise TypeError(f"ses.dns.remove() takes names or records, not {one!r}.")
        type = None if type is None else known_type(type)  # noqa: A001
        gone = self._changed(
            lambda zone: [one for one in _found(zone, what, type) if zone.remove(one)]
        )
        if not gone:
            names = ", ".join(repr(one if isinstance(one, str) else str(one)) for one in what)
            how = "" if type is None or not _found(self._zone, what, None) else f" as {type}"
            raise ValueError(
                f"nothing to remove: {names} is not published{how}; see ses.dns.records."
            )
        return gone

    def clear(self) -> None:
        """Take away all records."""
        self._changed(lambda zone: zone.clear())

    def required(self, identity: str) -> list[Record]:
        """What the owner of an identity is to publish, in the regions in view.

        What SES looks for comes first; what is only recommended says so (`is_recommended`). A
        ValueError for an identity that nobody has made.
        """
        check_identity(identity)
        found: dict[Record, None] = {}
        is_known = False
        for account in self._known():
            with account.lock:
                known = account.identities.find(identity)
                if known is not None:
                    is_known = True
                    found.update(dict.fromkeys(expected.required(known, account.region)))
        if not is_known:
            raise ValueError(
                f"there is no identity {identity!r} in view; make it first, with "
                f"create_email_identity(EmailIdentity={identity!r}) of a sesv2 client."
            )
        return list(found)

    def publish_all(self, identity: str) -> list[Record]:
        """Publish what is required and what is recommended; gives those records.

        A CNAME or MX record in its place makes way, and so does what stands beside a new CNAME.
        An SPF or DMARC record of the owner's own stays instead of the recommended one.
        """
        records = self.required(identity)
        self._changed(lambda zone: _put_right(zone, records))
        return records

    def resolve(self, name: str, type: str = "TXT") -> list[str]:  # noqa: A002
        """What a resolver answers, along CNAME records; nothing if there is nothing.

        Amazon's DKIM keys are there, too: `TOKEN.dkim.amazonses.com`.
        """
        if not isinstance(name, str):
            raise TypeError(f"the name of a record is a text, not {name!r}.")
        found = self._zone.look_up(name, known_type(type))
        return [one.answer for one in found] if isinstance(found, list) else []

    def txt_of(self, name: str | bytes, **_: object) -> str | None:
        """The first text of a name, for whoever verifies DKIM signatures, such as dkimpy.

        `dkim.verify(message.delivered.raw, dnsfunc=ses.dns.txt_of)`; a timeout is ignored.
        """
        text = name.decode("ascii", "replace") if isinstance(name, bytes) else name
        return next(iter(self.resolve(text, "TXT")), None)

    @property
    def _zone(self) -> Zone:
        return self._accounts.dns

    def _published(self, new: Record) -> Record:
        self._changed(lambda zone: zone.publish(new))
        return new

    def _changed(self, change: Callable[[Zone], Result]) -> Result:
        accounts = self._accounts
        accounts.look_up_records()  # what was due before
        zone = self._zone
        try:
            with zone.lock:
                return change(zone)
        finally:
            accounts.look_up_records()

    def _known(self) -> Iterable[Account]:
        return self._accounts.known(self._scope)


def _found(zone: Zone, what: Iterable[str | Record], type_: str | None) -> list[Record]:
    found = []
    for one in what:
        if isinstance(one, str):
            found += [each for each in zone.named(one) if type_ in (None, each.type)]
        else:
            found.append(one)
    return found


def _put_right(zone: Zone, records: list[Record]) -> None:
    for wanted in records:
        present = zone.named(wanted.name)
        if wanted.is_recommended:
            kind = wanted.value.partition(" ")[0].rstrip(";")  # v=spf1, v=DMARC1
            if any(other.type == "CNAME" or other.value.startswith(kind) for other in present):
                continue
        for other in present:
            stands_alone = "CNAME" in (wanted.type, other.type)
            if other not in records and (stands_alone or other.type == wanted.type == "MX"):
                zone.remove(other)
        zone.publish(wanted)
