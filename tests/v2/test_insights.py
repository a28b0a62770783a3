"""Insights into messages and addresses. Rows: facts "events" 7.4 and 9, "resources" 9.2 and 9.4."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest

from tests.installed import needs_operation
from tests.refusing import refusal, refusal_with_status

SHOP = "shop@example.com"
ANN = "ann@gmail.com"
BOB = "bob@example.net"
NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
TEXT = {"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": "<a href='https://a.example'>x</a>"}}}
UNKNOWN_USER = "smtp; 550 5.1.1 user unknown"

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture
def vdm(ses, sesv2_client):
    """Enabled, with engagement metrics."""
    needs_operation("sesv2", "GetMessageInsights")
    ses.clock.freeze(NOON)
    sesv2_client.put_account_vdm_attributes(
        VdmAttributes={
            "VdmEnabled": "ENABLED",
            "DashboardAttributes": {"EngagementMetrics": "ENABLED"},
        }
    )
    return sesv2_client


def send(*to, **more):
    client = boto3.client("sesv2")
    given = {"FromEmailAddress": f"The shop <{SHOP}>", "Content": {"Simple": TEXT}, **more}
    return client.send_email(Destination={"ToAddresses": list(to or [ANN])}, **given)["MessageId"]


def looked_at(message_id):
    answer = boto3.client("sesv2").get_message_insights(MessageId=message_id)
    del answer["ResponseMetadata"]
    return answer


def types(message_id):
    found = looked_at(message_id)["Insights"]
    return {one["Destination"]: [event["Type"] for event in one["Events"]] for one in found}


class TestOfMessages:
    def test_they_tell_what_has_happened_to_a_message(self, ses, vdm):
        # events 9: GetMessageInsights
        message_id = send(f"Ann <{ANN}>", EmailTags=[{"Name": "campaign", "Value": "spring"}])
        ses.bounce(ses.outbox.last)

        found = looked_at(message_id)

        tags = {tag["Name"]: tag["Value"] for tag in found.pop("EmailTags")}
        assert tags["ses:from-domain"] == "example.com"
        assert tags["ses:operation"] == "SendEmail"
        # events 3.2
        assert (tags["ses:recipient-isp"], tags["ses:sender-identity"]) == ("Gmail", "example.com")
        assert found == {
            "MessageId": message_id,
            "FromEmailAddress": SHOP,
            "Subject": "Hi",
            "Insights": [
                {
                    "Destination": ANN,
                    "Isp": "Gmail",
                    "Events": [
                        {"Timestamp": NOON, "Type": "SEND"},
                        {
                            "Timestamp": NOON,
                            "Type": "BOUNCE",
                            "Details": {
                                "Bounce": {
                                    "BounceType": "PERMANENT",
                                    "BounceSubType": "GENERAL",
                                    "DiagnosticCode": UNKNOWN_USER,
                                }
                            },
                        },
                    ],
                }
            ],
        }

    def test_tags_of_the_caller_need_a_configuration_set(self, vdm):
        tags = [{"Name": "campaign", "Value": "spring"}]
        vdm.create_configuration_set(ConfigurationSetName="news")

        without = looked_at(send(EmailTags=tags))["EmailTags"]
        with_set = looked_at(send(EmailTags=tags, ConfigurationSetName="news"))["EmailTags"]

        assert tags[0] not in without
        assert tags[0] in with_set
        assert {"Name": "ses:configuration-set", "Value": "news"} in with_set

    def test_delivery_opens_clicks_and_a_complaint(self, ses, vdm):
        message_id = send(BOB)
        ses.open(ses.outbox.last)
        ses.click(ses.outbox.last)
        ses.complain(ses.outbox.last)

        assert types(message_id) == {BOB: ["SEND", "DELIVERY", "OPEN", "CLICK", "COMPLAINT"]}
        complaint = looked_at(message_id)["Insights"][0]["Events"][-1]
        assert complaint["Details"] == {"Complaint": {"ComplaintFeedbackType": "abuse"}}

    def test_of_several_recipients_only_the_send_is_told(self, ses, vdm):
        # the model's text of InsightsEvent: "addressed to more than one recipient"
        message_id = send(ANN, BOB)
        ses.bounce(ses.outbox.last, BOB)

        assert types(message_id) == {ANN: ["SEND"], BOB: ["SEND"]}

    def test_of_the_simulator_only_the_send_is_told(self, vdm):
        message_id = send("complaint@simulator.amazonses.com")

        assert types(message_id) == {"complaint@simulator.amazonses.com": ["SEND"]}

    @pytest.mark.parametrize(
        ("reason", "told"), [("BOUNCE", ["SEND", "BOUNCE"]), ("COMPLAINT", ["SEND"])]
    )
    def test_of_the_accounts_list_bounces_are_told_and_complaints_are_not(
        self, ses, vdm, reason, told
    ):
        # the model's text of InsightsEvent
        ses.suppress(ANN, reason=reason)

        assert types(send()) == {ANN: told}

    def test_a_message_that_could_not_be_written_was_not_sent(self, ses, vdm):
        ses.add_template("hello", subject="Hello {{name}}", text="x")

        message_id = send(Content={"Template": {"TemplateName": "hello", "TemplateData": "{}"}})

        assert types(message_id) == {ANN: []}

    def test_without_a_manager_there_are_none(self, sesv2_client):
        # resources 9.2: the gate comes first
        needs_operation("sesv2", "GetMessageInsights")

        assert refusal_with_status(sesv2_client.get_message_insights, MessageId="nothing") == (
            "NotFoundException",
            "To use this feature you must enable Virtual Deliverability Manager",
            404,
        )

    @pytest.mark.usefixtures("vdm")
    def test_an_unknown_message_is_not_found(self, sesv2_client):
        # resources 9.2
        assert refusal_with_status(sesv2_client.get_message_insights, MessageId="0100-x") == (
            "NotFoundException",
            "Message <0100-x> not found for account <123456789012>",
            404,
        )

    @pytest.mark.usefixtures("vdm")
    def test_another_region_knows_nothing_of_it(self):
        message_id = send()
        there = boto3.client("sesv2", "eu-west-1")
        there.put_account_vdm_attributes(VdmAttributes={"VdmEnabled": "ENABLED"})

        code, _ = refusal(there.get_message_insights, MessageId=message_id)

        assert code == "NotFoundException"


def verdicts(address):
    """`IsValid`, and what of the others is not what is good."""
    found = boto3.client("sesv2").get_email_address_insights(EmailAddress=address)
    validation = found["MailboxValidation"]
    values = {k: v["ConfidenceVerdict"] for k, v in validation["Evaluations"].items()}
    odd = {k: v for k, v in values.items() if v != ("LOW" if k.startswith("Is") else "HIGH")}
    return validation["IsValid"]["ConfidenceVerdict"], odd


class TestOfAddresses:
    @pytest.fixture(autouse=True)
    def _newer_botocore(self):
        needs_operation("sesv2", "GetEmailAddressInsights")

    def test_an_ordinary_address_is_valid(self, sesv2_client):
        # resources 9.4
        answer = sesv2_client.get_email_address_insights(EmailAddress="ann.smith@example.com")

        high, low = {"ConfidenceVerdict": "HIGH"}, {"ConfidenceVerdict": "LOW"}
        assert answer["MailboxValidation"] == {
            "IsValid": high,
            "Evaluations": {
                "HasValidSyntax": high,
                "HasValidDnsRecords": high,
                "MailboxExists": high,
                "IsRoleAddress": low,
                "IsDisposable": low,
                "IsRandomInput": low,
            },
        }

    @pytest.mark.parametrize(
        "address",
        ["", "nobody", "a@b@c", "Ann <ann@example.com>", " ann@example.com", "ann@exa mple.com",
         "ännë@example.com", "a" * 65 + "@example.com", "ann@" + "a" * 320, "\ud800@example.com"],
    )  # fmt: skip
    def test_what_is_no_address_is_not(self, address):
        nothing = {"HasValidSyntax": "LOW", "HasValidDnsRecords": "LOW", "MailboxExists": "LOW"}

        assert verdicts(address) == ("LOW", nothing)

    @pytest.mark.parametrize(
        ("address", "valid", "odd"),
        [
            ("a" * 64 + "@example.com", "HIGH", {}),
            ("info@example.com", "HIGH", {"IsRoleAddress": "HIGH"}),
            ("Support+orders@example.com", "HIGH", {"IsRoleAddress": "HIGH"}),
            ("sales.eu@example.com", "HIGH", {"IsRoleAddress": "MEDIUM"}),
            ("ann@mailinator.com", "MEDIUM", {"IsDisposable": "HIGH"}),
            ("ann@eu.mailinator.com", "MEDIUM", {"IsDisposable": "HIGH"}),
            ("ann@my-tempmail.example", "HIGH", {"IsDisposable": "MEDIUM"}),
            ("xkcdbgtf@example.com", "MEDIUM", {"IsRandomInput": "HIGH"}),
            ("a1b2c3d4@example.com", "MEDIUM", {"IsRandomInput": "HIGH"}),
            ("a1b2c@example.com", "MEDIUM", {"IsRandomInput": "HIGH"}),
            ("a1b2@example.com", "HIGH", {}),
            ("xkcdbgt@example.com", "HIGH", {"IsRandomInput": "MEDIUM"}),
            ("xkcdbg@example.com", "HIGH", {"IsRandomInput": "MEDIUM"}),
            ("xkcdb@example.com", "HIGH", {}),
            ("asdf@example.com", "MEDIUM", {"IsRandomInput": "HIGH"}),
            ("nachtschwester@example.com", "HIGH", {"IsRandomInput": "MEDIUM"}),
            ("ann@localhost", "LOW", {"HasValidDnsRecords": "LOW", "MailboxExists": "LOW"}),
            ("ann@shop.invalid", "LOW", {"HasValidDnsRecords": "LOW", "MailboxExists": "LOW"}),
            ("bounce@simulator.amazonses.com", "HIGH", {}),
        ],
    )
    def test_the_verdict_follows_from_the_address(self, address, valid, odd):
        assert verdicts(address) == (valid, odd)

    @pytest.mark.ses(verification="dns")
    def test_where_dns_counts_a_domain_needs_records(self, ses):
        ses.dns.publish("MX", "mail.example.net", "mx.example.net")
        ses.dns.publish("TXT", "text.example.net", "hello")

        assert verdicts("bob@mail.example.net") == ("HIGH", {})
        assert verdicts("bob@text.example.net") == (
            "MEDIUM",
            {"HasValidDnsRecords": "MEDIUM"},
        )
        nothing = {"HasValidDnsRecords": "LOW", "MailboxExists": "LOW"}
        assert verdicts("bob@example.net") == ("LOW", nothing)
        assert verdicts(ANN) == ("HIGH", {})  # the big providers are known to have theirs

    def test_a_test_says_otherwise(self, ses):
        ses.set_address_insights("Bob@example.net", mailbox_exists=False)
        ses.set_address_insights(BOB, is_role_address="MEDIUM")

        assert verdicts(BOB) == ("LOW", {"MailboxExists": "LOW", "IsRoleAddress": "MEDIUM"})

        ses.set_address_insights(BOB, is_valid="MEDIUM")

        assert verdicts(BOB)[0] == "MEDIUM"

    def test_what_a_test_says_is_of_its_view(self, ses):
        ses.region("eu-west-1").set_address_insights(BOB, is_valid=False)

        assert verdicts(BOB) == ("HIGH", {})

    @pytest.mark.parametrize(
        ("address", "said", "error", "text"),
        [
            (7, {"is_valid": True}, TypeError, "an address is a text"),
            (BOB, {}, TypeError, "say something of the address"),
            (BOB, {"is_valid": 1}, TypeError, "is_valid= is True, False, 'LOW'"),
            (BOB, {"is_valid": "low"}, ValueError, "is_valid= is True, False, 'LOW'"),
        ],
    )
    def test_what_a_test_says_is_checked(self, ses, address, said, error, text):
        with pytest.raises(error, match=text):
            ses.set_address_insights(address, **said)

    def test_a_reset_forgets_it(self, ses):
        ses.set_address_insights(BOB, is_valid=False)

        ses.reset()

        assert verdicts(BOB) == ("HIGH", {})


def test_it_takes_no_longer_for_hostile_addresses(ses, sesv2_client):
    needs_operation("sesv2", "GetEmailAddressInsights")
    start = datetime.now(tz=timezone.utc)

    for address in ("b" * 100_000, "1a" * 50_000 + "@example.com", "a@" + "b." * 50_000):
        assert verdicts(address)[0] == "LOW"

    assert datetime.now(tz=timezone.utc) - start < timedelta(seconds=5)
