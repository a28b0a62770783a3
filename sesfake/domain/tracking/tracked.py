"""What of a message is tracked: decided when it is sent, by its set, the account and the call."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSet
from sesfake.domain.configuration_sets.event_destinations import EventType
from sesfake.domain.configuration_sets.options import HttpsPolicy
from sesfake.domain.drafts.draft import TrackingOverrides
from sesfake.domain.vdm import AccountVdm


@dataclass(frozen=True, slots=True)
class Tracked:
    """What is tracked, and the addresses that lead there; no domain is Amazon's own."""

    opens: bool
    clicks: bool
    domain: str | None = None
    https: HttpsPolicy | None = None


def tracked(
    configuration_set: ConfigurationSet | None,
    account: AccountVdm | None = None,
    overrides: TrackingOverrides | None = None,
) -> Tracked | None:
    """What of a message through this set is tracked; None is nothing.

    Somebody must want to know: a destination that is enabled, or engagement metrics: the set's, or
    if it says nothing the account's. What the call itself says goes before all that.
    """
    wanted = _wanted(configuration_set, account)
    if overrides is None or overrides == (None, None):
        return wanted
    found = wanted or _through(configuration_set, opens=False, clicks=False)
    opens = found.opens if overrides.opens is None else overrides.opens
    clicks = found.clicks if overrides.clicks is None else overrides.clicks
    return replace(found, opens=opens, clicks=clicks) if opens or clicks else None


def _wanted(
    configuration_set: ConfigurationSet | None, account: AccountVdm | None
) -> Tracked | None:
    metrics = account is not None and account.tracks_engagement
    if configuration_set is None:
        return Tracked(opens=True, clicks=True) if metrics else None
    vdm = configuration_set.vdm
    destinations = configuration_set.event_destinations.values()
    if not destinations and vdm is None and not metrics:
        return None
    if vdm is not None and vdm.engagement_metrics is not None:
        metrics = vdm.engagement_metrics
    opens = metrics or any(each.is_told_of(EventType.OPEN) for each in destinations)
    clicks = metrics or any(each.is_told_of(EventType.CLICK) for each in destinations)
    if not opens and not clicks:
        return None
    return _through(configuration_set, opens=opens, clicks=clicks)


def _through(configuration_set: ConfigurationSet | None, *, opens: bool, clicks: bool) -> Tracked:
    tracking = None if configuration_set is None else configuration_set.tracking
    if tracking is None:
        return Tracked(opens, clicks)
    return Tracked(opens, clicks, tracking.domain, tracking.https)
