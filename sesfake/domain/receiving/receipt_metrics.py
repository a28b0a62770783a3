"""What CloudWatch counts of received mail, for rule sets and for rules.

`Received` counts mail that was taken; `PublishSuccess` that all actions worked, `PublishFailure`
that one did not, and `PublishExpired` that SES gave up trying, four hours later (facts: events 11).
https://docs.aws.amazon.com/ses/latest/dg/receiving-email-metrics.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sesfake.domain.neighbours.parcels import Metric
from sesfake.domain.receiving.received import Received
from sesfake.domain.receiving.rule_outcomes import ActionOutcome
from sesfake.domain.receiving.rules import EVENT, LambdaAction

RETRIED_FOR = timedelta(hours=4)


def receipt_metrics(received: Received, now: datetime) -> Iterator[Metric]:
    """The metrics of one mail, as they are by now."""
    if received.rule_set is None:
        return
    applied = [rule for rule in received.rules if rule.is_applied]
    yield from _of("RuleSetName", received.rule_set, received, received.actions, now)
    for rule in applied:
        yield from _of("RuleName", rule.name, received, rule.actions, now)


def _of(
    dimension: str,
    name: str,
    received: Received,
    actions: Iterable[ActionOutcome],
    now: datetime,
) -> Iterator[Metric]:
    at, dimensions = received.received_at, ((dimension, name),)
    yield Metric("Received", 1, at, dimensions)
    if not any(map(_has_failed, actions)):
        yield Metric("PublishSuccess", 1, at, dimensions)
        return
    yield Metric("PublishFailure", 1, at, dimensions)
    if now >= at + RETRIED_FOR:
        yield Metric("PublishExpired", 1, at + RETRIED_FOR, dimensions)


def _has_failed(outcome: ActionOutcome) -> bool:
    # Of what a function does by itself, SES hears nothing.
    action = outcome.action
    by_itself = isinstance(action, LambdaAction) and action.invocation_type == EVENT
    return outcome.failure is not None and not (by_itself and outcome.exception is not None)
