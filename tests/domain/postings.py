"""Postings and neighbours made by hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from sesfake.domain.neighbours.parcels import Parcel, SnsMessage, Undeliverable

ACCOUNT = "123456789012"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:mail"


@dataclass
class HandMade:
    """A posting of one parcel."""

    made: Parcel
    account_id: str = ACCOUNT
    region: str = "us-east-1"
    reads: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def service(self) -> str:
        return self.made.service

    @property
    def parcel(self) -> Parcel:
        self.reads += 1
        return self.made

    def failed(self, reason: str) -> None:
        self.failures.append(reason)


def message(text: str) -> HandMade:
    return HandMade(SnsMessage(TOPIC, text))


class Recipients:
    """Neighbours that keep what they get; `then` is called with every message."""

    def __init__(self, *services: str, then=None, refuse=()) -> None:
        self.services = services
        self.then = then
        self.refuse = refuse
        self.got: list[str] = []

    def is_there(self, service: str) -> bool:
        return service in self.services

    def deliver(self, parcel, account_id: str, region: str) -> None:
        assert (account_id, region) == (ACCOUNT, "us-east-1")
        if parcel.message in self.refuse:
            raise Undeliverable(f"No {parcel.message}")
        self.got.append(parcel.message)
        if self.then is not None:
            self.then(parcel.message)
