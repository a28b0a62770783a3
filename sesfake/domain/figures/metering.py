"""CloudWatch is told when it is about to be read, not with every send.

Then it gets what has happened since it was read last, to all accounts: the account's own metrics,
those of event destinations, and the rates of that moment. What it has been told stays told: that a
mail is taken is no assumption any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from sesfake.domain.account import Account
from sesfake.domain.accounts import Accounts
from sesfake.domain.events.details import Delivery
from sesfake.domain.events.event import Event
from sesfake.domain.events.life import ALREADY_TOLD
from sesfake.domain.figures.measures import metrics_of, rates
from sesfake.domain.messages.message import Message
from sesfake.domain.neighbours.parcels import METERED, Metric, Undeliverable
from sesfake.domain.scope import Scope


def meter(accounts: Accounts) -> None:
    """Let CloudWatch have what it lacks, if it is there; not to be done under an account's lock.

    Who comes while another thread is at it waits for that, and finds all there.
    """
    if not accounts.neighbours.is_there(METERED):
        return
    with accounts.metering:
        for account, metrics in _by_account(accounts).items():
            with suppress(Undeliverable):  # where it has just ended, or is in no such region
                accounts.neighbours.put_metrics(metrics, account.id, account.region)


def _by_account(accounts: Accounts) -> dict[Account, list[Metric]]:
    found: dict[Account, list[Metric]] = {}
    for entry in accounts.mailbag.unmetered():
        account = accounts.open(entry.account_id, entry.region)
        with account.lock:
            for event in _told(entry):
                found.setdefault(account, []).extend(metrics_of(event))
    have_sent = {Scope(m.account_id, m.region) for m in accounts.mailbag.ever_accepted()}
    for account in accounts.existing(Scope()):
        if account.scope in have_sent:
            with account.lock:
                found.setdefault(account, []).extend(rates(account))
    return found


def _told(entry: Message | Event) -> Iterator[Event]:
    if isinstance(entry, Event):
        yield entry
        return
    for event in entry.life.first(entry):
        if isinstance(event.details, Delivery):
            entry.life.certain = ALREADY_TOLD
        yield event
