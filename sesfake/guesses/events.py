"""Guessed texts in events, and in the mails that forward them."""

from __future__ import annotations

from sesfake.guesses import guess

NOT_VALIDATED = guess(
    "the diagnostic of a bounce for an address that auto validation did not pass",
    "Amazon SES did not send the message to this address because it did not meet your email "
    "validation threshold.",
)
UNSUBSCRIBED = guess(
    "the diagnostic of a bounce for a contact who has unsubscribed",
    "Amazon SES did not send the message to this address because it has unsubscribed from your "
    "contact list.",
)
EXPIRED = guess(
    "the diagnostic of a bounce for a message that could not be delivered in time",
    "smtp; 550 4.4.7 Message expired: unable to deliver in {minutes} minutes."
    "<421 4.4.1 Unable to connect to remote host>",
)
RETURNED_BY_SES = guess(
    "the text of the mail about a bounce that SES has made itself, before the recipients",
    "An error occurred while trying to deliver the mail to the following recipients:",
)
TEMPORARY = guess(
    "what is behind the status of a soft bounce, in the mail about it", "(temporary failure)"
)
COMPLAINT_SUBJECT = guess(
    "the subject of the mail about a complaint", "complaint about message from {ip}"
)
COMPLAINT_TEXT = guess(
    "the text of the mail about a complaint (that of the sample in RFC 5965)",
    "This is an email abuse report for an email message received from IP {ip} on {date}. For more "
    "information about this format please see http://www.mipassoc.org/arf/.",
)
NO_COMPLAINT_TYPE = guess(
    "the Feedback-Type of the mail about a complaint of which there was no report", "other"
)
NO_USER_AGENT = guess(
    "the User-Agent of the mail about a complaint of which there was no report", "Amazon SES"
)
AUTO_REPLY_SUBJECT = guess(
    "the subject of an automatic answer, which SES forwards", "Out of Office"
)
AUTO_REPLY_TEXT = guess(
    "the text of an automatic answer, which SES forwards", "I am out of the office."
)
