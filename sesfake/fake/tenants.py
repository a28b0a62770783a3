"""What a test lets Amazon do to a tenant: stop it, and let it send again."""

from __future__ import annotations

from sesfake.domain.tenants.deciding.changes import set_by_amazon
from sesfake.domain.tenants.reputation import SendingStatus
from sesfake.fake.checks.given import check_reason
from sesfake.fake.view import View

_LONGEST_CAUSE = 512


class GoverningTenants(View):
    """The part of a fake that speaks for Amazon about tenants."""

    __slots__ = ()

    def suspend_tenant(self, name: str, cause: str) -> None:
        """Stop the sends of a tenant, wherever in view there is one of that name.

            ses.suspend_tenant("acme", "Complaints.")

        The account's owner cannot lift it. A ValueError if there is no such tenant, or if the cause
        has more than 512 characters.
        """
        check_reason(cause)
        if len(cause) > _LONGEST_CAUSE:
            raise ValueError(f"a cause has {_LONGEST_CAUSE} characters at most, not {len(cause)}.")
        self._say(name, SendingStatus.DISABLED, cause)

    def reinstate_tenant(self, name: str) -> None:
        """Let a tenant send again, as far as it is up to Amazon; a ValueError if there is none."""
        self._say(name, SendingStatus.ENABLED, None)

    def _say(self, name: str, status: SendingStatus, cause: str | None) -> None:
        known = 0
        for account in self._known():
            with account.lock:
                tenant = account.tenants.find(name)
                if tenant is not None:
                    known += 1
                    set_by_amazon(account, tenant, status, cause)
        if not known:
            raise unknown_tenant(name)
        self.accounts.deliver_post()


def unknown_tenant(name: str) -> ValueError:
    """What a test is told that names a tenant of nobody."""
    return ValueError(
        f"there is no tenant {name!r}; make it first, with create_tenant(TenantName={name!r}) of a "
        "sesv2 client."
    )
