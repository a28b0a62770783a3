"""What a draft is refused for, in Amazon's order: facts: sending 4 to 10 and 12."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.machines.drafts import Draft, service_of
from tests.machines.quota_model import Allowance
from tests.machines.running import Refused, invalid
from tests.machines.sets_model import gone
from tests.machines.templates_model import UNPARSABLE, parsed

# What JavaMail says of each (facts: sending 4.1).
NO_ADDRESSES = {
    "someone": "Missing final '@domain'",
    "ann@": "Missing domain",
    "@example.com": "Missing local name",
    "a b@example.com": "Local address contains control or whitespace",
    "ann@example..com": "Domain contains dot-dot",
    "ann@example.com.": "Domain ends with dot",
    "ann@exam%ple.com": "Domain contains illegal character",
    ".ann@example.com": "Local address starts with dot",
}
BAD_TAG = "a:b"
TOO_MANY = invalid("Recipient count exceeds 50.")


@dataclass
class Sender:
    """One account: sets with whether they send, templates, and the allowance."""

    allowance: Allowance
    sets: dict[str, bool] = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)

    def refusal(self, door: str, draft: Draft) -> Refused | None:
        """The first reason that there is."""
        return next(self._reasons(door, draft), None)

    def bulk_refusal(self, door: str, draft: Draft) -> Refused | None:
        """Of the whole call, not of one of its entries."""
        return next(
            (
                each
                for each in (
                    *self._bulk_syntax(draft.source),
                    *self._set(door, draft),
                    *self._template(draft),
                    self.allowance.refusal(draft.source, ()),
                )
                if each is not None
            ),
            None,
        )

    def entry_refusal(self, draft: Draft, data: str) -> Refused | None:
        """Of one entry, once the call itself is answered."""
        reasons = [
            *self._syntax(draft.envelope),
            *self._count(draft),
            *([] if parsed(data) is not None else [invalid(UNPARSABLE)]),
            self.allowance.refusal(draft.source, draft.envelope),
        ]
        return next((each for each in reasons if each is not None), None)

    def _reasons(self, door: str, draft: Draft) -> Iterator[Refused]:
        if "raw" in door and not draft.envelope:  # before syntax: decided here, by no fact
            yield invalid("Missing required header 'To'.")
        yield from self._syntax((draft.source, *draft.envelope))
        yield from self._count(draft)
        yield from self._set(door, draft)
        if "template" in door:
            yield from self._template(draft)
        if BAD_TAG in draft.tags.values():
            yield invalid(
                f"Invalid tag value <{BAD_TAG}>: only alphanumeric ASCII characters, '_', and "
                "'-' are allowed."
            )
        refusal = self.allowance.refusal(draft.source, draft.envelope)
        if refusal is not None:
            yield refusal

    def _syntax(self, addresses: tuple[str, ...]) -> Iterator[Refused]:
        for address in addresses:
            if address in NO_ADDRESSES:
                yield invalid(NO_ADDRESSES[address])

    def _bulk_syntax(self, address: str) -> Iterator[Refused]:
        if address in NO_ADDRESSES:  # in other words here, without a space (facts: sending 4.2)
            yield invalid(f"Invalid email address<{address}>.")

    def _count(self, draft: Draft) -> Iterator[Refused]:
        if not draft.envelope:
            yield invalid(None)
        if len(draft.envelope) > 50:
            yield TOO_MANY

    def _set(self, door: str, draft: Draft) -> Iterator[Refused]:
        if draft.set is None:
            return
        if draft.set not in self.sets:
            yield gone(draft.set)
        elif not self.sets[draft.set]:
            text = f"Sending is paused for configuration set {draft.set}"
            code = "ConfigurationSetSendingPausedException"
            yield Refused(code, "SendingPausedException", text)

    def _template(self, draft: Draft) -> Iterator[Refused]:
        if draft.template not in self.templates:
            text = f"Template {draft.template} does not exist"
            yield Refused("TemplateDoesNotExist", "NotFoundException", text)
        elif parsed(draft.data) is None:
            yield invalid(UNPARSABLE)


# The words of an entry of a bulk send, v1 and v2, by the code of v1.
WORDS = {
    None: ("Success", "SUCCESS"),
    "InvalidParameterValue": ("InvalidParameterValue", "INVALID_PARAMETER"),
    "MessageRejected": ("MessageRejected", "MESSAGE_REJECTED"),
    "Throttling": ("AccountDailyQuotaExceeded", "ACCOUNT_DAILY_QUOTA_EXCEEDED"),
}


def word(door: str, refusal: Refused | None) -> str:
    return WORDS[refusal and refusal.v1][service_of(door) == "sesv2"]
