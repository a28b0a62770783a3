"""Custom verification mails: the owner of an address is asked in the account's own words.

The address becomes an identity, as with Amazon's own mail, and one that is verified stays so and is
written to all the same. The mail is a notice, not a message of the outbox; but it is sent in the
account's name, so a paused account, the sandbox and the quota stop it, and it counts as one
recipient. Checks run in this order: the address, the template, the configuration set, the
account's switch, the template's sender, the sandbox, the quota (facts: sending 11).
"""

from __future__ import annotations

from html import escape

from sesfake.domain.account import Account
from sesfake.domain.identities.syntax import check_email_address
from sesfake.domain.verification.confirmations import Letter
from sesfake.domain.verification.templates import VerificationTemplate
from sesfake.errors import (
    ConfigurationSetSendingPaused,
    InvalidParameter,
    ProductionAccessNotGranted,
)
from sesfake.mail.addresses import is_simulator

CLOSING = "If you did not request to verify this email address, please disregard this message."


def send_verification_email(
    account: Account, address: str, template: str, configuration_set: str | None = None
) -> str:
    """Ask the owner of an address in a template's words; gives the id of the mail."""
    if not address.strip():
        raise InvalidParameter("Email address not specified.")
    check_email_address(address)
    found = account.verification_templates.get(template)
    if configuration_set:
        _check_configuration_set(account, configuration_set)
    account.check_may_send()
    account.verification_templates.check_sender(found)
    if not account.is_in_production:
        raise ProductionAccessNotGranted
    simulated = int(is_simulator(address))
    account.quota.check(1 - simulated)
    message_id = account.ids.message_id(account.region, account.clock.timestamp())
    letter = _letter(message_id, found)
    account.identities.request_email_address(
        address, lambda identity: account.ask_owner(identity, letter)
    )
    account.quota.spend(1 - simulated, simulated=simulated)
    return message_id


def _check_configuration_set(account: Account, name: str) -> None:
    if not account.configuration_sets.get(name).is_sending_enabled:
        raise ConfigurationSetSendingPaused(name)


def _letter(message_id: str, template: VerificationTemplate) -> Letter:
    # The layout is a guess: the content, the link, the sentence.
    def write_html(link: str) -> str:
        url = escape(link)
        return f'{template.content}\n<p><a href="{url}">{url}</a></p>\n<p>{CLOSING}</p>\n'

    return Letter(
        kind="custom-verification",
        sender=template.sender,
        subject=template.subject,
        write=lambda link: f"{link}\n\n{CLOSING}\n",
        write_html=write_html,
        success_page=template.success_page,
        failure_page=template.failure_page,
        message_id=message_id,
    )
