"""How large a message may be: 10 MB in v1, 40 MB in v2, as it is encoded for the wire.

https://docs.aws.amazon.com/ses/latest/dg/quotas.html
"""

from __future__ import annotations

import pytest

from sesfake.domain.drafts.addressing import Addressing
from sesfake.domain.drafts.content_rules import check_content
from sesfake.domain.drafts.draft import Attachment, Draft, SimpleContent, Text
from sesfake.errors import InvalidParameter
from sesfake.mail.mailboxes import parse_mailbox
from sesfake.mail.raw_mail import read_raw_mail

V1, V2 = 10_485_760, 41_943_040


def check(api: str, content) -> None:
    draft = Draft(api, "SendEmail", {}, "shop@example.com", content, to=("ann@example.com",))
    addressing = Addressing(from_=(parse_mailbox("shop@example.com"),))
    check_content(draft, addressing)


def size_told(api: str, content) -> int:
    with pytest.raises(InvalidParameter) as caught:
        check(api, content)
    before, _, size = caught.value.message.partition(" bytes long: '")
    assert before == f"Message length is more than {V1 if api == 'ses' else V2}"
    return int(size.removesuffix("'."))


def test_all_files_count_together():
    files = tuple(
        Attachment("a.bin", b"\0" * size, "application/octet-stream")
        for size in (V1 // 2, V1 // 2, 1)
    )

    assert size_told("ses", SimpleContent(Text("Hi"), Text("x"), attachments=files)) > V1 * 4 // 3


@pytest.mark.parametrize(("api", "limit"), [("ses", V1), ("sesv2", V2)])
def test_a_raw_mail_of_the_limit_is_taken_and_one_byte_more_is_not(api, limit):
    head = b"From: shop@example.com\r\nTo: ann@example.com\r\n\r\n"
    lines = (b"x" * 76 + b"\r\n") * (limit // 78 + 1)

    check(api, read_raw_mail((head + lines)[:limit]))
    assert size_told(api, read_raw_mail((head + lines)[: limit + 1])) == limit + 1


@pytest.mark.parametrize(("api", "limit"), [("ses", V1), ("sesv2", V2)])
def test_a_composed_message_is_measured_as_it_is_delivered(api, limit):
    def text(size: int) -> SimpleContent:
        return SimpleContent(Text("Hi"), text=Text(("x" * 70 + "\r\n") * (size // 72)))

    too_much = size_told(api, text(limit))

    overhead = too_much - len(text(limit).text.data)
    assert 300 < overhead < 1500
    check(api, text(limit - overhead - 72))


def test_characters_and_files_count_as_many_bytes_as_their_encoding_takes():
    file = Attachment("a.bin", b"\0" * (V2 * 57 // 78), "application/octet-stream")

    assert size_told("sesv2", SimpleContent(Text("Hi"), Text("x"), attachments=(file,))) > V2
    assert size_told("ses", SimpleContent(Text("Hi"), text=Text("é" * (V1 // 2)))) > V1 * 4 // 3
