"""Every event and notification, caused through a client and compared whole.

Rows: facts "events" 2, 3, 5 and 12. What a message makes up for itself (the boundary of its parts,
the machines that sent and took it) is read from the message; all else is written out. `exactly`
compares texts, so the order of the keys counts, too.
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone

import boto3
import pytest

from sesfake.mail.viruses import EICAR
from tests.installed import needs_member

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
SENT = "2026-03-01T12:00:00.000Z"
LATER = "2026-03-01T12:01:00.000Z"
SHOP = "shop@example.com"
ANN = "ann@example.org"
BOB = "Bob Stone <bob@example.net>"
ACCOUNT = "123456789012"
ARN = f"arn:aws:ses:us-east-1:{ACCOUNT}:identity/example.com"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT}:mail"
HTML = '<p><a href="https://example.com/a?b=1" ses:tags="item:seven">Look</a></p>'
EVENTS = ["SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK", "RENDERING_FAILURE"]
SIMULATOR = "simulator.amazonses.com"

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


def exactly(record, expected):
    assert json.dumps(record, indent=1) == json.dumps(expected, indent=1)


def make_set(client, types=EVENTS, topic=TOPIC):
    client.create_configuration_set(ConfigurationSetName="news", Tags=[{"Key": "a", "Value": "b"}])
    client.create_configuration_set_event_destination(
        ConfigurationSetName="news",
        EventDestinationName="topic",
        EventDestination={
            "Enabled": True,
            "MatchingEventTypes": [*types, "DELIVERY_DELAY", "SUBSCRIPTION"],
            "SnsDestination": {"TopicArn": topic},
        },
    )


@pytest.fixture
def news(ses, sesv2_client):
    ses.clock.freeze(NOON)
    make_set(sesv2_client)


@pytest.fixture
def message(ses, news):
    """Text and html, to one of each domain, a minute ago."""
    boto3.client("ses").send_email(
        Source=f"The Shop <{SHOP}>",
        Destination={"ToAddresses": [ANN], "CcAddresses": [BOB]},
        ReplyToAddresses=["help@example.com"],
        Message={
            "Subject": {"Data": "Grüße"},
            "Body": {"Text": {"Data": "Look"}, "Html": {"Data": HTML}},
        },
        ConfigurationSetName="news",
        Tags=[{"Name": "campaign", "Value": "book"}],
    )
    ses.clock.advance(minutes=1)
    return ses.outbox.last


@pytest.fixture
def told(ses):
    """The record of the newest publication."""
    return lambda: ses.published.last.record


def half_a_second_later(record, body):
    """When SES told of what it knew at once: half a second after the send."""
    at = record[body]["timestamp"]
    milliseconds = int(re.fullmatch(r"2026-03-01T12:00:00\.(\d{3})Z", at)[1])
    assert 400 <= milliseconds <= 600  # events 2: timing
    return at, milliseconds


def outgoing(message):
    """The address that sent a message, and its name."""
    ip = message.headers["X-SES-Outgoing"].partition("-")[2]
    _, _, third, fourth = ip.split(".")
    return ip, f"a{third}-{fourth}.smtp-out.amazonses.com"


def remote_ip(record, body):
    ip = record[body]["remoteMtaIp"]
    assert re.fullmatch(r"192\.0\.2\.\d+", ip)
    return ip


def feedback_id(record, body, at):
    found = record[body]["feedbackId"]
    milliseconds = round(datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp() * 1000)
    assert re.fullmatch(
        rf"0100{milliseconds:012x}-[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}-000000", found
    )  # events 1
    return found


def mail(message, **more):
    """The object `mail` of a message of the fixture."""
    headers = [
        {"name": "From", "value": f"The Shop <{SHOP}>"},
        {"name": "To", "value": ANN},
        {"name": "Cc", "value": BOB},
        {"name": "Reply-To", "value": "help@example.com"},
        {"name": "Subject", "value": "=?utf-8?b?R3LDvMOfZQ==?="},
        {"name": "MIME-Version", "value": "1.0"},
        {"name": "Content-Type", "value": content_type(message)},
    ]
    common = {
        "from": [f"The Shop <{SHOP}>"],
        "replyTo": ["help@example.com"],
        "to": [ANN],
        "cc": [BOB],
        "messageId": message.id,
        "subject": "Grüße",
    }
    found = {
        "timestamp": SENT,
        "source": f"The Shop <{SHOP}>",
        "sourceArn": ARN,
        "sendingAccountId": ACCOUNT,
        "messageId": message.id,
        "destination": [ANN, BOB],
        "headersTruncated": False,
        "headers": headers,
        "commonHeaders": common,
        "tags": tags(),
    }
    return found | more


def content_type(message):
    boundary = message.mime.get_boundary()
    assert re.fullmatch(r"----=_Part_\d+_\d+\.1772366400000", boundary)
    return f'multipart/alternative;  boundary="{boundary}"'


def tags(operation="SendEmail", ip=None, **more):
    is_delivered = ip is not None
    return {
        "ses:source-tls-version": ["TLSv1.3"],
        "ses:operation": [operation],
        "ses:configuration-set": ["news"],
        **({"ses:outgoing-tls-version": ["TLSv1.3"]} if is_delivered else {}),
        "ses:source-ip": ["127.0.0.1"],
        "ses:from-domain": ["example.com"],
        "ses:caller-identity": ["root"],
        **({"ses:outgoing-ip": [ip]} if is_delivered else {}),
        **(more or {"campaign": ["book"]}),
    }


def without(mail, *names):
    return {name: value for name, value in mail.items() if name not in names}


class TestEvents:
    """events 3.1 to 3.3: each of the types that sending has"""

    def test_send(self, ses, message):
        exactly(ses.published[0].record, {"eventType": "Send", "mail": mail(message), "send": {}})

    def test_delivery(self, ses, message):
        record = ses.published.find(type="Delivery")[0].record

        at, milliseconds = half_a_second_later(record, "delivery")
        ip, host = outgoing(message)
        exactly(
            record,
            {
                "eventType": "Delivery",
                "mail": mail(message, tags=tags(ip=ip)),
                "delivery": {
                    "timestamp": at,
                    "processingTimeMillis": milliseconds,
                    "recipients": [ANN],
                    "smtpResponse": "250 Ok",
                    "remoteMtaIp": remote_ip(record, "delivery"),
                    "reportingMTA": host,
                },
            },
        )

    def test_bounce(self, ses, message, told):
        ses.bounce(message, ANN)

        record = told()
        exactly(
            record,
            {
                "eventType": "Bounce",
                "bounce": {
                    "feedbackId": feedback_id(record, "bounce", LATER),
                    "bounceType": "Permanent",
                    "bounceSubType": "General",
                    "bouncedRecipients": [
                        {
                            "emailAddress": ANN,
                            "action": "failed",
                            "status": "5.1.1",
                            "diagnosticCode": "smtp; 550 5.1.1 user unknown",
                        }
                    ],
                    "timestamp": LATER,
                    "remoteMtaIp": remote_ip(record, "bounce"),
                    "reportingMTA": f"dns; {outgoing(message)[1]}",
                },
                "mail": mail(message),
            },
        )

    def test_complaint(self, ses, message, told):
        ses.complain(message, ANN)

        record = told()
        exactly(
            record,
            {
                "eventType": "Complaint",
                "complaint": {
                    "feedbackId": feedback_id(record, "complaint", LATER),
                    "complaintSubType": None,
                    "complainedRecipients": [{"emailAddress": ANN}],
                    "timestamp": LATER,
                    "userAgent": "AnyCompany Feedback Loop (V0.01)",
                    "complaintFeedbackType": "abuse",
                    "arrivalDate": SENT,
                },
                "mail": mail(message),
            },
        )

    def test_reject(self, ses, message, told):
        ses.reject(message)

        exactly(
            told(),
            {"eventType": "Reject", "mail": mail(message), "reject": {"reason": "Bad content"}},
        )

    def test_open(self, ses, message, told):
        ses.open(message, ANN, user_agent="Mail/1.0", ip_address="192.0.2.7")

        exactly(
            told(),
            {
                "eventType": "Open",
                "mail": without(mail(message), "sourceArn"),
                "open": {"timestamp": LATER, "userAgent": "Mail/1.0", "ipAddress": "192.0.2.7"},
            },
        )

    def test_click(self, ses, message, told):
        ses.click(message, ANN)

        exactly(
            told(),
            {
                "eventType": "Click",
                "mail": without(mail(message), "sourceArn"),
                "click": {
                    "timestamp": LATER,
                    "ipAddress": "192.0.2.1",
                    "userAgent": "Mozilla/5.0",
                    "link": "https://example.com/a?b=1",
                    "linkTags": {"item": ["seven"]},
                },
            },
        )

    def test_delivery_delay(self, ses, message, told):
        ses.delay(message, BOB)

        exactly(
            told(),
            {
                "eventType": "DeliveryDelay",
                "mail": short_mail(message, [ANN, BOB], campaign=["book"]),
                "deliveryDelay": {
                    "timestamp": LATER,
                    "delayType": "TransientCommunicationFailure",
                    "expirationTime": "2026-03-02T02:00:00.000Z",
                    "reportingMTA": outgoing(message)[1],
                    "delayedRecipients": [
                        {
                            "emailAddress": "bob@example.net",
                            "status": "4.4.1",
                            "diagnosticCode": "smtp; 421 4.4.1 Unable to connect to remote host",
                        }
                    ],
                },
            },
        )

    def test_the_bounce_after_all_those_delays(self, ses, message, told):
        ses.delay(message, BOB)
        ses.clock.advance(hours=14)

        record = told()
        at = "2026-03-02T02:00:00.000Z"
        text = record["bounce"]["bouncedRecipients"][0]["diagnosticCode"]
        assert "unable to deliver in 840 minutes" in text  # events 6: a guess in part
        exactly(
            record,
            {
                "eventType": "Bounce",
                "bounce": {
                    "feedbackId": feedback_id(record, "bounce", at),
                    "bounceType": "Transient",
                    "bounceSubType": "General",
                    "bouncedRecipients": [
                        {
                            "emailAddress": "bob@example.net",
                            "action": "failed",
                            "status": "4.4.7",
                            "diagnosticCode": text,
                        }
                    ],
                    "timestamp": at,
                    "remoteMtaIp": remote_ip(record, "bounce"),
                    "reportingMTA": f"dns; {outgoing(message)[1]}",
                },
                "mail": mail(message),
            },
        )

    @pytest.mark.usefixtures("news")
    def test_rendering_failure(self, ses, ses_client, told):
        ses.add_template("hello", subject="Hi", text="Hello {{name}}")

        ses_client.send_templated_email(
            Source=SHOP,
            Destination={"ToAddresses": [ANN]},
            Template="hello",
            TemplateData="{}",
            ConfigurationSetName="news",
        )

        message = ses.outbox.last
        # events 3.3: failure; 3.4: instead of the send
        assert [event.type for event in message.events] == ["Rendering Failure"]
        exactly(
            told(),
            {
                "eventType": "Rendering Failure",
                "mail": short_mail(message, [ANN], source=SHOP),
                "failure": {
                    "errorMessage": "Attribute 'name' is not present in the rendering data.",
                    "templateName": "hello",
                },
            },
        )


def short_mail(message, destination, source=f"The Shop <{SHOP}>", **custom):
    """events 3.1: neither headers nor auto tags, but that of the set"""
    return {
        "timestamp": SENT,
        "source": source,
        "sourceArn": ARN,
        "sendingAccountId": ACCOUNT,
        "messageId": message.id,
        "destination": destination,
        "headersTruncated": False,
        "tags": {"ses:configuration-set": ["news"], **custom},
    }


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

    def send(self, ses, type_):
        simple_v2([ANN, BOB])
        message = ses.outbox.last
        assert [e.type for e in message.events] == ["Send", "Delivery", type_]
        return message, ses.published.one(type=type_).record


def simple_v2(to, region="us-east-1", **more):
    boto3.client("sesv2", region).send_email(
        FromEmailAddress=SHOP,
        Destination={"ToAddresses": to},
        Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}},
        ConfigurationSetName="news",
        EmailTags=[{"Name": "campaign", "Value": "book"}],
        **more,
    )


def simple_mail(message, to):
    """events 3.1: text only"""
    return {
        "timestamp": SENT,
        "source": SHOP,
        "sourceArn": ARN,
        "sendingAccountId": ACCOUNT,
        "messageId": message.id,
        "destination": to,
        "headersTruncated": False,
        "headers": [
            {"name": "From", "value": SHOP},
            {"name": "To", "value": ", ".join(to)},
            {"name": "Subject", "value": "Hi"},
            {"name": "MIME-Version", "value": "1.0"},
            {"name": "Content-Type", "value": "text/plain; charset=UTF-8"},
            {"name": "Content-Transfer-Encoding", "value": "7bit"},
        ],
        "commonHeaders": {
            "from": [SHOP],
            "to": [", ".join(to)],
            "messageId": message.id,
            "subject": "Hi",
        },
        "tags": tags(),
    }


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


class TestNotificationsOfAnIdentity:
    """events 5: without a set, with and without headers"""

    @pytest.fixture(params=[False, True], ids=["bare", "with headers"])
    def message(self, request, ses, ses_client):
        ses.clock.freeze(NOON)
        for type_ in ("Bounce", "Complaint", "Delivery"):
            ses_client.set_identity_notification_topic(
                Identity="example.com", NotificationType=type_, SnsTopic=TOPIC
            )
            ses_client.set_identity_headers_in_notifications_enabled(
                Identity="example.com", NotificationType=type_, Enabled=request.param
            )
        ses_client.send_email(
            Source=SHOP,
            Destination={"ToAddresses": [ANN]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        )
        ses.clock.advance(minutes=1)
        return ses.outbox.last

    @pytest.fixture
    def mail(self, request, message):
        with_headers = simple_mail(message, [ANN])
        names = ("headersTruncated", "headers", "commonHeaders")
        shown = {name: with_headers[name] for name in names}
        return {
            "timestamp": SENT,
            "source": SHOP,
            "sourceArn": ARN,
            "sourceIp": "127.0.0.1",
            "callerIdentity": "root",
            "sendingAccountId": ACCOUNT,
            "messageId": message.id,
            "destination": [ANN],
            **(shown if request.node.callspec.params["message"] else {}),
        }

    def test_delivery(self, message, mail, told):
        record = told()

        at, milliseconds = half_a_second_later(record, "delivery")
        exactly(
            record,
            {
                "notificationType": "Delivery",
                "mail": mail,
                "delivery": {
                    "timestamp": at,
                    "processingTimeMillis": milliseconds,
                    "recipients": [ANN],
                    "smtpResponse": "250 Ok",
                    "remoteMtaIp": remote_ip(record, "delivery"),
                    "reportingMTA": outgoing(message)[1],
                },
            },
        )

    def test_bounce(self, ses, message, mail, told):
        ses.bounce(message)

        record = told()
        exactly(
            record,
            {
                "notificationType": "Bounce",
                "bounce": {
                    "feedbackId": feedback_id(record, "bounce", LATER),
                    "bounceType": "Permanent",
                    "bounceSubType": "General",
                    "bouncedRecipients": [
                        {
                            "emailAddress": ANN,
                            "action": "failed",
                            "status": "5.1.1",
                            "diagnosticCode": "smtp; 550 5.1.1 user unknown",
                        }
                    ],
                    "timestamp": LATER,
                    "remoteMtaIp": remote_ip(record, "bounce"),
                    "reportingMTA": f"dns; {outgoing(message)[1]}",
                },
                "mail": mail,
            },
        )

    def test_complaint(self, ses, message, mail, told):
        ses.complain(message, type="fraud")

        record = told()
        exactly(
            record,
            {
                "notificationType": "Complaint",
                "complaint": {
                    "feedbackId": feedback_id(record, "complaint", LATER),
                    "complaintSubType": None,
                    "complainedRecipients": [{"emailAddress": ANN}],
                    "timestamp": LATER,
                    "userAgent": "AnyCompany Feedback Loop (V0.01)",
                    "complaintFeedbackType": "fraud",
                    "arrivalDate": SENT,
                },
                "mail": mail,
            },
        )


class TestTheCall:
    """events 3.1, 3.2: whatever way a message was sent"""

    RAW = (
        f"From: The Shop <{SHOP}>\r\nTo: {ANN}\r\nDate: Sun, 1 Mar 2026 10:00:00 +0000\r\n"
        "Message-ID: <own@example.com>\r\nSubject: Hi\r\nX-SES-CONFIGURATION-SET: news\r\n"
        "X-SES-MESSAGE-TAGS: campaign=book, kind=mail\r\n\r\nHello\r\n"
    )

    @pytest.mark.usefixtures("news")
    def test_a_raw_mail_says_all_in_its_headers(self, ses, send_raw, api):
        send_raw(self.RAW)

        message = ses.outbox.last
        operation = "SendRawEmail" if api == "v1" else "SendEmail"
        exactly(
            ses.published[0].record,
            {
                "eventType": "Send",
                "mail": {
                    "timestamp": SENT,
                    "source": f"The Shop <{SHOP}>",
                    "sourceArn": ARN,
                    "sendingAccountId": ACCOUNT,
                    "messageId": message.id,
                    "destination": [ANN],
                    "headersTruncated": False,
                    "headers": [
                        {"name": "From", "value": f"The Shop <{SHOP}>"},
                        {"name": "To", "value": ANN},
                        {"name": "Date", "value": "Sun, 1 Mar 2026 10:00:00 +0000"},
                        {"name": "Message-ID", "value": "<own@example.com>"},
                        {"name": "Subject", "value": "Hi"},
                        {"name": "X-SES-CONFIGURATION-SET", "value": "news"},
                        {"name": "X-SES-MESSAGE-TAGS", "value": "campaign=book, kind=mail"},
                    ],
                    "commonHeaders": {
                        "from": [f"The Shop <{SHOP}>"],
                        "date": "Sun, 1 Mar 2026 10:00:00 +0000",
                        "to": [ANN],
                        "messageId": "<own@example.com>",
                        "subject": "Hi",
                    },
                    "tags": tags(operation, campaign=["book"], kind=["mail"]),
                },
                "send": {},
            },
        )

    @pytest.mark.usefixtures("news")
    def test_the_tags_of_the_call_take_the_place_of_the_headers(self, ses, send_raw, api):
        send_raw(self.RAW, Tags=[{"Name": "only", "Value": "this"}])

        # events 3.2: no merge
        operation = "SendRawEmail" if api == "v1" else "SendEmail"
        assert ses.published[0].record["mail"]["tags"] == tags(operation, only=["this"])

    @pytest.mark.usefixtures("news")
    def test_more_than_ten_kilobytes_of_headers_are_cut(self, ses, send_raw):
        lines = "".join(f"X-Filler-{n:02d}: {'x' * 900}\r\n" for n in range(12))

        send_raw(self.RAW.replace("Subject:", f"{lines}Subject:"))

        # events 3.1: headersTruncated
        mail = ses.published[0].record["mail"]
        assert mail["headersTruncated"] is True
        names = [header["name"] for header in mail["headers"]]
        assert names == [
            "From",
            "To",
            "Date",
            "Message-ID",
            *(f"X-Filler-{n:02d}" for n in range(11)),
        ]
        assert mail["commonHeaders"]["subject"] == "Hi"

    @pytest.mark.usefixtures("news")
    @pytest.mark.parametrize("door", ["v1", "v2"])
    def test_in_bulk_each_message_has_its_own_events_and_tags(self, ses, door):
        ses.add_template("hello", subject="Hi", text="Hello {{name}}")
        send_in_bulk(door, [(ANN, '{"name": "Ann"}', "one"), ("eve@example.net", "{}", "two")])

        operation = "SendBulkTemplatedEmail" if door == "v1" else "SendBulkEmail"
        sent, delivered, failed = (publication.record for publication in ses.published)
        first, second = ses.outbox
        assert [r["eventType"] for r in (sent, delivered, failed)] == [
            "Send",
            "Delivery",
            "Rendering Failure",
        ]
        assert sent["mail"]["tags"] == tags(operation, which=["one"])
        # events 3.1, templated sends: the subject comes with the rendering
        assert "subject" not in sent["mail"]["commonHeaders"]
        assert delivered["mail"]["commonHeaders"]["subject"] == "Hi"
        assert failed["mail"]["tags"] == {"ses:configuration-set": ["news"], "which": ["two"]}
        assert [r["mail"]["messageId"] for r in (sent, failed)] == [first.id, second.id]

    @pytest.mark.parametrize(
        ("region", "code"), [("eu-west-1", "0102"), ("ap-northeast-1", "0106")]
    )
    def test_elsewhere_ids_hosts_and_arns_are_of_the_region(self, ses, region, code):
        client = boto3.client("sesv2", region)
        make_set(client, topic=TOPIC.replace("us-east-1", region))
        bus = f"arn:aws:events:{region}:{ACCOUNT}:event-bus/default"
        client.create_configuration_set_event_destination(
            ConfigurationSetName="news",
            EventDestinationName="bus",
            EventDestination={
                "Enabled": True,
                "MatchingEventTypes": ["BOUNCE"],
                "EventBridgeDestination": {"EventBusArn": bus},
            },
        )

        simple_v2([ANN], region)
        message = ses.outbox.last
        ses.bounce(message)

        # events 1: region codes; 3.3: reportingMTA; 4: EventBridge envelope
        assert message.id.startswith(code)
        assert message.headers["Message-ID"] == f"<{message.id}@{region}.amazonses.com>"
        told = ses.published.one(service="events")
        bounce = told.record["bounce"]
        assert bounce["feedbackId"].startswith(code)
        assert re.fullmatch(
            rf"dns; a\d+-\d+\.smtp-out\.{region}\.amazonses\.com", bounce["reportingMTA"]
        )
        assert told.record["mail"]["sourceArn"] == ARN.replace("us-east-1", region)
        event = told.parcel.event
        assert (event["region"], event["resources"]) == (
            region,
            [f"arn:aws:ses:{region}:{ACCOUNT}:configuration-set/news"],
        )

    @pytest.mark.usefixtures("news")
    def test_an_address_verified_on_its_own_is_the_source(self, ses):
        ses.verify(SHOP)

        simple_v2([ANN])

        # events 3.1: sourceArn
        assert ses.published[0].record["mail"]["sourceArn"].endswith(f":identity/{SHOP}")


def send_in_bulk(door, entries):
    if door == "v1":
        boto3.client("ses").send_bulk_templated_email(
            Source=SHOP,
            Template="hello",
            DefaultTemplateData="{}",
            ConfigurationSetName="news",
            Destinations=[
                {
                    "Destination": {"ToAddresses": [to]},
                    "ReplacementTemplateData": data,
                    "ReplacementTags": [{"Name": "which", "Value": tag}],
                }
                for to, data, tag in entries
            ],
        )
        return
    boto3.client("sesv2").send_bulk_email(
        FromEmailAddress=SHOP,
        DefaultContent={"Template": {"TemplateName": "hello", "TemplateData": "{}"}},
        ConfigurationSetName="news",
        BulkEmailEntries=[
            {
                "Destination": {"ToAddresses": [to]},
                "ReplacementEmailContent": {
                    "ReplacementTemplate": {"ReplacementTemplateData": data}
                },
                "ReplacementTags": [{"Name": "which", "Value": tag}],
            }
            for to, data, tag in entries
        ],
    )


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


def test_delays_may_be_many_and_the_last_word_is_one(ses, news):
    simple_v2([ANN])
    message = ses.outbox.last
    for _ in range(3):
        ses.clock.advance(hours=2)
        ses.delay(message)
    ses.clock.advance(hours=14)

    # events 3.4: soft, gave up
    assert [event.type for event in message.events] == ["Send", *["DeliveryDelay"] * 3, "Bounce"]
    assert message.events[-1].timestamp - message.sent_at == timedelta(hours=14)
