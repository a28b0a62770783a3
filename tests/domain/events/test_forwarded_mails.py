"""The mails themselves by which SES forwards bounces and complaints. Rows: facts "events" 5."""

from __future__ import annotations

import re

import pytest

from sesfake.domain.events.details import BouncedRecipient
from sesfake.domain.events.feedback import bounce, bounced, complaint, suppressed
from sesfake.domain.events.forwarding import forwarded
from sesfake.domain.events.vocabulary import bounce_kind
from tests.domain.events.feedback_mails import ANN, BOB, fields, outgoing_ip, sent
from tests.domain.events.samples import LATER, SENT

SENT_BY_SES = "Date: Mon, 28 Mar 2022 23:59:44 +0000"

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


@pytest.fixture(autouse=True)
def clock(ses):
    ses.clock.freeze(SENT)


@pytest.fixture
def message(ses):
    return sent(ses, ANN, BOB)


def document(notice) -> list[str]:
    """The lines of a mail, with names for what differs from message to message."""
    boundary = notice.mime.get_boundary() or "no boundary"
    text = notice.raw.decode("ascii").replace(boundary, "BOUNDARY")
    text = text.replace(notice.message_id, "FEEDBACK")
    text = re.sub(r"Feedback-ID: ::1\.us-east-1\.[\w+/]{43}=:AmazonSES", "Feedback-ID: ID", text)
    text = re.sub(r"X-SES-Outgoing: 2022\.03\.28-54\.240\.\d+\.\d+", "X-SES-Outgoing: IP", text)
    return text.split("\r\n")


def expected(text: str, message) -> list[str]:
    """A document as it is written below, with the original in its place."""
    host = f"{message.id}@email.amazonses.com"
    whole = text.replace("ORIGINAL", original(message)).replace("MESSAGE", host)
    return whole.split("\n")


def original(message) -> str:
    text = message.raw.decode("ascii").replace("\r\n", "\n")
    text = re.sub("Feedback-ID: .*", "Feedback-ID: ID", text)
    return re.sub("X-SES-Outgoing: .*", "X-SES-Outgoing: IP", text)


def outgoing_host(message) -> str:
    return "a{}-{}.smtp-out.amazonses.com".format(*outgoing_ip(message).split(".")[2:])


class TestBounces:
    def test_a_hard_bounce(self, message):
        notice = forwarded(message, bounce(message, [ANN], LATER), LATER)

        # events 5: bounce mail; text part (remote bounce); delivery-status part
        assert document(notice) == expected(
            f"""\
Return-Path: <>
From: MAILER-DAEMON@amazonses.com
To: shop@example.com
Subject: Delivery Status Notification (Failure)
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;  boundary="BOUNDARY"
{SENT_BY_SES}
Message-ID: <FEEDBACK@email.amazonses.com>
Feedback-ID: ID
X-SES-Outgoing: IP

--BOUNDARY
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 7bit

The following message to <ann@example.org> was undeliverable.
The reason for the problem:
550 5.1.1 user unknown

--BOUNDARY
Content-Type: message/delivery-status

Reporting-MTA: dns; {outgoing_host(message)}

Final-Recipient: rfc822;ann@example.org
Action: failed
Status: 5.1.1 (permanent failure)
Diagnostic-Code: smtp; 550 5.1.1 user unknown

--BOUNDARY
Content-Type: message/rfc822
Content-Transfer-Encoding: 7bit

ORIGINAL
--BOUNDARY--
""",
            message,
        )

    def test_a_soft_bounce_of_two_recipients(self, message):
        details = bounce(message, [ANN, BOB], LATER, "Transient", "MailboxFull")

        notice = forwarded(message, details, LATER)

        assert notice.text == (
            "The following message to <ann@example.org> was undeliverable.\n"
            "The reason for the problem:\n"
            "552 5.2.2 Mailbox full\n"
            "\n"
            "The following message to <bob@example.org> was undeliverable.\n"
            "The reason for the problem:\n"
            "552 5.2.2 Mailbox full\n"
        )
        assert fields(notice) == [
            {"Reporting-MTA": f"dns; {outgoing_host(message)}"},
            {
                "Final-Recipient": "rfc822;ann@example.org",
                "Action": "failed",
                "Status": "5.2.2 (permanent failure)",
                "Diagnostic-Code": "smtp; 552 5.2.2 Mailbox full",
            },
            {
                "Final-Recipient": "rfc822;bob@example.org",
                "Action": "failed",
                "Status": "5.2.2 (permanent failure)",
                "Diagnostic-Code": "smtp; 552 5.2.2 Mailbox full",
            },
        ]

    def test_a_message_that_was_too_old(self, message):
        notice = forwarded(message, bounce(message, [ANN], LATER, "Transient"), LATER)

        assert fields(notice)[1] == {
            "Final-Recipient": "rfc822;ann@example.org",
            "Action": "failed",
            "Status": "4.4.7 (temporary failure)",
            "Diagnostic-Code": "smtp; 550 4.4.7 Message expired: unable to deliver in 840 minutes."
            "<421 4.4.1 Unable to connect to remote host>",
        }

    def test_a_suppressed_recipient(self, ses):
        message = sent(ses, "Ann <ann@example.org>")

        notice = forwarded(message, suppressed(message, [ANN], LATER), LATER)

        # events 5: text part (SES-made bounce); events 6 for the diagnostic
        assert document(notice) == expected(
            f"""\
Return-Path: <>
From: MAILER-DAEMON@amazonses.com
To: shop@example.com
Subject: Delivery Status Notification (Failure)
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;  boundary="BOUNDARY"
{SENT_BY_SES}
Message-ID: <FEEDBACK@email.amazonses.com>
Feedback-ID: ID
X-SES-Outgoing: IP

--BOUNDARY
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 7bit

An error occurred while trying to deliver the mail to the following recipients:
ann@example.org

--BOUNDARY
Content-Type: message/delivery-status

Reporting-MTA: dns; amazonses.com

Final-Recipient: rfc822;ann@example.org
Action: failed
Status: 5.1.1 (permanent failure)
Diagnostic-Code: Amazon SES did not send the message to this address because
 it is on the suppression list for your account. For more information about
 removing addresses from the suppression list, see the Amazon SES Developer
 Guide at
 https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html

--BOUNDARY
Content-Type: message/rfc822
Content-Transfer-Encoding: 7bit

ORIGINAL
--BOUNDARY--
""",
            message,
        )

    @pytest.mark.parametrize("words", [("Transient",), ("Undetermined",)])
    def test_an_answer_without_a_delivery_status_is_sent_on_as_it_came(self, message, words):
        details = bounced(message, LATER, bounce_kind(*words), (BouncedRecipient(ANN),))

        notice = forwarded(message, details, LATER)

        assert (notice.kind, notice.sender) == ("bounce", ANN)
        assert document(notice) == expected(
            f"""\
Return-Path: <>
From: ann@example.org
To: shop@example.com
Subject: Out of Office
In-Reply-To: <MESSAGE>
References: <MESSAGE>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 7bit
{SENT_BY_SES}
Message-ID: <FEEDBACK@email.amazonses.com>
Feedback-ID: ID
X-SES-Outgoing: IP

I am out of the office.
""",
            message,
        )

    def test_an_answer_of_nobody_in_particular_is_the_first_recipients(self, message):
        # events 2: a real one of 2013 named no recipient
        details = bounced(message, LATER, bounce_kind("Undetermined"), ())

        assert forwarded(message, details, LATER).sender == ANN

    def test_a_recipient_of_whom_little_is_said_has_what_the_standard_demands(self, message):
        recipients = (BouncedRecipient(ANN, "failed"), BouncedRecipient(BOB))

        for words, status in (
            (("Permanent",), "5.0.0 (permanent failure)"),
            (("Transient",), "4.0.0 (temporary failure)"),
        ):
            details = bounced(message, LATER, bounce_kind(*words), recipients)
            assert fields(forwarded(message, details, LATER))[1:] == [
                {"Final-Recipient": f"rfc822;{one}", "Action": "failed", "Status": status}
                for one in (ANN, BOB)
            ]


