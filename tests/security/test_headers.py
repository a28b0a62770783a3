"""Nothing that a caller gives begins a header, or a line, that he did not ask for."""

from __future__ import annotations

import contextlib

import pytest
from botocore.exceptions import BotoCoreError, ClientError

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)

OWN = {
    "return-path", "from", "to", "cc", "reply-to", "subject", "mime-version", "content-type",
    "content-transfer-encoding", "date", "message-id", "feedback-id", "x-ses-outgoing", "x-a",
}  # fmt: skip
BREAKS = ["\r\n", "\n", "\r", "\r\r\n", "\n\r", "\x85", "\u2028", "\v", "\f", "\x1c", "\0", "\r\n "]


def places(breaking):
    """A call for each place where a text can stand, with a text that wants to be a header there."""
    evil = f"x{breaking}Injected: yes{breaking}{breaking}body"
    simple = {
        "FromEmailAddress": "shop@example.com",
        "Destination": {"ToAddresses": ["ann@example.com"]},
        "Content": {"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}}}},
    }
    content = simple["Content"]["Simple"]

    def with_content(**more):
        return {**simple, "Content": {"Simple": {**content, **more}}}

    def with_file(**more):
        return with_content(Attachments=[{"FileName": "a", "RawContent": b"x", **more}])

    yield "subject", with_content(Subject={"Data": evil})
    for name, text in {
        "phrase": f"{evil} <shop@example.com>",
        "quoted": f'"{evil}" <shop@example.com>',
        "escaped": f'"x\\{breaking}Injected: yes" <shop@example.com>',
        "comment": f"({evil}) shop@example.com",
        "local": f'"x{breaking}Injected: yes"@example.com',
        "literal": f"shop@[x{breaking}Injected: yes]",
        "behind": f"shop@example.com{breaking}Injected: yes",
    }.items():
        yield f"from {name}", {**simple, "FromEmailAddress": text}
        yield f"to {name}", {**simple, "Destination": {"ToAddresses": [text]}}
        yield f"cc {name}", {**simple, "Destination": {"CcAddresses": [text]}}
        yield f"reply to {name}", {**simple, "ReplyToAddresses": [text]}
        yield f"feedback {name}", {**simple, "FeedbackForwardingEmailAddress": text}
    yield "header name", with_content(Headers=[{"Name": f"X-A{evil}", "Value": "v"}])
    yield "header value", with_content(Headers=[{"Name": "X-A", "Value": evil}])
    yield "tag name", {**simple, "EmailTags": [{"Name": evil, "Value": "v"}]}
    yield "tag value", {**simple, "EmailTags": [{"Name": "n", "Value": evil}]}
    yield "charset", with_content(Subject={"Data": "s", "Charset": evil})
    for member in ("FileName", "ContentType", "ContentDescription", "ContentId"):
        yield member, with_file(**{member: evil})


@pytest.mark.parametrize("breaking", BREAKS, ids=ascii)
def test_no_text_begins_a_header(ses, sesv2_client, breaking):
    tried = 0
    for _, call in places(breaking):
        tried += 1
        with contextlib.suppress(ClientError, BotoCoreError):
            sesv2_client.send_email(**call)

    assert tried > 40
    for message in ses.outbox:
        head, _, body = message.raw.partition(b"\r\n\r\n")
        names = {line.partition(b":")[0].lower().decode() for line in unfolded(head)}
        assert names <= OWN
        assert b"\nInjected:" not in message.raw.replace(b"\r", b"\n") or message.attachments
        assert not body.startswith(b"body")


@pytest.mark.parametrize("breaking", BREAKS, ids=ascii)
def test_every_line_of_a_mail_ends_as_smtp_wants_it(ses, sesv2_client, breaking):
    # So that no server takes a lone CR or LF for the end of a mail that is relayed.
    for _, call in places(breaking):
        with contextlib.suppress(ClientError, BotoCoreError):
            sesv2_client.send_email(**call)
    raw = f"From: shop@example.com\r\nTo: ann@example.com\r\n\r\na{breaking}.{breaking}MAIL FROM:"
    sesv2_client.send_email(Content={"Raw": {"Data": raw.encode()}})

    for message in ses.outbox:
        for mail in (message.raw, message.delivered.raw):
            assert mail.count(b"\r") == mail.count(b"\n") == mail.count(b"\r\n")


def unfolded(head: bytes) -> list[bytes]:
    return [line for line in head.split(b"\r\n") if line[:1] not in (b" ", b"\t")]
