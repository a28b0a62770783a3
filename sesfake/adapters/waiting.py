"""Answers that come late or never, as the HTTP session of a client would tell it.

What is raised here is raised where the session is asked to send, so botocore's retries see what
they would see. Nobody really waits: the clock moves over the wait unless it is held.

The sessions do not agree on what a broken connection is called. What stands here was seen with a
server that resets or closes connections, with urllib3 2, aiohttp 3.14 and httpx 0.28.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

from botocore.exceptions import (
    BotoCoreError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)

from sesfake.clock import Clock
from sesfake.wire import NoAnswer

Raiser = Callable[..., BotoCoreError]


def answered_late(delay: float, request: Any, context: Any, clock: Clock) -> None:
    """Let the wait for an answer pass; raises ReadTimeoutError if the client does not wait so long.

    By then SES has done what was asked.
    """
    limit = _read_timeout(context)
    if limit is None or delay <= limit:
        clock.pass_backoff(clock.timestamp(), delay)
        return
    raise _read_timed_out(request, context, clock)


def unanswered(
    missing: NoAnswer, request: Any, context: Any, clock: Clock, http_session: Any
) -> BotoCoreError:
    """What the session of a client raises for an answer that does not come."""
    if missing.kind == "timeout":
        return _read_timed_out(request, context, clock)
    if missing.kind == "connect_timeout":
        limit = _seconds(context["client_config"].connect_timeout)
        clock.pass_backoff(clock.timestamp(), limit or 0)
        error = TimeoutError(f"Connection timed out. (connect timeout={limit})")
        return ConnectTimeoutError(endpoint_url=request.url, error=error)
    limit = _read_timeout(context)
    if limit is not None and missing.delay > limit:
        return _read_timed_out(request, context, clock)
    clock.pass_backoff(clock.timestamp(), missing.delay)
    cause, said, by_session = _BROKEN[missing.kind]
    make = by_session.get(_backend(http_session), by_session["urllib3"])
    return make(request=request, endpoint_url=request.url, error=cause(*said))


def _read_timed_out(request: Any, context: Any, clock: Clock) -> BotoCoreError:
    limit = _read_timeout(context)
    clock.pass_backoff(clock.timestamp(), limit or 0)
    error = TimeoutError(f"Read timed out. (read timeout={limit})")
    return ReadTimeoutError(endpoint_url=request.url, error=error)


def _read_timeout(context: Any) -> float | None:
    """How long a client waits for an answer; None is for ever."""
    own = context.get("read_timeout")  # of a single call, in newer botocores
    return _seconds(context["client_config"].read_timeout if own is None else own)


def _seconds(timeout: Any) -> float | None:
    return timeout if isinstance(timeout, (int, float)) else None


def _backend(http_session: Any) -> str:
    for cls in type(http_session).__mro__:
        backend = _BACKENDS.get(f"{cls.__module__}.{cls.__name__}")
        if backend is not None:
            return backend
    return "urllib3"


def _closed(**about: Any) -> BotoCoreError:
    return ConnectionClosedError(**about)


def _not_connected(**about: Any) -> BotoCoreError:
    return EndpointConnectionError(endpoint_url=about["endpoint_url"], error=about["error"])


def _unknown(**about: Any) -> BotoCoreError:
    return HTTPClientError(error=about["error"])


_BACKENDS = {
    "aiobotocore.httpsession.AIOHTTPSession": "aiohttp",
    "aiobotocore.httpxsession.HttpxSession": "httpx",
}
_BROKEN: dict[str, tuple[type[OSError], tuple[Any, ...], dict[str, Raiser]]] = {
    "connection_reset": (
        ConnectionResetError,
        (errno.ECONNRESET, "Connection reset by peer"),
        {"urllib3": _closed, "aiohttp": _not_connected, "httpx": _unknown},
    ),
    "connection_closed": (
        ConnectionError,
        ("Remote end closed connection without response",),
        {"urllib3": _closed, "aiohttp": _closed, "httpx": _unknown},
    ),
    "connection_refused": (
        ConnectionRefusedError,
        (errno.ECONNREFUSED, "Connection refused"),
        {"urllib3": _not_connected},
    ),
}
