"""The zone: all of DNS that a fake knows, what the test has published and what is Amazon's.

One world, without accounts and regions. Answers come as a resolver's would, along CNAME records.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from enum import Enum

from sesfake.domain.dns.amazon import AMAZONS, amazons_record
from sesfake.domain.dns.records import Record, plain

_LONGEST_CHAIN = 8


class Trouble(Enum):
    """Why SES does not find what it looks for."""

    HOST_NOT_FOUND = "no record has this name"
    TYPE_NOT_FOUND = "no record of this name has this type"
    INVALID_VALUE = "another value is published"
    DNS_SERVER_ERROR = "CNAME records lead in a circle"


class Zone:
    """What is published, in the order of names as they came."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[Record]] = {}
        self._hosts: Counter[str] = Counter()  # how many records lie at or below a name
        self.lock = threading.RLock()  # for who changes it; who looks needs none

    def __iter__(self) -> Iterator[Record]:
        for records in list(self._by_name.values()):
            yield from records

    def named(self, name: str) -> list[Record]:
        """All records of a name."""
        return list(self._by_name.get(plain(name), ()))

    def publish(self, record: Record) -> None:
        """Add a record, once; a ValueError where it cannot stand."""
        if record.name == AMAZONS or record.name.endswith(f".{AMAZONS}"):
            raise ValueError(f"{AMAZONS} is Amazon's: what SES publishes there is there already.")
        with self.lock:
            present = self._by_name.get(record.name, [])
            if record not in present:
                self._check_stands(record, present)
                self._by_name[record.name] = [*present, record]
                self._hosts.update(upward(record.name))

    def _check_stands(self, record: Record, present: list[Record]) -> None:
        other = next((one for one in present if "CNAME" in (one.type, record.type)), None)
        if other is not None:
            raise ValueError(
                "a CNAME record stands alone: first remove the other one of its name, with "
                f"ses.dns.remove({record.name!r}): {other}"
            )

    def remove(self, record: Record) -> bool:
        """Take a record away; whether it was there."""
        with self.lock:
            present = self._by_name.get(record.name, [])
            if record not in present:
                return False
            self._by_name[record.name] = [one for one in present if one != record]
            self._hosts.subtract(upward(record.name))
            if present == [record]:
                del self._by_name[record.name]
            return True

    def clear(self) -> None:
        """Take away all that was published."""
        with self.lock:
            self._by_name.clear()
            self._hosts.clear()

    def look_up(self, name: str, type_: str) -> list[Record] | Trouble:
        """The records of a name and type, wherever CNAME records lead; or why there are none."""
        name = plain(name)
        for _ in range(_LONGEST_CHAIN):
            records = self._by_name.get(name) or amazons_record(name)
            found = [record for record in records if record.type == type_]
            if found:
                return found
            alias = next((record for record in records if record.type == "CNAME"), None)
            if alias is None:
                exists = records or self.has_below(name)
                return Trouble.TYPE_NOT_FOUND if exists else Trouble.HOST_NOT_FOUND
            name = alias.value
        return Trouble.DNS_SERVER_ERROR

    def texts(self, name: str) -> list[str]:
        """What TXT records say, wherever CNAME records lead; none where there is trouble."""
        found = self.look_up(name, "TXT")
        return [record.value for record in found] if isinstance(found, list) else []

    def has_below(self, name: str) -> bool:
        """Whether anything is published at a name or below it."""
        return self._hosts[name] > 0

    def authority(self, domain: str) -> Record | None:
        """The SOA record of a domain or of the nearest one above it."""
        for name in upward(plain(domain)):
            for record in self._by_name.get(name, ()):
                if record.type == "SOA":
                    return record
        return None


def upward(name: str) -> Iterator[str]:
    """`a.example.com` -> itself, `example.com`, `com`."""
    while name:
        yield name
        name = name.partition(".")[2]


def with_parents(domain: str) -> list[str]:
    """A domain and those above it, but no top-level domain."""
    return [name for name in upward(plain(domain)) if "." in name]
