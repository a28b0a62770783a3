"""Clients of the services next door, which moto answers before anything is sent.

Nothing else answers them, and they are never sent: where moto does not answer, a call fails. What
the user has configured, endpoints above all, does not count. moto has accounts; it is told by a
header of its own in whose name a call is made.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

import botocore.session
from botocore.config import Config
from botocore.configprovider import (
    BOTOCORE_DEFAUT_SESSION_VARIABLES,
    ConfigValueStore,
    ConstantProvider,
)
from botocore.exceptions import BotoCoreError, ClientError

from sesfake.adapters.credentials import DUMMY
from sesfake.domain.neighbours.parcels import Undeliverable

_ACCOUNT_HEADER = "x-moto-account-id"

Call = Callable[..., dict[str, Any]]  # takes an operation's name, and its parameters


def calling(service: str, account_id: str, region: str) -> Call:
    """A service as somebody in a region calls it; whatever goes wrong is Undeliverable."""
    return partial(_call, _CLIENTS.get(service, account_id, region))


def _call(client: Any, operation: str, **parameters: Any) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = getattr(client, operation)(**parameters)
    except ClientError as error:
        said = error.response.get("Error", {})
        raise Undeliverable(f"{said.get('Code')}: {said.get('Message')}") from error
    except (BotoCoreError, NotImplementedError, ImportError) as error:
        # What moto cannot do, or not without another library.
        raise Undeliverable(f"{type(error).__name__}: {error}") from error
    except KeyError as error:
        region = client.meta.region_name
        if error.args != (region,):
            raise
        raise Undeliverable(f"moto knows no region {region!r}.") from error
    return answer


class _Clients:
    """Clients that live as long as the moto they were made for; to make one takes milliseconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stubber: object = None
        self._session: Any = None
        self._clients: dict[tuple[str, str, str], Any] = {}

    def get(self, service: str, account_id: str, region: str) -> Any:
        with self._lock:
            active = stubber()
            if active is not self._stubber:
                # moto was imported anew; a session has the moto of when it was made.
                self._stubber, self._session, self._clients = active, _session(), {}
            key = (service, account_id, region)
            client = self._clients.get(key)
            if client is None:
                client = self._clients[key] = _client(self._session, *key)
            return client


_CLIENTS = _Clients()


def stubber() -> Any:
    """What answers for moto in botocore; None if the program does not use moto."""
    return getattr(sys.modules.get("moto.core.models"), "botocore_stubber", None)


def _session() -> Any:
    """A session that knows botocore's defaults, and nothing of environment and config files."""
    variables = {
        name: ConstantProvider(default)
        for name, (_, _, default, _) in BOTOCORE_DEFAUT_SESSION_VARIABLES.items()
    }
    for name in ("config_file", "credentials_file"):
        variables[name] = ConstantProvider(os.devnull)
    session = botocore.session.Session()
    session.register_component("config_store", ConfigValueStore(mapping=variables))
    return session


def _client(session: Any, service: str, account_id: str, region: str) -> Any:
    config = Config(
        ignore_configured_endpoint_urls=True,  # type: ignore[call-arg]  # the stubs err
        retries={"total_max_attempts": 1},
    )
    client = session.create_client(
        service,
        region,
        aws_access_key_id=DUMMY.access_key,
        aws_secret_access_key=DUMMY.secret_key,
        config=config,
    )
    client._endpoint.http_session = _NoNetwork()

    def name_account(params: dict[str, Any], **_: Any) -> None:
        params["headers"][_ACCOUNT_HEADER] = account_id

    client.meta.events.register("before-call", name_account)
    return client


class _NoNetwork:
    """Where a client has its HTTP session."""

    def send(self, request: Any) -> NoReturn:
        raise Undeliverable(f"Nobody here answers {request.method} {request.url}.")

    def close(self) -> None:
        """Have nothing to close."""


def is_ours(endpoint: Any) -> bool:
    """Whether it is here that a call comes from, and not from the program."""
    return isinstance(endpoint.http_session, _NoNetwork)
