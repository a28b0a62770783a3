"""SendBounce (facts: sending 11)."""

from __future__ import annotations

import re
from datetime import datetime, timezone

import boto3
import pytest

from sesfake import AccessKey, mock_ses
from tests.domain.receiving.mailing import ANN, HELP, MAIL, S3, activate, activate_actions, rule
from tests.refusing import refusal

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)

GONE = {"Recipient": HELP, "BounceType": "DoesNotExist"}
REJECTED, INVALID = "MessageRejected", "InvalidParameterValue"
NEW_YEAR = datetime(2026, 1, 1, tzinfo=timezone.utc)


@pytest.fixture
def received(ses):
    activate_actions(S3)
    return ses.receive(MAIL)


def send_bounce(received, *infos, sender="mailer@example.com", **more):
    return boto3.client("ses").send_bounce(
        OriginalMessageId=received.message_id,
        BounceSender=sender,
        BouncedRecipientInfoList=list(infos or [GONE]),
        **more,
    )


def report(message):
    """The groups of fields of its second part."""
    _, status, _ = message.mime.get_payload()
    return [list(group.items()) for group in status.get_payload() if group.items()]


def test_a_bounce_goes_to_the_sender_of_the_mail(ses, received):
    ses.clock.freeze()

    answer = send_bounce(received)

    [message] = ses.outbox
    assert (message.id, message.operation) == (answer["MessageId"], "SendBounce")
    assert message.recipients == [ANN]
    assert message.from_ == "mailer@example.com"
    assert message.request["OriginalMessageId"] == received.message_id
    assert message.text == (
        "An error occurred while trying to deliver the mail to the following recipients:\n\n"
        "help@example.com: 550 5.1.1 Mailbox does not exist\n"
    )
    at = f"{received.received_at:%a, %d %b %Y %H:%M:%S} +0000"
    assert report(message) == [
        [
            ("Reporting-MTA", "dns; inbound-smtp.us-east-1.amazonaws.com"),
            ("Arrival-Date", at),
        ],
        [
            ("Final-Recipient", "rfc822; help@example.com"),
            ("Action", "failed"),
            ("Status", "5.1.1"),
            ("Diagnostic-Code", "smtp; 550 5.1.1 Mailbox does not exist"),
        ],
    ]


@pytest.mark.parametrize(
    ("type_", "status"),
    [
        ("DoesNotExist", "5.1.1"),
        ("MessageTooLarge", "5.3.4"),
        ("ExceededQuota", "5.2.2"),
        ("ContentRejected", "5.6.1"),
        ("Undefined", "5.0.0"),
        ("TemporaryFailure", "4.0.0"),
    ],
)
def test_a_type_stands_for_a_status_code(ses, received, type_, status):
    # sending 11, SendBounce; events 11, Bounce
    send_bounce(received, {"Recipient": HELP, "BounceType": type_})

    assert dict(report(ses.outbox.last)[1])["Status"] == status


def test_every_field_can_be_said(ses, received):
    send_bounce(
        received,
        {
            "Recipient": HELP,
            "BounceType": "Undefined",
            "RecipientDsnFields": {
                "FinalRecipient": "desk@example.com",
                "Action": "delayed",
                "RemoteMta": "dns; mx.example.com",
                "Status": "4.2.2",
                "DiagnosticCode": "smtp; 452 full",
                "LastAttemptDate": NEW_YEAR,
                "ExtensionFields": [{"Name": "X-Rack", "Value": "7"}],
            },
        },
        Explanation="The desk is full. Grüße",
        MessageDsn={
            "ReportingMta": "dns; desk.example.com",
            "ArrivalDate": NEW_YEAR,
            "ExtensionFields": [{"Name": "X-Desk", "Value": "1"}],
        },
    )

    message = ses.outbox.last
    assert message.text == "The desk is full. Grüße"
    assert report(message) == [
        [
            ("Reporting-MTA", "dns; desk.example.com"),
            ("Arrival-Date", "Thu, 01 Jan 2026 00:00:00 +0000"),
            ("X-Desk", "1"),
        ],
        [
            ("Original-Recipient", "rfc822; help@example.com"),
            ("Final-Recipient", "rfc822; desk@example.com"),
            ("Action", "delayed"),
            ("Status", "4.2.2"),
            ("Remote-MTA", "dns; mx.example.com"),
            ("Diagnostic-Code", "smtp; 452 full"),
            ("Last-Attempt-Date", "Thu, 01 Jan 2026 00:00:00 +0000"),
            ("X-Rack", "7"),
        ],
    ]


def test_each_recipient_has_a_group_of_fields(ses):
    activate_actions(S3)
    received = ses.receive(MAIL, recipients=[HELP, "a@example.com"])

    send_bounce(received, GONE, {"Recipient": "A@example.com", "BounceType": "ExceededQuota"})

    groups = [dict(group) for group in report(ses.outbox.last)]
    assert [group.get("Status") for group in groups] == [None, "5.1.1", "5.2.2"]


