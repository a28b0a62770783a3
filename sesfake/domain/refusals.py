"""What SES has refused: the code under test may swallow an error, the tester should hear of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that was answered with an error: AWS's text, and how to mend the test if known."""

    operation: str
    message: str
    hint: str | None

    def __str__(self) -> str:
        return f"{self.operation} was refused: {self.message}"
