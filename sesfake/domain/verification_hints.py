"""What a tester is told when a send fails for want of a verified identity."""

from __future__ import annotations

from collections.abc import Sequence

from sesfake.domain.account import Account
from sesfake.domain.mailboxes import Mailbox


def how_to_verify(
    account: Account, senders: Sequence[Mailbox], strangers: Sequence[Mailbox]
) -> str:
    """How to mend a test whose senders, or recipients in the sandbox, are not verified."""
    del account
    names = ", ".join(
        repr(name) for name in dict.fromkeys(box.address for box in (*senders, *strangers))
    )
    hint = f"To mend the test: `ses.verify({names})` or `mock_ses(verified=[{names}])`"
    if not strangers:
        return f"{hint}."
    leave = "`mock_ses(production=True)` to leave the sandbox, where recipients are checked too"
    return f"{hint}, or {leave}{'; senders always are' if senders else ''}."
