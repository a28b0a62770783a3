"""An account in one region: the state behind both APIs.

In SES identities, sandbox, quotas and everything else are kept per region. Operations get the one
that they were sent to.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from sesfake.clock import Clock
from sesfake.domain.authorization import callers
from sesfake.domain.authorization.callers import Caller
from sesfake.domain.configuration_sets.configuration_sets import ConfigurationSets
from sesfake.domain.configuration_sets.options import AutoValidation
from sesfake.domain.contacts.contact_lists import ContactLists
from sesfake.domain.dedicated_ips.dedicated_ips import DedicatedIps
from sesfake.domain.deliverability.dashboard import Dashboard
from sesfake.domain.deliverability.placement_tests import PlacementTests
from sesfake.domain.dns.notices import Told, notice_of
from sesfake.domain.dns.reviewed import missing_records
from sesfake.domain.dns.watch import Watch
from sesfake.domain.dns.zone import Zone
from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.domain.identities.identities import Identities
from sesfake.domain.identities.identity import Identity
from sesfake.domain.insights.recommendations import Recommendations
from sesfake.domain.insights.verdicts import Opinions
from sesfake.domain.jobs.exports import ExportJobs
from sesfake.domain.jobs.imports import ImportJobs
from sesfake.domain.mails.notices import Notice
from sesfake.domain.multi_region.endpoints import Endpoints
from sesfake.domain.neighbours.announcements import Announcement
from sesfake.domain.neighbours.parcels import Neighbours
from sesfake.domain.neighbours.targets import Targets
from sesfake.domain.pricing import Pricing
from sesfake.domain.quota import quota
from sesfake.domain.quota.request_rate import RequestRate
from sesfake.domain.receiving.filters import ReceiptFilters
from sesfake.domain.receiving.rule_sets import ReceiptRuleSets
from sesfake.domain.scope import Scope
from sesfake.domain.standing.details import AccountDetails
from sesfake.domain.standing.enforcement import SHUTDOWN, Enforcement
from sesfake.domain.standing.production_case import ProductionCase
from sesfake.domain.standing.review import Sight
from sesfake.domain.suppression.global_list import GlobalSuppressionList
from sesfake.domain.suppression.suppression_list import SuppressionList
from sesfake.domain.templates.templates import Templates
from sesfake.domain.tenants.tenants import Tenants
from sesfake.domain.vdm import AccountVdm
from sesfake.domain.verification.confirmations import Letter
from sesfake.domain.verification.templates import VerificationTemplates
from sesfake.errors import AccountSendingPaused
from sesfake.settings import Settings
from sesfake.wire import Request

if TYPE_CHECKING:
    from sesfake.domain.accounts import Accounts


class Account:
    """One AWS account in one region."""

    def __init__(self, account_id: str, region: str, world: Accounts) -> None:
        self.id = account_id
        self.region = region
        self.scope = Scope(account_id, region)
        self.lock = threading.RLock()
        self.move_to(world)
        self._root = callers.root(account_id)
        self.called_by(None, None)
        self.begin()

    def move_to(self, world: Accounts) -> None:
        """Be of a world, with a mailbag and all; where it moves to another, under the lock."""
        self._world = world
        self.clock = world.clock
        self.ids = world.ids
        self.mailbag = world.mailbag
        self.inbox = world.inbox
        self.post = world.post
        self.agenda = world.agenda
        self.catch_up = world.catch_up

    def is_of(self, world: Accounts) -> bool:
        return self._world is world

    def begin(self) -> None:
        """Be as a new account is; who holds it already goes on with that."""
        region, settings = self.region, self._world.settings
        self.is_in_production = settings.production
        self.is_sending_enabled = True
        self.delivers_at_once = settings.delivery == "auto"
        self.simulator_suppression = BounceSubType(settings.suppressionlist)
        self.has_strict_templates = settings.strict_templates
        self.enforcement = Enforcement()
        self.is_judged_by_rates = settings.reputation == "enforce"
        self.details: AccountDetails | None = None
        self.production_cases: list[ProductionCase] = []
        self.is_reviewed_on_the_clock = settings.auto_review
        self.sight = Sight()  # what Amazon's reviewers see besides
        # Which of SPF, DKIM and DMARC they do not find for a domain: without a DNS, none.
        follows_dns = settings.verification == "dns"
        self.missing_records: Callable[[str], Iterable[str]] = (
            partial(missing_records, self.dns) if follows_dns else lambda _: ()
        )
        self.identities = Identities(
            self.clock,
            self.ids,
            verify_at_once=settings.verification == "auto",
            ask_owner=self.ask_owner,
            elsewhere=lambda other: (
                None if other == region else self._world.identities(self.id, other)
            ),
            watch=Watch(self.dns, region, self._tell) if follows_dns else None,
        )
        self.configuration_sets = ConfigurationSets(self.clock)
        self.dedicated_ips = DedicatedIps(self.clock)
        self.verification_templates = VerificationTemplates(self.identities, self.hand)
        self.templates = Templates(self.id, self.clock, self.hand)
        self.suppression = SuppressionList(self.clock)
        self.contact_lists = ContactLists(self.clock)
        self.import_jobs = ImportJobs()
        self.receipt_rule_sets = ReceiptRuleSets(self.clock)
        self.receipt_filters = ReceiptFilters()
        self.tenants = Tenants(self.id, self.clock, self.ids)
        self.endpoints = Endpoints(region, self.clock, self.ids)
        self.is_failed_over = False  # multi-region endpoints send around this region
        self.sends_for: str | None = None  # the endpoint whose send is under way
        self.vdm: AccountVdm | None = None
        self.dashboard = Dashboard(self.clock)
        self.placement_tests = PlacementTests(self.clock, self.ids)
        self.auto_validation: AutoValidation | None = None  # where a configuration set says nothing
        self.address_opinions = Opinions()  # the tester's
        self.recommendations = Recommendations()
        self.export_jobs = ExportJobs()
        self.pricing = Pricing(self.clock)
        self.quota = _quota(settings, self.clock)
        self.request_rate = RequestRate(self.clock, enforced=settings.enforces_rate)
        self.targets = Targets(self.id, region)

    @property
    def dns(self) -> Zone:
        """What is published, the same for all accounts and regions."""
        return self._world.dns

    @property
    def neighbours(self) -> Neighbours:
        """The other services, as far as they are in this process."""
        return self._world.neighbours

    def read_object(self, bucket: str, key: str) -> bytes:
        """An object of S3; raises Undeliverable; not to be asked for under the lock."""
        return self._world.surroundings.read_object(bucket, key, self.id, self.region)

    def called_by(self, caller: Caller | None, request: Request | None) -> None:
        """Know whose call is about to run, under the lock; nobody in particular is the root."""
        self.caller = caller or self._root
        self.request = request

    def other(self, account_id: str) -> Account | None:
        """Another account in the same region, if the program or the test has ever named it."""
        return self._world.named(account_id, self.region)

    def elsewhere(self) -> Iterator[tuple[str, Identities]]:
        """Its other regions that the program has touched or the test has named, by name."""
        for region in self._world.regions(self.id):
            if region != self.region:
                yield region, self._world.identities(self.id, region)

    def everywhere(self) -> Iterator[Account]:
        """All of its regions that there are by now, this one among them."""
        return self._world.existing(Scope(self.id))

    def in_region(self, region: str) -> Account:
        """The same account in a region."""
        return self._world.open(self.id, region)

    @contextmanager
    def sending_for(self, endpoint_id: str) -> Iterator[None]:
        """Do a send that a multi-region endpoint has given to this region, under the lock."""
        self.sends_for = endpoint_id
        try:
            yield
        finally:
            self.sends_for = None

    @property
    def global_suppression(self) -> GlobalSuppressionList:
        """Amazon's own list, the same for all accounts and regions."""
        return self._world.global_suppression

    @property
    def may_send(self) -> bool:
        """Whether neither its owner nor Amazon has paused its sending."""
        return self.is_sending_enabled and self.enforcement.status != SHUTDOWN

    @property
    def is_default(self) -> bool:
        """Whether it is the one that `mock_ses` prepares."""
        return self.id == self._world.settings.account_id

    @property
    def hand(self) -> str:
        """What a tester writes to act on this account, for hints."""
        return "ses" if self.is_default else f"ses.account({self.id!r})"

    def check_may_send(self) -> None:
        """Raise if the account cannot send at all; that Amazon has paused it comes first."""
        if not self.may_send:
            self.enforcement.check_may_send(self.hand)
            raise AccountSendingPaused

    def leave_sandbox(
        self, max_24_hour_send: float | None = None, max_send_rate: float | None = None
    ) -> None:
        """Be in production, with a quota as usual there unless told; one that is keeps its own."""
        if not self.is_in_production:
            self.is_in_production = True
            self.quota.set_limits(*_limits(self._world.settings, production=True))
        daily, rate = self.quota.limits
        self.quota.set_limits(
            daily if max_24_hour_send is None else float(max_24_hour_send),
            rate if max_send_rate is None else float(max_send_rate),
        )

    def notify(self, notice: Notice) -> None:
        """Write to somebody."""
        self._world.notify(notice)

    def ask_owner(self, identity: Identity, letter: Letter | None = None) -> None:
        """Send the owner of an address a link to follow, in Amazon's letter or another."""
        self._world.ask_owner(self, identity, letter)

    def announce(self, announcement: Announcement) -> None:
        """Tell the account's default event bus, if there is one, and whoever tests."""
        self._world.announce(announcement)
        if self.neighbours.is_there(announcement.service):
            self.post.put(announcement)

    def _tell(self, told: Told) -> None:
        self.notify(notice_of(told, self.id, self.region))

    def arn(self, resource: str) -> str:
        return f"arn:aws:ses:{self.region}:{self.id}:{resource}"


def _quota(settings: Settings, clock: Clock) -> quota.Quota:
    daily, rate = _limits(settings, production=settings.production)
    return quota.Quota(
        clock, max_24_hour_send=daily, max_send_rate=rate, enforce_rate=settings.enforces_rate
    )


def _limits(settings: Settings, *, production: bool) -> tuple[float, float]:
    daily, rate = quota.PRODUCTION if production else quota.SANDBOX
    if settings.max_24_hour_send is not None:
        daily = float(settings.max_24_hour_send)
    if settings.max_send_rate is not None:
        rate = float(settings.max_send_rate)
    return daily, rate
