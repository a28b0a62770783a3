"""Whether a fault that a test asks for can be: an error that says how to mend it, or the fault."""

from __future__ import annotations

import difflib
import math
from typing import NamedTuple, cast

from sesfake.domain.faults.mishap import Mishap
from sesfake.fake.checks.given import check_operation
from sesfake.protocol.model import APIS, operations
from sesfake.protocol.spellings import is_known, spellings
from sesfake.wire import NO_ANSWERS, UNREACHED, NoAnswerKind

_LONGEST_DELAY = 86_400
_KINDS = ", ".join(map(repr, sorted(NO_ANSWERS)))


def check_count(name: str, count: object) -> None:
    if isinstance(count, bool) or not isinstance(count, int):
        raise TypeError(f"{name}= is a whole number, not {count!r}.")
    if count < 1:
        raise ValueError(f"{name}= is at least 1.")


def check_when(when: object) -> None:
    if when is not None and not callable(when):
        raise TypeError(
            "when= is a function that is given the call, as in "
            f"when=lambda call: call.api == 'ses', not {when!r}."
        )


class Wish(NamedTuple):
    """What a test says is to go wrong."""

    verb: str  # how it says so
    error: str | int | None
    message: str | None
    delay: float
    lost: bool


def check_operation_to_fail(operation: object, verb: str) -> None:
    if not isinstance(operation, str):
        raise TypeError(
            f"the operation comes first, as in {verb}('SendEmail', 500), and for calls of any it "
            f"is left out, as in {verb}(error=500); not {operation!r}."
        )
    if operation in NO_ANSWERS or is_known(operation):
        raise ValueError(f"{operation!r} is no operation; for calls of any: error={operation!r}.")
    check_operation(operation)


def mishap_of(operation: str | None, wish: Wish) -> Mishap:
    """What is to go wrong, if it can."""
    verb, error, message, delay, lost = wish
    _check_delay(delay)
    if error is None:
        if not delay:
            raise TypeError(f"say what goes wrong, as in {verb}('SendEmail', 'Throttling').")
        if lost or message is not None:
            raise ValueError("an answer that is only late has no lost= and no message=.")
        return Mishap(verb, delay=delay)
    if isinstance(error, int):
        _check_status(error, message)
        return Mishap(verb, status=error, delay=delay, is_lost=lost)
    if not isinstance(error, str):
        raise TypeError(f"an error is a text such as 'Throttling', or 500, not {error!r}.")
    if error in NO_ANSWERS:
        _check_no_answer(error, message, delay, lost=lost)
        kind = cast("NoAnswerKind", error)
        return Mishap(verb, no_answer=kind, delay=delay, is_lost=lost)
    if message is not None and not isinstance(message, str):
        raise TypeError(f"message= is the text of the error, not {message!r}.")
    return Mishap(verb, _shapes(operation, error), message, delay=delay, is_lost=lost)


def _check_delay(delay: object) -> None:
    if isinstance(delay, bool) or not isinstance(delay, (int, float)):
        raise TypeError(f"delay= is a number of seconds, not {delay!r}.")
    if not (math.isfinite(delay) and 0 <= delay <= _LONGEST_DELAY):
        raise ValueError("delay= is from 0 seconds to a day.")


def _check_status(status: int, message: str | None) -> None:
    if isinstance(status, bool) or not 500 <= status <= 599:  # noqa: PLR2004  # of HTTP
        raise ValueError(
            f"a status without a word from SES is from 500 to 599, not {status!r}; other errors of "
            "SES have names, such as 'Throttling'."
        )
    if message is not None:
        raise ValueError(f"an answer with nothing but the status {status} has no message=.")


def _check_no_answer(kind: str, message: str | None, delay: float, *, lost: bool) -> None:
    if message is not None:
        raise ValueError(f"{kind!r} is no answer, so it has no message=.")
    if lost and kind in UNREACHED:
        raise ValueError(f"with {kind!r} nothing reaches SES; lost= goes with 'timeout'.")
    if delay and kind.endswith("timeout"):
        raise ValueError(
            f"{kind!r} comes when the client waits no longer, as its Config says: leave out delay=."
        )


def _shapes(operation: str | None, error: str) -> dict[str, str]:
    try:
        shapes = spellings(error)
    except ValueError as unknown:
        near = difflib.get_close_matches(error, NO_ANSWERS, n=1)
        raise ValueError(
            f"{unknown} Without an answer of SES: {near[0] if near else _KINDS}."
        ) from None
    has = [name for name in APIS if operation is None or operation in operations(name)]
    if not shapes.keys() & set(has):
        raise ValueError(f"{operation} is of {has[0]} only, which has no error {error!r}.")
    return shapes
