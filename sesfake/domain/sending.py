"""The one place where a message is accepted or refused; every way of sending ends here.

Checks run in this order (facts: sending, section 8), and the first that fails answers the call:

    1. the caller may use the identities that ARNs name
    2. the tenant exists
    3. syntax of every address: sender, To, Cc, Bcc, return path, Reply-To
    4. somebody to send to, and not more than 50 of them
    5. the configuration set and the contact list exist
    6. the content: a text or html body, charsets that are known
    7. the account may send at all
    8. the senders are verified; in the sandbox, the recipients too
    9. the daily quota, then the rate

What comes after that (suppression, bounces) happens to an accepted message. Checks and the record
of the message are one step under the account's lock, so a refused message leaves no trace and an
accepted one is always in the outbox.
"""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.domain.addresses import bare, is_simulator
from sesfake.domain.drafts import DEFAULT_CHARSET, Draft, SimpleContent
from sesfake.domain.identity_names import check_sending_identity
from sesfake.domain.messages import Message
from sesfake.errors import (
    AccountSendingPaused,
    ConfigurationSetNotFound,
    ContactListNotFound,
    IdentityNotVerified,
    InvalidParameter,
    TenantNotFound,
)
from sesfake.guesses import NO_BODY, NO_RECIPIENTS

# https://docs.aws.amazon.com/ses/latest/dg/quotas.html
MAX_RECIPIENTS = 50


def send(account: Account, draft: Draft) -> Message:
    """Accept a message into the outbox, or raise the error that SES would answer with."""
    for arn in (draft.source_arn, draft.return_path_arn):
        if arn is not None:
            check_sending_identity(account, arn, f"ses:{draft.operation}")
    if draft.tenant is not None:  # none can be made yet, so none exists
        raise TenantNotFound(draft.tenant, account.id)
    recipients = _checked_syntax(draft)
    _check_recipient_count(recipients)
    _check_references(draft)
    _check_content(draft.content)
    if not account.is_sending_enabled:
        raise AccountSendingPaused
    _check_identities(account, draft, recipients)
    simulated = sum(map(is_simulator, recipients))
    account.quota.check(len(recipients) - simulated)
    account.quota.spend(len(recipients) - simulated, simulated=simulated)
    return _record(account, draft, recipients)


def _checked_syntax(draft: Draft) -> tuple[str, ...]:
    """The envelope: the recipients' bare addresses, in the order To, Cc, Bcc."""
    _checked(draft.source)
    recipients = tuple(map(_checked, draft.recipients))
    if draft.return_path is not None:
        _checked(draft.return_path)
    for text in draft.reply_to:
        _checked(text)
    return recipients


def _checked(text: str) -> str:
    address = bare(text)
    if "@" not in address:
        raise InvalidParameter("Missing final '@domain'")
    return address


def _check_recipient_count(recipients: tuple[str, ...]) -> None:
    if not recipients:
        raise InvalidParameter(NO_RECIPIENTS)
    if len(recipients) > MAX_RECIPIENTS:
        raise InvalidParameter(f"Recipient count exceeds {MAX_RECIPIENTS}.")


def _check_references(draft: Draft) -> None:
    # Neither can be made yet, so none that a message names exists.
    if draft.configuration_set:
        raise ConfigurationSetNotFound(draft.configuration_set)
    if draft.contact_list is not None:
        raise ContactListNotFound(draft.contact_list)


def _check_content(content: SimpleContent) -> None:
    if content.text is None and content.html is None:
        raise InvalidParameter(NO_BODY)
    for text in content.texts:
        if text.charset != DEFAULT_CHARSET and not _is_known_charset(text.charset):
            raise InvalidParameter(f"Unsupported charset '{text.charset}'.")


def _is_known_charset(charset: str) -> bool:
    try:
        "".encode(charset)
    except (LookupError, ValueError):
        return False
    return True


def _check_identities(account: Account, draft: Draft, recipients: tuple[str, ...]) -> None:
    identities = account.identities
    given = [draft.source] if draft.return_path is None else [draft.source, draft.return_path]
    senders = [text for text in given if identities.covering(bare(text)) is None]
    strangers = []
    if not account.is_in_production:
        strangers = [
            text
            for text, address in zip(draft.recipients, recipients, strict=True)
            if not is_simulator(address) and identities.covering(address) is None
        ]
    if senders or strangers:
        failed = dict.fromkeys(senders + strangers)
        raise IdentityNotVerified(list(failed), account.region, hint=_hint(senders, strangers))


def _hint(senders: list[str], strangers: list[str]) -> str:
    names = ", ".join(repr(name) for name in dict.fromkeys(map(bare, senders + strangers)))
    hint = f"To mend the test: `ses.verify({names})` or `mock_ses(verified=[{names}])`"
    if not strangers:
        return f"{hint}."
    leave = "`mock_ses(production=True)` to leave the sandbox, where recipients are checked too"
    return f"{hint}, or {leave}{'; senders always are' if senders else ''}."


def _record(account: Account, draft: Draft, recipients: tuple[str, ...]) -> Message:
    timestamp = account.clock.timestamp()
    message = Message(
        id=account.ids.message_id(account.region, timestamp),
        account_id=account.id,
        region=account.region,
        timestamp=timestamp,
        draft=draft,
        envelope=recipients,
    )
    account.mailbag.append(message)
    return message
