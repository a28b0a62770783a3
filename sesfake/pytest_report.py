"""What pytest shows of a failing test: the outboxes of its fakes, and how to mend it.

With `--ses-report=DIR` it also keeps the outboxes, in a folder named after the test.

Of one that has passed, whether it has asked for a fault that nobody met: it may have tested
nothing.
"""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sesfake import mock
from sesfake.decorating import runs_examples
from sesfake.mail.printable import printable

if TYPE_CHECKING:
    import pytest

    from sesfake.fake import SESFake

Section = tuple[str, str]
_LINES = 20  # of the outbox in a report


class Watch:
    """What a report on the running test may have to show."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder  # for reports
        self.forget()

    def forget(self) -> None:
        self.fake: SESFake | None = None
        self.has_passed = False
        self.recent: deque[SESFake] = deque(maxlen=3)

    def notice(self, fake: SESFake) -> None:
        self.recent.append(fake)

    def fakes(self, item: pytest.Item) -> list[SESFake]:
        """The fakes of the running test, those of others that are still active among them."""
        if self.recent and runs_examples(getattr(item, "function", None)):
            return [self.recent[-1]]  # Hypothesis ends with the example that it reports
        fakes = [*mock.active(), *self.recent]
        if self.fake is not None:
            fakes.insert(0, self.fake)
        return list({id(fake): fake for fake in fakes}.values())


def sections(watch: Watch, item: pytest.Item, call: Any, said: str) -> Iterator[Section]:
    """Titles and texts to add to a report; hints only if the report has not `said` them."""
    for title, text in _sections(watch, item, call, said):
        yield title, printable(text, keep="\n")


def _sections(watch: Watch, item: pytest.Item, call: Any, said: str) -> Iterator[Section]:
    fakes = watch.fakes(item)
    hints = _hints(call) if fakes else []
    for fake in fakes:
        refusals = fake.accounts.mailbag.latest_refusals()
        swallowed = [str(refusal) for refusal in refusals if refusal.message not in said]
        yield "SES outbox", "\n".join([_outbox(fake), *swallowed])
        unmet = fake.accounts.faults.unmet()
        if unmet:
            yield "SES faults", "\n".join(map(repr, unmet))
        hints += [refusal.hint for refusal in refusals if refusal.hint is not None]
    kept = _kept(watch.folder, item, fakes)
    if kept:
        yield "SES report", "\n".join(kept)
    unsaid = [hint for hint in dict.fromkeys(hints) if hint not in said]
    if unsaid:
        yield "SES hint", "\n".join(unsaid)


def _kept(folder: Path | None, item: pytest.Item, fakes: list[SESFake]) -> list[str]:
    """Where the outboxes have been saved: of several fakes, all but the first by a number."""
    if folder is None or not fakes:
        return []
    from sesfake.report import folder_name  # noqa: PLC0415  # there is a fake: it is loaded

    place = folder / folder_name(item.nodeid)
    try:
        return [
            str(fake.outbox.save(_own(place if number == 1 else place / str(number))))
            for number, fake in enumerate(fakes, 1)
        ]
    except OSError as error:
        return [f"the mail could not be saved: {error}"]


def _own(place: Path) -> Path:
    """A folder that is no link to somewhere else; raises OSError."""
    if place.is_symlink():
        raise OSError(f"{place} is a link, and nothing is written where it leads.")
    return place


def warn_of_unmet_faults(watch: Watch) -> None:
    """Say of a test that has passed which of its `fail_next` no call has met."""
    if watch.fake is None or not watch.has_passed:
        return
    for fault in watch.fake.accounts.faults.unmet():
        if fault.which.times is not None and not (fault.met or fault.is_stopped):
            warnings.warn(f"{fault!r}; does the test make that call?", stacklevel=2)


def _outbox(fake: SESFake) -> str:
    messages = list(fake.outbox)
    if not messages:
        return "nothing was sent"
    lines = [
        f"{message!r} {message.operation} ({message.api}): {_outcome(message.outcome)}"
        for message in messages[-_LINES:]
    ]
    if len(messages) > _LINES:
        lines[0] = f"({len(messages) - _LINES + 1} earlier messages)"
    return "\n".join(lines)


def _outcome(outcomes: dict[str, str]) -> str:
    recipients: dict[str, list[str]] = {}
    for recipient, outcome in outcomes.items():
        recipients.setdefault(outcome, []).append(recipient)
    if len(recipients) == 1:
        return next(iter(recipients))
    return "; ".join(f"{outcome} {', '.join(them)}" for outcome, them in recipients.items())


def _hints(call: Any) -> list[str]:
    from sesfake.adapters.hints import hint_of  # noqa: PLC0415  # there is a fake: it is loaded

    hints = map(hint_of, _chain(call.excinfo.value if call.excinfo else None))
    return list(dict.fromkeys(filter(None, hints)))


def _chain(error: BaseException | None) -> list[BaseException]:
    """An exception and all behind it, those in groups too."""
    waiting, found = [error], list[BaseException]()
    for behind in waiting:
        if behind is not None and all(behind is not known for known in found):
            found.append(behind)
            waiting += [behind.__cause__, behind.__context__, *getattr(behind, "exceptions", ())]
    return found
