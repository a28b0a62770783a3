"""The mails by which Amazon tells the owner of an account how things stand with it.

They go to the address of the AWS account and, about production access, to the additional contacts.
They tell what is the matter in general ("your bounce rate"), never by which mail it came about
(Suspension FAQ, question 8). No such mail is documented: frame and words are guesses.
"""

from __future__ import annotations

from datetime import datetime

from sesfake.domain.mails.notices import Notice
from sesfake.domain.regions import long_name
from sesfake.domain.scope import Scope

# Answers to what it sends are read: "Just reply to the suspension notification" (question 6).
ENFORCEMENT = "ses-enforcement@amazon.com"
SUPPORT = "no-reply-aws@amazon.com"

_TEXT = """\
Dear Amazon Web Services Customer,

This is about your use of Amazon SES in region {region}, AWS account {account_id}.

{body}

Sincerely,

The Amazon Web Services Team.
"""


def owners_address(account_id: str) -> str:
    """The email address associated with an AWS account: nobody's (RFC 2606)."""
    return f"root@account-{account_id}.example"


def mail(  # noqa: PLR0913
    scope: Scope,
    at: datetime,
    *,
    kind: str,
    subject: str,
    paragraphs: tuple[str, ...],
    to: str | None = None,
    sender: str = ENFORCEMENT,
    case_id: str | None = None,
) -> Notice:
    """A mail about an account in a region, to its owner if nobody else is named."""
    account_id, region = scope.account_id or "", scope.region or ""
    place = long_name(region)
    body = "\n\n".join(filter(None, paragraphs))
    return Notice(
        kind=kind,
        to=to or owners_address(account_id),
        subject=f"{subject} in region {place}",
        account_id=account_id,
        region=region,
        timestamp=at.timestamp(),
        write=lambda: _TEXT.format(region=place, account_id=account_id, body=body),
        sender=sender,
        case_id=case_id,
    )


def listed(items: tuple[str, ...]) -> str:
    """A paragraph of items, one a line; nothing if there are none."""
    return "\n".join(f"- {item}" for item in items)
