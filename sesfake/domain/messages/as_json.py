"""A message as plain data for JSON: for another program, such as a browser that drives a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sesfake.domain.drafts.draft import Attachment, Template
    from sesfake.domain.events.event import Event
    from sesfake.domain.messages.message import Message


def as_dict(message: Message) -> dict[str, Any]:
    """Everything worth showing; of files all but their content."""
    return {
        "id": message.id,
        "account_id": message.account_id,
        "region": message.region,
        "sent_at": message.sent_at.isoformat(),
        "api": message.api,
        "operation": message.operation,
        "source": message.source,
        "from": message.from_,
        "to": message.to,
        "cc": message.cc,
        "bcc": message.bcc,
        "recipients": message.recipients,
        "reply_to": message.reply_to,
        "return_path": message.return_path,
        "subject": message.subject,
        "text": message.text,
        "html": message.html,
        "attachments": [_file(file) for file in message.attachments],
        "headers": dict(message.headers),
        "tags": message.tags,
        "configuration_set": message.configuration_set,
        "tenant": message.tenant,
        "sending_pool": message.sending_pool,
        "sending_ip": message.sending_ip,
        "requires_tls": message.requires_tls,
        "template": None if message.template is None else _template(message.template),
        "links": message.links,
        "unsubscribe_link": message.unsubscribe_link,
        "outcome": message.outcome,
        "suppressed": dict(message.suppressed),
        "unsubscribed": sorted(message.unsubscribed),
        "failed_validation": sorted(message.failed_validation),
        "undelivered": message.undelivered,
        "events": [_event(event) for event in message.events],
    }


def _file(file: Attachment) -> dict[str, Any]:
    return {
        "filename": file.filename,
        "content_type": file.content_type,
        "content_id": file.content_id,
        "disposition": file.disposition,
        "size": len(file.content),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "timestamp": event.timestamp.isoformat(),
        "recipients": list(event.recipients),
        "record": event.record,
    }


def _template(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "data": dict(template.data),
        "source": template.source._asdict(),
    }
