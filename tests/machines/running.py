"""How a machine runs: real clients, a held clock, and all that can be read of the state.

A machine does what its model predicts. Each call goes through a real client, the answer is held
against the prediction, and after a refusal everything that can be read is as it was before, to the
byte. Reading goes by the same requests without the client around them, which is ten times quicker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timezone
from functools import cache
from typing import Any, ClassVar, NamedTuple

import boto3
import hypothesis
from botocore.config import Config
from botocore.exceptions import ClientError
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from sesfake import mock_ses
from sesfake.app import handle
from sesfake.wire import Headers
from tests.effort import IS_LONGER, SEED, TIMES, how_to_repeat
from tests.protocol.botocore_side import operation, request_for, understood

MONDAY = datetime(2026, 4, 20, 9, tzinfo=timezone.utc)
DOORS = ("ses", "sesv2")
CALLS: Counter[str] = Counter()  # of the machine that runs: answered, and refused with what


class Refused(NamedTuple):
    """What a call is refused with: the code of either API, and the text where one is known."""

    v1: str
    v2: str
    text: str | None

    def at(self, door: str) -> tuple[str, str | None]:
        return (self.v1 if door == "ses" else self.v2), self.text


def invalid(text: str | None) -> Refused:
    return Refused("InvalidParameterValue", "BadRequestException", text)


def rejected(text: str | None) -> Refused:
    return Refused("MessageRejected", "MessageRejected", text)


def throttled(text: str) -> Refused:
    return Refused("Throttling", "TooManyRequestsException", text)


def play(machine: type[Machine], *, examples: int = 30, steps: int = 30) -> None:
    """Run a machine: the same examples each time, or with SESFAKE_FUZZ more, and others."""
    settings = hypothesis.settings(
        max_examples=examples * TIMES,
        stateful_step_count=steps,
        derandomize=not IS_LONGER,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    if IS_LONGER:
        print(f"{machine.__name__}: {how_to_repeat()}")
        machine = hypothesis.seed(SEED)(machine)
    CALLS.clear()
    run_state_machine_as_test(machine, settings=settings)
    print(f"{machine.__name__}: {dict(CALLS)}")


@cache
def client(door: str) -> Any:
    return boto3.client(door, "us-east-1", config=Config(retries={"max_attempts": 0}))


@cache
def _reading(door: str, name: str, parameters: tuple[tuple[str, Any], ...]) -> Any:
    given = {key: list(v) if isinstance(v, tuple) else v for key, v in parameters}
    request = request_for(door, name, given)
    return request._replace(headers=Headers({**dict(request.headers), "Authorization": _SIGNED}))


_SIGNED = (
    "AWS4-HMAC-SHA256 Credential=AKID/20260420/us-east-1/ses/aws4_request, "
    "SignedHeaders=host, Signature=0"
)
_REQUEST_ID = re.compile(rb"<RequestId>[^<]*</RequestId>")

# Every list of an account; a machine adds what each of its things says of itself.
LISTS: tuple[tuple[str, str], ...] = (
    ("ses", "GetAccountSendingEnabled"),
    ("ses", "GetSendQuota"),
    ("ses", "ListIdentities"),
    ("ses", "ListTemplates"),
    ("ses", "ListConfigurationSets"),
    ("sesv2", "GetAccount"),
    ("sesv2", "ListEmailIdentities"),
    ("sesv2", "ListConfigurationSets"),
    ("sesv2", "ListEmailTemplates"),
    ("sesv2", "ListSuppressedDestinations"),
    ("sesv2", "ListContactLists"),
)


class Machine(RuleBasedStateMachine):
    """A fake, its clients and its clock, for a machine of one family to build on."""

    options: ClassVar[dict[str, Any]] = {}

    def __init__(self) -> None:
        super().__init__()
        self._mock = mock_ses(**self.options)
        self.ses = self._mock.start()
        self.ses.clock.freeze(MONDAY)

    def teardown(self) -> None:
        self._mock.stop()

    def do(self, predicted: Refused | None, door: str, name: str, **parameters: Any) -> Any:
        """Make a call that is answered, or refused, as predicted; the answer, or None."""
        before = self.everything() if predicted is not None else None
        try:
            answer = client(door)._make_api_call(name, parameters)
        except ClientError as error:
            assert predicted is not None, error
            got = error.response["Error"]
            CALLS[got["Code"]] += 1
            code, text = predicted.at(door)
            assert got["Code"] == code, error
            assert text is None or got.get("Message") == text, error
            assert self.everything() == before, f"{name} was refused, and left a trace"
            return None
        CALLS["answered"] += 1
        assert predicted is None, f"{name} was answered, where the model predicts {predicted}"
        return answer

    def read(self, door: str, name: str, **parameters: Any) -> dict[str, Any]:
        """What a call answers that changes nothing."""
        response = self._answer(door, name, **parameters)
        found = understood(response, door, operation(door, name).output_shape)
        assert response.status == 200, found
        return found

    def pages(self, door: str, name: str, member: str, **parameters: Any) -> list[Any]:
        """Everything that a list has, page by page."""
        found: list[Any] = []
        token = {}
        while True:
            page = self.read(door, name, **parameters, **token)
            found += page[member]
            if not page.get("NextToken"):
                return found
            token = {"NextToken": page["NextToken"]}

    def everything(self) -> dict[Any, Any]:
        """All that the program or the test can see."""
        seen: dict[Any, Any] = {
            (door, name, str(parameters)): _REQUEST_ID.sub(b"", answer.body)
            for door, name, parameters in self._readings()
            for answer in [self._answer(door, name, **parameters)]
        }
        seen["statistics"] = sorted(
            (point["Timestamp"], *sorted(point.items()))
            for point in self.read("ses", "GetSendStatistics")["SendDataPoints"]
        )
        seen["outbox"] = [(one.id, one.recipients, one.outcome) for one in self.ses.outbox]
        seen["events"] = [(one.type, one.message_id, one.recipients) for one in self.ses.events]
        seen["published"] = len(self.ses.published)
        seen["notices"] = len(self.ses.notices)
        return seen

    def details(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """What to read of each single thing of the machine's family."""
        return iter(())

    def _readings(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for door, name in LISTS:
            yield door, name, {}
        yield from self.details()

    def _answer(self, door: str, name: str, **parameters: Any) -> Any:
        key = tuple(
            (name, tuple(v) if isinstance(v, list) else v) for name, v in parameters.items()
        )
        return handle(self.ses.accounts, door, _reading(door, name, key))
