"""The notifications of an identity, caused through a client and compared whole.

Rows: facts "events" 5.
"""

from __future__ import annotations

import pytest

from tests.domain.events.documents import (
    ACCOUNT,
    ANN,
    ARN,
    LATER,
    NOON,
    SENT,
    SHOP,
    TOPIC,
    exactly,
    feedback_id,
    half_a_second_later,
    outgoing,
    remote_ip,
    simple_mail,
)

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


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