def test_names_of_senders_are_encoded(ses, received):
    send_bounce(received, sender="Jörg <mailer@example.com>")

    assert ses.outbox.last.from_ == "Jörg <mailer@example.com>"
    assert ses.outbox.last.raw.isascii()


def test_field_values_do_not_break_the_lines(ses, received):
    fields = {"Action": "failed", "Status": "5.0.0\r\nX-Evil: 1", "DiagnosticCode": "a\nb"}

    send_bounce(received, {"Recipient": HELP, "RecipientDsnFields": fields})

    group = dict(report(ses.outbox.last)[1])
    assert (group["Status"], group["Diagnostic-Code"]) == ("5.0.0 X-Evil: 1", "a b")


class TestTheOriginal:
    def test_is_a_mail_that_was_received(self, ses, received):
        received_id = received.message_id

        assert refusal(
            boto3.client("ses").send_bounce,
            OriginalMessageId="0" * 40,
            BounceSender="mailer@example.com",
            BouncedRecipientInfoList=[GONE],
        ) == (REJECTED, f"Could not find the original message: {'0' * 40}")
        assert refusal(
            boto3.client("ses", region_name="eu-west-1").send_bounce,
            OriginalMessageId=received_id,
            BounceSender="mailer@example.com",
            BouncedRecipientInfoList=[GONE],
        ) == (REJECTED, f"Could not find the original message: {received_id}")
        assert len(ses.outbox) == 0

    def test_is_not_older_than_24_hours(self, ses, received):
        # sending 11, SendBounce
        ses.clock.freeze(received.received_at)
        ses.clock.advance(hours=24)
        send_bounce(received)

        ses.clock.advance(seconds=1)

        assert refusal(send_bounce, received) == (
            REJECTED,
            f"Could not find the original message: {received.message_id}",
        )
        assert len(ses.outbox) == 1

    def test_24_hours_are_counted_exactly(self, ses):
        # sending 11, SendBounce
        activate_actions(S3)
        ses.clock.freeze(NEW_YEAR.replace(microsecond=475_123))
        received = ses.receive(MAIL)

        ses.clock.advance(hours=24)

        send_bounce(received)
        assert len(ses.outbox) == 1

    def test_has_the_recipients_that_are_bounced(self, received):
        stranger = {"Recipient": "x@example.com", "BounceType": "DoesNotExist"}

        assert refusal(send_bounce, received, GONE, stranger) == (
            REJECTED,
            "x@example.com is not a recipient of the original message.",
        )

    def test_or_their_final_recipients(self, ses, received):
        fields = {"FinalRecipient": HELP, "Action": "failed", "Status": "5.0.0"}

        send_bounce(received, {"Recipient": "x@example.com", "RecipientDsnFields": fields})

        assert len(ses.outbox) == 1

    def test_is_no_bounce_itself(self, ses):
        activate_actions(S3)
        received = ses.receive(MAIL, sender="<>")

        assert refusal(send_bounce, received) == (
            REJECTED,
            f"The original message has no return path: {received.message_id}",
        )


class TestTheRequest:
    def test_names_somebody(self, received):
        assert refusal(
            boto3.client("ses").send_bounce,
            OriginalMessageId=received.message_id,
            BounceSender="mailer@example.com",
            BouncedRecipientInfoList=[],
        ) == (INVALID, "You must specify at least one BouncedRecipientInfo.")

    def test_says_why(self, received):
        assert refusal(send_bounce, received, {"Recipient": HELP}) == (
            INVALID,
            f"You must specify either BounceType or RecipientDsnFields for recipient {HELP}.",
        )

    @pytest.mark.parametrize(
        ("name", "value", "text"),
        [
            ("", "x", "Invalid extension field name: "),
            ("X" * 51, "x", f"Invalid extension field name: {'X' * 51}"),
            ("X_A", "x", "Invalid extension field name: X_A"),
            ("X-A", "x" * 2049, "Invalid value of extension field: X-A"),
            ("X-A", "a\rb", "Invalid value of extension field: X-A"),
            ("X-A", "a\nb", "Invalid value of extension field: X-A"),
        ],
    )
    def test_has_well_formed_extension_fields(self, received, name, value, text):
        dsn = {"ReportingMta": "dns; a", "ExtensionFields": [{"Name": name, "Value": value}]}

        assert refusal(send_bounce, received, MessageDsn=dsn) == (INVALID, text)

    def test_may_have_long_ones(self, ses, received):
        fields = [{"Name": "X" * 50, "Value": "x" * 2048}]

        send_bounce(received, MessageDsn={"ReportingMta": "dns; a", "ExtensionFields": fields})

        assert re.search(rf"{'X' * 50}: ", ses.outbox.last.raw.decode())

    def test_knows_the_types_of_the_model_only(self, received):
        code, text = refusal(send_bounce, received, {"Recipient": HELP, "BounceType": "Other"})

        assert code == "ValidationError"
        assert "Member must satisfy enum value set" in text

    def test_has_a_sender(self, received):
        assert refusal(send_bounce, received, sender="")[0] == INVALID


