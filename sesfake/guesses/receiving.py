"""Guessed texts of receiving mail: of receipt rules, of SMTP, of what rules do."""

from __future__ import annotations

from sesfake.guesses import guess

RECEIVING_UNAVAILABLE = guess(
    "a call about receipt rules or IP filters in a region in which SES receives no mail",
    "Unavailable Operation",
)
NOT_ONE_ACTION = guess(
    "an action of a receipt rule that names none of its kinds, or several",
    "An action must have exactly one type.",
)
INVALID_HEADER_VALUE = guess(
    "the value of a header that a receipt rule adds, if it is too long or of several lines",
    "Invalid header value: {value}",
)
INVALID_STATUS_CODE = guess(
    "the status code of a bounce action, if it is none of RFC 3463", "Invalid status code: {code}"
)
RECEIPT_ROLE_NOT_ASSUMED = guess(
    "a role of a receipt rule's action that SES cannot assume", "Could not assume role: {role}"
)
RECEIPT_TOPIC_SUBSCRIBED = guess(
    "the message that SES publishes to see whether a topic of a receipt rule takes it",
    "You have successfully subscribed your Amazon SNS topic '{topic}' to receive 'Received' "
    "notifications from Amazon SES.",
)
SETUP_OBJECT = guess(
    "the object that SES writes to see whether the bucket of a receipt rule takes it",
    "From: Amazon Web Services <no-reply-aws@amazon.com>\r\n"
    "Subject: Amazon SES Setup Notification\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=UTF-8\r\n"
    "Content-Transfer-Encoding: 7bit\r\n"
    "\r\n"
    "You received this message because you attempted to set up Amazon SES to deliver emails to "
    "this S3 bucket.\r\n"
    "Bucket name: {bucket}\r\n"
    "Object key prefix: {prefix}\r\n",
)
ADDRESS_BLOCKED = guess(
    "in SMTP: mail from an IP address that a filter blocks",
    "554 5.7.1 Access denied: {ip} is blocked",
)
NO_SUCH_MAILBOX = guess(
    "in SMTP: mail to a recipient that no receipt rule is for",
    "550 5.1.1 Requested action not taken: mailbox unavailable",
)
TLS_WANTED = guess(
    "in SMTP: mail without TLS to a recipient whose rule requires it",
    "530 5.7.0 Must issue a STARTTLS command first",
)
TOO_LARGE = guess(
    "in SMTP: mail of more than 40 MB", "552 5.3.4 Message size exceeds fixed maximum message size"
)
TOO_LARGE_FOR_TOPIC = guess(
    "the bounce of mail that is too large for the notification of an SNS action",
    "552 5.3.4 Message too large: SNS notifications hold at most {maximum} bytes",
)
