"""The object `mail` of an event or a notification: the message, as AWS's JSON tells it.

The headers are those that the sender wrote, or that SES wrote for a message that it composed;
what SES adds on the way out is not among them, what it takes out is.
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sesfake.domain.configuration_sets.event_destinations import EventType
from sesfake.domain.drafts.draft import TemplatedContent
from sesfake.domain.events.stamps import accepted_at, iso, outgoing_ip
from sesfake.mail.addresses import bare, split
from sesfake.mail.encoded_words import decode_words
from sesfake.mail.header_section import read_fields
from sesfake.mail.mailboxes import Mailbox
from sesfake.mail.raw_mail import RawMail
from sesfake.mail.ses_headers import is_ses_header
from sesfake.mail.stamps import STAMPED

if TYPE_CHECKING:
    from sesfake.domain.messages.message import Message

Fields = Sequence[tuple[str, str]]

# What is above is left out of `headers` (facts: events 3.1); that whole fields are is a guess.
MAX_HEADERS = 10 * 1024

# The examples of these have no headers, and of the tags only the configuration set.
_SHORT = frozenset({EventType.RENDERING_FAILURE, EventType.DELIVERY_DELAY})
_WITHOUT_ARN = frozenset({EventType.OPEN, EventType.CLICK})
_OF_TENANTS = frozenset({EventType.BOUNCE, EventType.COMPLAINT})

SOURCE_IP = "127.0.0.1"  # of whoever sends
_TLS_VERSION = "TLSv1.3"


def mail_of_event(message: Message, type_: EventType) -> dict[str, Any]:
    """As it is in event publishing."""
    mail: dict[str, Any] = {"timestamp": iso(accepted_at(message)), "source": message.source}
    if type_ not in _WITHOUT_ARN:
        mail["sourceArn"] = _source_arn(message)
    mail["sendingAccountId"] = message.account_id
    mail["messageId"] = message.id
    mail["destination"] = destination(message)
    if type_ in _SHORT:
        mail["headersTruncated"] = False
    else:
        mail |= _headers(message, with_subject=_has_subject(message, type_))
    mail["tags"] = tags(message, type_)
    return mail


def mail_of_notification(message: Message, *, with_headers: bool) -> dict[str, Any]:
    """As it is in the notifications of an identity (facts: events 5)."""
    mail = {
        "timestamp": iso(accepted_at(message)),
        "source": message.source,
        "sourceArn": _source_arn(message),
        "sourceIp": SOURCE_IP,
        "callerIdentity": message.caller,
        "sendingAccountId": message.account_id,
        "messageId": message.id,
        "destination": destination(message),
    }
    return mail | _headers(message, with_subject=True) if with_headers else mail


def destination(message: Message) -> list[str]:
    """The whole envelope as it was passed; where the headers of a raw mail say it, bare."""
    addressing = message.addressing
    if isinstance(message.draft.content, RawMail) and not addressing.destinations:
        return message.recipients
    return [box.text for box in addressing.recipients]


def tags(message: Message, type_: EventType) -> dict[str, list[str]]:
    """Amazon's own, in the order they are seen in, and then the caller's (facts: events 3.2)."""
    if type_ in _SHORT:
        own = {"ses:configuration-set": message.configuration_set}
    else:
        is_delivered = type_ is EventType.DELIVERY
        own = {
            "ses:source-tls-version": _TLS_VERSION,
            "ses:operation": message.operation,
            "ses:configuration-set": message.configuration_set,
            "ses:outgoing-tls-version": _TLS_VERSION if is_delivered else None,
            "ses:source-ip": SOURCE_IP,
            "ses:from-domain": _from_domain(message),
            "ses:caller-identity": message.caller,
            "ses:outgoing-ip": outgoing_ip(message) if is_delivered else None,
            "ses:tenant-name": message.tenant if type_ in _OF_TENANTS else None,
        }
    # Without a set, SES ignores the caller's.
    custom = message.tags if message.configuration_set else {}
    given: Mapping[str, str | None] = {**own, **custom}
    return {name: [value] for name, value in given.items() if value is not None}


def original_headers(message: Message) -> list[tuple[str, str]]:
    """In the order of the message, on one line each, encoded as they are sent."""
    content = message.draft.content
    if isinstance(content, RawMail):
        return list(content.fields)
    raw = message.raw
    head = raw[: raw.find(b"\r\n\r\n")]
    fields = [field for field in read_fields(head)[0] if field[0].lower() not in STAMPED]
    return fields + [field for field in content.headers if is_ses_header(field[0])]


def _has_subject(message: Message, type_: EventType) -> bool:
    # A template is filled in after the send: that event has no subject yet.
    is_templated = isinstance(message.draft.content, TemplatedContent)
    return not (is_templated and type_ is EventType.SEND)


def _headers(message: Message, *, with_subject: bool) -> dict[str, Any]:
    fields = original_headers(message)
    if not with_subject:
        fields = [field for field in fields if field[0].lower() != "subject"]
    shown = within_limit(fields)
    return {
        "headersTruncated": len(shown) < len(fields),
        "headers": [{"name": name, "value": value} for name, value in shown],
        "commonHeaders": _common(message, fields),
    }


def within_limit(fields: Fields) -> Fields:
    """The first ones, as many as are shown."""
    size = 0
    for count, (name, value) in enumerate(fields):
        size += len(f"{name}: {value}\r\n".encode("utf-8", "replace"))
        if size > MAX_HEADERS:
            return fields[:count]
    return fields


def _common(message: Message, fields: Fields) -> dict[str, Any]:
    first: dict[str, str] = {}
    for name, value in fields:
        first.setdefault(name.lower(), value)
    addressing = message.addressing
    return_path, subject = first.get("return-path"), first.get("subject")
    found: dict[str, Any] = {
        "returnPath": None if return_path is None else bare(return_path),
        "from": _joined(addressing.from_, first.get("from")),
        "sender": first.get("sender"),
        "replyTo": _joined(addressing.reply_to, first.get("reply-to")),
        "date": first.get("date"),
        "to": _joined(addressing.to, first.get("to")),
        "cc": _joined(addressing.cc, first.get("cc")),
        "bcc": _joined(addressing.bcc, first.get("bcc")),
        "messageId": first.get("message-id") or message.id,
        "subject": None if subject is None else decode_words(subject),
    }
    return {name: value for name, value in found.items() if value is not None}


def _joined(boxes: Iterable[Mailbox], header: str | None) -> list[str] | None:
    # All addresses of a header in one element, names without needless quotes, as in AWS's examples.
    if header is None:
        return None
    return [", ".join(box.decoded.normalised for box in boxes)]


def _from_domain(message: Message) -> str:
    return split(message.addressing.author)[1]


def _source_arn(message: Message) -> str:
    """Of the identity that allowed it: the one that the call names, or else the sender's."""
    identity = message.identity or split(message.addressing.senders[0].address)[1]
    owner = message.identity_owner or message.account_id
    return message.draft.source_arn or f"arn:aws:ses:{message.region}:{owner}:identity/{identity}"
