"""Auto Validation: recipients whom SES itself judges too doubtful get nothing.

The configuration set decides, or else the account. The send is accepted, and each recipient who is
below the threshold bounces, with the sub type `EmailValidationSuppressed` (facts: events 7.4). The
verdicts are those of GetEmailAddressInsights.
https://docs.aws.amazon.com/ses/latest/dg/email-validation-auto.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet
from sesfake.domain.configuration_sets.options import AutoValidation
from sesfake.domain.events.simulator import is_at_simulator
from sesfake.domain.insights.verdicts import Confidence, verdict
from sesfake.mail.mailboxes import Mailbox

if TYPE_CHECKING:
    from sesfake.domain.account import Account

_NOBODY: frozenset[str] = frozenset()
# What SES decides where it is left to it is not told (a guess).
_THRESHOLDS = {
    "HIGH": Confidence.HIGH,
    "MEDIUM": Confidence.MEDIUM,
    "MANAGED": Confidence.MEDIUM,
    None: Confidence.MEDIUM,
}


def kept_back(
    account: Account, recipients: Iterable[Mailbox], configuration_set: ConfigurationSet | None
) -> frozenset[str]:
    """The bare addresses that nothing is delivered to."""
    if configuration_set is None and account.auto_validation is None:
        return _NOBODY  # as with most mail
    rule = _rule(account, configuration_set)
    if rule is None or not rule.is_enabled:
        return _NOBODY
    threshold = _THRESHOLDS[rule.threshold]
    return frozenset(
        box.address
        for box in recipients
        if not is_at_simulator(box.address) and verdict(account, box.address).is_valid < threshold
    )


def _rule(account: Account, configuration_set: ConfigurationSet | None) -> AutoValidation | None:
    suppression = configuration_set and configuration_set.suppression
    own = suppression and suppression.validation
    return own or account.auto_validation
