"""Raw mail through SendRawEmail and v2's Content.Raw. Rows are those of the facts "sending"."""

from __future__ import annotations

import email.utils
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import boto3
import pytest

from sesfake import mock_ses
from tests.domain.conftest import assert_no_trace
from tests.refusing import refusal_with_status

SHOP = "shop@example.com"
ANN = "ann@example.com"


def mail(*lines: str, body: str = "Hello") -> str:
    return "\r\n".join([*lines, "", body])


class TestTheEnvelope:
    @mock_ses(production=True, verified=[SHOP])
    def test_without_destinations_every_address_of_to_cc_and_bcc_is_a_recipient(
        self, ses, send_raw
    ):
        # Section 12: "none given"; boto3#4332: several Bcc headers add up.
        send_raw(
            mail(
                f"From: Shop <{SHOP}>",
                "To: Ann <a@x.org>, b@x.org",
                "Cc: c@x.org",
                "Bcc: d@x.org",
                "Bcc: e@x.org",
            )
        )

        [message] = ses.outbox
        assert message.recipients == [f"{letter}@x.org" for letter in "abcde"]
        assert message.to == ["Ann <a@x.org>", "b@x.org"]
        assert message.cc == ["c@x.org"]
        assert message.bcc == ["d@x.org", "e@x.org"]

    @mock_ses(production=True, verified=[SHOP])
    def test_members_of_a_group_are_recipients_one_by_one(self, ses, send_raw):
        send_raw(mail(f"From: {SHOP}", "To: Friends: a@x.org, Bob <b@x.org>;, c@x.org"))

        assert ses.outbox.last.recipients == ["a@x.org", "b@x.org", "c@x.org"]

    @mock_ses(production=True, verified=[SHOP])
    def test_destinations_alone_are_the_envelope_and_headers_are_only_shown(self, ses, send_raw):
        # Section 12: "Destinations given"; moto counts both (users, section 1).
        send_raw(mail(f"From: {SHOP}", "To: list@x.org"), to=["a@x.org", "list@x.org"])

        [message] = ses.outbox
        assert message.recipients == ["a@x.org", "list@x.org"]
        assert (message.to, message.bcc) == (["list@x.org"], ["a@x.org"])
        assert boto3.client("ses").get_send_quota()["SentLast24Hours"] == 2

    @mock_ses(production=True, verified=[SHOP])
    def test_whom_a_header_names_in_another_case_is_not_hidden(self, ses, send_raw):
        send_raw(mail(f"From: {SHOP}", "To: Ann@X.org"), to=["ann@x.org", "bob@x.org"])

        assert ses.outbox.last.bcc == ["bob@x.org"]

    @mock_ses(production=True, verified=[SHOP])
    def test_a_v2_destination_may_name_to_cc_and_bcc(self, ses, sesv2_client):
        sesv2_client.send_email(
            Content={"Raw": {"Data": mail(f"From: {SHOP}", "To: a@x.org")}},
            Destination={
                "ToAddresses": ["a@x.org"],
                "CcAddresses": ["b@x.org"],
                "BccAddresses": ["c@x.org"],
            },
        )

        assert ses.outbox.last.recipients == ["a@x.org", "b@x.org", "c@x.org"]

    @mock_ses(production=True, verified=[SHOP])
    @pytest.mark.parametrize("header", ["To", "Cc", "Bcc"])
    def test_fifty_recipients_in_headers_are_taken_and_one_more_is_not(
        self, ses, send_raw, header, invalid
    ):
        def with_recipients(count: int) -> str:
            names = ", ".join(f"r{n}@x.org" for n in range(count - 1))
            to = "To: first@x.org" if header != "To" else f"To: first@x.org, {names}"
            extra = () if header == "To" else (f"{header}: {names}",)
            return mail(f"From: {SHOP}", to, *extra)

        assert refusal_with_status(send_raw, with_recipients(51)) == invalid(
            "Recipient count exceeds 50."
        )
        assert_no_trace(ses)
        send_raw(with_recipients(50))
        assert len(ses.outbox.last.recipients) == 50

    @mock_ses(production=True, verified=[SHOP])
    def test_bcc_headers_that_pile_up_meet_the_limit(self, ses, send_raw, invalid):
        # boto3#4332: one message object used again and again.
        piled_up = EmailMessage()
        piled_up["From"], piled_up["To"] = SHOP, "a@x.org"
        data = piled_up.as_string() + "hello"
        bcc = "".join(f"Bcc: r{n}@x.org\n" for n in range(50))

        assert refusal_with_status(send_raw, bcc + data) == invalid("Recipient count exceeds 50.")

    @mock_ses(production=True, verified=[SHOP])
    def test_headers_do_not_count_when_destinations_are_given(self, ses, send_raw):
        names = ", ".join(f"r{n}@x.org" for n in range(60))

        send_raw(mail(f"From: {SHOP}", f"To: {names}"), to=["a@x.org"])

        assert ses.outbox.last.recipients == ["a@x.org"]
        assert len(ses.outbox.last.to) == 60


