"""All mail that was handed in, taken or not: a tester looks at it, SendBounce looks it up."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sesfake.domain.mails.mails import Mails
from sesfake.domain.mails.matching import Vocabulary
from sesfake.domain.receiving.received import Received
from sesfake.domain.scope import Scope


class Inbox:
    """Of all accounts, oldest first."""

    def __init__(self) -> None:
        self.mails: list[Received] = []
        self._known: dict[str, Received] = {}
        self._lock = threading.Lock()

    def add(self, received: Received) -> None:
        with self._lock:
            self.mails.append(received)
            if received.message_id is not None:
                self._known[received.message_id] = received

    def find(self, message_id: str, scope: Scope) -> Received | None:
        """The mail of an id, if it has come to a part of the world."""
        found = self._known.get(message_id)
        return found if found is not None and _is_in(scope, found) else None

    def forget(self, scope: Scope) -> None:
        """As if nothing had ever come to a part of the world."""
        with self._lock:
            self.mails[:] = [mail for mail in self.mails if not _is_in(scope, mail)]
            self._known = {mail.message_id: mail for mail in self.mails if mail.message_id}


def _is_in(scope: Scope, received: Received) -> bool:
    return scope.holds(received.account_id, received.region)


class ReceivedMails(Mails[Received]):
    """A live sequence of mails from outside, oldest first. Slices and `find` give lists."""

    _noun = "mail"
    _verb = "received"
    _none = "there was no mail"
    _vocabulary = Vocabulary(
        "Received mails",
        any_of={
            "recipient": lambda received: [*received.recipients, *received.refused],
            "sender": lambda received: [received.sender],
        },
        values=frozenset({
            "message_id", "subject", "text", "html", "headers", "ip", "tls", "rule_set",
            "is_accepted", "account_id", "region",
        }),
    )  # fmt: skip

    def __init__(self, inbox: Inbox, holds: Callable[[Received], bool]) -> None:
        super().__init__(inbox.mails, holds)
