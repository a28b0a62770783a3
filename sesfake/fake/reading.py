"""What a test reads: the outbox, events and what was told of them, notices, rates, the time."""

from __future__ import annotations

from sesfake.clock import Clock
from sesfake.domain.events.event import Events
from sesfake.domain.events.metrics import Metrics
from sesfake.domain.events.publications import Published
from sesfake.domain.figures.measures import metrics_of, rates, reputation_of
from sesfake.domain.figures.reputation import Reputation
from sesfake.domain.mails.notices import Notices
from sesfake.domain.mails.outbox import Outbox
from sesfake.domain.neighbours.announcements import Announcement
from sesfake.domain.neighbours.targets import Validation
from sesfake.domain.receiving.receipt_metrics import receipt_metrics
from sesfake.domain.scope import Scope
from sesfake.fake.tenants import unknown_tenant
from sesfake.fake.view import View


class Reading(View):
    """The part of a fake that shows what has happened."""

    __slots__ = ()

    @property
    def outbox(self) -> Outbox:
        """Every message that SES has accepted, oldest first."""
        scope = self._scope
        if scope == Scope():
            return Outbox(self.accounts.mailbag)
        return Outbox(
            self.accounts.mailbag, lambda message: scope.holds(message.account_id, message.region)
        )

    @property
    def events(self) -> Events:
        """What has happened to the messages, oldest first."""
        self.accounts.catch_up()
        return Events(list(self.accounts.mailbag.events(self._scope)))

    @property
    def published(self) -> Published:
        """What was told of that to event destinations and to topics of identities."""
        return Published(self.events)

    @property
    def metrics(self) -> Metrics:
        """What CloudWatch has of that: events as they came, then the rates of now."""
        accounts, scope = self.accounts, self._scope
        found = [metric for event in self.events for metric in metrics_of(event)]
        for mail in list(accounts.inbox.mails):
            if scope.holds(mail.account_id, mail.region):
                found += receipt_metrics(mail, accounts.clock.now())
        for account in accounts.existing(scope):
            with account.lock:
                found += rates(account)
        return Metrics(found)

    def reputation(
        self, configuration_set: str | None = None, *, tenant: str | None = None
    ) -> Reputation:
        """The bounce and complaint rates of an account, or of one of its sets or tenants.

            assert ses.reputation().bounce_rate < 0.05
            assert ses.reputation(tenant="acme").complaint_rate == 0

        Of the default account, unless the view says which. A ValueError if there is no such set or
        tenant, or if the program uses several regions and the view is not of one.
        """
        account = self._one_account()
        if configuration_set is not None and tenant is not None:
            raise TypeError("give the name of a configuration set or tenant=, not both.")
        tenant_id = None
        if tenant is not None:
            whose = account.tenants.find(tenant)
            if whose is None:
                raise unknown_tenant(tenant)
            tenant_id = whose.id
        found = None
        if configuration_set is not None:
            found = account.configuration_sets.find(configuration_set)
            if found is None:
                raise ValueError(f"there is no configuration set {configuration_set!r}.")
        with account.lock:
            return reputation_of(account, found, tenant_id=tenant_id)

    @property
    def notices(self) -> Notices:
        """The mails that AWS itself has sent to people, oldest first."""
        self.accounts.catch_up()
        self.accounts.look_up_records()
        scope = self._scope
        return Notices(
            self.accounts.notices, lambda notice: scope.holds(notice.account_id, notice.region)
        )

    @property
    def validations(self) -> list[Validation]:
        """What SES has published to see whether topics take it, oldest first."""
        scope = self._scope
        return [v for v in list(self.accounts.validations) if scope.holds(v.account_id, v.region)]

    @property
    def announcements(self) -> list[Announcement]:
        """What SES has told the default event bus by itself, oldest first."""
        self.accounts.catch_up()
        scope = self._scope
        return [a for a in list(self.accounts.announcements) if scope.holds(a.account_id, a.region)]

    @property
    def clock(self) -> Clock:
        """The time inside the fake: `now()`, `advance(hours=24)`, `freeze()`, `unfreeze()`."""
        return self.accounts.clock
