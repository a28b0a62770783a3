"""What events tell of the message itself. Rows: facts "events" 3.1 and 3.2."""

from __future__ import annotations

import dataclasses
import json

import boto3
import pytest

from sesfake.domain.events.details import (
    Open,
    RenderingFailure,
    Send,
)
from sesfake.domain.events.feedback import bounce, complaint, delay, delivery
from sesfake.domain.events.records import (
    event_record,
)
from sesfake.domain.events.stamps import outgoing_ip
from tests.domain.delegating import ARN, CREDENTIALS, DELEGATE, OWNER, SHOP, allow, raw
from tests.domain.events.samples import (
    BOTH_BODIES,
    LATER,
    RECIPIENT,
    SENDER,
    SENT,
    sent,
    sent_raw,
)
from tests.installed import needs_member

pytestmark = pytest.mark.ses(verified=["example.com"])


@pytest.fixture
def account(ses, ses_client):
    ses.clock.freeze(SENT)
    ses_client.create_configuration_set(ConfigurationSet={"Name": "ConfigSet"})
    return ses


@pytest.fixture
def message(account):
    """The message of the sample (facts: events 3.1)."""
    return sent(account)


class TestMail:
    def test_text_alone_has_its_transfer_encoding_among_the_headers(self, account):
        message = sent(
            account, Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "x"}}}
        )

        # events 3.1: text-only SendEmail
        assert event_record(message, Send(), SENT)["mail"]["headers"][-3:] == [
            {"name": "MIME-Version", "value": "1.0"},
            {"name": "Content-Type", "value": "text/plain; charset=UTF-8"},
            {"name": "Content-Transfer-Encoding", "value": "7bit"},
        ]

    def test_all_recipients_are_in_every_event_with_their_names(self, account):
        message = sent(
            account,
            Destination={
                "ToAddresses": ["Jane Doe <jane@example.com>", '"Mary Doe" <mary@example.com>'],
                "CcAddresses": ["cc@example.com"],
                "BccAddresses": ["bcc@example.com"],
            },
            ReplyToAddresses=["reply@example.com"],
        )

        mail = event_record(message, bounce(message, ["cc@example.com"], LATER), LATER)["mail"]

        # events 3.1: destination, headers, commonHeaders; Bcc is in no header
        assert mail["destination"] == [
            "Jane Doe <jane@example.com>", '"Mary Doe" <mary@example.com>', "cc@example.com",
            "bcc@example.com",
        ]  # fmt: skip
        assert mail["headers"][:5] == [
            {"name": "From", "value": SENDER},
            {
                "name": "To",
                "value": 'Jane Doe <jane@example.com>, "Mary Doe" <mary@example.com>',
            },
            {"name": "Cc", "value": "cc@example.com"},
            {"name": "Reply-To", "value": "reply@example.com"},
            {"name": "Subject", "value": "Hi"},
        ]
        assert mail["commonHeaders"] == {
            "from": [SENDER],
            "replyTo": ["reply@example.com"],
            "to": ["Jane Doe <jane@example.com>, Mary Doe <mary@example.com>"],
            "cc": ["cc@example.com"],
            "messageId": message.id,
            "subject": "Hi",
        }

    def test_common_headers_are_decoded_and_headers_are_not(self, account):
        message = sent(
            account,
            Source="=?utf-8?Q?J=C3=BCrgen?= <sender@example.com>",
            Message={"Subject": {"Data": "Grüße " * 20}, "Body": BOTH_BODIES},
        )

        mail = event_record(message, Send(), SENT)["mail"]

        shown = {header["name"]: header["value"] for header in mail["headers"]}
        assert shown["From"] == "=?utf-8?Q?J=C3=BCrgen?= <sender@example.com>"
        assert shown["Subject"].startswith("=?utf-8?") and shown["Subject"].isascii()
        assert "\n" not in shown["Subject"]
        assert mail["commonHeaders"]["subject"] == "Grüße " * 20
        assert mail["commonHeaders"]["from"] == ['"Jürgen" <sender@example.com>']

    def test_headers_above_ten_kilobytes_are_truncated(self, account):
        def record_of(length):
            head = b"From: sender@example.com\r\nTo: recipient@example.com\r\nX-Long: "
            filled = head + b"x" * (length - len(head) - 2)
            return event_record(sent_raw(account, filled + b"\r\n\r\nHello"), Send(), SENT)["mail"]

        fits, exceeds = record_of(10_240), record_of(10_241)

        # events 3.1: headersTruncated
        assert fits["headersTruncated"] is False and len(fits["headers"]) == 3
        assert exceeds["headersTruncated"] is True
        assert [header["name"] for header in exceeds["headers"]] == ["From", "To"]
        assert exceeds["commonHeaders"]["to"] == [RECIPIENT]

    def test_what_a_raw_mail_says_is_listed_though_ses_removes_it(self, account):
        message = sent_raw(
            account,
            b'From: "Sender Name" <sender@example.com>\r\n'
            b"To: Ann <ann@example.com>,\r\n recipient@example.com\r\n"
            b"Bcc: bcc@example.com\r\n"
            b"Return-Path: <bounces@example.com>\r\n"
            b"Sender: sender@example.com\r\n"
            b"Date: Wed, 27 Jan 2016 14:05:45 +0000\r\n"
            b"Message-ID: custom-message-ID\r\n"
            b"Subject: =?utf-8?Q?Caf=C3=A9?=\r\n"
            b"X-SES-CONFIGURATION-SET: ConfigSet\r\n"
            b"X-SES-MESSAGE-TAGS: campaign=book, colour=red\r\n"
            b"\r\nHello",
        )

        mail = event_record(message, Send(), SENT)["mail"]

        # events 3.1: headers, commonHeaders.messageId, commonHeaders.date
        assert mail["headers"] == [
            {"name": "From", "value": '"Sender Name" <sender@example.com>'},
            {"name": "To", "value": "Ann <ann@example.com>, recipient@example.com"},
            {"name": "Bcc", "value": "bcc@example.com"},
            {"name": "Return-Path", "value": "<bounces@example.com>"},
            {"name": "Sender", "value": "sender@example.com"},
            {"name": "Date", "value": "Wed, 27 Jan 2016 14:05:45 +0000"},
            {"name": "Message-ID", "value": "custom-message-ID"},
            {"name": "Subject", "value": "=?utf-8?Q?Caf=C3=A9?="},
            {"name": "X-SES-CONFIGURATION-SET", "value": "ConfigSet"},
            {"name": "X-SES-MESSAGE-TAGS", "value": "campaign=book, colour=red"},
        ]
        assert mail["commonHeaders"] == {
            "returnPath": "bounces@example.com",
            "from": [SENDER],
            "sender": "sender@example.com",
            "date": "Wed, 27 Jan 2016 14:05:45 +0000",
            "to": ["Ann <ann@example.com>, recipient@example.com"],
            "bcc": ["bcc@example.com"],
            "messageId": "custom-message-ID",
            "subject": "Café",
        }
        assert mail["destination"] == ["ann@example.com", RECIPIENT, "bcc@example.com"]
        assert mail["tags"]["ses:operation"] == ["SendRawEmail"]
        # events 3.2: custom tags of the header
        assert (mail["tags"]["campaign"], mail["tags"]["colour"]) == (["book"], ["red"])

    def test_a_raw_mail_without_date_and_message_id_has_the_id_of_ses(self, account):
        message = sent_raw(
            account,
            b"From: sender@example.com\r\nTo: recipient@example.com\r\n\r\nHello",
            Source=SENDER,
            Destinations=["Ann <ann@example.com>"],
        )

        mail = event_record(message, Send(), SENT)["mail"]

        assert mail["source"] == SENDER
        assert mail["destination"] == ["Ann <ann@example.com>"]
        assert mail["commonHeaders"] == {
            "from": ["sender@example.com"], "to": [RECIPIENT], "messageId": message.id,
        }  # fmt: skip

    def test_the_identity_that_allowed_it_is_named_the_most_granular_or_the_calls(self, account):
        identities = "arn:aws:ses:us-east-1:123456789012:identity/"

        of_domain = sent(account).events[0].record["mail"]
        account.verify("sender@example.com")
        of_address = sent(account).events[0].record["mail"]
        of_call = sent(account, SourceArn=f"{identities}example.com").events[0].record["mail"]

        # events 3.1: sourceArn
        assert of_domain["sourceArn"] == f"{identities}example.com"
        assert of_address["sourceArn"] == f"{identities}sender@example.com"
        assert of_call["sourceArn"] == f"{identities}example.com"

    def test_custom_headers_follow_as_sent(self, account):
        needs_member("sesv2", "SendEmail", "Content.Simple.Headers")
        boto3.client("sesv2").send_email(
            FromEmailAddress=SENDER,
            Destination={"ToAddresses": [RECIPIENT]},
            Content={
                "Simple": {
                    "Subject": {"Data": "Hi"},
                    "Body": {"Text": {"Data": "x"}},
                    "Headers": [
                        {"Name": "List-Unsubscribe", "Value": "<https://example.com/u>"},
                        {"Name": "X-SES-MESSAGE-TAGS", "Value": "campaign=book"},
                    ],
                }
            },
        )

        mail = event_record(account.outbox.last, Send(), SENT)["mail"]

        assert mail["headers"][-2:] == [
            {"name": "List-Unsubscribe", "value": "<https://example.com/u>"},
            {"name": "X-SES-MESSAGE-TAGS", "value": "campaign=book"},
        ]

    def test_who_opens_or_clicks_is_told_without_an_arn(self, message):
        opened = event_record(message, Open("Mozilla/5.0", "192.0.2.1"), LATER)["mail"]
        was_sent = event_record(message, Send(), LATER)["mail"]

        # events 3.1: Open/Click mail
        assert (
            was_sent.pop("sourceArn") == "arn:aws:ses:us-east-1:123456789012:identity/example.com"
        )
        assert opened == was_sent


