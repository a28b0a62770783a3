"""Captured mail, handed on by SMTP: to Mailpit, MailHog or whatever else shows mail to people.

The one thing in sesfake that writes to a network, and only where a test asks for it by an address.
What is handed on is the sender's mail with Amazon's headers, to the recipients of its envelope; not
to those who are on a suppression list, have unsubscribed or failed validation, since SES would not
send it to them.
"""

from __future__ import annotations

from collections.abc import Iterable

from sesfake.domain.messages.message import Message
from sesfake.mail.addresses import bare

_PORT = 1025  # Mailpit's and MailHog's
_TIMEOUT = 10.0  # seconds


def host_and_port(address: str) -> tuple[str, int]:
    """The two of `localhost:1025`, `[::1]:1025` or `mailpit`; a ValueError for anything else."""
    if not isinstance(address, str):
        raise TypeError(f"an SMTP address is a text like 'localhost:1025', not {address!r}.")
    host, colon, port = address.rpartition(":")
    if not colon or address.endswith("]"):
        host, port = address, str(_PORT)
    is_bracketed = host.startswith("[") and host.endswith("]")
    if is_bracketed:
        host = host[1:-1]
    is_host = host and not set("[]") & set(host) and (is_bracketed or ":" not in host)
    is_port = port.isascii() and port.isdigit() and 0 < int(port[:6]) < 1 << 16
    if not is_host or not is_port:
        raise ValueError(f"an SMTP address is like 'localhost:1025', not {address!r}.")
    return host, int(port)


def hand_on(messages: Iterable[Message], host: str, port: int) -> list[Message]:
    """Send what somebody could receive, in order; gives what was sent."""
    waiting = [(one, _envelope(one)) for one in messages if not one.undelivered]
    waiting = [(one, recipients) for one, recipients in waiting if recipients]
    if not waiting:
        return []
    import smtplib  # noqa: PLC0415  # hardly ever needed, and slow to load

    try:
        connection = smtplib.SMTP(host, port, "localhost", timeout=_TIMEOUT)
    except OSError as error:
        raise ConnectionError(f"nobody takes mail at {host}:{port}: {error}") from error
    with connection:
        for message, recipients in waiting:
            connection.sendmail(bare(message.return_path), recipients, message.raw)
    return [message for message, _ in waiting]


def _envelope(message: Message) -> list[str]:
    out = {*message.suppressed, *message.unsubscribed, *message.failed_validation}
    return [recipient for recipient in message.recipients if recipient not in out]
