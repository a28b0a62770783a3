"""moto's private state of SES, read from the active fake: another import, the same tests.

    from sesfake.compat.moto import DEFAULT_ACCOUNT_ID, ses_backends

    backend = ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"]
    assert backend.sent_messages[0].subject == "Hi"

Everything is a view of the fake that is active when it is read. moto itself is not needed.
"""

from __future__ import annotations

from sesfake.compat.moto.backend import SESBackend, SESQuota
from sesfake.compat.moto.backend_v2 import SESV2Backend
from sesfake.compat.moto.backends import (
    DEFAULT_ACCOUNT_ID,
    get_backend,
    ses_backends,
    sesv2_backends,
)
from sesfake.compat.moto.contacts import Contact, ContactList
from sesfake.compat.moto.messages import (
    BulkTemplateMessage,
    Message,
    RawMessage,
    TemplateMessage,
)
from sesfake.compat.moto.resources import (
    ConfigurationSet,
    DedicatedIpPool,
    EmailIdentity,
    ReceiptRuleSet,
)

__all__ = [
    "DEFAULT_ACCOUNT_ID",
    "BulkTemplateMessage",
    "ConfigurationSet",
    "Contact",
    "ContactList",
    "DedicatedIpPool",
    "EmailIdentity",
    "Message",
    "RawMessage",
    "ReceiptRuleSet",
    "SESBackend",
    "SESQuota",
    "SESV2Backend",
    "TemplateMessage",
    "get_backend",
    "ses_backends",
    "sesv2_backends",
]
