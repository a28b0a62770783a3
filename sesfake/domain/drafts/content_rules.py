"""What SES takes for content: a body, charsets, headers, attachments, tags, and how much of it.

Facts: sending, section 5.
"""

from __future__ import annotations

from datetime import datetime, timezone

from sesfake.domain.drafts.addressing import Addressing
from sesfake.domain.drafts.draft import (
    DEFAULT_CHARSET,
    Draft,
    SimpleContent,
    TemplatedContent,
    TemplateReference,
    Text,
)
from sesfake.domain.drafts.mime import as_bytes, compose
from sesfake.errors import InvalidParameter
from sesfake.guesses.sending import NO_BODY
from sesfake.mail.attachment_types import check_file_name
from sesfake.mail.charsets import is_known
from sesfake.mail.header_rules import check_custom_headers, check_tags
from sesfake.mail.mime_headers import read_content_type
from sesfake.mail.mime_rules import check_structure
from sesfake.mail.raw_mail import RawMail, check_header_rules
from sesfake.mail.stamps import Stamp

# https://docs.aws.amazon.com/ses/latest/dg/quotas.html, message size, after encoding
MAX_BYTES = {"ses": 10 * 1024 * 1024, "sesv2": 40 * 1024 * 1024}


def check_content(draft: Draft, addressing: Addressing) -> None:
    """Raise InvalidParameter for the first rule that the content, or a tag, breaks."""
    content = draft.content
    if isinstance(content, RawMail):
        check_header_rules(content)
        check_structure(content)
    elif isinstance(content, SimpleContent):
        _check_texts(content)
        _check_extras(content)
    else:  # the texts of a template are made later
        _check_extras(content)
    if draft.tags:
        check_tags(draft.tags)
    _check_size(draft, addressing)


def _check_texts(content: SimpleContent) -> None:
    if content.text is None and content.html is None:
        raise InvalidParameter(NO_BODY)
    for text in content.texts:
        if text.charset != DEFAULT_CHARSET and not is_known(text.charset):
            raise InvalidParameter(f"Unsupported charset '{text.charset}'.")


def _check_extras(content: SimpleContent | TemplateReference | TemplatedContent) -> None:
    if content.headers:
        check_custom_headers(content.headers)
    for file in content.attachments:
        check_file_name(file.filename)
        check_file_name(read_content_type(file.content_type).parameter("name") or "")


def _check_size(draft: Draft, addressing: Addressing) -> None:
    limit = MAX_BYTES[draft.api]
    content = draft.content
    if isinstance(content, (TemplateReference, TemplatedContent)):
        content = SimpleContent(Text(""), Text(""), None, content.headers, content.attachments)
    if isinstance(content, RawMail):
        size = len(content.data)
    elif _most_bytes(draft, content) <= limit:
        return
    else:  # only then is it worth composing
        sample_id, now = "0" * 60, datetime(2000, 1, 1, tzinfo=timezone.utc)
        size = len(as_bytes(*compose(addressing, content, Stamp(sample_id, "us-east-1", now))))
    if size > limit:
        raise InvalidParameter(f"Message length is more than {limit} bytes long: '{size}'.")


# No encoding makes more than these of a character, or of a byte of a file; no header is longer.
_BYTES_OF_A_CHARACTER, _BYTES_OF_A_BYTE, _BYTES_OF_A_PART = 13, 4, 4096
_BYTES_OF_THE_REST = 1024 * 1024


def _most_bytes(draft: Draft, content: SimpleContent) -> int:
    """No less than the message has, and quickly said; an address has its limits."""
    size = _BYTES_OF_THE_REST + len(draft.reply_to) * _BYTES_OF_A_PART
    for text in content.texts:
        size += len(text.data) * _BYTES_OF_A_CHARACTER
    for file in content.attachments:
        size += len(file.content) * _BYTES_OF_A_BYTE + _BYTES_OF_A_PART
    return size
