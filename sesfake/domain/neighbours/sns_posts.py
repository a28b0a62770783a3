"""What SNS posts to a webhook that has subscribed to a topic.

The signature is none of Amazon's: who checks it must be told not to.
https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
"""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime

from sesfake.domain.events.stamps import iso
from sesfake.domain.neighbours.parcels import SnsMessage


def sns_notification(message: SnsMessage, region: str, at: datetime) -> dict[str, str]:
    """The body, to be written as JSON."""
    arn, text, subject = message.topic_arn, message.message, message.subject
    x = hashlib.sha256(f"{arn} {text}".encode()).hexdigest()
    host = f"https://sns.{region}.amazonaws.com"
    return {
        "Type": "Notification",
        "MessageId": f"{x[:8]}-{x[8:12]}-5{x[13:16]}-a{x[17:20]}-{x[20:32]}",
        "TopicArn": arn,
        **({} if subject is None else {"Subject": subject}),
        "Message": text,
        "Timestamp": iso(at),
        "SignatureVersion": "1",
        "Signature": base64.b64encode(x.encode()).decode(),
        "SigningCertURL": f"{host}/SimpleNotificationService-{x[:32]}.pem",
        "UnsubscribeURL": f"{host}/?Action=Unsubscribe&SubscriptionArn={arn}:{x[32:64]}",
    }


def sns_headers(notification: dict[str, str]) -> dict[str, str]:
    """The HTTP headers; `Content-Type` is plain text."""
    return {
        "Content-Type": "text/plain; charset=UTF-8",
        "x-amz-sns-message-type": "Notification",
        "x-amz-sns-message-id": notification["MessageId"],
        "x-amz-sns-topic-arn": notification["TopicArn"],
    }
