"""`mock_ses`, and the stack of active fakes.

One fake serves all threads of the process. Nested fakes form a stack: the innermost answers, and
leaving it brings back the one outside. What is costly to import is imported on first entry.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar, overload

from sesfake import decorating
from sesfake.settings import Settings, Verification

if TYPE_CHECKING:
    from sesfake.adapters.botocore import Hook
    from sesfake.domain.account import Accounts
    from sesfake.fake import SESFake

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


@overload
def mock_ses(target: Decorated, /) -> Decorated: ...
@overload
def mock_ses(
    *,
    verified: Sequence[str] | Mapping[str, Sequence[str]] = (),
    production: bool = False,
    verification: Verification = "auto",
    max_24_hour_send: float | None = None,
    max_send_rate: float | None = None,
    enforce_rate: bool | None = None,
    account_id: str = "123456789012",
    seed: int = 0,
) -> MockSES: ...
def mock_ses(target: Any = None, /, **options: Any) -> Any:
    """Put a fake Amazon SES in the place of the real one, for a test or a block.

        @mock_ses
        def test_a(): ...

        @mock_ses(verified=["shop@example.com"])
        class TestShop: ...

        with mock_ses(production=True) as ses: ...        # also `async with`, .start() and .stop()

    - `verified`: identities verified in every region of the default account, or a mapping from
      region to identities.
    - `production`: out of the sandbox: 50,000 recipients a day, 14 a second, anybody may be sent to.
    - `verification`: `"auto"` verifies new identities at once, `"manual"` leaves them Pending until
      `ses.verify(...)`.
    - `max_24_hour_send`, `max_send_rate`: another quota, in recipients; -1 is unlimited.
    - `enforce_rate`: refuse sends above the rate, and other calls above one a second. Off unless
      `max_send_rate` is given; the daily quota is always enforced.
    - `account_id`: the account of the caller, 12 digits.
    - `seed`: ids and tokens repeat from run to run; another seed gives others.

    A wrong option raises a TypeError or ValueError that says what to write.
    """
    mock = MockSES(Settings(**options))
    return mock if target is None else mock(target)


class MockSES:
    """A fake that can be entered: as decorator, `with`, `async with`, or by `start` and `stop`.

    Every entry begins with a new, empty fake.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._started: list[SESFake] = []
        self._lent: SESFake | None = None

    def start(self) -> SESFake:
        """Activate a new fake; `stop` ends it."""
        fake = _activate(self.settings)
        self._started.append(fake)
        return fake

    def stop(self) -> None:
        """End the fake that was started last."""
        if not self._started:
            raise RuntimeError("This mock_ses() was not started, or was stopped already.")
        _deactivate(self._started.pop())

    def __enter__(self) -> SESFake:
        return self.start()

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    async def __aenter__(self) -> SESFake:
        return self.start()

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def __call__(self, target: Decorated) -> Decorated:
        return decorating.decorate(target, self)

    def lend(self) -> SESFake:
        """Activate a fake that what this object decorates shall use, until `take_back`."""
        self._lent = self.start()
        return self._lent

    def take_back(self) -> None:
        self._lent = None
        self.stop()

    @property
    def is_lent(self) -> bool:
        """Whether somebody, the pytest plugin, has activated the fake for the decorated test."""
        return self._lent is not None


_lock = threading.RLock()
_active: tuple[SESFake, ...] = ()
_hook: Hook | None = None


def current() -> SESFake:
    """The innermost active fake; a RuntimeError if there is none."""
    if not _active:
        raise RuntimeError(
            "No fake of SES is active. Put @mock_ses on the test, or use `with mock_ses() as ses:` "
            "or the pytest fixture `ses`."
        )
    return _active[-1]


def _current_accounts() -> Accounts | None:
    active = _active
    return active[-1].accounts if active else None


def _activate(settings: Settings) -> SESFake:
    global _active, _hook  # noqa: PLW0603  # the stack is the process's own
    from sesfake.adapters.botocore import Hook  # noqa: PLC0415  # importing sesfake stays cheap
    from sesfake.fake import SESFake  # noqa: PLC0415

    fake = SESFake.create(settings)
    with _lock:
        if _hook is None:
            _hook = Hook(_current_accounts)
        if not _active:
            _hook.install()
        _active = (*_active, fake)
    return fake


def _deactivate(fake: SESFake) -> None:
    global _active  # noqa: PLW0603
    with _lock:
        _active = tuple(other for other in _active if other is not fake)
        if not _active and _hook is not None:
            _hook.uninstall()