class TestTheSender:
    @mock_ses(production=True, verified=[SHOP])
    def test_the_source_is_optional_when_there_is_a_from_header(self, ses, send_raw):
        send_raw(mail(f"From: Shop <{SHOP}>", "To: a@x.org"))

        [message] = ses.outbox
        assert message.source == message.from_ == f"Shop <{SHOP}>"
        assert message.return_path == SHOP

    @mock_ses(production=True, verified=[SHOP])
    def test_a_from_header_is_optional_when_there_is_a_source(self, ses, send_raw):
        send_raw(mail("To: a@x.org"), source=SHOP)

        assert ses.outbox.last.source == SHOP

    @pytest.mark.parametrize("from_", [(), ("From: nobody:;",)])
    @mock_ses(production=True, verified=[SHOP])
    def test_one_of_them_is_needed(self, ses, send_raw, invalid, from_):
        assert refusal_with_status(send_raw, mail(*from_, "To: a@x.org")) == invalid(
            "Missing required header 'From'."
        )
        assert_no_trace(ses)

    @mock_ses(production=True, verified=[SHOP])
    @pytest.mark.parametrize(
        "lines",
        [
            ["From: stranger@x.org"],
            [f"From: {SHOP}", "Sender: stranger@x.org"],
            [f"From: {SHOP}", "Return-Path: <stranger@x.org>"],
            [f"From: {SHOP}, stranger@x.org"],
        ],
        ids=["From", "Sender", "Return-Path", "one of several"],
    )
    def test_every_sender_a_mail_names_must_be_verified(self, ses, send_raw, lines):
        # Section 12, "both must be verified if both given", and the guide's list of senders.
        code, text, status = refusal_with_status(send_raw, mail(*lines, "To: a@x.org"), source=SHOP)

        assert (code, status) == ("MessageRejected", 400)
        assert text.startswith("Email address is not verified.")
        assert "stranger@x.org" in text and SHOP not in text
        assert_no_trace(ses)

    @mock_ses(production=True, verified=[SHOP])
    def test_the_source_must_be_verified_too(self, send_raw):
        _, text, _ = refusal_with_status(
            send_raw, mail(f"From: {SHOP}", "To: a@x.org"), source="stranger@x.org"
        )

        assert text.endswith("US-EAST-1: stranger@x.org")

    @mock_ses(production=True, verified=[SHOP])
    def test_an_empty_return_path_names_nobody(self, ses, send_raw):
        send_raw(mail(f"From: {SHOP}", "Return-Path: <>", "To: a@x.org"))

        assert ses.outbox.last.return_path == SHOP

    @mock_ses(production=True, verified=["example.com"])
    def test_bounces_go_to_the_source_before_the_return_path_before_from(self, ses, send_raw):
        lines = ["From: from@example.com", "To: a@x.org"]

        send_raw(mail("Return-Path: bounces@example.com", *lines), source=SHOP)
        send_raw(mail("Return-Path: bounces@example.com", *lines))
        send_raw(mail(*lines))

        assert [message.return_path for message in ses.outbox] == [
            SHOP,
            "bounces@example.com",
            "from@example.com",
        ]

    @mock_ses(production=True, verified=[SHOP])
    def test_reply_to_needs_no_verification(self, ses, send_raw):
        send_raw(mail(f"From: {SHOP}", "Reply-To: help@elsewhere.org", "To: a@x.org"))

        assert ses.outbox.last.reply_to == ["help@elsewhere.org"]

    @mock_ses(production=True, verified=[SHOP])
    def test_v2_reply_to_addresses_are_ignored_for_the_headers_rule(self, ses, sesv2_client):
        # Section 12: aws-sdk-rails#93.
        sesv2_client.send_email(
            Content={"Raw": {"Data": mail(f"From: {SHOP}", "To: a@x.org")}},
            ReplyToAddresses=["help@elsewhere.org"],
        )

        assert ses.outbox.last.reply_to == []

    @mock_ses(production=True, verified=["example.com"])
    def test_a_v2_feedback_address_gets_the_bounces(self, ses, sesv2_client):
        sesv2_client.send_email(
            FromEmailAddress=SHOP,
            Content={"Raw": {"Data": mail(f"From: {SHOP}", "To: a@x.org")}},
            FeedbackForwardingEmailAddress="bounces@example.com",
        )

        assert ses.outbox.last.return_path == "bounces@example.com"


