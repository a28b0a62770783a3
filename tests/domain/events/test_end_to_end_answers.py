"""What SES and its simulator answer by themselves, compared whole.

Rows: facts "events" 2, 6, 7.1 and 9.
"""

from __future__ import annotations

import pytest

from sesfake.mail.viruses import EICAR
from tests.domain.events.documents import (
    ACCOUNT,
    ANN,
    ARN,
    BOB,
    SHOP,
    SIMULATOR,
    exactly,
    feedback_id,
    half_a_second_later,
    outgoing,
    remote_ip,
    simple_mail,
    simple_v2,
    tags,
)
from tests.installed import needs_member, needs_operation

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


class TestSuppressed:
    """events 6 and 7.1: what SES answers by itself"""

    URL = "https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html"
    OF_ACCOUNT = (
        "Amazon SES did not send the message to this address because it is on the suppression list "
        "for your account. For more information about removing addresses from the suppression "
        f"list, see the Amazon SES Developer Guide at {URL}"
    )

    @pytest.mark.usefixtures("news")
    def test_a_bounce_names_the_recipient_as_the_sender_did(self, ses):
        ses.suppress("bob@example.net")

        message, record = self.send(ses, "Bounce")

        # events 7.1: mixed recipients, display name
        at, _ = half_a_second_later(record, "bounce")
        exactly(
            record,
            {
                "eventType": "Bounce",
                "bounce": {
                    "feedbackId": feedback_id(record, "bounce", at),
                    "bounceType": "Permanent",
                    "bounceSubType": "OnAccountSuppressionList",
                    "bouncedRecipients": [
                        {
                            "emailAddress": BOB,
                            "action": "failed",
                            "status": "5.1.1",
                            "diagnosticCode": self.OF_ACCOUNT,
                        }
                    ],
                    "timestamp": at,
                    "reportingMTA": "dns; amazonses.com",
                },
                "mail": simple_mail(message, [ANN, BOB]),
            },
        )

    @pytest.mark.usefixtures("news")
    def test_a_complaint_has_no_report(self, ses):
        ses.suppress("bob@example.net", reason="COMPLAINT")

        message, record = self.send(ses, "Complaint")

        at, _ = half_a_second_later(record, "complaint")
        exactly(
            record,
            {
                "eventType": "Complaint",
                "complaint": {
                    "feedbackId": feedback_id(record, "complaint", at),
                    "complaintSubType": "OnAccountSuppressionList",
                    "complainedRecipients": [{"emailAddress": BOB}],
                    "timestamp": at,
                },
                "mail": simple_mail(message, [ANN, BOB]),
            },
        )

    OF_AMAZON = (
        "Amazon SES has suppressed sending to this address because it has a recent history of "
        "bouncing as an invalid address. For more information about how to remove an address from "
        "the suppression list, see the Amazon SES Developer Guide: "
        "http://docs.aws.amazon.com/ses/latest/DeveloperGuide/remove-from-suppressionlist.html "
    )
    OF_TENANT = (
        "Amazon SES did not send the message to this address because it is on the suppression list "
        "for your tenant."
    )

    @pytest.mark.usefixtures("news")
    def test_the_global_list_has_its_own_words(self, ses, sesv2_client):
        sesv2_client.put_account_suppression_attributes(SuppressedReasons=[])
        ses.suppress(ANN, level="global")

        simple_v2([ANN])

        self.assert_bounced(ses, "Suppressed", self.OF_AMAZON, {})

    @pytest.mark.usefixtures("news")
    def test_the_list_of_a_tenant_too_and_the_tenant_is_named(self, ses, sesv2_client):
        needs_operation("sesv2", "CreateTenant")
        sesv2_client.create_tenant(
            TenantName="acme",
            SuppressionAttributes={"SuppressedReasons": ["BOUNCE"], "SuppressionScope": "TENANT"},
        )
        for arn in (ARN, f"arn:aws:ses:us-east-1:{ACCOUNT}:configuration-set/news"):
            sesv2_client.create_tenant_resource_association(TenantName="acme", ResourceArn=arn)
        ses.suppress(ANN, tenant="acme")

        simple_v2([ANN], TenantName="acme")

        # events 3.2: ses:tenant-name, on bounces and complaints
        assert "ses:tenant-name" not in ses.published[0].record["mail"]["tags"]
        named = {"ses:tenant-name": ["acme"]}
        self.assert_bounced(ses, "OnTenantSuppressionList", self.OF_TENANT, named)

    def assert_bounced(self, ses, sub_type, text, more_tags):
        message = ses.outbox.last
        record = ses.published.one(type="Bounce").record
        at, _ = half_a_second_later(record, "bounce")
        the_mail = simple_mail(message, [ANN])
        custom = {"campaign": ["book"]}
        exactly(
            record,
            {
                "eventType": "Bounce",
                "bounce": {
                    "feedbackId": feedback_id(record, "bounce", at),
                    "bounceType": "Permanent",
                    "bounceSubType": sub_type,
                    "bouncedRecipients": [
                        {
                            "emailAddress": ANN,
                            "action": "failed",
                            "status": "5.1.1",
                            "diagnosticCode": text,
                        }
                    ],
                    "timestamp": at,
                    "reportingMTA": "dns; amazonses.com",
                },
                "mail": the_mail | {"tags": tags(**more_tags, **custom)},
            },
        )

    @pytest.mark.usefixtures("news")
    def test_the_lists_and_the_simulator_bounce_apart(self, ses):
        listed, away = f"complaint@{SIMULATOR}", f"bounce@{SIMULATOR}"
        ses.suppress(ANN, listed)

        simple_v2([ANN, listed, away, "eve@example.net"])

        # events 2: an address of the simulator on the list; 7.1: mixed recipients
        told = [(e.type, e.recipients) for e in ses.outbox.last.events[1:]]
        assert told == [
            ("Delivery", ("eve@example.net",)),
            ("Bounce", (away,)),
            ("Bounce", (ANN, listed)),
        ]

    def send(self, ses, type_):
        simple_v2([ANN, BOB])
        message = ses.outbox.last
        assert [e.type for e in message.events] == ["Send", "Delivery", type_]
        return message, ses.published.one(type=type_).record


