"""What may be in a message that SES composes. Rows are those of the facts "sending", section 5."""

from __future__ import annotations

import boto3
import pytest

from tests.domain.conftest import assert_no_trace, send_v1, send_v2
from tests.installed import needs_member
from tests.refusing import refusal_with_status

SHOP = "shop@example.com"
ANN = "ann@example.com"

FORBIDDEN = [
    *("BCC", "CC", "Content-Disposition", "Content-Type", "Date", "From", "Message-ID"),
    *("MIME-Version", "Reply-To", "Return-Path", "Subject", "To", "subject", "reply-to"),
]

pytestmark = pytest.mark.ses(verified=["example.com"])


def simple(**more) -> dict:
    return {"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}, **more}}


def send_simple(**more) -> str:
    return boto3.client("sesv2").send_email(
        FromEmailAddress=SHOP, Destination={"ToAddresses": [ANN]}, Content=simple(**more)
    )["MessageId"]


class TestBodies:
    @pytest.mark.parametrize(
        ("api", "answer"),
        [
            # an empty structure vanishes on v1's wire
            (
                "v1",
                "1 validation error detected: Value at 'message.body' failed to satisfy "
                "constraint: Member must not be null",
            ),
            ("v2", "Message body must have a Text or an Html part."),
        ],
    )
    def test_a_body_of_neither_text_nor_html_is_refused(self, ses, api, answer):
        # moto accepts it (users, section 1)
        send = {"v1": send_v1, "v2": send_v2}[api]

        _, text, status = refusal_with_status(send, SHOP, to=[ANN], text={})

        assert (text, status) == (answer, 400)
        assert_no_trace(ses)

    def test_an_empty_text_and_an_empty_subject_are_accepted(self, ses, send):
        send(SHOP, to=[ANN], subject="", text="")

        assert (ses.outbox.last.subject, ses.outbox.last.text) == ("", "")

    def test_a_charset_that_only_java_knows_is_written_in_utf_8(self, ses, send):
        text = {"Text": {"Data": "Grüße", "Charset": "unicode"}}

        send(SHOP, to=[ANN], text=text)

        assert ses.outbox.last.mime.get_content().strip() == "Grüße"

    def test_a_line_break_in_the_subject_cannot_make_a_header(self, ses, send):
        send(SHOP, to=[ANN], subject="Hi\r\nBcc: victim@example.org")

        assert "Bcc" not in ses.outbox.last.headers
        assert ses.outbox.last.mime["Bcc"] is None


class TestTags:
    def test_tags_are_told_by_the_message(self, ses, send, api):
        name = {"v1": "Tags", "v2": "EmailTags"}[api]

        send(SHOP, to=[ANN], **{name: [{"Name": "campaign", "Value": "spring_1-a"}]})

        assert ses.outbox.last.tags == {"campaign": "spring_1-a"}

    @pytest.mark.parametrize(
        ("name", "value", "text"),
        [
            ("id", "event:id:abc1234", "Invalid tag value <event:id:abc1234>"),
            ("a b", "c", "Invalid tag name <a b>"),
        ],
    )
    @pytest.mark.parametrize(("send", "tags"), [(send_v1, "Tags"), (send_v2, "EmailTags")])
    def test_other_characters_are_refused(self, send, tags, name, value, text):
        # localstack#8588
        _, said, status = refusal_with_status(
            send, SHOP, to=[ANN], **{tags: [{"Name": name, "Value": value}]}
        )

        assert said == f"{text}: only alphanumeric ASCII characters, '_', and '-' are allowed."
        assert status == 400


class TestCustomHeaders:
    @pytest.fixture(autouse=True)
    def _known(self):
        needs_member("sesv2", "SendEmail", "Content.Simple.Headers")

    def test_list_unsubscribe_headers_are_allowed(self, ses):
        send_simple(
            Headers=[
                {"Name": "List-Unsubscribe", "Value": "<https://example.com/u>"},
                {"Name": "List-Unsubscribe-Post", "Value": "List-Unsubscribe=One-Click"},
            ]
        )

        assert ses.outbox.last.headers["List-Unsubscribe"] == "<https://example.com/u>"

    def test_a_sender_header_must_be_verified_too(self, ses):
        # Section 2: From, Source, Sender and Return-Path are checked always
        code, text, _ = refusal_with_status(
            send_simple, Headers=[{"Name": "Sender", "Value": "evil@other.org"}]
        )

        assert code == "MessageRejected"
        assert text.endswith("US-EAST-1: evil@other.org")
        _, text, _ = refusal_with_status(send_simple, Headers=[{"Name": "sender", "Value": "no"}])
        assert text == "Missing final '@domain'"
        assert_no_trace(ses)
        send_simple(Headers=[{"Name": "Sender", "Value": "team@example.com"}])
        assert ses.outbox.last.headers["Sender"] == "team@example.com"

    def test_a_feedback_id_of_the_caller_is_replaced(self, ses):
        send_simple(Headers=[{"Name": "Feedback-ID", "Value": "mine"}])

        message = ses.outbox.last
        assert message.mime.get_all("Feedback-ID") == [message.headers["Feedback-ID"]]
        assert "mine" not in message.headers["Feedback-ID"]

    def test_x_ses_headers_are_obeyed_and_not_delivered(self, ses, ses_client):
        # Section 12: they are a mail's own way to say what the call has parameters for.
        ses_client.create_configuration_set(ConfigurationSet={"Name": "news"})

        send_simple(
            Headers=[
                {"Name": "X-SES-CONFIGURATION-SET", "Value": "news"},
                {"Name": "X-SES-MESSAGE-TAGS", "Value": "campaign=spring"},
            ]
        )

        message = ses.outbox.last
        assert (message.configuration_set, message.tags) == ("news", {"campaign": "spring"})
        assert b"X-SES-MESSAGE-TAGS" not in message.raw

    @pytest.mark.parametrize("name", FORBIDDEN)
    def test_headers_that_have_a_place_of_their_own_are_refused(self, ses, name):
        # Niach/exponential#56: Reply-To inside of Simple.Headers
        code, text, status = refusal_with_status(
            send_simple, Headers=[{"Name": name, "Value": "x@example.com"}]
        )

        assert (code, status) == ("BadRequestException", 400)
        assert name in text
        assert_no_trace(ses)


class TestAttachments:
    @pytest.fixture(autouse=True)
    def _known(self):
        needs_member("sesv2", "SendEmail", "Content.Simple.Attachments")

    @pytest.mark.parametrize("name", ["setup.exe", "SETUP.EXE", "report.pdf.js", "a.ps1"])
    def test_file_types_that_amazon_does_not_carry_are_refused(self, ses, name):
        code, _, status = refusal_with_status(
            send_simple, Attachments=[{"FileName": name, "RawContent": b"x"}]
        )

        assert (code, status) == ("BadRequestException", 400)
        assert_no_trace(ses)

    def test_a_content_id_cannot_make_a_header(self, ses):
        content_id = "x\r\n\r\nX-Evil: 1"

        send_simple(
            Attachments=[{"FileName": "a.txt", "RawContent": b"hello", "ContentId": content_id}]
        )

        [part] = ses.outbox.last.mime.iter_attachments()
        assert part["X-Evil"] is None
        assert part.get_payload(decode=True) == b"hello"

    @pytest.mark.parametrize("name", ["a\\b.pdf", 'say "hi".txt', "Café.pdf"])
    def test_file_names_survive_the_journey(self, ses, name):
        send_simple(Attachments=[{"FileName": name, "RawContent": b"x"}])

        [part] = ses.outbox.last.mime.iter_attachments()
        assert part.get_filename() == name

    @pytest.mark.parametrize(
        ("content_type", "text"),
        [("x", "Expected '/', got null"), ("application/pdf; name=a.exe", None)],
    )
    def test_a_content_type_is_read_as_in_raw_mail(self, ses, content_type, text):
        code, said, _ = refusal_with_status(
            send_simple,
            Attachments=[{"FileName": "a.pdf", "RawContent": b"x", "ContentType": content_type}],
        )

        assert code == "BadRequestException"
        assert text in (None, said)
        assert_no_trace(ses)

    @pytest.mark.parametrize("name", ["report.pdf", "exe", "a.exe.zip", "photo.jpeg"])
    def test_other_files_are_carried(self, ses, name):
        send_simple(Attachments=[{"FileName": name, "RawContent": b"x"}])

        assert [file.filename for file in ses.outbox.last.attachments] == [name]


def test_a_domain_of_a_hundred_thousand_labels_is_refused_in_no_time(send, invalid):
    address = "a@" + "b." * 100_000 + "com"

    code, text, _ = refusal_with_status(send, address, to=[ANN])

    assert (code, text[:60]) == (
        invalid("")[0],
        f"Address length is more than 320 characters long: '{address}"[:60],
    )
