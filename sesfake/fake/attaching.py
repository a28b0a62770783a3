"""Whom a fake answers besides everybody: single clients, and those that single sessions make."""

from __future__ import annotations

from typing import TypeVar

from sesfake.adapters.attaching import Binding, attach
from sesfake.adapters.seats import release
from sesfake.fake.view import View

T = TypeVar("T")


class Attaching(View):
    """The part of a fake that takes clients."""

    __slots__ = ()

    def attach(self, target: T) -> Binding[T]:
        """Answer this client, or all that this session makes, whichever fake is active or none.

            ses = mock_ses(verified=["shop@example.com"]).apart()
            with ses.attach(boto3.Session()) as session:
                send_welcome(session.client("sesv2"))

        The end of the block detaches, and so does `detach()` on what this gives. A client belongs
        to the fake as a whole, also where this is a view of one region or account. A TypeError for
        a client of another service.
        """
        return attach(target, self.accounts)

    def detach_all(self) -> None:
        """Let every client go where it went before; the end of `mock_ses` does this."""
        release(self.accounts)
