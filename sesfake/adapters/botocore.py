"""The hook into botocore.

A botocore client sends through `Endpoint._send_request`. That method is replaced, on the class, so
every client is caught: made before or after, at import time, by any session. For a service of ours
and with a fake active, the original then runs on a *twin* of the endpoint: a shallow copy whose
event emitter passes every event on, but for two.

- `before-send` is answered by us and not passed on. Whatever else would answer it, moto's stubber
  above all, is never asked, in whichever order the two were nested, and nothing reaches the HTTP
  session below it.
- `needs-retry` is passed on, so botocore decides as ever whether to try again, but the back-off it
  asks for becomes no time at all; the fake's clock moves over it instead, unless somebody holds it.
  How far is told in `emitter.py`.

Everything else is botocore's own: parameter validation, signing, retries, parsing, modelled
exceptions. What sits above the endpoint keeps winning: a `Stubber`, a patched `_make_api_call`.

What remains is to let clients without configuration come into being (`credentials.py`), to sign
without credentials, and to add to an exception the note that tells a tester how to mend the test:
exceptions are built in `BaseClient._make_api_call`, above the endpoint.

What the author dislikes: the names `_send_request` and `_event_emitter` are private to botocore.
They are the same in every version from 1.34 on, and `tests/adapters` would notice a change at once.
"""

from __future__ import annotations

import copy
import inspect
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import botocore.client
import botocore.endpoint
import botocore.session
import botocore.signers
from botocore.awsrequest import AWSResponse
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from sesfake.adapters.calling import is_ours
from sesfake.adapters.credentials import DUMMY, complete_client_arguments, is_usable
from sesfake.adapters.emitter import Emitter, Responses, twin
from sesfake.adapters.hints import add_hint
from sesfake.adapters.looking import look
from sesfake.adapters.patches import Method, Patches
from sesfake.adapters.seats import seated
from sesfake.app import SERVICES
from sesfake.domain.accounts import Accounts

_CREATE_CLIENT = inspect.signature(botocore.session.Session.create_client)
_SIGNING_NAME = "ses"  # of both services


class Hook:
    """The replaced methods; `current` tells which fake is active, if any."""

    def __init__(self, current: Callable[[], Accounts | None]) -> None:
        self._current = current
        self._patches = Patches()
        self._is_installed = False
        self._has_aiobotocore = False
        self._lock = threading.RLock()

    def install(self) -> None:
        with self._lock:
            self._is_installed = True
            self._install_in_botocore()
            self._install_in_aiobotocore()

    def uninstall(self) -> None:
        with self._lock:
            self._is_installed = self._has_aiobotocore = False
            self._patches.restore()

    def _install_in_botocore(self) -> None:
        wrap = self._patches.wrap
        wrap(botocore.endpoint.Endpoint, "_send_request", self.sending(BotocoreEmitter))
        wrap(botocore.session.Session, "create_client", self.creating)
        wrap(botocore.session.Session, "__init__", self._noticing_aiobotocore)
        wrap(botocore.signers.RequestSigner, "get_auth_instance", self.signing(DUMMY))
        wrap(botocore.client.BaseClient, "_make_api_call", self.hinting)

    def _install_in_aiobotocore(self) -> None:
        if self._has_aiobotocore or "aiobotocore.client" not in sys.modules:
            return
        from sesfake.adapters import aiobotocore as aio  # noqa: PLC0415  # see its docstring

        self._has_aiobotocore = True
        wrap = self._patches.wrap
        wrap(aio.ENDPOINT, "_send_request", self.sending(aio.AioEmitter))
        wrap(aio.SESSION, "create_client", self.creating)
        wrap(aio.SIGNER, "get_auth_instance", self.signing(aio.DUMMY))
        wrap(aio.CLIENT, "_make_api_call", aio.hinting(self._current))

    def sending(self, emitter: type[Emitter]) -> Callable[[Method], Method]:
        def make(original: Method) -> Method:
            def _send_request(endpoint: Any, request_dict: Any, operation_model: Any) -> Any:
                accounts = self._current()
                service = operation_model.service_model.service_name
                is_twin = isinstance(endpoint._event_emitter, Emitter)
                if accounts is None or is_twin or is_ours(endpoint):
                    return original(endpoint, request_dict, operation_model)
                look(accounts, service, operation_model.name, request_dict.get("body"))
                if service not in SERVICES:
                    return original(endpoint, request_dict, operation_model)
                events = emitter(endpoint, accounts, service, request_dict["context"])
                return original(twin(endpoint, events), request_dict, operation_model)

            return _send_request

        return make

    def creating(self, original: Method) -> Method:
        def create_client(*args: Any, **kwargs: Any) -> Any:
            if self._current() is None:
                return original(*args, **kwargs)
            arguments = _CREATE_CLIENT.bind(*args, **kwargs).arguments
            if arguments.get("service_name") in SERVICES:
                complete_client_arguments(arguments["self"], arguments)
            return original(arguments.pop("self"), **arguments)

        return create_client

    def _noticing_aiobotocore(self, original: Method) -> Method:
        """Meet an aiobotocore imported while a fake is active: its sessions are botocore's too."""

        def __init__(session: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
            with self._lock:
                if self._is_installed:
                    self._install_in_aiobotocore()
            original(session, *args, **kwargs)

        return __init__

    def signing(self, dummy: Credentials) -> Callable[[Method], Method]:
        def make(original: Method) -> Method:
            def get_auth_instance(signer: Any, signing_name: str, *args: Any, **kwargs: Any) -> Any:
                if (
                    self._current() is not None
                    and signing_name == _SIGNING_NAME
                    and not is_usable(signer._credentials)
                ):
                    signer = copy.copy(signer)
                    signer._credentials = dummy
                return original(signer, signing_name, *args, **kwargs)

            return get_auth_instance

        return make

    def hinting(self, original: Method) -> Method:
        def _make_api_call(client: Any, operation_name: str, api_params: Any) -> Any:
            __tracebackhide__ = True
            try:
                return original(client, operation_name, api_params)
            except ClientError as error:
                add_hint(error, seated(client) or self._current())
                raise

        return _make_api_call


class BotocoreEmitter(Emitter):
    def emit(self, event_name: str, **kwargs: Any) -> Responses:
        if event_name.startswith("before-send."):
            request = kwargs["request"]
            response = self.answer(request)
            raw = _Raw(response.body)
            headers: Any = response.headers  # botocore copies them into a mapping of its own
            return [(self.answer, AWSResponse(request.url, response.status, headers, raw))]
        responses: Responses = self._emitter.emit(event_name, **kwargs)
        if event_name.startswith("needs-retry."):
            return self.without_backoff(responses, kwargs["response"])
        return responses


class _Raw:
    """As much of an HTTP response as botocore reads."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        yield self._body
