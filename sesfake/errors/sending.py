"""Errors of a send that are no mistakes in the message: who may send, and how much."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sesfake.errors.base import SESError
from sesfake.guesses import sending as guesses


class MessageRejected(SESError):
    v1 = v2 = "MessageRejected"


class IdentityNotVerified(MessageRejected):
    """Senders, or in the sandbox recipients, that are not verified in this region.

    The texts are echoed as they were written, display names and all.
    """

    def __init__(self, identities: Sequence[str], region: str, *, hint: str) -> None:
        super().__init__(
            "Email address is not verified. The following identities failed the check in region "
            f"{region.upper()}: {', '.join(identities)}",
            hint=hint,
        )


class MailFromDomainNotVerified(SESError):
    """A sender's MAIL FROM domain has no record, and its owner wants messages refused then."""

    v1 = v2 = "MailFromDomainNotVerifiedException"

    def __init__(self, *, hint: str | None = None) -> None:
        super().__init__(guesses.MAIL_FROM_NOT_VERIFIED, hint=hint)


class AccountSendingPaused(SESError):
    """The owner has switched sending off for the account in this region."""

    v1 = "AccountSendingPausedException"
    v2 = "SendingPausedException"

    def __init__(self) -> None:
        super().__init__(
            guesses.ACCOUNT_PAUSED,
            hint="To mend the test: `update_account_sending_enabled(Enabled=True)` of a `ses` "
            "client, or `put_account_sending_attributes(SendingEnabled=True)` of a `sesv2` client.",
        )


class SendingPausedByAmazon(MessageRejected):
    """Amazon has suspended the account in this region."""

    def __init__(self, hand: str = "ses") -> None:
        super().__init__(
            "Sending paused for this account. For more information, please check the inbox of the "
            "email address associated with your AWS account.",
            hint="The account is suspended in this region; "
            f"`{hand}.notices.find(kind='suspension')` says why. To mend the test: "
            f"`{hand}.reinstate()`, or an appeal with `{hand}.appeal(...)`.",
        )


class AccountSuspended(SESError):
    """Amazon has suspended the account for good; v1 declares no error of its own for it."""

    v1 = "MessageRejected"
    v2 = "AccountSuspendedException"

    def __init__(self, hand: str = "ses") -> None:
        super().__init__(
            guesses.ACCOUNT_SUSPENDED,
            hint="The account is suspended permanently in this region. To mend the test: "
            f"`{hand}.reinstate()`.",
        )


RATE_EXCEEDED = "Rate exceeded"


class Throttled(SESError):
    v1 = "Throttling"
    v2 = "TooManyRequestsException"


class DailyQuotaExceeded(Throttled):
    def __init__(self, sent: int, maximum: float, wanted: int) -> None:
        wait = "`ses.clock.advance(hours=24)` lets a day pass, " if wanted <= maximum else ""
        super().__init__(
            "Daily message quota exceeded.",
            hint=f"{sent} of {maximum:.15g} recipients were sent to in the last 24 hours, and this "
            f"call wants {wanted} more. {wait}`mock_ses(max_24_hour_send=...)` sets another quota.",
        )


class SendRateExceeded(Throttled):
    def __init__(self, rate: float, seconds_to_wait: float) -> None:
        if math.isinf(seconds_to_wait):
            wait = f"A rate of {rate:g} lets nothing pass; "
        else:
            seconds = math.ceil(round(seconds_to_wait * 1000, 3)) / 1000
            wait = (
                f"The rate is {rate:g} {'recipient' if rate == 1 else 'recipients'} a second. "
                f"`ses.clock.advance(seconds={seconds:.15g})` lets enough time pass, "
            )
        super().__init__(
            "Maximum sending rate exceeded.",
            hint=f"{wait}`mock_ses(max_send_rate=...)` sets another rate.",
        )


class RequestRateExceeded(Throttled):
    def __init__(self, operation: str) -> None:
        super().__init__(
            RATE_EXCEEDED,
            hint=f"{operation} may be called once a second while the rate is enforced. "
            "`ses.clock.advance(seconds=1)` lets a second pass, `mock_ses(enforce_rate=False)` "
            "stops enforcing.",
        )
