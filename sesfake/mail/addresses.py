"""E-mail addresses as they are written in requests and headers: `Ann <ann@example.com>`.

Domains compare without regard to case, local parts as they are.
"""

from __future__ import annotations

SIMULATOR_DOMAIN = "simulator.amazonses.com"
# https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
SIMULATOR_MAILBOXES = frozenset({"success", "bounce", "complaint", "ooto", "suppressionlist"})


def bare(text: str) -> str:
    """The address without its display name."""
    text = text.strip()
    return text[text.rfind("<") + 1 : -1].strip() if text.endswith(">") else text


def split(address: str) -> tuple[str, str]:
    """Local part and domain of a bare address; a quoted local part may hold an `@`."""
    local, _, domain = address.rpartition("@")
    return local, domain


def without_label(local: str) -> str:
    """`user+label` is a name of `user`'s mailbox."""
    return local.partition("+")[0] or local


def is_simulator(address: str) -> bool:
    """Whether a bare address is one of the mailbox simulator's, with or without a `+label`."""
    return simulator_mailbox(address) is not None


def simulator_mailbox(address: str) -> str | None:
    """Which mailbox of the simulator a bare address is, in lower case, if it is one."""
    local, domain = split(address)
    if domain.lower() != SIMULATOR_DOMAIN:
        return None
    mailbox = without_label(local).lower()
    return mailbox if mailbox in SIMULATOR_MAILBOXES else None


def folded(text: str) -> str:
    """A form in which two spellings of one mailbox are equal for a tester: bare, without case."""
    return bare(text).lower()
