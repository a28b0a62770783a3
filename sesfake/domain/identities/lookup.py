"""Finding identities by name, and those that an address falls under, as they are by now."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.keys import key_of, keys_answering_for


class Lookup(ABC):
    """The identities of one account in one region, for whoever looks for some of them."""

    def __init__(self, by_key: dict[str, Identity]) -> None:
        self._by_key = by_key

    @abstractmethod
    def _as_of_now(self, identity: Identity) -> Identity:
        """What an identity is by now."""

    def find(self, name: str) -> Identity | None:
        identity = self._by_key.get(key_of(name))
        return None if identity is None else self._as_of_now(identity)

    def covering(self, address: str) -> Identity | None:
        """The most granular verified identity that answers for a bare address."""
        for key in keys_answering_for(address):
            identity = self._by_key.get(key)
            if identity is not None and (found := self._as_of_now(identity)).is_verified:
                return found
        return None

    def answering_for(self, address: str) -> list[Identity]:
        """The identities a bare address falls under, the most granular first."""
        known = map(self._by_key.get, keys_answering_for(address))
        return [self._as_of_now(identity) for identity in known if identity is not None]


class Seen(Lookup):
    """The same from another account or region, for who does not hold the lock of this one.

    What is to change is told from a copy: the identities stay as they are, and nobody is told.
    """

    def __init__(
        self, by_key: dict[str, Identity], as_of_now: Callable[[Identity], Identity]
    ) -> None:
        super().__init__(by_key)
        self._seen = as_of_now

    def _as_of_now(self, identity: Identity) -> Identity:
        return self._seen(identity)
