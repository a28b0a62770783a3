"""What SES refuses in the MIME structure of a raw mail (facts: sending 5).

Headers and multiparts that JavaMail cannot read, texts in charsets that Java does not know, and
files with extensions that Amazon does not deliver. Attached messages are looked into.
"""

from __future__ import annotations

from functools import lru_cache

from sesfake.errors import InvalidParameter
from sesfake.mail.attachment_types import check_file_name
from sesfake.mail.charsets import is_known
from sesfake.mail.mime_entities import Entity
from sesfake.mail.mime_parts import walk
from sesfake.mail.raw_mail import RawMail

_OF_INTEREST = ("content-type", "content-disposition", "content-transfer-encoding")


def check_structure(mail: RawMail) -> None:
    """Raise InvalidParameter for the first part that SES would not take."""
    headers = {name: value for name in _OF_INTEREST if (value := mail.first(name)) is not None}
    if not headers:
        return
    for part in walk(mail.data, headers, mail.body_at, into_messages=True):
        _check(part.entity)


@lru_cache(maxsize=256)  # the parts of a program's mails are the same few entities
def _check(entity: Entity) -> None:
    for name in entity.file_names():
        check_file_name(name)
    if entity.type.value.startswith("text/"):
        charset = entity.type.parameter("charset")
        if charset is not None and not is_known(charset):
            raise InvalidParameter(f"Unsupported encoding {charset}.")
