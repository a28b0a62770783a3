"""The one place where a message is accepted or refused; every way of sending ends here.

Checks run in this order (facts: sending, section 8), and the first that fails answers the call:

    1. a raw mail has the headers it must have
    2. the caller may send with what the call names, and owners lend what ARNs name
    3. the tenant exists, has all that the message is made with, and is not paused
    4. syntax of every address
    5. somebody to send to, and not more than 50 of them
    6. the configuration set, its pool and the contact list exist, and the set is not paused
    7. length of every address
    8. the template exists and its data are JSON
    9. the content: body, charsets, headers, MIME, attachments, tags, size
    10. the account may send at all
    11. the senders are verified; in the sandbox, the recipients too
    12. the sender's own MAIL FROM domain can be used, or need not
    13. the daily quota, then the rate

What comes after that (rendering, suppression, bounces) happens to an accepted message. Checks and
the record of the message are one step under the account's lock, so a refused message leaves no
trace and an accepted one is always in the outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sesfake.domain.account import Account
from sesfake.domain.authorization.delegation import Delegation, check_arns, check_delegation
from sesfake.domain.authorization.permissions import check_send
from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet
from sesfake.domain.contacts import managing
from sesfake.domain.dedicated_ips.routing import Route, named_pool, route
from sesfake.domain.drafts.addressing import Addressing, read_addressing
from sesfake.domain.drafts.content_rules import check_content
from sesfake.domain.drafts.draft import Draft, ListManagement, TemplatedContent, TemplateReference
from sesfake.domain.events.audience import audience
from sesfake.domain.events.effects import accepted
from sesfake.domain.events.life import Life
from sesfake.domain.events.simulator import is_at_simulator
from sesfake.domain.identities.identity import Identity
from sesfake.domain.identities.signing import certificate_of, signer_of
from sesfake.domain.insights.auto_validation import kept_back
from sesfake.domain.messages.facts import Facts
from sesfake.domain.messages.message import Message
from sesfake.domain.senders import check_mail_from, check_verified, default_configuration_set
from sesfake.domain.suppression.rules import judge
from sesfake.domain.templates.templated import check_rendering, resolve
from sesfake.domain.tenants.sending import sending_tenant
from sesfake.domain.tenants.tenants import Tenant
from sesfake.domain.tracking import tracked
from sesfake.errors import (
    ConfigurationSetSendingPaused,
    InvalidParameter,
)
from sesfake.guesses.sending import NO_RECIPIENTS
from sesfake.mail.addresses import is_simulator
from sesfake.mail.mailboxes import Mailbox, check_length, parse_mailbox
from sesfake.mail.raw_mail import RawMail, check_required
from sesfake.mail.ses_headers import is_ses_header, read_ses_headers

# https://docs.aws.amazon.com/ses/latest/dg/quotas.html
MAX_RECIPIENTS = 50
_NOBODY: frozenset[str] = frozenset()  # one for all


def send(account: Account, draft: Draft) -> Message:
    """Accept a message into the outbox, or raise the error that SES would answer with."""
    draft = _with_headers(draft)
    tenant, delegation = _check_authority(account, draft)
    addressing = read_addressing(draft)
    check_arns(account, draft, addressing)
    senders, recipients = addressing.senders, addressing.recipients
    _check_recipient_count(recipients)
    lender = delegation.source and delegation.source.owner
    identities = (delegation.source or account).identities.answering_for(senders[0].address)
    configuration_set = _check_configuration_set(account, draft, () if lender else identities)
    pool = named_pool(account.dedicated_ips, configuration_set)
    if draft.list_management is not None:
        managing.check(account.contact_lists, draft.list_management)
    for mailbox in addressing.everybody:
        check_length(mailbox)
    content = draft.content
    if isinstance(content, TemplateReference):
        draft = draft._replace(content=resolve(account, content))
    check_content(draft, addressing)
    account.check_may_send()
    identity = _first_verified(identities)
    unknown = senders if lender or identity is None else senders[1:]
    check_verified(account, addressing, unknown, delegation)
    mail_from = check_mail_from(lender or account, identities)
    at_simulator = [box.address for box in recipients if is_at_simulator(box.address)]
    simulated = sum(map(is_simulator, at_simulator))
    account.quota.check(len(recipients) - simulated)
    if account.has_strict_templates and isinstance(draft.content, TemplatedContent):
        check_rendering(draft.content)
    account.quota.spend(len(recipients) - simulated, simulated=simulated)
    way = route(account.dedicated_ips, pool, len(recipients) - simulated)
    grounds = _Grounds(tenant, delegation, identities, identity, configuration_set, mail_from, way)
    message = _message(account, draft, addressing, grounds)
    account.mailbag.append(message)
    accepted(account, message, at_simulator=bool(at_simulator))
    return message


class _Grounds(NamedTuple):
    """What a message is sent under, once it may be."""

    tenant: Tenant | None
    delegation: Delegation
    identities: Sequence[Identity]  # that answer for the sender, the most granular first
    identity: Identity | None  # the first of them that is verified
    configuration_set: ConfigurationSet | None
    mail_from: str | None
    route: Route | None  # by dedicated addresses


def _message(account: Account, draft: Draft, addressing: Addressing, grounds: _Grounds) -> Message:
    tenant, delegation, identities, identity, configuration_set, mail_from, way = grounds
    lender = delegation.source and delegation.source.owner
    recipients = addressing.recipients
    author = delegation.from_ or account
    suppressed, suppressed_by = judge(account, recipients, configuration_set, tenant)
    managed = managing.manages(draft, addressing)
    opted_out = managed and managing.opted_out(account.contact_lists, managed, addressing)
    unsubscribed = opted_out.difference(suppressed) if opted_out else _NOBODY
    doubtful = kept_back(account, recipients, configuration_set)
    now = account.clock.timestamp()
    facts = Facts(
        id=account.ids.message_id(account.region, now),
        account_id=account.id,
        region=account.region,
        timestamp=now,
        draft=draft,
        addressing=addressing,
        configuration_set=None if configuration_set is None else configuration_set.name,
        mail_from=mail_from,
        identity=None if identity is None else identity.name,
        identity_owner=None if lender is None else lender.id,
        caller=account.caller.name,
        tenant_id=None if tenant is None else tenant.id,
        signer=signer_of(author.identities, addressing, identities),
        signing_certificate=None
        if configuration_set is None
        else certificate_of(author.identities, addressing, configuration_set.signing, now),
        requires_tls=configuration_set is not None and configuration_set.requires_tls,
        route=way,
        suppressed=suppressed,
        suppressed_by=suppressed_by,
        unsubscribed=unsubscribed,
        failed_validation=doubtful and doubtful.difference(suppressed, unsubscribed),
        list_management=managed,
        tracking=tracked(configuration_set, account.vdm, draft.tracking),
    )
    life = Life(
        audience(configuration_set, identity),
        is_left_open=not account.delivers_at_once,
        suppression_list=account.simulator_suppression,
        catch_up=account.catch_up,
    )
    return Message(facts, life)


def check_shared(
    account: Account, draft: Draft, everybody: tuple[str, ...]
) -> tuple[Draft, TemplatedContent]:
    """What all destinations of a bulk send share; raises what fails the whole call.

    `everybody` are the recipients of all of them.
    """
    reference = draft.content
    if not isinstance(reference, TemplateReference):
        raise TypeError("A bulk send has a template.")
    draft = _with_headers(draft)
    _, delegation = _check_authority(account, draft._replace(to=everybody))
    senders = [_bulk_sender(text) for text in (draft.source, draft.return_path) if text is not None]
    addressing = Addressing((senders[0],), feedback=senders[1] if senders[1:] else None)
    lender = delegation.source and delegation.source.owner
    identities = (delegation.source or account).identities.answering_for(senders[0].address)
    _check_configuration_set(account, draft, () if lender else identities)
    for sender in senders:
        check_length(sender)
    content = resolve(account, reference)
    account.check_may_send()
    check_verified(account, addressing, addressing.senders, delegation)
    check_mail_from(lender or account, identities)
    return draft._replace(content=content), content


def check_recipients(draft: Draft) -> None:
    """What a send looks at before its template and data: syntax, number and length."""
    addressing = read_addressing(draft)
    _check_recipient_count(addressing.recipients)
    for mailbox in addressing.everybody:
        check_length(mailbox)


def _bulk_sender(text: str) -> Mailbox:
    try:
        return parse_mailbox(text)
    except InvalidParameter:
        raise InvalidParameter(f"Invalid email address<{text}>.") from None  # facts: sending 4.2


def _with_headers(draft: Draft) -> Draft:
    content = draft.content
    if isinstance(content, RawMail):
        check_required(
            content,
            has_source=draft.source is not None,
            has_destinations=bool(draft.recipients),
        )
        return _completed(draft, content.names, content.first)
    if content.headers:
        fields = {name.lower(): value for name, value in reversed(content.headers)}
        return _completed(draft, fields.keys(), fields.get)
    return draft


def _check_authority(account: Account, draft: Draft) -> tuple[Tenant | None, Delegation]:
    check_send(account, draft)
    delegation = check_delegation(account, draft)
    return sending_tenant(account, draft), delegation


def _completed(draft: Draft, names: Iterable[str], header: Callable[[str], str | None]) -> Draft:
    """What the call leaves open, X-SES-* headers may say; the call's word counts."""
    if not any(map(is_ses_header, names)):
        return draft
    said = read_ses_headers(header)
    return draft._replace(
        configuration_set=draft.configuration_set or said.configuration_set,
        tags=draft.tags or said.tags,
        source_arn=draft.source_arn or said.source_arn,
        from_arn=draft.from_arn or said.from_arn,
        return_path_arn=draft.return_path_arn or said.return_path_arn,
        tenant=draft.tenant or said.tenant,
        list_management=draft.list_management
        or (said.list_management and ListManagement(*said.list_management)),
    )


def _first_verified(identities: Sequence[Identity]) -> Identity | None:
    for identity in identities:
        if identity.is_verified:
            return identity
    return None


def _check_recipient_count(recipients: tuple[Mailbox, ...]) -> None:
    if not recipients:
        raise InvalidParameter(NO_RECIPIENTS)
    if len(recipients) > MAX_RECIPIENTS:
        raise InvalidParameter(f"Recipient count exceeds {MAX_RECIPIENTS}.")


def _check_configuration_set(
    account: Account, draft: Draft, identities: Sequence[Identity]
) -> ConfigurationSet | None:
    """The set that applies: the call's, the header's, or a sender's default."""
    name = draft.configuration_set
    if name:
        configuration_set = account.configuration_sets.get(name)
    else:
        name = default_configuration_set(identities)
        if not name:
            return None
        default = account.configuration_sets.find(name)
        if default is None:  # facts: resources 2.10
            raise InvalidParameter(f"Configuration set <{name}> does not exist.")
        configuration_set = default
    if not configuration_set.is_sending_enabled:
        raise ConfigurationSetSendingPaused(name)
    return configuration_set