class TestRequiredHeaders:
    @mock_ses(production=True, verified=[SHOP])
    def test_no_destinations_and_no_to_header(self, ses, send_raw, invalid):
        assert refusal_with_status(send_raw, mail(f"From: {SHOP}", "Cc: a@x.org")) == invalid(
            "Missing required header 'To'."
        )
        assert_no_trace(ses)

    @mock_ses(production=True, verified=[SHOP])
    def test_that_comes_before_the_syntax_of_those_that_are_there(self, send_raw, invalid):
        # Sections 4.4 and 8 do not say which.
        assert refusal_with_status(send_raw, mail("From: shop"), source="shop") == invalid(
            "Missing required header 'To'."
        )

    @mock_ses(production=True, verified=[SHOP])
    def test_with_destinations_an_absent_to_header_is_fine_and_a_blank_one_is_not(
        self, ses, send_raw, invalid
    ):
        # php-aws-ses#41
        send_raw(mail(f"From: {SHOP}"), to=["a@x.org"])

        assert refusal_with_status(send_raw, mail(f"From: {SHOP}", "To: "), to=["a@x.org"]) == (
            invalid("Empty required header 'To'.")
        )
        assert len(ses.outbox) == 1


class TestSyntaxComesInAmazonsOrder:
    """Section 4.4: Source, From, envelope, then To, Cc, Bcc, Reply-To, Return-Path."""

    @mock_ses
    @pytest.mark.parametrize(
        ("data", "given", "text"),
        [
            (mail("From: a@", "To: @b"), {"source": "one"}, "Missing final '@domain'"),
            (mail("From: a@", "To: @b"), {"to": ["one"]}, "Missing domain"),
            (mail("From: a@b.c", "To: @b"), {"to": ["one"]}, "Missing final '@domain'"),
            (mail("From: a@b.c", "To: @b", "Cc: c@"), {}, "Missing local name"),
            (mail("From: a@b.c", "To: b@b.c", "Bcc: d", "Cc: c@"), {}, "Missing domain"),
            (mail("From: a@b.c", "To: b@b.c", "Reply-To: @e", "Bcc: d@"), {}, "Missing domain"),
            (mail("From: a@b.c", "To: b@b.c", "Reply-To: e@"), {}, "Missing domain"),
        ],
    )
    def test_the_first_failure_wins(self, send_raw, invalid, data, given, text):
        assert refusal_with_status(send_raw, data, **given) == invalid(text)


