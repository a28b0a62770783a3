"""`mock_ses`, and the stack of active fakes.

One fake serves all threads of the process. Nested fakes form a stack: the innermost answers, and
leaving it brings back the one outside. What is costly to import is imported on first entry.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar, overload

from sesfake import decorating
from sesfake.access_keys import AccessKey
from sesfake.settings import (
    Delivery,
    NeighbourRule,
    ReputationRule,
    Settings,
    SuppressionlistSubType,
    Verification,
)

if TYPE_CHECKING:
    from sesfake.adapters.botocore import Hook
    from sesfake.domain.accounts import Accounts
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
    delivery: Delivery = "auto",
    suppressionlist: SuppressionlistSubType = "General",
    max_24_hour_send: float | None = None,
    max_send_rate: float | None = None,
    enforce_rate: bool | None = None,
    strict_templates: bool = False,
    reputation: ReputationRule = "observe",
    auto_review: bool = False,
    neighbours: NeighbourRule = "auto",
    account_id: str = "123456789012",
    credentials: Mapping[str, AccessKey] | None = None,
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
    - `production`: out of the sandbox: anybody may be sent to, 50,000 recipients a day and 14 a
      second.
    - `verification`: `"auto"` verifies new identities at once, `"manual"` leaves them Pending until
      `ses.verify(...)`; with `"dns"` domains, DKIM and MAIL FROM follow the records in `ses.dns`.
    - `delivery`: with `"auto"` the recipients' servers take a mail at once; with `"manual"` it is
      under way until `ses.deliver(message)`, `ses.bounce(message)` or the like.
    - `suppressionlist`: how `suppressionlist@simulator.amazonses.com` bounces: live it is
      `"General"`, many programs were written for `"Suppressed"`.
    - `max_24_hour_send`, `max_send_rate`: another quota, in recipients a day and recipients a
      second; -1 is unlimited.
    - `enforce_rate`: refuse sends above the rate, and other calls above one a second. Off unless
      `max_send_rate` is given; the daily quota is always enforced.
    - `strict_templates`: a template that cannot be filled in fails the send, instead of becoming an
      event that nobody may be looking at.
    - `reputation`: with `"enforce"` bounce and complaint rates put the account on probation and
      suspend it; with `"observe"` they are only counted.
    - `auto_review`: requests for production access and appeals are answered on the clock;
      otherwise the test answers.
    - `neighbours`: which topics, streams and roles exist: `"auto"` asks another fake that is
      active, such as moto, and takes all to exist where none is; with `"strict"` there is only
      what such a fake knows, or was declared with `ses.add_topic(...)` and the like.
    - `account_id`: the account of the caller, 12 digits.
    - `credentials`: the access keys that there are, as in `{"AKIA...": AccessKey("secret")}`. Keys,
      signatures, clocks and permissions are then checked; without, every key does.
    - `seed`: ids and tokens repeat from run to run; another seed gives others.

    A wrong option is a TypeError or ValueError that says what to write: at once, or on entry for
    names that can be no identity or region and for permissions that SES does not have.
    """
    mock = MockSES(options)
    return mock if target is None else mock(target)


class MockSES:
    """A fake that can be entered: as decorator, `with`, `async with`, or by `start` and `stop`.

    Every entry begins with a new, empty fake; entries may be nested.
    """

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        self.settings = Settings.of(options or {})
        self.options = {name: getattr(self.settings, name) for name in options or {}}
        self._started: list[SESFake] = []
        self._loan: Loan | None = None

    def start(self) -> SESFake:
        """Activate a new fake, and give it; `stop` ends it."""
        fake = _activate(self.settings)
        self._started.append(fake)
        return fake

    def stop(self) -> None:
        """End the fake that was started last; a RuntimeError if there is none."""
        if not self._started:
            raise RuntimeError("This mock_ses() was not started, or was stopped already.")
        _deactivate(self._started.pop())

    def apart(self) -> SESFake:
        """A new fake that is not active: it answers only whom `ses.attach(...)` gives it."""
        fake = _new(self.settings)
        _announce(fake)
        return fake

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

    def lend(self, loan: Loan | None) -> None:
        """Let what this object decorates run inside somebody else's fake; None ends it."""
        self._loan = loan

    @contextlib.contextmanager
    def around(self, chain: Sequence[MockSES]) -> Iterator[None]:
        """Be inside the fake that was lent, or else inside a new one.

        `chain` are all who decorate the same thing, this one among them, the closest last. They
        share the fake.
        """
        if self._loan is not None:
            with self._loan.used():
                yield
            return
        loan = Loan(merged(chain))
        others = [mock for mock in chain if mock is not self]
        for mock in others:
            mock.lend(loan)
        try:
            with loan.used():
                yield
        finally:
            for mock in others:
                mock.lend(None)


class Loan:
    """A fake for several `mock_ses` that stand on one test: one with their options taken together.

    While `fake` is None, every use has a fake of its own.
    """

    def __init__(self, settings: Settings, fake: SESFake | None = None) -> None:
        self.settings = settings
        self.fake = fake

    @contextlib.contextmanager
    def used(self) -> Iterator[None]:
        if self.fake is not None:
            yield
            return
        fake = self.fake = _activate(self.settings)
        try:
            yield
        finally:
            self.fake = None
            _deactivate(fake)


def merged(mocks: Iterable[MockSES]) -> Settings:
    """The options of several `mock_ses` together; the last one wins."""
    options: dict[str, Any] = {}
    for mock in mocks:
        options.update(mock.options)
    return Settings.of(options)


# Called with every new fake; for those who report on them.
observers: list[Callable[[SESFake], object]] = []

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


def active() -> tuple[SESFake, ...]:
    """The active fakes, the innermost last."""
    return _active


def _current_accounts() -> Accounts | None:
    active = _active
    return active[-1].accounts if active else None


def _activate(settings: Settings) -> SESFake:
    global _active, _hook  # noqa: PLW0603  # the stack is the process's own
    from sesfake.adapters.botocore import Hook  # noqa: PLC0415  # importing sesfake stays cheap

    fake = _new(settings)
    try:
        with _lock:
            if _hook is None:
                _hook = Hook(_current_accounts)
            if not _active:
                _hook.install()
            _active = (*_active, fake)
        _announce(fake)
    except BaseException:  # nobody holds it, so nobody could end it
        _deactivate(fake)
        raise
    return fake


def _new(settings: Settings) -> SESFake:
    from sesfake.fake import new_fake  # noqa: PLC0415  # as above

    return new_fake(settings)


def _announce(fake: SESFake) -> None:
    for observe in observers:
        observe(fake)


def _deactivate(fake: SESFake) -> None:
    global _active  # noqa: PLW0603
    with _lock:
        _active = tuple(other for other in _active if other is not fake)
        if not _active and _hook is not None:
            _hook.uninstall()
    fake.detach_all()