@pytest.mark.usefixtures("news")
def test_one_send_to_all_five_mailboxes_of_the_simulator(ses, ses_client, sesv2_client):
    # events 2: one send to all five, as seen live in 2026
    success, bounce, ooto, complaint, listed = to = [
        f"{box}@{SIMULATOR}"
        for box in ("success", "bounce+7", "ooto", "complaint", "suppressionlist")
    ]

    simple_v2(to)

    message = ses.outbox.last
    records = [publication.record for publication in ses.published]
    at, milliseconds = half_a_second_later(records[1], "delivery")
    sooner = f"2026-03-01T12:00:00.{milliseconds - 23:03d}Z"
    the_mail = simple_mail(message, to)
    ip, host = outgoing(message)
    remote = remote_ip(records[1], "delivery")
    text = "smtp; 550 5.1.1 As requested: user unknown"
    exactly(
        records,
        [
            {"eventType": "Send", "mail": the_mail, "send": {}},
            {
                "eventType": "Delivery",
                "mail": the_mail | {"tags": tags(ip=ip)},
                "delivery": {
                    "timestamp": at,
                    "processingTimeMillis": milliseconds,
                    "recipients": [success, ooto, complaint],
                    "smtpResponse": "250 Ok",
                    "remoteMtaIp": remote,
                    "reportingMTA": host,
                },
            },
            {
                "eventType": "Bounce",
                "bounce": {
                    "feedbackId": feedback_id(records[2], "bounce", at),
                    "bounceType": "Permanent",
                    "bounceSubType": "General",
                    "bouncedRecipients": [
                        {
                            "emailAddress": bounce,
                            "action": "failed",
                            "status": "5.1.1",
                            "diagnosticCode": f"{text} <{bounce}>",
                        },
                        {
                            "emailAddress": listed,
                            "action": "failed",
                            "status": "5.1.1",
                            "diagnosticCode": f"{text} (suppressed address: {listed})",
                        },
                    ],
                    "timestamp": at,
                    "remoteMtaIp": remote,
                    "reportingMTA": f"dns; {host}",
                },
                "mail": the_mail,
            },
            {
                "eventType": "Bounce",
                "bounce": {
                    "feedbackId": feedback_id(records[3], "bounce", sooner),
                    "bounceType": "Transient",
                    "bounceSubType": "General",
                    "bouncedRecipients": [{"emailAddress": ooto}],
                    "timestamp": sooner,
                },
                "mail": the_mail,
            },
            {
                "eventType": "Complaint",
                "complaint": {
                    "feedbackId": feedback_id(records[4], "complaint", sooner),
                    "complaintSubType": None,
                    "complainedRecipients": [{"emailAddress": complaint}],
                    "timestamp": sooner,
                    "userAgent": "Amazon SES Mailbox Simulator",
                    "complaintFeedbackType": "abuse",
                    "arrivalDate": sooner,
                },
                "mail": the_mail,
            },
        ],
    )
    # events 2: not in the quota nor in the rates, on no suppression list
    assert ses_client.get_send_quota()["SentLast24Hours"] == 0
    assert ses.reputation().volume == 0
    assert sesv2_client.list_suppressed_destinations()["SuppressedDestinationSummaries"] == []


