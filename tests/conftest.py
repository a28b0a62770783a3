"""What holds for the whole suite: no network, and no AWS configuration but the test's own."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import hypothesis
import pytest

from tests.effort import IS_LONGER, how_to_repeat

# A busy machine is no defect. What must be quick has tests that measure.
hypothesis.settings.register_profile("suite", deadline=None)
if "CI" not in os.environ:  # there, hypothesis brings a profile of its own
    hypothesis.settings.load_profile("suite")

pytest_plugins = ["pytester"]


def pytest_report_header() -> str | None:
    return how_to_repeat() if IS_LONGER else None


_ADDRESSING = ("connect", "connect_ex", "sendto")
_RESOLVING = ("getaddrinfo", "gethostbyname", "gethostbyname_ex")


class NetworkForbidden(RuntimeError):
    """A test has tried to reach the network."""


class NetworkGuard:
    """Stands before the socket module, and remembers who came.

    What a test tries is refused at once, and again when the test ends, since the code under test
    may have swallowed the first refusal. `attempts.clear()` says that it was meant.
    """

    def __init__(self) -> None:
        self.attempts: list[str] = []
        self._open: set[tuple[str, int]] = set()

    @contextmanager
    def open_to(self, address: str) -> Iterator[None]:
        """Let through who seeks this address, a number and a port of this machine."""
        host, _, port = address.rpartition(":")
        assert host == "127.0.0.1"
        self._open.add((host, int(port)))
        yield
        self._open.clear()

    def stand(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in _ADDRESSING:
            monkeypatch.setattr(socket.socket, name, self._addressing(name))
        for name in _RESOLVING:
            monkeypatch.setattr(socket, name, self._resolving(name))

    def _addressing(self, name: str):
        original = getattr(socket.socket, name)

        def guarded(sock: socket.socket, *args):
            is_local = sock.family == getattr(socket, "AF_UNIX", None)
            if not is_local and args[-1] not in self._open:
                self._refuse(f"socket.{name}({args[-1]!r})")
            return original(sock, *args)

        return guarded

    def _resolving(self, name: str):
        original = getattr(socket, name)

        def guarded(host, *args, **kwargs):
            text = host.decode() if isinstance(host, bytes) else host
            if (text, args[0] if args else None) in self._open:
                return original(host, *args, **kwargs)
            return self._refuse(f"socket.{name}({text!r})")

        return guarded

    def _refuse(self, attempt: str) -> None:
        self.attempts.append(attempt)
        raise NetworkForbidden(f"A test tried to reach the network: {attempt}")


@pytest.fixture(scope="session")
def network_guard():
    guard = NetworkGuard()
    with pytest.MonkeyPatch.context() as monkeypatch:
        guard.stand(monkeypatch)
        yield guard


@pytest.fixture(autouse=True)
def network_attempts(network_guard):
    """What the test has tried to reach; what it does not clear fails it."""
    attempts = network_guard.attempts
    attempts.clear()
    yield attempts
    if attempts:
        pytest.fail(f"The test tried to reach the network: {', '.join(attempts)}")


@pytest.fixture(scope="session", autouse=True)
def no_aws_configuration(tmp_path_factory):
    nowhere = tmp_path_factory.mktemp("aws")
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in list(os.environ):
            if name.startswith(("AWS_", "BOTO_")):
                monkeypatch.delenv(name)
        monkeypatch.setenv("AWS_CONFIG_FILE", str(nowhere / "config"))
        monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(nowhere / "credentials"))
        yield
