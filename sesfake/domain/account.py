"""Accounts: the state behind both APIs.

A fake holds `Accounts`; each `Account` is one AWS account in one region, because in SES identities,
sandbox, quotas and everything else are kept per region. Operations get the one they were sent to.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from sesfake.clock import Clock
from sesfake.domain import callers, quota
from sesfake.domain.account_details import AccountDetails
from sesfake.domain.agenda import Agenda
from sesfake.domain.callers import Caller
from sesfake.domain.configuration_set_options import AWS_POOLS
from sesfake.domain.configuration_sets import ConfigurationSets
from sesfake.domain.confirmations import Confirmation, Confirmations, Letter, amazons_letter
from sesfake.domain.dns.notices import Told, notice_of
from sesfake.domain.dns.reviewed import missing_records
from sesfake.domain.dns.watch import Watch
from sesfake.domain.dns.zone import Zone
from sesfake.domain.enforcement import SHUTDOWN, Enforcement
from sesfake.domain.events.vocabulary import BounceSubType
from sesfake.domain.global_suppression import GlobalSuppressionList
from sesfake.domain.identities import Identities
from sesfake.domain.identity import Identity
from sesfake.domain.ids import Ids
from sesfake.domain.notices import Notice
from sesfake.domain.outbox import Mailbag
from sesfake.domain.parcels import Neighbours, Nobody, SnsMessage
from sesfake.domain.post import Post
from sesfake.domain.refusals import Refusal
from sesfake.domain.request_rate import RequestRate
from sesfake.domain.review import Sight
from sesfake.domain.scope import Scope
from sesfake.domain.scripted import ScriptedFaults
from sesfake.domain.suppression import SuppressionList
from sesfake.domain.surroundings import Surroundings
from sesfake.domain.targets import Question, Targets, Trouble, Validation
from sesfake.domain.templates import Templates
from sesfake.domain.tenants import Tenants
from sesfake.domain.vdm import AccountVdm
from sesfake.domain.verification_templates import VerificationTemplates
from sesfake.errors import AccountSendingPaused
from sesfake.settings import Settings
from sesfake.wire import Request

if TYPE_CHECKING:
    from sesfake.domain.production_case import ProductionCase


class Account:
    """One AWS account in one region."""

    def __init__(self, account_id: str, region: str, world: Accounts) -> None:
        self.id = account_id
        self.region = region
        self.scope = Scope(account_id, region)
        self.clock = world.clock
        self.ids = world.ids
        self.mailbag = world.mailbag
        self.post = world.post
        self.agenda = world.agenda
        self.catch_up = world.catch_up
        self.lock = threading.RLock()
        self._world = world
        self._root = callers.root(account_id)
        self.called_by(None, None)
        self.begin()

    def begin(self) -> None:
        """Be as a new account is; who holds it already goes on with that."""
        world, region = self._world, self.region
        settings = world.settings
        self.is_in_production = settings.production
        self.is_sending_enabled = True
        self.delivers_at_once = settings.delivery == "auto"
        self.simulator_suppression = BounceSubType(settings.suppressionlist)
        self.has_strict_templates = settings.strict_templates
        self.is_warmup_automatic = True
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
        self.ask_owner = partial(world.ask_owner, self)
        self.identities = Identities(
            self.clock,
            self.ids,
            verify_at_once=settings.verification == "auto",
            ask_owner=self.ask_owner,
            elsewhere=lambda other: None if other == region else world.identities(self.id, other),
            watch=Watch(self.dns, region, self._tell) if follows_dns else None,
        )
        self.configuration_sets = ConfigurationSets(self.clock)
        self.sending_pools = set(AWS_POOLS)  # of dedicated IPs, by name
        self.verification_templates = VerificationTemplates(self.identities)
        self.templates = Templates(self.id, self.clock)
        self.suppression = SuppressionList(self.clock)
        self.tenants = Tenants(self.id, self.clock, self.ids)
        self.vdm: AccountVdm | None = None
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

    @property
    def global_suppression(self) -> GlobalSuppressionList:
        """Amazon's own list, the same for all accounts and regions."""
        return self._world.global_suppression

    @property
    def may_send(self) -> bool:
        """Whether neither its owner nor Amazon has paused its sending."""
        return self.is_sending_enabled and self.enforcement.status != SHUTDOWN

    def check_may_send(self) -> None:
        """Raise if the account cannot send at all; that Amazon has paused it comes first."""
        self.enforcement.check_may_send()
        if not self.is_sending_enabled:
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
        self._world.notices.append(notice)

    def _tell(self, told: Told) -> None:
        self.notify(notice_of(told, self.id, self.region))

    def arn(self, resource: str) -> str:
        return f"arn:aws:ses:{self.region}:{self.id}:{resource}"


Action = Callable[[Account], None]


