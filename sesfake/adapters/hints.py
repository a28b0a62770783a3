"""The tester's note on an exception: how to mend the test that met it."""

from __future__ import annotations

import sys

from botocore.exceptions import ClientError

from sesfake.domain.accounts import Accounts

_ATTRIBUTE = "__sesfake_hint__"


def add_hint(error: ClientError, accounts: Accounts | None) -> None:
    """Put what the fake has to say on the exception; as a note too, where Python has notes."""
    request_id = error.response.get("ResponseMetadata", {}).get("RequestId", "")
    hint = None if accounts is None else accounts.take_hint(request_id)
    if hint is not None:
        setattr(error, _ATTRIBUTE, hint)
        if sys.version_info >= (3, 11):
            error.add_note(hint)


def hint_of(error: BaseException) -> str | None:
    """What was put on an exception, if anything."""
    return getattr(error, _ATTRIBUTE, None)
