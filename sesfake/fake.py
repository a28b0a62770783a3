"""`SESFake`: what a test holds in its hand."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from sesfake.acting import Acting
from sesfake.adapters.neighbours import Moto
from sesfake.clock import Clock
from sesfake.domain.account import Account, Accounts
from sesfake.domain.events.event import Events
from sesfake.domain.events.metrics import Metrics
from sesfake.domain.events.publications import Published, publications
from sesfake.domain.identity_syntax import check_name
from sesfake.domain.measures import metrics_of, rates, reputation_of
from sesfake.domain.notices import Notices
from sesfake.domain.outbox import Outbox
from sesfake.domain.reputation import Reputation
from sesfake.domain.scope import Scope
from sesfake.domain.suppression import REASONS, check_destination
from sesfake.domain.target_arns import is_delivery_stream, is_role, is_topic
from sesfake.domain.targets import Validation
from sesfake.domain.template_data import parse_template_data
from sesfake.domain.template_lint import TemplateLint, lint
from sesfake.domain.templates import Parts, check_template
from sesfake.errors import InvalidParameter, InvalidTemplate
from sesfake.protocol.model import service_model
from sesfake.protocol.spellings import spellings
from sesfake.settings import Settings


class SESFake(Acting):
    """A fake of Amazon SES: all of it, one region or one account of it.

        ses.region("eu-west-1").verify("shop@example.com")
        assert len(ses.account("999999999999").outbox) == 0

    What reads sees everything in its scope; what changes acts on every region of it, also on those
    first touched later. Where no account is named, `verify`, `suppress` and `add_template` act on
    the default account, `fail_next` and `reset` on all.
    """

    __slots__ = ("__weakref__", "_scope", "accounts")  # a misspelt attribute is an error

    def __init__(self, accounts: Accounts, scope: Scope) -> None:
        self.accounts = accounts
        self._scope = scope

    def __repr__(self) -> str:
        scope = self._scope
        where = f" in {scope.region}" if scope.region else ""
        whose = f" of account {scope.account_id}" if scope.account_id else ""
        return f"<SESFake{whose}{where}: {len(self.outbox)} sent>"

    def region(self, name: str) -> SESFake:
        """The same, in one region only."""
        return SESFake(self.accounts, Scope(self._scope.account_id, name))

    def account(self, account_id: str) -> SESFake:
        """The same, of one account only."""
        return SESFake(self.accounts, Scope(account_id, self._scope.region))

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
        return Published([told for event in self.events for told in publications(event)])

    @property
    def metrics(self) -> Metrics:
        """What CloudWatch has of that: events as they came, then the rates of now."""
        accounts = self.accounts
        found = [metric for event in self.events for metric in metrics_of(event)]
        for account in accounts.existing(self._scope):
            with account.lock:
                found += rates(account)
        return Metrics(found)

    def reputation(self, configuration_set: str | None = None) -> Reputation:
        """The bounce and complaint rates of an account, or of one of its configuration sets.

            assert ses.reputation().bounce_rate < 0.05

        Of the default account, unless the view says which. A ValueError if there is no such set, or
        if the program uses several regions and the view is not of one.
        """
        account = self._one_account()
        found = None
        if configuration_set is not None:
            found = account.configuration_sets.find(configuration_set)
            if found is None:
                raise ValueError(f"there is no configuration set {configuration_set!r}.")
        with account.lock:
            return reputation_of(account, found)

    @property
    def notices(self) -> Notices:
        """The mails that AWS itself has sent to people, oldest first."""
        scope = self._scope
        return Notices(
            self.accounts.notices, lambda notice: scope.holds(notice.account_id, notice.region)
        )

    @property
    def validations(self) -> list[Validation]:
        """What SES has published to see whether topics take it, oldest first."""
        scope = self._scope
        return [v for v in self.accounts.validations if scope.holds(v.account_id, v.region)]

    @property
    def clock(self) -> Clock:
        """The time inside the fake: `now()`, `advance(hours=24)`, `freeze()`, `unfreeze()`."""
        return self.accounts.clock

    def verify(self, *identities: str) -> None:
        """Verify addresses and domains, as their owners would; a ValueError for what is neither."""
        if not identities:
            raise TypeError("ses.verify() takes at least one identity.")
        for name in identities:
            _check_identity(name)

        def verify(account: Account) -> None:
            for name in identities:
                account.identities.verify(name)

        self._everywhere(verify)

    def suppress(
        self,
        *addresses: str,
        reason: str = "BOUNCE",
        tenant: str | None = None,
        level: str = "account",
    ) -> None:
        """Put addresses on the suppression list, as a bounce or a complaint would.

            ses.suppress("ann@example.com", reason="COMPLAINT")
            ses.suppress("ann@example.com", tenant="acme")
            ses.suppress("ann@example.com", level="global")

        With `tenant=` it is the list of that tenant, wherever in view there is one of that name.
        With `level="global"` it is Amazon's own list, of all accounts and regions, for a day or
        more; it is in use only where an account, a tenant or a configuration set does not suppress
        bounces. A ValueError for what is no bare address, for another reason, and where there is no
        such tenant.
        """
        if not addresses:
            raise TypeError("ses.suppress() takes at least one address.")
        for address in addresses:
            _check_destination(address)
        if reason not in REASONS:
            raise ValueError(f"reason= is 'BOUNCE' or 'COMPLAINT', not {reason!r}.")
        _check_level(level, reason, tenant)
        if level == "global":
            for address in addresses:
                self.accounts.global_suppression.note(address)
            return
        if tenant is not None:
            self._suppress_for(tenant, addresses, reason)
            return
        now = self.clock.now()  # also in regions that are first touched later

        def suppress(account: Account) -> None:
            for address in addresses:
                account.suppression.put(address, reason, at=now)

        self._everywhere(suppress)

    def add_template(
        self, name: str, *, subject: str, text: str | None = None, html: str | None = None
    ) -> None:
        """Store an e-mail template, in place of the one of its name if there is.

            ses.add_template("welcome", subject="Hello, {{name}}!", text="Dear {{name}}, ...")

        A ValueError says what is wrong with a template that SES would not store.
        """
        parts = Parts(subject, text, html)
        _check_template(name, parts)
        self._everywhere(lambda account: account.templates.put(name, parts))

    def add_topic(self, arn: str) -> None:
        """Say that an SNS topic exists, though no other fake may know it.

            ses.add_topic("arn:aws:sns:us-east-1:123456789012:bounces")

        It exists for all regions and accounts of the fake. A ValueError for what is no ARN of a
        standard topic.
        """
        _check_arn(is_topic, arn, "a standard SNS topic", "sns:us-east-1:123456789012:bounces")
        self.accounts.declared.add(arn)

    def add_delivery_stream(self, arn: str, *, role_arn: str) -> None:
        """Say that a Firehose stream exists, and a role that SES may assume to write to it.

        They exist for all regions and accounts of the fake. A ValueError for other ARNs.
        """
        example = "firehose:us-east-1:123456789012:deliverystream/mail"
        _check_arn(is_delivery_stream, arn, "a Firehose stream", example)
        _check_arn(is_role, role_arn, "an IAM role", "iam::123456789012:role/mail")
        self.accounts.declared.update((arn, role_arn))

    def lint_template(self, name: str, data: Mapping[str, Any] | str) -> TemplateLint:
        """Compare a stored template with the data of a send, in JSON or not, without sending.

            assert not ses.lint_template("welcome", {"name": "Ann"})

        It is false if there is nothing to say. Keys are compared at the top level of the data. A
        ValueError if there is no such template, or if the data are not a JSON object.
        """
        data = _template_data(data)
        scope = self._scope
        account_id = scope.account_id or self.accounts.settings.account_id
        known = list(self.accounts.existing(Scope(account_id, scope.region)))
        for account in known or [self.accounts.open(account_id, scope.region or "us-east-1")]:
            template = account.templates.find(name)
            if template is not None:
                return lint(template, data)
        raise ValueError(f"there is no template {name!r}; store it with ses.add_template(...).")

    def follow(self, link: str) -> str:
        """Follow a link of a notice, as the person would; gives the page that the browser shows.

            ses.follow(ses.notices.one(to="ann@example.com").links[0])

        An identity that is Pending becomes verified. After 24 hours, or if it was deleted since,
        nothing happens. A ValueError for a link that SES has not written.
        """
        if not isinstance(link, str):
            raise TypeError(
                f"a link is a text, as in ses.follow(ses.notices.last.links[0]), not {link!r}."
            )
        confirmation = self.accounts.confirmations.find(link)
        if confirmation is None:
            raise ValueError(
                f"SES has not written the link {link!r}; take one from a notice, as in "
                "ses.follow(ses.notices.last.links[0])."
            )
        account = self.accounts.open(confirmation.account_id, confirmation.region)
        with account.lock:
            return confirmation.follow(account.identities, self.clock.now())

    def fail_next(
        self, operation: str, error: str, *, message: str | None = None, times: int = 1
    ) -> None:
        """Let the next `times` calls of an operation fail, in either API that has it.

            ses.fail_next("SendEmail", "Throttling", times=2)

        `error` is any error of the service model, or a common one such as `InternalFailure` or
        `ServiceUnavailable`, by its wire code or the name of botocore's exception. Every attempt
        counts, and botocore tries again by itself. A ValueError says what is not known. Without
        `message=` the text is Amazon's where it is the same each time, such as `Rate exceeded`.

        Calls to another region or account than those in view pass, and are not counted.
        """
        _check_operation(operation)
        shapes = spellings(error)
        if times < 1:
            raise ValueError("times= is at least 1.")
        self.accounts.faults.add(self._scope, operation, shapes, message, times)

    def reset(self) -> None:
        """As new, but for the time: nothing sent, nothing verified but by `mock_ses(...)`.

            ses.region("eu-west-1").reset()

        Of one region or account, all that is in view goes: what it has sent, noticed, refused and
        counted, and what `verify`, `suppress`, `add_template` and `fail_next` have done to it, on
        whichever view they were called. What is not in view stays, and ids go on.
        """
        self.accounts.reset(self._scope)

    def _suppress_for(self, tenant: str, addresses: tuple[str, ...], reason: str) -> None:
        account_id = self._scope.account_id or self.accounts.settings.account_id
        known = 0
        for account in self.accounts.existing(Scope(account_id, self._scope.region)):
            with account.lock:
                found = account.tenants.find(tenant)
                if found is None:
                    continue
                known += 1
                for address in addresses:
                    found.suppression.put(address, reason)
        if not known:
            raise ValueError(
                f"there is no tenant {tenant!r}; make it first, with "
                f"create_tenant(TenantName={tenant!r}) of a sesv2 client."
            )

    def _one_account(self) -> Account:
        scope = self._scope
        account_id = scope.account_id or self.accounts.settings.account_id
        known = list(self.accounts.existing(Scope(account_id, scope.region)))
        if len(known) > 1:
            regions = ", ".join(account.region for account in known)
            raise ValueError(f"say of which region, as in ses.region(...): {regions}.")
        return known[0] if known else self.accounts.open(account_id, scope.region or "us-east-1")

    def _everywhere(self, action: Callable[[Account], None]) -> None:
        account_id = self._scope.account_id or self.accounts.settings.account_id
        self.accounts.everywhere(Scope(account_id, self._scope.region), action)


def new_fake(settings: Settings) -> SESFake:
    """A fake as `mock_ses` starts it; a ValueError if an identity of its options cannot be one."""
    for name in settings.all_verified:
        _check_identity(name)
    accounts = Accounts(settings)
    accounts.neighbours = Moto()
    return SESFake(accounts, Scope())


def _template_data(data: Mapping[str, Any] | str) -> Mapping[str, Any]:
    if isinstance(data, str):
        try:
            return parse_template_data(data)
        except InvalidParameter as error:
            raise ValueError(f"template data are a JSON object, not {data!r}.") from error
    if not isinstance(data, Mapping):
        raise TypeError(f"template data are a mapping or JSON, not {data!r}.")
    return data


def _check_identity(name: str) -> None:
    if not isinstance(name, str):
        raise TypeError(f"an identity is a text, as in ses.verify('a@b.c', 'd.org'), not {name!r}.")
    try:
        check_name(name)
    except InvalidParameter as error:
        raise ValueError(
            f"{name!r} cannot be an identity; give an address such as 'shop@example.com' or a "
            "domain such as 'example.com'."
        ) from error


def _check_destination(address: str) -> None:
    if not isinstance(address, str):
        raise TypeError(
            f"an address is a text, as in ses.suppress('ann@example.com'), not {address!r}."
        )
    try:
        check_destination(address)
    except InvalidParameter as error:
        raise ValueError(
            f"{address!r} cannot be suppressed; give a bare address such as 'ann@example.com'."
        ) from error


def _check_level(level: str, reason: str, tenant: str | None) -> None:
    if tenant is not None and not isinstance(tenant, str):
        raise TypeError(f"tenant= is the name of a tenant, not {tenant!r}.")
    if level not in ("account", "global"):
        raise ValueError(f"level= is 'account' or 'global', not {level!r}.")
    if level == "global" and tenant is not None:
        raise ValueError("a tenant's list is not the global one: leave out level= or tenant=.")
    if level == "global" and reason != "BOUNCE":
        raise ValueError("the global list is of bounces: leave out reason=.")


def _check_template(name: str, parts: Parts) -> None:
    for what, given in {"name": name, **parts._asdict()}.items():
        if not (isinstance(given, str) or (given is None and what in ("text", "html"))):
            raise TypeError(
                f"the {what} of a template is a text, as in ses.add_template('welcome', "
                f"subject='Hello, {{{{name}}}}!', text='...'), not {given!r}."
            )
    try:
        check_template(name, parts)
    except (InvalidParameter, InvalidTemplate) as error:
        raise ValueError(f"{name!r} cannot be a template: {error.message}") from error


def _check_arn(is_right: Callable[[str], bool], arn: str, what: str, example: str) -> None:
    if not isinstance(arn, str):
        raise TypeError(f"an ARN is a text, such as 'arn:aws:{example}', not {arn!r}.")
    if not is_right(arn):
        raise ValueError(f"{arn!r} is no ARN of {what}; write it as in 'arn:aws:{example}'.")


def _check_operation(operation: str) -> None:
    known = [
        name for service in ("ses", "sesv2") for name in service_model(service).operation_names
    ]
    if operation not in known:
        near = difflib.get_close_matches(operation, known, n=1)
        raise ValueError(
            f"SES has no operation {operation!r}"
            + (f"; did you mean {near[0]!r}?" if near else ".")
        )