@dataclass
class Accounts:
    """Everything behind one fake. Accounts come into being when a request first names them."""

    settings: Settings
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self._lock = threading.RLock()
        self.mailbag = Mailbag()
        self.agenda = Agenda(self.clock)
        self.notices: list[Notice] = []
        self.neighbours: Neighbours = Nobody()
        self.post = Post()
        self.metering = threading.Lock()
        self.declared: set[str] = set()  # ARNs in other services that the tester says exist
        self.validations: list[Validation] = []
        self._begin()

    def _begin(self) -> None:
        with self._lock:
            self.ids = Ids(self.settings.seed)
            self.mailbag.empty()
            self.agenda.forget(Scope())
            self.notices.clear()
            self.post.empty()
            self.declared.clear()
            self.validations.clear()
            self.confirmations = Confirmations()
            self.faults = ScriptedFaults()
            self.dns = Zone()
            self.global_suppression = GlobalSuppressionList(self.clock)
            self.hints: dict[str, str] = {}  # by request id
            self.callers = {
                key: callers.owner_of(what, self.settings.account_id)
                for key, what in (self.settings.credentials or {}).items()
            }
            self.keys = {key: caller.account_id for key, caller in self.callers.items()}
            self._accounts: dict[tuple[str, str], Account] = {}
            self._standing: list[tuple[Scope, Action]] = []

    def reset(self, scope: Scope) -> None:
        """As new, but for the time; of a part, all that it holds."""
        if scope == Scope():
            self._begin()
            return
        with self._lock:
            self.faults.forget(scope)
            self._standing = [item for item in self._standing if not scope.includes(item[0])]
        # It stands, too: what was done before it is not done to regions first touched later.
        self.everywhere(scope, self._renew)
        self.mailbag.forget_refusals(scope)

    def deliver_post(self) -> None:
        """Hand out what waits for other services; not to be done under an account's lock."""
        if self.post:
            self.post.deliver(self._surroundings)

    def answer(self, question: Question) -> Trouble | None:
        """What stands against using a target; not to be asked under an account's lock."""
        trouble = self._surroundings.answer(question)
        message = question.target
        if trouble is None and isinstance(message, SnsMessage):
            self.validations.append(
                Validation(
                    message.topic_arn,
                    message.message,
                    message.subject,
                    question.account_id,
                    question.region,
                    self.clock.now(),
                )
            )
        return trouble

    @property
    def _surroundings(self) -> Surroundings:
        is_strict = self.settings.neighbours == "strict"
        return Surroundings(self.neighbours, self.declared, is_strict=is_strict)

    def catch_up(self) -> None:
        """Let happen what was planned for a time that has come, and tell other services.

        Not to be done under an account's lock; nothing that runs under one looks for what is due.
        """
        if self.agenda.catch_up():
            self.deliver_post()

    def look_up_records(self) -> None:
        """Let SES see what is published by now, where that counts."""
        if self.settings.verification == "dns":
            for account in self.existing(Scope()):
                with account.lock:
                    account.identities.look()

    def find(self, access_key: str, region: str) -> Account:
        """The account of an access key in a region; unknown keys belong to the default account."""
        return self.open(self.keys.get(access_key, self.settings.account_id), region)

    def note(self, refusal: Refusal, request_id: str) -> None:
        """Remember a refusal for the tester."""
        self.mailbag.refusals.append(refusal)
        if refusal.hint is not None:
            self.hints[request_id] = refusal.hint

    def open(self, account_id: str, region: str) -> Account:
        account = self._accounts.get((account_id, region))
        if account is None:
            with self._lock:
                account = self._accounts.get((account_id, region)) or self._found(
                    account_id, region
                )
        return account

    def named(self, account_id: str, region: str) -> Account | None:
        """An account, unless nobody but the caller who asks for it has ever named it."""
        with self._lock:
            is_named = (
                (account_id, region) in self._accounts
                or account_id in {self.settings.account_id, *self.keys.values()}
                or any(scope.account_id == account_id for scope, _ in self._standing)
            )
        return self.open(account_id, region) if is_named else None

    def everywhere(self, scope: Scope, action: Action) -> None:
        """Do something in every region of a scope, and in those that are first touched later."""
        with self._lock:
            self._standing.append((scope, action))
            accounts = list(self.existing(scope))
        # Not under our own lock: an operation holds its account's and may open another region.
        for account in accounts:
            with account.lock:
                action(account)

    def existing(self, scope: Scope) -> Iterator[Account]:
        with self._lock:
            accounts = list(self._accounts.values())
        return (account for account in accounts if scope.holds(account.id, account.region))

    def identities(self, account_id: str, region: str) -> Identities:
        """Those of an account in a region."""
        return self.open(account_id, region).identities

    def regions(self, account_id: str) -> list[str]:
        """Those of an account that the program has touched or the test has named, in order."""
        with self._lock:
            known = {region for holder, region in self._accounts if holder == account_id}
            known |= {
                scope.region
                for scope, _ in self._standing
                if scope.region and scope.holds(account_id, scope.region)
            }
        if account_id == self.settings.account_id:
            known |= self.settings.regions
        return sorted(known)

    def ask_owner(self, account: Account, identity: Identity, letter: Letter | None = None) -> None:
        """Send the owner of an address a link to follow, in Amazon's letter or another."""
        confirmation = Confirmation(
            account.id,
            account.region,
            identity,
            self.clock.now(),
            self.ids.bytes(32).hex(),
            letter or amazons_letter(account.region),
        )
        with self._lock:
            self.confirmations.add(confirmation)
            self.notices.append(confirmation.notice())

    def _found(self, account_id: str, region: str) -> Account:
        account = Account(account_id, region, self)
        self._verify_as_set(account)
        for scope, action in self._standing:
            if scope.holds(account_id, region):
                action(account)
        self._accounts[account_id, region] = account
        return account

    def _verify_as_set(self, account: Account) -> None:
        if account.id == self.settings.account_id:
            for name in self.settings.verified_in(account.region):
                account.identities.verify(name)

    def _renew(self, account: Account) -> None:
        """Let an account begin anew, with nothing left of what it has sent and noticed."""
        scope = account.scope
        account.begin()
        self._verify_as_set(account)
        self.mailbag.forget(scope)
        self.agenda.forget(scope)
        with self._lock:
            self.confirmations.forget(scope)
            self.notices[:] = [n for n in self.notices if not scope.holds(n.account_id, n.region)]
            self.validations[:] = [
                v for v in self.validations if not scope.holds(v.account_id, v.region)
            ]


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