class TestComplaints:
    def test_a_complaint_with_a_report(self, message):
        details = complaint(message, [ANN], LATER, arrival_date=LATER)

        notice = forwarded(message, details, LATER)

        # events 5: complaint mail
        ip = outgoing_ip(message)
        assert document(notice) == expected(
            f"""\
Return-Path: <>
From: complaints@email-abuse.amazonses.com
To: shop@example.com
Subject: complaint about message from {ip}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report;  boundary="BOUNDARY"
{SENT_BY_SES}
Message-ID: <FEEDBACK@email.amazonses.com>
Feedback-ID: ID
X-SES-Outgoing: IP

--BOUNDARY
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 7bit

This is an email abuse report for an email message received from IP {ip} on \
Mon, 28 Mar 2022 23:59:44 +0000. For more information about this format please see \
http://www.mipassoc.org/arf/.

--BOUNDARY
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: AnyCompany Feedback Loop (V0.01)
Version: 1
Original-Mail-From: <{message.id}@amazonses.com>
Arrival-Date: Mon, 28 Mar 2022 23:59:44 +0000
Source-IP: {ip}

--BOUNDARY
Content-Type: message/rfc822
Content-Transfer-Encoding: 7bit

ORIGINAL
--BOUNDARY--
""",
            message,
        )

    def test_a_complaint_without_a_report(self, message):
        notice = forwarded(message, complaint(message, [ANN], LATER, None), LATER)

        ip = outgoing_ip(message)
        assert fields(notice) == [
            {
                "Feedback-Type": "other",
                "User-Agent": "Amazon SES",
                "Version": "1",
                "Original-Mail-From": f"<{message.id}@amazonses.com>",
                "Source-IP": ip,
            }
        ]
        assert notice.text.startswith(
            f"This is an email abuse report for an email message received from IP {ip} on "
            "Mon, 28 Mar 2022 23:59:32 +0000."
        )

    def test_a_complaint_of_ses_itself_names_the_suppressed_recipients(self, ses):
        message = sent(ses, "Ann <ann@example.org>", BOB)
        details = suppressed(message, [ANN, BOB], LATER, "COMPLAINT")

        notice = forwarded(message, details, LATER)

        assert notice.text == (
            "Amazon SES did not send the message to this address because it is on the suppression "
            "list for your account. For more information about removing addresses from the "
            "suppression list, see the Amazon SES Developer Guide at "
            "https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html\n"
            "ann@example.org\n"
            "bob@example.org\n"
        )
        [_, report, _] = notice.mime.iter_parts()
        assert report.get_payload(0).items() == [
            ("Feedback-Type", "other"),
            ("User-Agent", "Amazon SES"),
            ("Version", "1"),
            ("Original-Mail-From", f"<{message.id}@amazonses.com>"),
            ("Original-Rcpt-To", "<ann@example.org>"),
            ("Original-Rcpt-To", "<bob@example.org>"),
        ]
