"""The criteria of `ses.outbox`, for type checkers and editors; `matching` says what they mean."""

from __future__ import annotations

from typing import Any, TypedDict


class MessageCriteria(TypedDict, total=False):
    """Any of them may be a value, a pattern, a callable or a matcher."""

    to: Any
    cc: Any
    bcc: Any
    recipient: Any
    reply_to: Any
    from_: Any
    source: Any
    return_path: Any
    subject: Any
    text: Any
    html: Any
    headers: Any
    tags: Any
    links: Any
    outcome: Any
    id: Any
    api: Any
    operation: Any
    request: Any
    account_id: Any
    region: Any
    configuration_set: Any
    tenant: Any
    sending_pool: Any
    sending_ip: Any
