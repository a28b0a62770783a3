"""Errors of SendBounce: what can be bounced, and for whom."""

from __future__ import annotations

from sesfake.errors.sending import MessageRejected
from sesfake.guesses import bounces as guesses


class OriginalMessageNotFound(MessageRejected):
    """The mail to bounce was not received by this account in this region, or too long ago."""

    def __init__(self, message_id: str, *, hint: str) -> None:
        super().__init__(guesses.ORIGINAL_UNKNOWN.format(message_id=message_id), hint=hint)


class NoReturnPath(MessageRejected):
    """The mail to bounce is itself a bounce, or wants none for other reasons."""

    def __init__(self, message_id: str) -> None:
        super().__init__(guesses.NO_RETURN_PATH.format(message_id=message_id))


class NotOriginalRecipient(MessageRejected):
    """A bounce for somebody to whom the mail was not."""

    def __init__(self, address: str, recipients: tuple[str, ...]) -> None:
        super().__init__(
            guesses.NOT_ITS_RECIPIENT.format(address=address),
            hint=f"The original message was received for {', '.join(recipients)}.",
        )
