"""Handing captured mail on, for people who like to see it in a mail catcher of their own."""

from __future__ import annotations

from collections.abc import Iterable

from sesfake.adapters.smtp import hand_on, host_and_port
from sesfake.domain.messages.message import Message
from sesfake.fake.checks.given import check_messages
from sesfake.fake.reading import Reading


class Relaying(Reading):
    """The part of a fake that lets mail out, where it is told to."""

    __slots__ = ()

    def relay(
        self, to: str = "localhost:1025", messages: Message | Iterable[Message] | None = None
    ) -> list[Message]:
        """Send what is in the outbox on to an SMTP address; gives the messages that were sent.

            ses.relay("localhost:1025")  # Mailpit

        All of them, or those given; what nobody could receive stays. Nothing is marked: who asks
        again sends again. A ConnectionError if nobody listens there, a ValueError for what is no
        address of a host, such as `mailpit:1025`.
        """
        host, port = host_and_port(to)
        if messages is None:
            messages = self.outbox
        elif isinstance(messages, Message):
            messages = [messages]
        else:
            messages = list(messages)
            check_messages(messages)
        return hand_on(messages, host, port)
