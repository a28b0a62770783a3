"""The words in which Amazon tells why a mail came back, was complained of, or is late.

Which type and sub type of bounce go together stands in one table, with what each means for an
account and what is said of a recipient where nobody says more (facts: events 6). What SES writes
itself is Amazon's text; other servers say what they like, and here it is what AWS's own templates
for bounces say.
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, TypeVar

from sesfake.guesses.events import EXPIRED, NOT_VALIDATED, UNSUBSCRIBED


class BounceType(Enum):
    UNDETERMINED = "Undetermined"
    PERMANENT = "Permanent"
    TRANSIENT = "Transient"


class BounceSubType(Enum):
    UNDETERMINED = "Undetermined"
    GENERAL = "General"
    NO_EMAIL = "NoEmail"
    SUPPRESSED = "Suppressed"
    ON_ACCOUNT_SUPPRESSION_LIST = "OnAccountSuppressionList"
    ON_TENANT_SUPPRESSION_LIST = "OnTenantSuppressionList"
    EMAIL_VALIDATION_SUPPRESSED = "EmailValidationSuppressed"
    UNSUBSCRIBED_RECIPIENT = "UnsubscribedRecipient"
    MAILBOX_FULL = "MailboxFull"
    MESSAGE_TOO_LARGE = "MessageTooLarge"
    CONTENT_REJECTED = "ContentRejected"
    ATTACHMENT_REJECTED = "AttachmentRejected"
    CUSTOM_TIMEOUT_EXCEEDED = "CustomTimeoutExceeded"


class ComplaintType(Enum):
    """What a feedback report calls the complaint (`complaintFeedbackType`)."""

    ABUSE = "abuse"
    AUTH_FAILURE = "auth-failure"
    FRAUD = "fraud"
    NOT_SPAM = "not-spam"
    OTHER = "other"
    VIRUS = "virus"


class ComplaintSubType(Enum):
    """The list for which SES answered by itself; other complaints have no sub type."""

    ON_ACCOUNT_SUPPRESSION_LIST = "OnAccountSuppressionList"
    ON_TENANT_SUPPRESSION_LIST = "OnTenantSuppressionList"


class DelayType(Enum):
    INTERNAL_FAILURE = "InternalFailure"
    GENERAL = "General"
    MAILBOX_FULL = "MailboxFull"
    SPAM_DETECTED = "SpamDetected"
    RECIPIENT_SERVER_ERROR = "RecipientServerError"
    IP_FAILURE = "IPFailure"
    TRANSIENT_COMMUNICATION_FAILURE = "TransientCommunicationFailure"
    BYOIP_HOST_NAME_LOOKUP_UNAVAILABLE = "BYOIPHostNameLookupUnavailable"
    UNDETERMINED = "Undetermined"
    SENDING_DEFERRAL = "SendingDeferral"


class SubscriptionStatus(Enum):
    """In events; the API writes the names in capitals instead."""

    OPT_IN = "OptIn"
    OPT_OUT = "OptOut"


class BounceKind(NamedTuple):
    """A type and a sub type that go together.

    `counts` says whether it raises the bounce rate, `suppresses` whether it puts the recipient on
    the suppression list. `by_ses`: no other server was asked. Without a status nothing is said of a
    recipient but the address.
    """

    type: BounceType
    sub_type: BounceSubType
    status: str | None = None
    diagnostic_code: str | None = None
    counts: bool = False
    suppresses: bool = False
    by_ses: bool = False


# https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-object
_UNKNOWN_USER = "smtp; 550 5.1.1 user unknown"
_GLOBAL_LIST = (
    "Amazon SES has suppressed sending to this address because it has a recent history of "
    "bouncing as an invalid address. For more information about how to remove an address from "
    "the suppression list, see the Amazon SES Developer Guide: http://docs.aws.amazon.com/ses/"
    "latest/DeveloperGuide/remove-from-suppressionlist.html "
)
_ACCOUNT_LIST = (
    "Amazon SES did not send the message to this address because it is on the suppression list "
    "for your account. For more information about removing addresses from the suppression list, "
    "see the Amazon SES Developer Guide at https://docs.aws.amazon.com/ses/latest/dg/"
    "sending-email-suppression-list.html"
)
_TENANT_LIST = (
    "Amazon SES did not send the message to this address because it is on the suppression list "
    "for your tenant."
)
_LATE = "smtp; 421 4.4.1 Unable to connect to remote host"

_PERMANENT, _TRANSIENT = BounceType.PERMANENT, BounceType.TRANSIENT
_SUB = BounceSubType

BOUNCES = {
    (kind.type, kind.sub_type): kind
    for kind in (
        BounceKind(BounceType.UNDETERMINED, _SUB.UNDETERMINED),
        BounceKind(_PERMANENT, _SUB.GENERAL, "5.1.1", _UNKNOWN_USER, counts=True, suppresses=True),
        BounceKind(_PERMANENT, _SUB.NO_EMAIL, "5.1.1", _UNKNOWN_USER, counts=True, suppresses=True),
        BounceKind(_PERMANENT, _SUB.SUPPRESSED, "5.1.1", _GLOBAL_LIST, counts=True, by_ses=True),
        BounceKind(
            _PERMANENT, _SUB.ON_ACCOUNT_SUPPRESSION_LIST, "5.1.1", _ACCOUNT_LIST, by_ses=True
        ),
        BounceKind(_PERMANENT, _SUB.ON_TENANT_SUPPRESSION_LIST, "5.1.1", _TENANT_LIST, by_ses=True),
        BounceKind(
            _PERMANENT, _SUB.EMAIL_VALIDATION_SUPPRESSED, "5.1.1", NOT_VALIDATED, by_ses=True
        ),
        BounceKind(_PERMANENT, _SUB.UNSUBSCRIBED_RECIPIENT, "5.1.1", UNSUBSCRIBED, by_ses=True),
        BounceKind(_TRANSIENT, _SUB.GENERAL, "4.4.7", EXPIRED),
        BounceKind(_TRANSIENT, _SUB.MAILBOX_FULL, "5.2.2", "smtp; 552 5.2.2 Mailbox full"),
        BounceKind(
            _TRANSIENT, _SUB.MESSAGE_TOO_LARGE, "5.3.4", "smtp; 552 5.3.4 Message too large"
        ),
        BounceKind(
            _TRANSIENT, _SUB.CONTENT_REJECTED, "5.6.1", "smtp; 500 5.6.1 Message content rejected"
        ),
        BounceKind(
            _TRANSIENT, _SUB.ATTACHMENT_REJECTED, "5.6.1", "smtp; 500 5.6.1 Attachment rejected"
        ),
        BounceKind(_TRANSIENT, _SUB.CUSTOM_TIMEOUT_EXCEEDED, "4.4.7", EXPIRED),
    )
}

# The status of a recipient who has to wait, and why.
DELAYS = dict.fromkeys(DelayType, ("4.0.0", "smtp; 450 4.0.0 Temporary failure")) | {
    DelayType.MAILBOX_FULL: ("4.2.2", "smtp; 452 4.2.2 Mailbox full"),
    DelayType.SPAM_DETECTED: ("4.7.1", "smtp; 451 4.7.1 Message looks like spam"),
    DelayType.TRANSIENT_COMMUNICATION_FAILURE: ("4.4.1", _LATE),
}


def bounce_kind(type_: str | None = None, sub_type: str | None = None) -> BounceKind:
    """A kind of bounce by its words; raises a ValueError that lists them.

    Without any it is Permanent/General; one word alone is enough.
    """
    for kind in BOUNCES.values():
        if type_ is None and sub_type is None:
            type_ = _PERMANENT.value
        if _is(type_, kind.type.value) and _is(sub_type, kind.sub_type.value):
            return kind
    asked = "/".join(word for word in (type_, sub_type) if word is not None)
    known = ", ".join(f"{kind.type.value}/{kind.sub_type.value}" for kind in BOUNCES.values())
    raise ValueError(f"There is no bounce {asked!r}. There are: {known}.")


def _is(word: str | None, known: str) -> bool:
    return word is None or word.replace("_", "").lower() == known.lower()


_Word = TypeVar("_Word", ComplaintType, DelayType)


def complaint_type(word: str) -> ComplaintType:
    """What a complaint is called; raises a ValueError that lists the words."""
    return _member(ComplaintType, word, "complaint")


def delay_type(word: str) -> DelayType:
    """What a delay is called; raises a ValueError that lists the words."""
    return _member(DelayType, word, "delay")


def _member(words: type[_Word], word: str, what: str) -> _Word:
    for member in words:
        if _is(word, member.value):
            return member
    known = ", ".join(member.value for member in words)
    raise ValueError(f"There is no {what} {word!r}. There are: {known}.")
