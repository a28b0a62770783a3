"""What topics are told of a mail. Rows named are those of the fact sheet "events", section 11."""

from __future__ import annotations

import base64
import json

import pytest

from sesfake.domain.receiving.carrying_out import MAX_IN_TOPIC

from .mailing import (
    ANN,
    BOUNCE,
    HELP,
    INVOKE,
    MAIL,
    S3,
    SNS,
    STOP,
    TOPIC,
    activate_actions,
    header,
)

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


def told(ses, *actions, raw=MAIL, **options):
    activate_actions(*actions)
    return ses.receive(raw, **options).notifications[-1]


def with_topic(action):
    [(name, members)] = action.items()
    return {name: {**members, "TopicArn": TOPIC}}


def iso(at):
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"


def test_the_whole_of_it(ses):
    # events 11, the JSON
    ses.clock.freeze()

    told(ses, SNS)

    received = ses.received.last
    now = iso(received.received_at)
    record = json.loads(received.notifications[0].text)
    headers = record["mail"].pop("headers")
    assert headers[0] == {"name": "Return-Path", "value": f"<{ANN}>"}
    assert headers[-1] == {"name": "Message-ID", "value": "<1@mail.example.org>"}
    assert record == {
        "notificationType": "Received",
        "mail": {
            "timestamp": now,
            "source": ANN,
            "messageId": received.message_id,
            "destination": [HELP],
            "headersTruncated": False,
            "commonHeaders": {
                "returnPath": ANN,
                "from": ["Ann <ann@example.org>"],
                "date": "Fri, 11 Sep 2015 20:32:33 +0000",
                "to": ["Help <help@example.com>"],
                "messageId": "<1@mail.example.org>",
                "subject": "The café",
            },
        },
        "receipt": {
            "timestamp": now,
            "processingTimeMillis": 0,
            "recipients": [HELP],
            "spamVerdict": {"status": "DISABLED"},
            "virusVerdict": {"status": "DISABLED"},
            "spfVerdict": {"status": "PASS"},
            "dkimVerdict": {"status": "GRAY"},
            "dmarcVerdict": {"status": "PASS"},
            "action": {"type": "SNS", "topicArn": TOPIC, "encoding": "UTF8"},
        },
        "content": received.raw.decode(),
    }


@pytest.mark.parametrize(
    ("action", "facts"),
    [
        (
            S3,
            {"type": "S3", "bucketName": "mail", "objectKeyPrefix": "in/", "objectKey": "in/{id}"},
        ),
        (
            {"S3Action": {"BucketName": "mail"}},
            {"type": "S3", "bucketName": "mail", "objectKey": "{id}"},
        ),
        (
            BOUNCE,
            {
                "type": "Bounce",
                "smtpReplyCode": "550",
                "statusCode": "5.1.1",
                "message": "Mailbox does not exist",
                "sender": "mailer@example.com",
            },
        ),
        (
            INVOKE,
            {
                "type": "Lambda",
                "functionArn": INVOKE["LambdaAction"]["FunctionArn"],
                "invocationType": "RequestResponse",
            },
        ),
        (STOP, {"type": "Stop"}),
    ],
)
def test_actions_tell_their_topic_without_the_content(ses, action, facts):
    # events 11, "action keys by type" and "Optional TopicArn"
    record = told(ses, with_topic(action)).record

    message_id = ses.received.last.message_id
    expected = {name: value.replace("{id}", message_id) for name, value in facts.items()}
    assert record["receipt"]["action"] == {**expected, "topicArn": TOPIC}
    assert "content" not in record


def test_without_a_topic_nobody_is_told(ses):
    activate_actions(S3, STOP)

    assert ses.receive(MAIL).notifications == []