class TestTags:
    def test_the_outgoing_side_is_told_on_delivery_only(self, message):
        def tags(details):
            return event_record(message, details, LATER)["mail"]["tags"]

        # events 3.2: live key order; outgoing tags only on Delivery
        assert list(tags(delivery(message, [RECIPIENT], LATER)).items()) == [
            ("ses:source-tls-version", ["TLSv1.3"]),
            ("ses:operation", ["SendEmail"]),
            ("ses:configuration-set", ["ConfigSet"]),
            ("ses:outgoing-tls-version", ["TLSv1.3"]),
            ("ses:source-ip", ["127.0.0.1"]),
            ("ses:from-domain", ["example.com"]),
            ("ses:caller-identity", ["root"]),
            ("ses:outgoing-ip", [outgoing_ip(message)]),
            ("campaign", ["book"]),
        ]
        for details in (
            Send(),
            bounce(message, [RECIPIENT], LATER),
            complaint(message, [RECIPIENT], LATER),
        ):
            assert not any("outgoing" in name for name in tags(details))

    def test_a_tenant_is_told_on_bounces_and_complaints_only(self, message):
        # no tenant can be made yet
        message = dataclasses.replace(
            message, facts=message.facts._replace(draft=message.draft._replace(tenant="T"))
        )

        tenants = [
            event_record(message, details, LATER)["mail"]["tags"].get("ses:tenant-name")
            for details in (
                Send(),
                delivery(message, [RECIPIENT], LATER),
                bounce(message, [RECIPIENT], LATER),
                complaint(message, [RECIPIENT], LATER),
            )
        ]

        assert tenants == [None, None, ["T"], ["T"]]  # events 3.2: ses:tenant-name

    def test_without_a_configuration_set_there_is_no_tag_of_it(self, account):
        boto3.client("ses").send_email(
            Source=SENDER,
            Destination={"ToAddresses": [RECIPIENT]},
            Message={"Subject": {"Data": "Hi"}, "Body": BOTH_BODIES},
        )

        tags = event_record(account.outbox.last, Send(), SENT)["mail"]["tags"]

        assert "ses:configuration-set" not in tags
        assert tags["ses:caller-identity"] == ["root"]