class TestTheSender:
    def test_is_verified(self, received):
        assert refusal(send_bounce, received, sender="mailer@example.net") == (
            REJECTED,
            "Email address is not verified. The following identities failed the check in region "
            "US-EAST-1: mailer@example.net",
        )

    @pytest.mark.ses(production=False)
    def test_writes_to_verified_addresses_only_in_the_sandbox(self, ses, received):
        assert refusal(send_bounce, received)[1].endswith("US-EAST-1: ann@example.org")

        ses.verify(ANN)
        send_bounce(received)

    def test_may_not_where_the_account_is_paused(self, ses, received):
        ses.pause()

        assert refusal(send_bounce, received)[0] == "AccountSendingPausedException"

    def test_may_not_where_the_default_set_is_paused(self, received, sesv2_client):
        sesv2_client.create_configuration_set(
            ConfigurationSetName="slow", SendingOptions={"SendingEnabled": False}
        )
        sesv2_client.put_email_identity_configuration_set_attributes(
            EmailIdentity="example.com", ConfigurationSetName="slow"
        )

        assert refusal(send_bounce, received) == (
            "ConfigurationSetSendingPausedException",
            "Sending is paused for configuration set slow",
        )

    @pytest.mark.ses(max_24_hour_send=1)
    def test_has_a_quota(self, received):
        send_bounce(received)

        assert refusal(send_bounce, received) == ("Throttling", "Daily message quota exceeded.")


def test_a_limited_caller_needs_the_permission_of_the_operation():
    keys = {
        "MAY": AccessKey(allow=["ses:SendBounce"]),
        "MAYNOT": AccessKey(allow=["ses:SendRawEmail"]),
        "ALL": AccessKey(),
    }
    with mock_ses(production=True, verified=["example.com"], credentials=keys) as ses:
        clients = {
            key: boto3.client("ses", aws_access_key_id=key, aws_secret_access_key="x")
            for key in keys
        }
        _activate(clients["ALL"])
        received = ses.receive(MAIL)
        bounce = {
            "OriginalMessageId": received.message_id,
            "BounceSender": "mailer@example.com",
            "BouncedRecipientInfoList": [GONE],
        }

        assert refusal(clients["MAYNOT"].send_bounce, **bounce)[0] == "AccessDenied"
        clients["MAY"].send_bounce(**bounce)


def test_the_identity_of_another_account_may_stand_for_the_sender():
    keys = {"MAILER": AccessKey(account_id="999999999999", user="mailer")}
    arn = "arn:aws:ses:us-east-1:123456789012:identity/example.com"
    with mock_ses(production=True, verified=["example.com"], credentials=keys) as ses:
        mailer = boto3.client("ses", aws_access_key_id="MAILER", aws_secret_access_key="x")
        ses.account("999999999999").verify("example.com")
        _activate(mailer)
        received = ses.account("999999999999").receive(MAIL)
        bounce = {
            "OriginalMessageId": received.message_id,
            "BounceSender": "mailer@example.com",
            "BounceSenderArn": arn,
            "BouncedRecipientInfoList": [GONE],
        }

        assert refusal(mailer.send_bounce, **bounce) == (
            "AccessDenied",
            "User `arn:aws:iam::999999999999:user/mailer' is not authorized to perform "
            f"`ses:SendBounce' on resource `{arn}'",
        )


def _activate(client):
    client.create_receipt_rule_set(RuleSetName="inbound")
    client.create_receipt_rule(RuleSetName="inbound", Rule=rule("only", S3))
    client.set_active_receipt_rule_set(RuleSetName="inbound")


def test_a_whole_conversation(ses, ses_client):
    activate(rule("replies", S3, Recipients=["shop@example.com"]))
    ses_client.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": [ANN]},
        Message={"Subject": {"Data": "Order"}, "Body": {"Text": {"Data": "Thanks"}}},
    )
    order = ses.outbox.last
    reply = (
        f"From: {ANN}\nTo: {order.from_}\nSubject: Re: {order.subject}\n"
        f"In-Reply-To: {order.headers['Message-ID']}\n\nI want more.\n"
    )

    received = ses.receive(reply)
    send_bounce(
        received,
        {"Recipient": "shop@example.com", "BounceType": "ExceededQuota"},
        sender="shop@example.com",
    )

    assert received.headers["In-Reply-To"] == order.headers["Message-ID"]
    assert [message.operation for message in ses.outbox] == ["SendEmail", "SendBounce"]
    assert ses.outbox.last.to == [ANN]
