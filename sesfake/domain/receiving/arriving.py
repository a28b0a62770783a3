"""A mail comes in: whether it is taken, the verdicts on it, and the rules one after the other.

Rules come in the order of the active rule set, and the actions of a rule in theirs. Each rule sees
the recipients that it is for; a disabled one is passed over. After a Stop action, or an answer
`STOP_RULE_SET` of a function, no rule is applied any more. An action that fails stops nothing, and
actions after a bounce are carried out as well; both are guesses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sesfake.domain.account import Account
from sesfake.domain.accounts import Accounts
from sesfake.domain.receiving.admitting import Offer, refusals
from sesfake.domain.receiving.carrying_out import RULE_SET, Course
from sesfake.domain.receiving.matching import recipients_of
from sesfake.domain.receiving.received import Received
from sesfake.domain.receiving.rule_outcomes import RuleOutcome, Stages
from sesfake.domain.receiving.rules import ReceiptRule
from sesfake.domain.receiving.top_headers import Passage, stamped
from sesfake.domain.receiving.verdicts import Said, judge
from sesfake.mail.line_ends import crlf


class Arrival(NamedTuple):
    """A mail as another server hands it in."""

    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    ip: str
    uses_tls: bool
    said: Said


def receive(accounts: Accounts, account: Account, arrival: Arrival) -> Received:
    """Take a mail in, or refuse it; not to be done under an account's lock."""
    with account.lock:
        received, rules = _taken(account, arrival)
        accounts.inbox.add(received)
    stages, is_over = Stages(received.raw), None
    for rule in rules:
        outcome = RuleOutcome(rule, recipients_of(rule, received.recipients))
        received.rules.append(outcome)
        outcome.skipped = _why_not(outcome, is_over)
        if outcome.skipped is not None:
            continue
        course = Course(accounts, account, received, outcome.recipients, stages)
        if _apply(course, outcome):
            is_over = rule.name
        stages = course.stages
    accounts.deliver_post()
    return received


def _taken(account: Account, arrival: Arrival) -> tuple[Received, Sequence[ReceiptRule]]:
    rule_set = account.receipt_rule_sets.active
    raw = crlf(arrival.raw)
    offer = Offer(arrival.recipients, arrival.ip, arrival.uses_tls, len(raw))
    refused = refusals(offer, account.receipt_filters, rule_set, account.identities, account.region)
    recipients = tuple(one for one in arrival.recipients if one not in refused)
    facts = Received(
        account_id=account.id,
        region=account.region,
        timestamp=account.clock.timestamp(),
        sender=arrival.sender,
        recipients=recipients,
        refused=refused,
        ip=arrival.ip,
        tls=arrival.uses_tls,
        original=raw,
        raw=raw,
    )
    if rule_set is None or not recipients:
        return facts, ()
    rules = tuple(rule_set.rules)
    message_id = account.ids.inbound_message_id()
    verdicts = judge(raw, arrival.said, is_scanned=_is_scanned(rules, recipients))
    passage = Passage(
        message_id,
        account.region,
        facts.received_at,
        arrival.sender,
        recipients,
        arrival.ip,
    )
    accepted = replace(
        facts,
        message_id=message_id,
        raw=stamped(raw, passage, verdicts),
        verdicts=verdicts,
        rule_set=rule_set.name,
    )
    return accepted, rules


def _is_scanned(rules: Sequence[ReceiptRule], recipients: Sequence[str]) -> bool:
    # Once for the mail, if any rule that is for it wants it. A guess.
    return any(
        rule.is_enabled and rule.is_scanned and recipients_of(rule, recipients) for rule in rules
    )


def _why_not(outcome: RuleOutcome, is_over: str | None) -> str | None:
    if is_over is not None:
        return f"the rule {is_over!r} has ended the rule set"
    if not outcome.rule.is_enabled:
        return "it is disabled"
    return None if outcome.recipients else "it is for none of the recipients"


def _apply(course: Course, outcome: RuleOutcome) -> bool:
    """Carry out the actions of a rule; gives whether the whole rule set is over."""
    for action in outcome.rule.actions:
        done = course.carry_out(action)
        outcome.actions.append(done)
        if done.stops is not None:
            return done.stops == RULE_SET
    return False