class TestTemplates:
    @pytest.fixture
    def send_templated(self, account):
        account.add_template("MyTemplate", subject="Hi {{name}}", text="Dear {{name}}")

        def send(data):
            boto3.client("ses").send_templated_email(
                Source=SENDER,
                Destination={"ToAddresses": [RECIPIENT]},
                Template="MyTemplate",
                TemplateData=json.dumps(data),
                ConfigurationSetName="ConfigSet",
            )
            return account.outbox.last

        return send

    def test_the_send_has_no_subject_yet_and_later_events_have_it(self, send_templated):
        message = send_templated({"name": "Alejandro"})

        sending = event_record(message, Send(), SENT)["mail"]
        delivered = event_record(message, delivery(message, [RECIPIENT], LATER), LATER)["mail"]

        # events 3.1: templated sends
        assert [header["name"] for header in sending["headers"]] == [
            "From", "To", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
        ]  # fmt: skip
        assert "subject" not in sending["commonHeaders"]
        assert sending["headersTruncated"] is False
        assert delivered["commonHeaders"]["subject"] == "Hi Alejandro"
        assert sending["tags"]["ses:operation"] == ["SendTemplatedEmail"]

    def test_the_sample_of_a_rendering_failure(self, send_templated):
        message = send_templated({})
        [event] = message.events

        record = event_record(message, RenderingFailure(event.error, "MyTemplate"), SENT)

        # events 3.1: templated sends; events 3.3: failure
        assert record == {
            "eventType": "Rendering Failure",
            "mail": {
                "timestamp": "2022-03-28T23:59:32.804Z",
                "source": SENDER,
                "sourceArn": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
                "sendingAccountId": "123456789012",
                "messageId": message.id,
                "destination": [RECIPIENT],
                "headersTruncated": False,
                "tags": {"ses:configuration-set": ["ConfigSet"]},
            },
            "failure": {
                "errorMessage": "Attribute 'name' is not present in the rendering data.",
                "templateName": "MyTemplate",
            },
        }

    def test_a_delay_has_no_headers_either(self, message):
        mail = event_record(message, delay(message, [RECIPIENT], LATER), LATER)["mail"]

        assert "headers" not in mail and "commonHeaders" not in mail
        assert mail["tags"] == {"ses:configuration-set": ["ConfigSet"], "campaign": ["book"]}


@pytest.mark.ses(credentials=CREDENTIALS, production=True, verified=["example.com"])
def test_where_only_the_from_header_is_lent_the_source_is_named_by_its_domain(ses):
    # a guess: the account that sends has no such identity
    allow()

    raw(f"From: {SHOP}", FromArn=ARN)

    assert ses.outbox.last.events[0].record["mail"]["sourceArn"] == ARN.replace(OWNER, DELEGATE)
