"""Guessed texts of reviews, probation and suspension."""

from __future__ import annotations

from sesfake.guesses import guess

DETAILS_UNDER_REVIEW = guess(
    "account details while a request for production access is under review",
    "Account details cannot be updated while they are under review.",
)
REQUEST_RECEIVED = guess(
    "the mail about a request for production access",
    "We have received your request for production access. We usually answer within 24 hours.",
)
REQUEST_GRANTED = guess(
    "the mail about production access that is granted",
    "Your account has been moved out of the sandbox. You may now send to any address; you still "
    "have to verify the identities that you send from.",
)
REQUEST_DENIED = guess(
    "the mail about production access that is denied, before the reasons",
    "We cannot grant your request for production access:",
)
HOW_TO_REPLY = guess(
    "the mail about production access that is denied, after the reasons",
    "If you would like us to look at it again, reply to this email; do not open a new case. Tell "
    "us more about how your recipients opt in, add a sample of the email with which they confirm "
    "it, and link to your privacy policy and to the page where they unsubscribe.",
)
REPLY_LACKS = guess(
    "the mail about a reply to a rejection that does not tell all, before what is missing",
    "Before we can look at your request again, please also send us:",
)
ISSUE = guess("the issue in mails about probation and suspension", "There is an issue: {reason}.")
ISSUE_OF_BOUNCES = guess(
    "the issue of bounces, in the same mails",
    "There is an issue with bounces: the bounce rate of your account is too high.",
)
ISSUE_OF_COMPLAINTS = guess(
    "the issue of complaints, in the same mails",
    "There is an issue with complaints: the complaint rate of your account is too high.",
)
ON_PROBATION = guess(
    "the mail about a probation",
    "Your account is on probation until {deadline}. You can go on sending. If the issue is not "
    "resolved by then, we may suspend your ability to send. If you think that you have resolved "
    "it, reply to this email.",
)
SUSPENDED = guess("the mail about a suspension", "You can no longer send email with Amazon SES.")
SUSPENDED_EXPIRED = guess(
    "the mail about a suspension after a probation",
    "Your probation period has expired and the issue has not been resolved.",
)
SUSPENDED_SEVERE = guess(
    "the mail about a suspension without a probation",
    "It is so severe that we have suspended you without a probation period.",
)
SUSPENDED_REPEATED = guess(
    "the mail about a suspension after repeated probations",
    "You have a history of repeated probations for this issue, and it has come back.",
)
SUSPENDED_FOR_GOOD = guess(
    "the mail about a suspension that no appeal lifts",
    "This decision is final, and we do not accept appeals.",
)
HOW_TO_APPEAL = guess(
    "the end of the mail about a suspension",
    "When you have fixed the issue, appeal by replying to this email. Explain how the problem "
    "occurred, list the changes that you have already made, and explain why they will prevent it "
    "from happening again.",
)
REQUESTED = guess(
    "the mail about a probation or a suspension, before what an appeal is asked for besides",
    "In your appeal, please also send us:",
)
APPEAL_LACKS = guess(
    "the answer to an appeal that does not tell all, before what is missing",
    "Before we can make a decision on your appeal, please also send us:",
)
ONLY_PLANNED = guess(
    "the answer to an appeal whose changes are all planned",
    "You told us what you are going to change. Please contact us again once the changes are in "
    "place.",
)
REINSTATED = guess(
    "the mail about a reinstatement",
    "Your account is healthy again, and nothing stands against sending with Amazon SES.",
)
RESOLVED = guess(
    "the mail about a probation that ends well",
    "The issue has been resolved. Your probation is over.",
)
