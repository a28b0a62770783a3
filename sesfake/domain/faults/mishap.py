"""What goes wrong with a call: an error of SES, one of HTTP, no answer, or a late one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sesfake.errors import ScriptedFault, usual_text
from sesfake.wire import NoAnswerKind


@dataclass(frozen=True)
class Mishap:
    """What the client is to see. Where it is lost, SES does what was asked all the same."""

    asked_by: str = "ses.fail_next"
    shapes: Mapping[str, str] = field(default_factory=dict)  # by service: its name for the error
    message: str | None = None
    status: int | None = None  # of an answer without a body
    no_answer: NoAnswerKind | None = None
    delay: float = 0.0  # in seconds
    is_lost: bool = False

    @property
    def is_error(self) -> bool:
        """Whether the client sees anything but a late answer."""
        return bool(self.shapes or self.status or self.no_answer)

    @property
    def prevents(self) -> bool:
        """Whether SES does not do what was asked."""
        return self.is_error and not self.is_lost

    def error(self, service: str) -> ScriptedFault:
        """The error of SES; for the tester's eyes alone where the client gets none."""
        shape = self.shapes.get(service)
        if shape is not None:
            return ScriptedFault(shape, self.message or usual_text(shape, self.asked_by))
        what = f"HTTP {self.status}" if self.status else f"{self.no_answer}"
        return ScriptedFault("InternalFailure", f"{what}, as a test asked with {self.asked_by}.")
