"""The outbox: every message SES has accepted, oldest first.

    ses.outbox.one(to="ann@example.com", subject=re.compile("Welcome"))
    ses.outbox.assert_not_sent(to="bob@example.com")

The `Mailbag` is the one list behind it; an `Outbox` is a view of it, or of one account or region.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sesfake.domain.mails.mailbag import Mailbag
from sesfake.domain.mails.mails import Mails
from sesfake.domain.mails.matching import MESSAGES
from sesfake.domain.messages.message import Message
from sesfake.mail.addresses import folded
from sesfake.report import save

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from sesfake.domain.mails.criteria import MessageCriteria

_RECIPIENTS = ("to", "cc", "bcc", "recipient")


class Outbox(Mails[Message]):
    """A live sequence of messages. Slices and `find` give lists that stay as they are.

        ses.outbox.one(to="ann@example.com", subject=re.compile("Welcome"))

    Criteria are `to`, `cc`, `bcc`, `recipient`, `reply_to`, `from_`, `source`, `return_path`,
    `subject`, `text`, `html`, `headers`, `tags`, `links`, `outcome`, `id`, `api`, `operation`,
    `request`, `account_id`, `region`, `configuration_set`, `tenant`, `sending_pool` and
    `sending_ip`; another name is a TypeError. Each is a value, a compiled pattern that is found, a
    function that says yes, or such as `unittest.mock.ANY`. Addresses are compared without display
    name and case: one is among those of the message, a list is all of them.

    `one`, `assert_sent` and `wait_for` want a message that somebody could receive: neither one that
    is `undelivered`, nor one that the address asked for is kept back from. With `outcome=` in the
    criteria, any message will do.
    """

    _noun = "message"
    _none = "the outbox is empty"
    _vocabulary = MESSAGES

    def __init__(self, mailbag: Mailbag, holds: Callable[[Message], bool] | None = None) -> None:
        super().__init__(mailbag.messages, holds)
        self._mailbag = mailbag

    if TYPE_CHECKING:  # as in `Mails`, but a checker knows the criteria by name

        def find(self, **criteria: Unpack[MessageCriteria]) -> list[Message]:  # type: ignore[override]
            """All that meet all criteria, oldest first."""

        def one(self, **criteria: Unpack[MessageCriteria]) -> Message:  # type: ignore[override]
            """The only one that meets all criteria; an AssertionError if there is none or more."""

        def assert_sent(self, **criteria: Unpack[MessageCriteria]) -> Message:  # type: ignore[override]
            """The newest one that meets all criteria; an AssertionError if there is none."""

        def assert_not_sent(self, **criteria: Unpack[MessageCriteria]) -> None:  # type: ignore[override]
            """An AssertionError if any meets all criteria."""

    def wait_for(self, *, timeout: float = 5.0, **criteria: Unpack[MessageCriteria]) -> Message:
        """The first message that meets all criteria, waited for up to `timeout` real seconds.

        For code that sends from another thread, whatever `ses.clock` says. A TimeoutError says what
        did come.
        """
        asked: dict[str, Any] = {**criteria}
        self._criteria(asked)  # a wrong name is told at once
        found = self._mailbag.wait(lambda: next(iter(self._received(asked)), None), timeout)
        if found is not None:
            return found
        raise TimeoutError(f"After {timeout:g} seconds: {self._nothing_found(asked)}")

    def save(self, folder: str | Path) -> Path:
        """Write a page that shows the messages, and an .eml file of each; gives the page's path.

            print(ses.outbox.save("mail"))

        The folder is made if need be; what was saved there before gives way. An OSError where it
        cannot be written, a FileExistsError where an `index.html` of somebody else is in its place.
        """
        return save(self._snapshot(), folder)

    def clear(self) -> None:
        """Forget the messages; quota and events stay as they are."""
        self._mailbag.clear(self._holds)

    def _received(self, criteria: dict[str, Any]) -> list[Message]:
        found = super()._received(criteria)
        if "outcome" in criteria:
            return found
        named = (criteria.get(name) for name in _RECIPIENTS)
        asked = {folded(address) for address in named if isinstance(address, str)}
        return [
            message
            for message in found
            if not message.undelivered and asked.isdisjoint(map(folded, message.kept_back))
        ]

    def _besides(self) -> str:
        refusals = [r for r in self._mailbag.latest_refusals() if r.operation.startswith("Send")]
        return "".join(f"\n  {refusal}" for refusal in refusals)
