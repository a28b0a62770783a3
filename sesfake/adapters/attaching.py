"""One client, or all that one session makes, answered by one fake, whichever is active or none.

What the hook does to botocore's classes is done to single objects here (`seats.py`): to a client,
its endpoint and its signer, or to what a session makes clients with.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any, Generic, TypeVar

import botocore.session
from botocore.client import BaseClient

from sesfake.adapters.botocore import BotocoreEmitter, Hook
from sesfake.adapters.credentials import DUMMY
from sesfake.adapters.patches import Method
from sesfake.adapters.seats import Seat, seat_of
from sesfake.app import SERVICES
from sesfake.domain.accounts import Accounts

T = TypeVar("T")


class Binding(Generic[T]):
    """What `attach` gives; used in `with` it is the client or session, and detached at the end."""

    def __init__(self, target: T, undo: Callable[[], None]) -> None:
        self._target = target
        self._undo: Callable[[], None] | None = undo

    def detach(self) -> None:
        """Let the client go where it went before; a second time does nothing."""
        undo, self._undo = self._undo, None
        if undo is not None:
            undo()

    def __enter__(self) -> T:
        return self._target

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.detach()


def attach(target: T, accounts: Accounts) -> Binding[T]:
    """Let a fake answer a client of SES, or those that a session will make, and no others."""
    session = getattr(target, "_session", target)  # boto3 and aioboto3 have botocore's in theirs
    if _is_client_of_ses(target):
        seat = _attach_client(target, accounts)
    elif isinstance(session, botocore.session.Session):
        seat = _attach_session(session, accounts)
    else:
        raise TypeError(
            "attach takes a client for ses or sesv2, such as boto3.client('sesv2'), or a session, "
            f"such as boto3.Session(); not {target!r}. A client of aiobotocore is attached inside "
            "its `async with`."
        )
    return Binding(target, lambda: seat.leave(accounts, once=True))


def _is_client_of_ses(target: object) -> bool:
    return isinstance(target, BaseClient) and target.meta.service_model.service_name in SERVICES


def _attach_client(client: Any, accounts: Accounts) -> Seat:
    def equip(seat: Seat) -> None:
        hook = Hook(seat.current)
        aio = _aiobotocore()
        if aio is not None and isinstance(client, aio.CLIENT):
            emitter, dummy, hinting = aio.AioEmitter, aio.DUMMY, aio.hinting(seat.current)
        else:
            emitter, dummy, hinting = BotocoreEmitter, DUMMY, hook.hinting
        seat.lay(client._endpoint, "_send_request", hook.sending(emitter))
        seat.lay(client._request_signer, "get_auth_instance", hook.signing(dummy))
        seat.lay(client, "_make_api_call", hinting)

    seat = seat_of(client)
    seat.take(accounts, equip)
    return seat


def _attach_session(session: Any, accounts: Accounts) -> Seat:
    def equip(seat: Seat) -> None:
        aio = _aiobotocore()
        if aio is not None and isinstance(session, aio.SESSION):
            seat.lay(session, "_create_client", creating_in_coroutine)
        else:
            seat.lay(session, "create_client", creating)

    def creating(original: Method) -> Method:
        complete = Hook(seat.current).creating(original)

        def create_client(*args: Any, **kwargs: Any) -> Any:
            answering = seat.current()
            return attached(complete(*args, **kwargs), answering)

        return create_client

    def creating_in_coroutine(original: Method) -> Method:
        complete = Hook(seat.current).creating(original)

        async def _create_client(*args: Any, **kwargs: Any) -> Any:
            answering = seat.current()
            return attached(await complete(*args, **kwargs), answering)

        return _create_client

    def attached(client: Any, answering: Accounts | None) -> Any:
        if answering is not None and _is_client_of_ses(client):
            seat.made.add(_attach_client(client, answering))
        return client

    seat = seat_of(session)
    seat.take(accounts, equip)
    return seat


def _aiobotocore() -> Any:
    """The same for aiobotocore, if the program has imported it."""
    if "aiobotocore.client" not in sys.modules:
        return None
    from sesfake.adapters import aiobotocore  # noqa: PLC0415  # see its docstring

    return aiobotocore
