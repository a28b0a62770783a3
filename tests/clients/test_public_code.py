"""Programs in the manner of those that AWS publishes for SES, and that many others began with.

A sender with its destination, a keeper of identities, and a script that mails a file.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import boto3
import botocore.waiter
import pytest
from botocore.exceptions import ClientError, WaiterError

logger = logging.getLogger(__name__)


# A sender


@dataclass
class SesDestination:
    """Who gets a mail."""

    tos: list[str]
    ccs: list[str] = field(default_factory=list)
    bccs: list[str] = field(default_factory=list)

    def as_parameter(self):
        parameter = {"ToAddresses": self.tos}
        if self.ccs:
            parameter["CcAddresses"] = self.ccs
        if self.bccs:
            parameter["BccAddresses"] = self.bccs
        return parameter


class SesMailSender:
    def __init__(self, ses_client):
        self.ses_client = ses_client

    def send_email(self, source, destination, subject, text, html, *, reply_tos=None):
        parameters = {
            "Source": source,
            "Destination": destination.as_parameter(),
            "Message": {
                "Subject": {"Data": subject},
                "Body": {"Text": {"Data": text}, "Html": {"Data": html}},
            },
        }
        if reply_tos is not None:
            parameters["ReplyToAddresses"] = reply_tos
        try:
            message_id = self.ses_client.send_email(**parameters)["MessageId"]
        except ClientError:
            logger.exception("No mail from %s to %s.", source, destination.tos)
            raise
        logger.info("Mail %s from %s to %s.", message_id, source, destination.tos)
        return message_id

    def send_as_far_as_the_quota_goes(self, source, recipients, subject, text):
        """Mail many people, one by one; gives those who have to wait until tomorrow."""
        quota = self.ses_client.get_send_quota()
        left = int(quota["Max24HourSend"] - quota["SentLast24Hours"])
        for recipient in recipients[:left]:
            self.send_email(source, SesDestination([recipient]), subject, text, text)
        return recipients[left:]


class TestASender:
    @pytest.mark.ses(verified=["example.com"])
    def test_a_mail_with_everything(self, ses, ses_client):
        sender = SesMailSender(ses_client)
        destination = SesDestination(
            ["Ann <ann@example.com>"], ccs=["bob@example.com"], bccs=["carl@example.com"]
        )

        message_id = sender.send_email(
            "The Shop <shop@example.com>",
            destination,
            "Grüße 🎉",
            "Schöne Grüße\n",
            "<p>Schöne Grüße</p>",
            reply_tos=["help@example.com"],
        )

        [message] = ses.outbox
        assert message.id == message_id
        assert (message.api, message.operation) == ("ses", "SendEmail")
        assert message.from_ == "The Shop <shop@example.com>"
        assert message.to == ["Ann <ann@example.com>"]
        assert message.cc == ["bob@example.com"]
        assert message.bcc == ["carl@example.com"]
        assert message.recipients == ["ann@example.com", "bob@example.com", "carl@example.com"]
        assert message.reply_to == ["help@example.com"]
        assert message.subject == "Grüße 🎉"
        assert message.text == "Schöne Grüße\n"
        assert message.html == "<p>Schöne Grüße</p>"
        assert message.attachments == []
        assert message.headers["Reply-To"] == "help@example.com"
        assert "Bcc" not in message.headers
        assert message.mime.get_content_type() == "multipart/alternative"

    @pytest.mark.ses(verified=["example.com"])
    def test_in_the_sandbox_a_customer_gets_nothing(self, ses, ses_client, caplog):
        sender = SesMailSender(ses_client)

        with pytest.raises(ses_client.exceptions.MessageRejected) as caught:
            sender.send_email(
                "shop@example.com", SesDestination(["ann@example.org"]), "Hi", "Hi", "Hi"
            )

        assert caught.value.response["Error"]["Message"] == (
            "Email address is not verified. The following identities failed the check in region "
            "US-EAST-1: ann@example.org"
        )
        assert ses.outbox == []
        assert [record.getMessage() for record in caplog.records if record.name == __name__] == [
            "No mail from shop@example.com to ['ann@example.org']."
        ]

    @pytest.mark.ses(verified=["shop@example.com"], production=True, max_24_hour_send=3)
    def test_it_stops_at_the_quota_and_goes_on_the_next_day(self, ses, ses_client):
        sender = SesMailSender(ses_client)
        people = [f"u{number}@example.org" for number in range(5)]

        rest = sender.send_as_far_as_the_quota_goes("shop@example.com", people, "News", "News")

        assert [message.to for message in ses.outbox] == [[person] for person in people[:3]]
        assert rest == people[3:]

        ses.clock.advance(hours=24)
        rest = sender.send_as_far_as_the_quota_goes("shop@example.com", rest, "News", "News")

        assert rest == []
        assert ses_client.get_send_quota()["SentLast24Hours"] == 2
        attempts = [
            point["DeliveryAttempts"]
            for point in ses_client.get_send_statistics()["SendDataPoints"]
        ]
        assert sorted(attempts) == [2, 3]


# A keeper of identities


class SesIdentity:
    def __init__(self, ses_client):
        self.ses_client = ses_client

    def verify_domain_identity(self, domain_name):
        """Gives the text of the TXT record to publish."""
        return self.ses_client.verify_domain_identity(Domain=domain_name)["VerificationToken"]

    def verify_email_identity(self, email_address):
        self.ses_client.verify_email_identity(EmailAddress=email_address)

    def wait_until_identity_exists(self, identity, **config):
        waiter = self.ses_client.get_waiter("identity_exists")
        waiter.wait(Identities=[identity], WaiterConfig=config)

    def get_identity_status(self, identity):
        response = self.ses_client.get_identity_verification_attributes(Identities=[identity])
        found = response["VerificationAttributes"].get(identity, {"VerificationStatus": "NotFound"})
        return found["VerificationStatus"]

    def delete_identity(self, identity):
        self.ses_client.delete_identity(Identity=identity)

    def list_identities(self, identity_type, max_items):
        response = self.ses_client.list_identities(IdentityType=identity_type, MaxItems=max_items)
        return response["Identities"]


@pytest.fixture
def identities(ses_client):
    return SesIdentity(ses_client)


class TestAKeeperOfIdentities:
    def test_identities_come_and_go(self, identities):
        token = identities.verify_domain_identity("example.com")
        identities.verify_email_identity("ann@example.org")

        assert len(token) == 44  # https://docs.aws.amazon.com/ses/latest/APIReference/
        assert identities.get_identity_status("example.com") == "Success"
        assert identities.list_identities("Domain", 10) == ["example.com"]
        assert identities.list_identities("EmailAddress", 10) == ["ann@example.org"]

        identities.delete_identity("ann@example.org")
        identities.delete_identity("example.com")

        assert identities.get_identity_status("example.com") == "NotFound"
        assert identities.list_identities("Domain", 10) == []
        assert identities.list_identities("EmailAddress", 10) == []

    def test_a_list_is_as_long_as_was_asked_for(self, ses, identities):
        ses.verify("a@example.com", "b@example.com", "c@example.com")

        assert identities.list_identities("EmailAddress", 2) == ["a@example.com", "b@example.com"]

    @pytest.mark.ses(verification="manual")
    def test_waiting_ends_when_the_owner_has_clicked(self, ses, identities, monkeypatch):
        naps = []

        def nap(seconds):
            naps.append(seconds)
            if len(naps) == 2:
                ses.follow(ses.notices.one(to="ann@example.com").links[0])

        monkeypatch.setattr(botocore.waiter.time, "sleep", nap)
        identities.verify_email_identity("ann@example.com")
        assert identities.get_identity_status("ann@example.com") == "Pending"

        identities.wait_until_identity_exists("ann@example.com")

        assert naps == [3, 3]  # the waiter's own delay
        assert identities.get_identity_status("ann@example.com") == "Success"

    @pytest.mark.ses(verification="manual")
    def test_waiting_ends_without_a_click_too(self, identities, monkeypatch):
        monkeypatch.setattr(botocore.waiter.time, "sleep", lambda seconds: None)
        identities.verify_email_identity("ann@example.com")

        with pytest.raises(WaiterError) as caught:
            identities.wait_until_identity_exists("ann@example.com", MaxAttempts=3)

        assert caught.value.last_response["VerificationAttributes"] == {
            "ann@example.com": {"VerificationStatus": "Pending"}
        }


# A script that mails a file


def mail_report(client, sender, recipients, report):
    """Send a file with a text and html, the way of the developer guide: MIME parts by hand."""
    message = MIMEMultipart("mixed")
    message["Subject"] = "Customer service contact info"
    message["From"] = sender
    message["To"] = ", ".join(recipients)
    body = MIMEMultipart("alternative")
    body.attach(MIMEText("Hello,\nsee the attached file.", "plain", "utf-8"))
    body.attach(MIMEText("<h1>Hello,</h1>", "html", "utf-8"))
    message.attach(body)
    part = MIMEApplication(report)
    part.add_header("Content-Disposition", "attachment", filename="customers.xlsx")
    message.attach(part)
    response = client.send_raw_email(
        Source=sender, Destinations=recipients, RawMessage={"Data": message.as_string()}
    )
    return response["MessageId"]


@pytest.mark.ses(verified=["example.com"])
class TestAScriptThatMailsAFile:
    def test_the_file_arrives(self, ses):
        recipients = ["Ann <ann@example.com>", "bob@example.com"]
        report = bytes(range(256)) * 10

        message_id = mail_report(
            boto3.client("ses", region_name="us-west-2"),
            "The Shop <shop@example.com>",
            recipients,
            report,
        )

        [message] = ses.region("us-west-2").outbox
        assert message.id == message_id
        assert (message.api, message.operation) == ("ses", "SendRawEmail")
        assert message.from_ == "The Shop <shop@example.com>"
        assert message.to == recipients
        assert message.recipients == ["ann@example.com", "bob@example.com"]
        assert (message.cc, message.bcc, message.reply_to) == ([], [], [])
        assert message.subject == "Customer service contact info"
        assert message.text == "Hello,\nsee the attached file."
        assert message.html == "<h1>Hello,</h1>"
        [file] = message.attachments
        assert file.filename == "customers.xlsx"
        assert file.content_type == "application/octet-stream"
        assert file.content == report
        assert message.headers["Message-ID"] == f"<{message_id}@us-west-2.amazonses.com>"

    def test_a_stranger_gets_none(self, ses, ses_client):
        with pytest.raises(ClientError) as caught:
            mail_report(ses_client, "shop@example.com", ["ann@example.org"], b"")

        assert caught.value.response["Error"] == {
            "Type": "Sender",
            "Code": "MessageRejected",
            "Message": (
                "Email address is not verified. The following identities failed the check in "
                "region US-EAST-1: ann@example.org"
            ),
        }
        assert ses.outbox == []
