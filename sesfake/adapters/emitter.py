"""The events of one call to SES: passed on to the client's own emitter, but for two.

`before-send` is answered by the fake, `needs-retry` loses its delay. What is the same for botocore
and aiobotocore stands here; the two differ in how they wait for an event.

The delay is random, and may be next to nothing. In production the second that SES limits calls by
has mostly passed all the same, for calls take their time; here they take none. So after an answer
that throttles, the clock moves over a second at least, and whether an attempt succeeds is no matter
of luck.
"""

from __future__ import annotations

from typing import Any, TypeVar

from botocore.hooks import first_non_none_response

from sesfake.adapters.waiting import answered_late, unanswered
from sesfake.app import handle
from sesfake.domain.accounts import Accounts
from sesfake.wire import NoAnswer, Request, Response

T = TypeVar("T")
Responses = list[tuple[Any, Any]]

_THROTTLING = frozenset({"Throttling", "ThrottlingException", "TooManyRequestsException"})
_PAUSE_WHEN_THROTTLED = 1.0  # seconds; all rates of SES are rates per second


class Emitter:
    def __init__(self, endpoint: Any, accounts: Accounts, service: str, context: Any) -> None:
        self._emitter = endpoint._event_emitter
        self._http_session = endpoint.http_session
        self._accounts = accounts
        self._service = service
        self._context = context
        self._answered_at = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._emitter, name)

    def answer(self, request: Any) -> Response:
        """What SES says to a request that is ready to go out; raises what its session would."""
        clock = self._accounts.clock
        try:
            response = handle(
                self._accounts,
                self._service,
                Request(
                    request.method,
                    request.url,
                    request.headers,
                    _bytes(request.body),
                    self._context["client_region"],
                ),
            )
            if response.delay:
                answered_late(response.delay, request, self._context, clock)
        except NoAnswer as none:
            raise unanswered(none, request, self._context, clock, self._http_session) from none
        finally:
            self._answered_at = clock.timestamp()
            self._accounts.deliver_post()
        return response

    def without_backoff(self, responses: Responses, answer: Any) -> Responses:
        """The answers to `needs-retry` with every delay made none, and the clock moved over it.

        `answer` is what the attempt was answered with, parsed; None if it was not.
        """
        delay = first_non_none_response(responses)
        if delay is None or delay is False:
            return responses
        if answer is not None and answer[1].get("Error", {}).get("Code") in _THROTTLING:
            delay = max(delay, _PAUSE_WHEN_THROTTLED)
        self._accounts.clock.pass_backoff(self._answered_at, delay)
        return [(handler, 0 if response else response) for handler, response in responses]


def twin(endpoint: T, emitter: Emitter) -> T:
    """A shallow copy of a client's endpoint that emits its events here."""
    copy = object.__new__(type(endpoint))
    copy.__dict__.update(endpoint.__dict__, _event_emitter=emitter)
    return copy


def _bytes(body: Any) -> bytes:
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, (bytes, bytearray)):
        return bytes(body)
    return body.read()  # type: ignore[no-any-return]
