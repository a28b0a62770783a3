"""Header names with rules of their own, in lower case."""

from __future__ import annotations

# https://docs.aws.amazon.com/ses/latest/dg/header-fields.html
_ONCE_ONLY_IN_WORDS = """
accept-language acceptlanguage archived-at auto-submitted bounces-to comments
content-alternative content-base content-class content-description content-disposition
content-duration content-id content-language content-length content-location content-md5
content-transfer-encoding content-type date delivered-to disposition-notification-options
disposition-notification-to dkim-signature domainkey-signature errors-to from importance
in-reply-to keywords list-archive list-help list-id list-owner list-post list-subscribe
list-unsubscribe list-unsubscribe-post message-context message-id mime-version organization
original-from original-message-id original-recipient original-subject precedence priority
references reply-to return-path return-receipt-to sender solicitation sensitivity subject
thread-index thread-topic user-agent vbr-info
"""
ONCE_ONLY = frozenset(_ONCE_ONLY_IN_WORDS.split())

# What v2's `Headers` may not name: SES writes these itself.
# https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Message.html
_NOT_CUSTOM_IN_WORDS = """
bcc cc content-disposition content-type date from message-id mime-version reply-to return-path
subject to
"""
NOT_CUSTOM = frozenset(_NOT_CUSTOM_IN_WORDS.split())
