"""All accounts of a fake, and what they share: the mailbag, the clock, DNS, the neighbours.

An `Account` is one AWS account in one region; it comes into being when a request first names it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sesfake.clock import Clock
from sesfake.domain.account import Account
from sesfake.domain.agenda import Agenda
from sesfake.domain.authorization import callers
from sesfake.domain.dns.zone import Zone
from sesfake.domain.faults.faults import Faults
from sesfake.domain.identities.identities import Identities
from sesfake.domain.identities.identity import Identity
from sesfake.domain.ids import Ids
from sesfake.domain.mails.mailbag import Mailbag
from sesfake.domain.mails.notices import Notice
from sesfake.domain.neighbours.announcements import Announcement
from sesfake.domain.neighbours.declared import Declared
from sesfake.domain.neighbours.parcels import Neighbours, Nobody, SnsMessage
from sesfake.domain.neighbours.post import Post
from sesfake.domain.neighbours.surroundings import Surroundings
from sesfake.domain.neighbours.targets import Question, Trouble, Validation
from sesfake.domain.receiving.inbox import Inbox
from sesfake.domain.refusals import Refusal
from sesfake.domain.scope import Scope
from sesfake.domain.suppression.global_list import GlobalSuppressionList
from sesfake.domain.verification.confirmations import (
    Confirmation,
    Confirmations,
    Letter,
    amazons_letter,
)
from sesfake.settings import Settings

_HINTS = 1000

Action = Callable[[Account], None]


@dataclass
class Accounts:
    """Everything behind one fake. Accounts come into being when a request first names them."""

    settings: Settings
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self._lock = threading.RLock()
        self.mailbag = Mailbag()
        self.inbox = Inbox()
        self.agenda = Agenda(self.clock)
        self.notices: list[Notice] = []
        self.neighbours: Neighbours = Nobody()
        self.post = Post()
        self.metering = threading.Lock()
        self.declared = Declared()
        self.validations: list[Validation] = []
        self.announcements: list[Announcement] = []
        self._begin()

    def _begin(self) -> None:
        with self._lock:
            self.ids = Ids(self.settings.seed)
            self.mailbag.empty()
            self.inbox.forget(Scope())
            self.agenda.forget(Scope())
            self.notices.clear()
            self.post.empty()
            self.declared.empty()
            self.validations.clear()
            self.announcements.clear()
            self.confirmations = Confirmations()
            self.faults = Faults()
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
        """As new, but for the time; of a part, all that it holds.

        Of a call that is under way, all is forgotten or nothing.
        """
        with self.agenda.held():
            if scope == Scope():
                self._begin_anew()
                return
            with self._lock:
                self.faults.forget(scope)
                self._standing = [item for item in self._standing if not scope.includes(item[0])]
            # It stands, too: what was done before it is not done to regions first touched later.
            self.everywhere(scope, self._renew)
            self.mailbag.forget_refusals(scope)

    def _begin_anew(self) -> None:
        # A call that has found its account goes on there; what it does, nobody will see.
        nowhere = Accounts(self.settings, self.clock)
        while True:
            with self._lock:
                present = [one for one in self._accounts.values() if one.is_of(self)]
                if not present:
                    self._begin()
                    return
            for account in present:
                with account.lock:
                    account.move_to(nowhere)

    def deliver_post(self) -> None:
        """Hand out what waits for other services; not to be done under an account's lock."""
        if self.post:
            self.post.deliver(self.surroundings)

    def answer(self, question: Question) -> Trouble | None:
        """What stands against using a target; not to be asked under an account's lock."""
        trouble = self.surroundings.answer(question)
        message = question.target
        if trouble is None and isinstance(message, SnsMessage):
            told = Validation(
                message.topic_arn,
                message.message,
                message.subject,
                question.account_id,
                question.region,
                self.clock.now(),
            )
            with self._lock:
                self.validations.append(told)
        return trouble

    @property
    def surroundings(self) -> Surroundings:
        """The other services and what was declared; not to be called under an account's lock."""
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
        self.mailbag.note(refusal)
        if refusal.hint is not None:
            with self._lock:
                self.hints[request_id] = refusal.hint
                if len(self.hints) > _HINTS:  # of attempts that were made again: nobody asks
                    del self.hints[next(iter(self.hints))]

    def take_hint(self, request_id: str) -> str | None:
        """What there is to say of a refusal, once."""
        with self._lock:
            return self.hints.pop(request_id, None)

    def open(self, account_id: str, region: str) -> Account:
        """An account in a region, founded if nobody has named it before."""
        key = account_id, region
        account = self._accounts.get(key)
        if account is None:
            with self._lock:
                account = self._accounts.get(key) or self._found(*key)
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

    def own(self, scope: Scope) -> Scope:
        """A scope, of the default account where it names none."""
        return Scope(scope.account_id or self.settings.account_id, scope.region)

    def known(self, scope: Scope, region: str = "us-east-1") -> list[Account]:
        """The regions of an account in a scope, or the scope's if there are none by now.

        `region` is opened where the scope names none.
        """
        account_id = scope.account_id or self.settings.account_id
        known = self.existing(Scope(account_id, scope.region))
        return list(known) or [self.open(account_id, scope.region or region)]

    def named_in(self, scope: Scope) -> list[Account]:
        """The regions of an account in a scope that the program or the test has ever named."""
        account_id = scope.account_id or self.settings.account_id
        regions = [one for one in self.regions(account_id) if scope.holds(account_id, one)]
        return [self.open(account_id, region) for region in regions] or self.known(scope)

    def existing(self, scope: Scope) -> Iterator[Account]:
        """The accounts in a scope that there are by now."""
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

    def notify(self, notice: Notice) -> None:
        """Write to somebody."""
        with self._lock:
            self.notices.append(notice)

    def announce(self, announcement: Announcement) -> None:
        """Tell whoever tests."""
        with self._lock:
            self.announcements.append(announcement)

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
        self.inbox.forget(scope)
        self.agenda.forget(scope)
        with self._lock:
            self.confirmations.forget(scope)
            self.notices[:] = [n for n in self.notices if not scope.holds(n.account_id, n.region)]
            self.validations[:] = [
                v for v in self.validations if not scope.holds(v.account_id, v.region)
            ]
            self.announcements[:] = [
                a for a in self.announcements if not scope.holds(a.account_id, a.region)
            ]
