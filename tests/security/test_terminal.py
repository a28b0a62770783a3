"""What a mail says is shown in a terminal, and does nothing there."""

from __future__ import annotations

import json

import pytest

from sesfake.mail.printable import printable
from tests.installed import needs_member

ESCAPES = "\x1b[31m\x1b(0\x07\x9b31m\u202e\n\r\x7f"
IN_A_NAME = "=?utf-8?Q?a=1B=5B31m=9B=0D=0Ab=E2=80=AE?="


def test_what_cannot_be_seen_is_written_as_python_writes_it():
    assert printable(f"a{ESCAPES}ü") == r"a\x1b[31m\x1b(0\x07\x9b31m\u202e\n\r\x7fü"
    assert printable("a\nb\t", keep="\n") == "a\nb\\t"


@pytest.mark.ses(verified=["example.com"], production=True)
class TestWhatIsShownOfA:
    def test_message_whose_names_move_the_cursor(self, ses, ses_client):
        ses_client.send_raw_email(
            RawMessage={
                "Data": f"From: {IN_A_NAME} <shop@example.com>\r\nTo: {IN_A_NAME} <ann@example.com>"
                f"\r\nSubject: {IN_A_NAME}\r\n\r\nHello"
            }
        )

        [message] = ses.outbox

        assert "\x1b" in message.from_  # what was sent is told as it is
        shown = [repr(message), *map(repr, message.events)]
        assert all(text.isprintable() for text in shown)
        assert ESCAPES[:4] not in repr(ses.outbox)

    def test_template_that_lacks_a_strange_attribute(self, ses, ses_client):
        ses.add_template("t", subject="{{[x\x1b(0\u202e]}}", text="Hello")
        ses_client.send_templated_email(
            Source="shop@example.com",
            Destination={"ToAddresses": ["ann@example.com"]},
            Template="t",
            TemplateData=json.dumps({"y\x1b[2J": 1}),
        )

        [message] = ses.outbox

        assert message.undelivered == (
            "Attribute 'x\x1b(0\u202e' is not present in the rendering data."
        )
        assert r"Attribute 'x\x1b(0\u202e'" in repr(message)
        assert r"data given: y\x1b[2J" in repr(message)

    def test_mail_that_was_received(self, ses):
        raw = f"From: a@example.org\r\nTo: b@example.com\r\nSubject: {IN_A_NAME}\r\n\r\nHello"

        received = ses.receive(raw, sender="a\x1b[2J@example.org", recipients="b\x9b@example.com")

        assert repr(received).isprintable()


def test_pytest_shows_a_refusal_without_its_escapes(pytester):
    needs_member("sesv2", "SendEmail", "Content.Simple.Attachments")
    pytester.makepyfile(
        """
        import boto3, contextlib

        def test_it(ses):
            with contextlib.suppress(Exception):
                boto3.client("sesv2").send_email(
                    FromEmailAddress="shop@example.com",
                    Destination={"ToAddresses": ["ann@example.com"]},
                    Content={"Simple": {"Subject": {"Data": "s"}, "Body": {"Text": {"Data": "t"}},
                        "Attachments": [{"FileName": "a", "RawContent": b"",
                            "ContentType": "text/x\\x1b]0;owned\\x07"}]}},
                )
            with contextlib.suppress(Exception):
                boto3.client("sesv2").get_email_template(TemplateName="t\\x1b]0;owned")
            assert False
        """
    )

    result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "--color=no", "--tb=short")

    shown = result.stdout.str()
    assert r"SendEmail was refused: Expected ';', got '\x1b'" in shown
    assert r"t\x1b]0;owned" in shown
    assert "\x1b" not in shown
