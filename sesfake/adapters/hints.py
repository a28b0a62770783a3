"""The tester's note on an exception: how to mend the test that met it."""

from __future__ import annotations

from botocore.exceptions import ClientError

from sesfake.domain.account import Accounts


def hint_of(error: ClientError, accounts: Accounts | None) -> str | None:
    """What the fake has to say about an error it answered with, if anything."""
    if accounts is None:
        return None
    return accounts.hints.get(error.response.get("ResponseMetadata", {}).get("RequestId", ""))


def add_hint(error: ClientError, accounts: Accounts | None) -> None:
    """Put the hint on the exception as a note, where Python has notes (3.11)."""
    hint = hint_of(error, accounts)
    noted = getattr(error, "__notes__", ())
    if hint is not None and hint not in noted and hasattr(error, "add_note"):
        error.add_note(hint)