def test_base64_keeps_every_byte(ses):
    # events 11, "SNS"
    raw = MAIL.encode() + b"\xff\xfe"
    sns = {"SNSAction": {"TopicArn": TOPIC, "Encoding": "Base64"}}

    record = told(ses, sns, raw=raw).record

    assert base64.b64decode(record["content"]) == ses.received.last.raw
    assert ses.received.last.raw.endswith(b"\xff\xfe")
    assert record["receipt"]["action"]["encoding"] == "BASE64"


def test_bytes_that_are_no_text_are_lost_in_utf_8(ses):
    record = told(ses, SNS, raw=MAIL.encode() + b"\xff").record

    assert record["content"].endswith("It is closed.\r\n\ufffd")


def test_destinations_are_those_of_to_and_cc(ses):
    # events 11, "receipt.recipients"
    raw = f"Cc: Bob <bob@example.net>\r\nBcc: c@example.com\r\n{MAIL}"

    record = told(ses, SNS, raw=raw, recipients="x@example.com").record

    assert record["mail"]["destination"] == ["bob@example.net", HELP]
    assert record["receipt"]["recipients"] == ["x@example.com"]


def test_headers_that_no_program_can_read_do_no_harm(ses):
    raw = b'From: <<ann@@\xff>\r\nTo: (;:,"\r\nDate: \r\n\xff\xfe\r\n\r\n\r\n'

    record = told(ses, SNS, raw=raw, sender=ANN, recipients=HELP).record

    assert record["mail"]["destination"] == []
    json.dumps(record)


def test_long_headers_are_cut(ses):
    raw = "".join(f"X-{n}: {'x' * 500}\r\n" for n in range(50)) + MAIL

    mail = told(ses, SNS, raw=raw).record["mail"]

    assert mail["headersTruncated"]
    assert len(mail["headers"]) < 50
    assert mail["commonHeaders"]["subject"] == "The café"


class TestTooLargeForATopic:
    # events 11, "SNS": at most 150 KB with headers, else the mail bounces

    def of_size(self, ses, size):
        """A mail that has some size once SES's headers are on top."""
        ses.clock.freeze()
        empty = ses.receive(MAIL)
        return MAIL + "x" * (size - len(empty.raw))

    def test_150_kilobytes_are_published(self, ses):
        activate_actions(SNS)

        received = ses.receive(self.of_size(ses, MAX_IN_TOPIC))

        assert len(received.raw) == 150 * 1024
        assert len(received.notifications) == 1
        assert len(ses.notices) == 0

    def test_one_more_bounces(self, ses):
        activate_actions(SNS, header("X-After"))

        received = ses.receive(self.of_size(ses, MAX_IN_TOPIC + 1))

        reply = "552 5.3.4 Message too large: SNS notifications hold at most 153600 bytes"
        assert [one.failure for one in received.actions] == [reply, None]
        assert received.notifications == []
        notice = ses.notices.one(kind="bounce")
        assert (notice.to, notice.sender) == (ANN, "MAILER-DAEMON@amazonses.com")
        assert notice.mime["Return-Path"] == "<>"
        assert notice.mime.get_content_type() == "multipart/report"
        assert "Status: 5.3.4" in notice.raw.decode()
        assert len(ses.outbox) == 0  # it is Amazon's own

    def test_but_not_where_nobody_wants_to_hear_of_it(self, ses):
        activate_actions(SNS)

        ses.receive(MAIL + "x" * MAX_IN_TOPIC, sender="<>")

        assert len(ses.notices) == 0


def test_what_sns_posts_to_a_webhook(ses):
    notification = told(ses, SNS)

    body = json.loads(notification.sns_body)
    assert body == notification.sns_notification
    assert body["Type"] == "Notification"
    assert body["TopicArn"] == TOPIC
    assert body["Subject"] == "Amazon SES Email Receipt Notification"
    assert json.loads(body["Message"]) == notification.record
    assert notification.sns_headers["x-amz-sns-message-id"] == body["MessageId"]
    assert repr(notification) == f"<ReceiptNotification to {TOPIC}, with content>"
