"""Which tests exercise which operation, and which errors they see: written down on request.

    python -m pytest -p tests.exercising --exercised docs/exercised.json

`docs/generate_operations.py` prints it. Fuzzing does not count: it meets everything, and tells
nothing. Nor do faults that a test has scripted.
"""

from __future__ import annotations

import json
import os
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from sesfake.errors.scripted import ScriptedFault
from sesfake.protocol.query import Query
from sesfake.protocol.restjson import RestJSON

_FUZZERS = ("tests/conformance/", "tests/machines/", "tests/protocol/", "tests/threads/")
_here = threading.local()


class Exercised:
    """For each operation: the tests where it succeeds, and by error code those where it fails."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, dict[str, set[str]]]] = {
            service: defaultdict(lambda: defaultdict(set)) for service in ("ses", "sesv2")
        }

    def listen(self, monkeypatch: pytest.MonkeyPatch, service: str, protocol: type) -> None:
        """Note what a protocol reads and answers."""
        route, respond, refuse = protocol.route, protocol.respond, protocol.refuse

        def routed(protocol: Any, request: Any) -> Any:
            _here.operation = None
            found = route(protocol, request)
            _here.operation = found.operation.name
            return found

        def responded(protocol: Any, operation: Any, result: Any, request_id: str) -> Any:
            self._note(service, operation.name, "")
            _here.operation = None
            return respond(protocol, operation, result, request_id)

        def refused(protocol: Any, error: Any, request_id: str) -> Any:
            operation = getattr(_here, "operation", None)
            _here.operation = None  # what is refused next may not have been read so far
            if operation is not None and not isinstance(error, ScriptedFault):
                self._note(service, operation, error.v1 if service == "ses" else error.v2)
            return refuse(protocol, error, request_id)

        monkeypatch.setattr(protocol, "route", routed)
        monkeypatch.setattr(protocol, "respond", responded)
        monkeypatch.setattr(protocol, "refuse", refused)

    def _note(self, service: str, operation: str, outcome: str) -> None:
        test, _, _ = os.environ.get("PYTEST_CURRENT_TEST", "").partition(" (")
        test, _, _ = test.partition("[")
        if test.startswith("tests/") and not test.startswith(_FUZZERS):
            self.seen[service][operation][outcome].add(test)

    def as_json(self) -> str:
        """One test for each error, the files for success: enough to find them, and few changes."""
        told = {
            service: {
                operation: {
                    "succeeds": sorted({test.partition("::")[0] for test in outcomes.get("", ())}),
                    "fails": {
                        code: min(outcomes[code], key=lambda test: (test.count("::"), test))
                        for code in sorted(outcomes)
                        if code
                    },
                }
                for operation, outcomes in sorted(operations.items())
            }
            for service, operations in self.seen.items()
        }
        return json.dumps(told, indent=1) + "\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--exercised", metavar="FILE", help="write what the tests exercise to FILE")


@pytest.fixture(scope="session", autouse=True)
def _exercised(request: pytest.FixtureRequest):
    file = request.config.getoption("--exercised")
    if file is None:
        yield
        return
    exercised = Exercised()
    with pytest.MonkeyPatch.context() as monkeypatch:
        exercised.listen(monkeypatch, "ses", Query)
        exercised.listen(monkeypatch, "sesv2", RestJSON)
        yield
    Path(file).write_text(exercised.as_json(), encoding="utf-8")
