"""The mails by which SES forwards feedback. Rows: facts "events" 5."""

from __future__ import annotations

import re

import boto3
import pytest

from sesfake.domain.events import feedback_mail
from sesfake.domain.events.feedback import bounce, complaint
from sesfake.domain.events.forwarding import forwarded
from sesfake.domain.mails.notices import Notices
from tests.domain.events.feedback_mails import ANN, BOB, SHOP, fields, outgoing_ip, sent, text_of
from tests.domain.events.samples import FEEDBACK_ID, LATER, SENT, sent_raw

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


@pytest.fixture(autouse=True)
def clock(ses):
    ses.clock.freeze(SENT)


@pytest.fixture
def message(ses):
    return sent(ses, ANN, BOB)


class TestWhatATesterReads:
    @pytest.mark.parametrize(
        ("make", "kind", "sender", "subject"),
        [
            (
                bounce,
                "bounce",
                "MAILER-DAEMON@amazonses.com",
                "Delivery Status Notification (Failure)",
            ),
            (
                complaint,
                "complaint",
                "complaints@email-abuse.amazonses.com",
                "complaint about message from {ip}",
            ),
        ],
    )
    def test_a_notice_says_what_its_mail_says(self, message, make, kind, sender, subject):
        details = make(message, [ANN], LATER)

        notice = forwarded(message, details, LATER)

        assert (notice.kind, notice.to, notice.sender) == (kind, SHOP, sender)
        assert notice.subject == subject.format(ip=outgoing_ip(message))
        assert (notice.account_id, notice.region) == ("123456789012", "us-east-1")
        assert (notice.sent_at, notice.html) == (LATER, None)
        assert notice.message_id == details.feedback_id
        assert re.fullmatch(FEEDBACK_ID, notice.message_id)
        mime = notice.mime
        assert (mime["From"], mime["To"], mime["Subject"]) == (sender, SHOP, notice.subject)
        assert mime["Date"].datetime == LATER.replace(microsecond=0)
        assert text_of(mime) == notice.text

    def test_it_is_found_by_its_kind_its_recipient_and_the_feedback_id(self, message):
        details = complaint(message, [ANN], LATER)
        bounce_notice = forwarded(message, bounce(message, [ANN], LATER), LATER)
        complaint_notice = forwarded(message, details, LATER)

        notices = Notices([bounce_notice, complaint_notice])

        assert notices.one(kind="bounce", to=SHOP, text=re.compile(ANN)) is bounce_notice
        assert notices.one(kind="complaint", message_id=details.feedback_id) is complaint_notice

    def test_it_is_written_when_it_is_first_read(self, message):
        notice = forwarded(message, bounce(message, [ANN], LATER), LATER)

        assert not {"text", "raw", "mime"} & vars(notice).keys()
        assert "raw" not in vars(message)
        assert notice.raw is notice.raw

    def test_the_same_feedback_gives_the_same_mail(self, message):
        first, second = (
            forwarded(message, bounce(message, [ANN], LATER), LATER).raw for _ in range(2)
        )

        assert first == second

    def test_outside_us_east_1_the_region_is_in_the_names(self, ses):
        message = sent(ses, ANN, region="eu-west-1")

        notice = forwarded(message, bounce(message, [ANN], LATER), LATER)

        assert notice.sender == "MAILER-DAEMON@eu-west-1.amazonses.com"
        assert notice.mime["Message-ID"] == f"<{notice.message_id}@eu-west-1.amazonses.com>"
        assert fields(notice)[0]["Reporting-MTA"].endswith(".smtp-out.eu-west-1.amazonses.com")

    def test_the_message_that_it_is_about_is_in_it(self, message):
        notice = forwarded(message, bounce(message, [ANN], LATER), LATER)

        [_, _, returned] = notice.mime.iter_parts()
        assert returned.get_content().as_bytes() == message.mime.as_bytes()

    def test_of_a_very_large_message_only_the_headers_are(self, ses, monkeypatch):
        message = sent(ses, ANN)
        head = message.raw.partition(b"\r\n\r\n")[0].decode() + "\r\n"
        types = []
        for spare in (0, -1):
            monkeypatch.setattr(feedback_mail, "MAX_ORIGINAL", len(message.raw) + spare)
            notice = forwarded(message, bounce(message, [ANN], LATER), LATER)
            [_, _, returned] = notice.mime.iter_parts()
            types.append(returned.get_content_type())

        assert types == ["message/rfc822", "text/rfc822-headers"]
        assert returned.get_content() == head


class TestWhereItGoes:
    """Forwarding address (events 5)."""

    def test_send_email(self, ses):
        client = boto3.client("ses")
        given = {
            "Source": "Shop <shop@example.com>",
            "Destination": {"ToAddresses": [ANN]},
            "Message": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        }

        client.send_email(**given)
        client.send_email(**given, ReturnPath="Bounces <bounces@example.com>")

        assert forwarded_to(ses) == [SHOP, "bounces@example.com"]

    def test_send_raw_email(self, ses):
        head = f"From: shop@example.com\r\nTo: {ANN}\r\n"
        returning = f"Return-Path: <back@example.com>\r\n{head}"

        sent_raw(ses, f"{head}\r\nHello")
        sent_raw(ses, f"{returning}\r\nHello")
        sent_raw(ses, f"{returning}\r\nHello", Source="source@example.com")

        assert forwarded_to(ses) == [SHOP, "back@example.com", "source@example.com"]

    @pytest.mark.parametrize(
        "content",
        [
            {"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}},
            {"Raw": {"Data": f"From: shop@example.com\r\nTo: {ANN}\r\n\r\nHello"}},
            {"Template": {"TemplateName": "hi", "TemplateData": "{}"}},
        ],
        ids=["simple", "raw", "template"],
    )
    def test_v2_send_email(self, ses, content):
        client = boto3.client("sesv2")
        client.create_email_template(
            TemplateName="hi", TemplateContent={"Subject": "Hi", "Text": "Hello"}
        )
        given = {
            "FromEmailAddress": SHOP,
            "Destination": {"ToAddresses": [ANN]},
            "Content": content,
        }

        client.send_email(**given)
        client.send_email(**given, FeedbackForwardingEmailAddress="bounces@example.com")

        assert forwarded_to(ses) == [SHOP, "bounces@example.com"]

    def test_in_bulk(self, ses):
        client = boto3.client("ses")
        client.create_template(
            Template={"TemplateName": "hi", "SubjectPart": "Hi", "TextPart": "Hello"}
        )
        client.send_bulk_templated_email(
            Source=SHOP,
            ReturnPath="bounces@example.com",
            Template="hi",
            DefaultTemplateData="{}",
            Destinations=[{"Destination": {"ToAddresses": [one]}} for one in (ANN, BOB)],
        )

        assert forwarded_to(ses) == ["bounces@example.com"] * 2


def forwarded_to(ses) -> list[str]:
    return [
        forwarded(message, bounce(message, message.recipients, LATER), LATER).mime["To"]
        for message in ses.outbox
    ]