class TestXSESHeaders:
    """Section 12: only the first counts, the call's word counts before it, all are removed."""

    @mock_ses(production=True, verified=[SHOP])
    def test_a_configuration_set(self, ses, send_raw, ses_client):
        for name in ("from-header", "from-call"):
            ses_client.create_configuration_set(ConfigurationSet={"Name": name})
        data = mail(
            f"From: {SHOP}",
            "X-SES-CONFIGURATION-SET: from-header",
            "X-SES-CONFIGURATION-SET: second",
            "To: a@x.org",
        )

        send_raw(data)
        send_raw(data, ConfigurationSetName="from-call")

        assert [m.configuration_set for m in ses.outbox] == ["from-header", "from-call"]
        assert b"X-SES-CONFIGURATION-SET" not in ses.outbox[0].raw

    @mock_ses(production=True, verified=[SHOP])
    def test_tags_of_the_call_replace_those_of_the_header(self, ses, send_raw):
        data = mail(f"From: {SHOP}", "X-SES-MESSAGE-TAGS: campaign=spring, list=vip", "To: a@x.org")

        send_raw(data)
        send_raw(data, Tags=[{"Name": "order", "Value": "17"}])

        assert [m.tags for m in ses.outbox] == [
            {"campaign": "spring", "list": "vip"},
            {"order": "17"},
        ]

    @mock_ses(production=True, verified=[SHOP])
    def test_tags_of_a_header_obey_the_rules_of_tags(self, ses, send_raw, invalid):
        data = mail(f"From: {SHOP}", "X-SES-MESSAGE-TAGS: id=event:id", "To: a@x.org")

        assert refusal_with_status(send_raw, data) == invalid(
            "Invalid tag value <event:id>: only alphanumeric ASCII characters, '_', and '-' "
            "are allowed."
        )
        assert_no_trace(ses)

    @mock_ses(production=True, verified=[SHOP])
    @pytest.mark.parametrize("header", ["SOURCE", "FROM", "RETURN-PATH"])
    def test_arns_of_others_are_refused(self, ses, send_raw, header, api):
        # Section 7: v2, too, needs ses:SendRawEmail.
        arn = f"arn:aws:ses:us-east-1:999999999999:identity/{SHOP}"
        data = mail(f"From: {SHOP}", f"X-SES-{header}-ARN: {arn}", "To: a@x.org")

        code, text, status = refusal_with_status(send_raw, data)

        assert (code, status) == (
            {"v1": "AccessDenied", "v2": "AccessDeniedException"}[api],
            403,
        )
        assert "perform `ses:SendRawEmail' on resource `" + arn in text
        assert_no_trace(ses)

    @mock_ses(production=True, verified=[SHOP])
    def test_a_tenant_that_does_not_exist(self, send_raw):
        data = mail(f"From: {SHOP}", "X-SES-TENANT: acme", "To: a@x.org")

        _, text, _ = refusal_with_status(send_raw, data)

        assert text == "Tenant acme for AwsAccountId 123456789012 not found."