@pytest.mark.usefixtures("news")
@pytest.mark.ses(production=False, verified=["example.com"])
def test_the_simulator_works_in_the_sandbox(ses):
    simple_v2([f"bounce@{SIMULATOR}"])  # events 2: without verification

    assert [p.type for p in ses.published] == ["Send", "Bounce"]


class TestViruses:
    """events 9: the test virus as an attachment"""

    @pytest.mark.usefixtures("news")
    def test_in_an_attachment_of_v2(self, ses, sesv2_client, ses_client):
        needs_member("sesv2", "SendEmail", "Content.Simple.Attachments")

        sesv2_client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [ANN, BOB]},
            Content={
                "Simple": {
                    "Subject": {"Data": "Hi"},
                    "Body": {"Text": {"Data": "Hello"}},
                    "Attachments": [{"FileName": "bill.txt", "RawContent": EICAR}],
                }
            },
            ConfigurationSetName="news",
        )

        message = ses.outbox.last
        assert [p.type for p in ses.published] == ["Send", "Reject"]
        assert ses.published.last.record["reject"] == {"reason": "Bad content"}
        assert message.outcome == {ANN: "reject", "bob@example.net": "reject"}
        assert ses_client.get_send_quota()["SentLast24Hours"] == 2  # counts
        [point] = ses_client.get_send_statistics()["SendDataPoints"]
        assert (point["DeliveryAttempts"], point["Rejects"], point["Bounces"]) == (2, 2, 0)
        assert ses.notices == []
        for act in (ses.deliver, ses.bounce, ses.complain, ses.delay, ses.reject):
            with pytest.raises(ValueError, match="it was rejected"):
                act(message)

    @pytest.mark.usefixtures("news")
    def test_a_recipient_on_the_suppression_list_is_not_answered_for(self, ses, send_raw):
        ses.suppress(ANN)
        data = (
            f"From: {SHOP}\r\nTo: {ANN}\r\nSubject: Hi\r\n"
            "Content-Type: text/plain; name=bill.txt\r\n"
            "Content-Disposition: attachment; filename=bill.txt\r\n\r\n"
            f"{EICAR.decode()}\r\n"
        )

        send_raw(data, ConfigurationSetName="news")

        assert [p.type for p in ses.published] == ["Send", "Reject"]
        assert ses.notices == []
