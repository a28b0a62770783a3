"""What SES has refused: the code under test may swallow an error, the tester should hear of it.

So it is with a job that fails when the call that began it is long over.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that was answered with an error: AWS's text, and how to mend the test if known.

    A caller who could not be told has no account.
    """

    operation: str
    message: str
    hint: str | None
    account_id: str | None
    region: str
    became: str = "was refused"
    is_rejection: bool = False  # of a message

    def __str__(self) -> str:
        return f"{self.operation} {self.became}: {self.message}"