class TestDelivery:
    @mock_ses(verified=[SHOP, ANN])
    def test_the_mail_arrives_as_it_was_written_but_for_amazons_headers(self, ses, send_raw):
        # Section 13
        ses.clock.freeze()
        message_id = send_raw(
            mail(
                f"From: {SHOP}",
                f"To: {ANN}",
                "Bcc: shop@example.com",
                "Subject: Hi",
                "Date: Mon, 1 Jan 2001 00:00:00 +0100",
                "Message-ID: <mine@example.com>",
                "X-Mailer: mine",
                body="Hello =C3=A9\r\n",
            )
        )

        [message] = ses.outbox
        assert message.headers["Message-ID"] == f"<{message_id}@email.amazonses.com>"
        assert email.utils.parsedate_to_datetime(message.headers["Date"]) == (
            message.sent_at.replace(microsecond=0)
        )
        assert "Bcc" not in message.headers
        assert message.headers["X-Mailer"] == "mine"
        assert message.headers["Feedback-ID"].endswith(":AmazonSES")
        assert message.raw.endswith(b"\r\n\r\nHello =C3=A9\r\n")

    @mock_ses(verified=[SHOP, ANN])
    def test_a_tester_reads_it_like_any_other_message(self, ses, send_raw):
        written = MIMEMultipart("mixed")
        written["From"], written["To"] = f"Shop <{SHOP}>", ANN
        written["Subject"] = "=?utf-8?q?Gr=C3=BC=C3=9Fe?="
        bodies = MIMEMultipart("alternative")
        bodies.attach(MIMEText("Grüße", "plain", "utf-8"))
        bodies.attach(MIMEText("<p>Grüße</p>", "html", "utf-8"))
        written.attach(bodies)
        file = MIMEText("a,b", "csv")
        file.add_header("Content-Disposition", "attachment", filename="list.csv")
        written.attach(file)

        send_raw(written.as_bytes())

        message = ses.outbox.one(to=ANN, subject="Grüße")
        assert (message.text, message.html) == ("Grüße", "<p>Grüße</p>")
        [attachment] = message.attachments
        assert (attachment.filename, attachment.content) == ("list.csv", b"a,b")
        assert attachment.content_type == "text/csv"

    @mock_ses(production=True, verified=[SHOP])
    def test_encoded_names_are_read_decoded(self, ses, send_raw):
        send_raw(mail(f"From: =?utf-8?q?L=C3=A4den?= <{SHOP}>", "To: a@x.org"))

        assert ses.outbox.last.from_ == f"Läden <{SHOP}>"

    @mock_ses(production=True, verified=[SHOP])
    def test_a_decoded_name_with_a_comma_keeps_its_quotes(self, ses, send_raw):
        send_raw(mail(f"From: {SHOP}", "To: =?utf-8?q?M=C3=BCller=2C_=C3=84nne?= <ann@x.org>"))

        assert ses.outbox.last.to == ['"Müller, Änne" <ann@x.org>']

    @mock_ses(production=True, verified=[SHOP])
    def test_headers_are_shown_in_order_and_the_first_of_a_name_counts(self, ses, send_raw):
        send_raw(mail("X-A: 1", f"From: {SHOP}", "X-A: 2", "To: a@x.org"))

        headers = ses.outbox.last.headers
        assert list(headers)[:4] == ["Return-Path", "X-A", "From", "To"]
        assert headers["x-a"] == "1"


class TestHostileBytes:
    """users, section 1: moto lets Python exceptions out. Nothing but AWS's errors leaves here."""

    @mock_ses(production=True, verified=[SHOP])
    @pytest.mark.parametrize("charset", ["latin-1", "utf-8", "utf-16"])
    def test_eight_bit_bodies_are_accepted_and_delivered_as_they_are(self, ses, send_raw, charset):
        data = mail(f"From: {SHOP}", "To: a@x.org").encode() + "é".encode(charset)

        send_raw(data)

        assert ses.outbox.last.raw.endswith("é".encode(charset))
        assert ses.outbox.last.text is not None

    @mock_ses(production=True, verified=[SHOP])
    @pytest.mark.parametrize(
        "data",
        [b"\xff\xfe\x00", b"\0" * 100, b"From: \xff\xff\nTo: \xe9@x.org\n\nhi", b"\n\n\n", b":"],
    )
    def test_broken_bytes_get_amazons_error(self, ses, send_raw, data):
        code, text, status = refusal_with_status(send_raw, data)

        assert code in ("InvalidParameterValue", "BadRequestException")
        assert (bool(text), status) == (True, 400)
        assert_no_trace(ses)

    @mock_ses(production=True, verified=[SHOP])
    def test_what_is_too_large_for_v1_is_not_for_v2(self, ses, ses_client, sesv2_client):
        # aws-sdk-go-v2#1774; both sides of each limit are in test_content_rules.py
        data = mail(f"From: {SHOP}", "To: a@x.org", body="x" * 76 + "\r\n").encode()
        data += b"\r\n" * ((10_485_760 - len(data)) // 2 + 1)

        assert refusal_with_status(ses_client.send_raw_email, RawMessage={"Data": data}) == (
            "InvalidParameterValue",
            f"Message length is more than 10485760 bytes long: '{len(data)}'.",
            400,
        )
        assert_no_trace(ses)
        sesv2_client.send_email(Content={"Raw": {"Data": data}})
        assert len(ses.outbox) == 1
