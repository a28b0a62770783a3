"""Errors of insights into mail, and of their exports."""

from __future__ import annotations

from sesfake.errors.base import InvalidParameter, NotFound, SESError

_GATE = "To use this feature you must enable Virtual Deliverability Manager"
_HOW_TO_ENABLE = (
    "To mend the test: `put_account_vdm_attributes(VdmAttributes={'VdmEnabled': 'ENABLED'})` of a "
    "`sesv2` client, in the same region and account."
)


class VdmNotEnabled(NotFound):
    """The account has no Virtual Deliverability Manager, in the words of calls that read."""

    v1 = "InvalidParameterValue"

    def __init__(self) -> None:
        super().__init__(_GATE, hint=_HOW_TO_ENABLE)


class VdmNotEnabledForExports(InvalidParameter):
    """The same, where something is to be exported (facts: resources 9.2)."""

    def __init__(self) -> None:
        super().__init__(_GATE, hint=_HOW_TO_ENABLE)


class InsightsNotFound(NotFound):
    """No message of this id was sent from the account in the region."""

    v1 = "InvalidParameterValue"

    def __init__(self, message_id: str, account_id: str) -> None:
        super().__init__(f"Message <{message_id}> not found for account <{account_id}>")


class ExportJobNotFound(InvalidParameter):
    """No NotFound: exports say so in another way (facts: resources 9.3)."""

    def __init__(self) -> None:
        super().__init__("Invalid JobId")


class ExportJobLimitExceeded(SESError):
    v1 = "LimitExceeded"
    v2 = "LimitExceededException"

    def __init__(self, source_type: str) -> None:
        super().__init__(
            f"There are too many <{source_type}> export jobs running - either cancel one of the "
            "jobs or wait for it to complete before resubmitting.",
            hint="A job is over a second after it was made, on the clock: "
            "`ses.clock.advance(seconds=1)`.",
        )
