"""`SESFake`: what a test holds in its hand.

It reads (`reading`), hands mail on (`relaying`), makes ready (`preparing`), stands for S3
(`storing`), lets the world act on messages (`acting`), other servers write (`receiving`) and Amazon
act on the account (`granting`, `governing`), its tenants (`tenants`) and its dedicated addresses
(`leasing`), has outages (`failing_over`), and what others say besides (`certifying`, `placing`).
What SES thinks of addresses, and exports, are `insights`; what goes wrong on demand is `failing`.
It has clients of its own by `attaching`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sesfake.adapters.neighbours import Moto
from sesfake.domain.accounts import Accounts
from sesfake.domain.contacts.links import message_id_of
from sesfake.domain.scope import Scope
from sesfake.domain.templates.lint import TemplateLint, lint
from sesfake.fake.acting import Acting
from sesfake.fake.attaching import Attaching
from sesfake.fake.certifying import Certifying
from sesfake.fake.checks.credentials import check_credentials
from sesfake.fake.checks.given import check_account, check_identity, check_region
from sesfake.fake.checks.preparing import template_data
from sesfake.fake.failing import Failing
from sesfake.fake.failing_over import FailingOver
from sesfake.fake.governing import Governing
from sesfake.fake.granting import Granting
from sesfake.fake.insights import Insights
from sesfake.fake.leasing import Leasing
from sesfake.fake.placing import Placing
from sesfake.fake.preparing import Preparing
from sesfake.fake.receiving import Receiving
from sesfake.fake.relaying import Relaying
from sesfake.fake.storing import Storing
from sesfake.fake.tenants import GoverningTenants
from sesfake.settings import Settings


class SESFake(
    Relaying,
    Preparing,
    Storing,
    Acting,
    Receiving,
    Granting,
    Governing,
    Leasing,
    Certifying,
    Placing,
    Insights,
    GoverningTenants,
    FailingOver,
    Failing,
    Attaching,
):
    """A fake of Amazon SES: all of it, one region or one account of it.

        ses.region("eu-west-1").verify("shop@example.com")
        assert len(ses.account("999999999999").outbox) == 0

    What reads sees everything in its scope; what changes acts on every region of it, also on those
    first touched later. Where no account is named, `verify`, `suppress` and `add_template` act on
    the default account, `fail`, `fail_next` and `reset` on all.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        scope = self._scope
        where = f" in {scope.region}" if scope.region else ""
        whose = f" of account {scope.account_id}" if scope.account_id else ""
        return f"<SESFake{whose}{where}: {len(self.outbox)} sent>"

    def region(self, name: str) -> SESFake:
        """The same fake, as far as one region of it goes.

        A ValueError for what is no name of a region; that Amazon has it is not checked.
        """
        check_region(name)
        return SESFake(self.accounts, Scope(self._scope.account_id, name))

    def account(self, account_id: str) -> SESFake:
        """The same fake, as far as one account goes; a ValueError for what is not 12 digits."""
        check_account(account_id)
        return SESFake(self.accounts, Scope(account_id, self._scope.region))

    def lint_template(self, name: str, data: Mapping[str, Any] | str) -> TemplateLint:
        """Compare a stored template with the data of a send, in JSON or not, without sending.

            assert not ses.lint_template("welcome", {"name": "Ann"})

        It is false if there is nothing to say. Keys are compared at the top level of the data. A
        ValueError if there is no such template, or if the data are not a JSON object.
        """
        data = template_data(data)
        for account in self.accounts.named_in(self._scope):
            template = account.templates.find(name)
            if template is not None:
                return lint(template, data)
        raise ValueError(f"there is no template {name!r}; store it with ses.add_template(...).")

    def follow(self, link: str) -> str:
        """Follow a link of SES, as the person would; gives the page that the browser shows.

            ses.follow(ses.notices.one(to="ann@example.com").links[0])

        An identity that is Pending becomes verified. After 24 hours, or if it was deleted since,
        nothing happens. Who follows the link to unsubscribe in a mail that was delivered does so. A
        ValueError for a link that SES has not written.
        """
        if not isinstance(link, str):
            raise TypeError(
                f"a link is a text, as in ses.follow(ses.notices.last.links[0]), not {link!r}."
            )
        confirmation = self.accounts.confirmations.find(link)
        if confirmation is None:
            message = self.accounts.mailbag.find(message_id_of(link) or "")
            if message is not None and message.unsubscribe_link == link:
                self.unsubscribe(message)
                return link  # the page is where the link leads
            raise ValueError(
                f"SES has not written the link {link!r} to anybody; take one from a notice, as in "
                "ses.follow(ses.notices.last.links[0]). Tracked links are clicked: "
                "ses.click(message, link=...)."
            )
        account = self.accounts.open(confirmation.account_id, confirmation.region)
        with account.lock:
            return confirmation.follow(account.identities, self.clock.now())

    def reset(self) -> None:
        """As new, but for the time: nothing sent, nothing verified but by `mock_ses(...)`.

            ses.region("eu-west-1").reset()

        Of one region or account, all that is in view goes: what it has sent, noticed, refused and
        counted, and what `verify`, `suppress`, `add_template`, `fail` and `fail_next` have done to
        it, on whichever view they were called. What is not in view stays, and ids go on.
        """
        self.accounts.reset(self._scope)


def new_fake(settings: Settings) -> SESFake:
    """A fake as `mock_ses` starts it; an error for options that can never work."""
    for region in settings.regions:
        check_region(region)
    for name in settings.all_verified:
        check_identity(name)
    check_credentials(settings.credentials or {})
    accounts = Accounts(settings)
    accounts.neighbours = Moto()
    return SESFake(accounts, Scope())
