"""What a test sets up: verified identities, suppressed addresses, templates, topics, buckets."""

from __future__ import annotations

from sesfake.domain.account import Account
from sesfake.domain.configuration_sets.target_arns import (
    is_delivery_stream,
    is_function,
    is_role,
    is_topic,
)
from sesfake.domain.neighbours.declared import Function
from sesfake.domain.neighbours.surroundings import bucket_arn
from sesfake.domain.suppression.suppression_list import REASONS
from sesfake.domain.templates.templates import Parts
from sesfake.fake.checks.given import check_identity
from sesfake.fake.checks.preparing import (
    check_arn,
    check_bucket,
    check_destination,
    check_level,
    check_template,
)
from sesfake.fake.dns import DNS
from sesfake.fake.tenants import unknown_tenant
from sesfake.fake.view import View


class Preparing(View):
    """The part of a fake that makes ready, in regions that are first touched later, too."""

    __slots__ = ()

    @property
    def dns(self) -> DNS:
        """The records that the owners of domains publish."""
        return DNS(self.accounts, self._scope)

    def verify(self, *identities: str) -> None:
        """Verify addresses and domains, as their owners would; a ValueError for what is neither."""
        if not identities:
            raise TypeError("ses.verify() takes at least one identity.")
        for name in identities:
            check_identity(name)

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
            check_destination(address)
        if reason not in REASONS:
            raise ValueError(f"reason= is 'BOUNCE' or 'COMPLAINT', not {reason!r}.")
        check_level(level, reason, tenant)
        if level == "global":
            for address in addresses:
                self.accounts.global_suppression.note(address)
            return
        if tenant is not None:
            self._suppress_for(tenant, addresses, reason)
            return
        now = self.accounts.clock.now()  # also in regions that are first touched later

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
        check_template(name, parts)
        self._everywhere(lambda account: account.templates.put(name, parts))

    def add_topic(self, arn: str) -> None:
        """Say that an SNS topic exists, though no other fake may know it.

            ses.add_topic("arn:aws:sns:us-east-1:123456789012:bounces")

        It exists for all regions and accounts of the fake. A ValueError for what is no ARN of a
        standard topic.
        """
        check_arn(is_topic, arn, "a standard SNS topic", "sns:us-east-1:123456789012:bounces")
        self.accounts.declared.arns.add(arn)

    def add_delivery_stream(self, arn: str, *, role_arn: str) -> None:
        """Say that a Firehose stream exists, and a role that SES may assume to write to it.

        They exist for all regions and accounts of the fake. A ValueError for other ARNs.
        """
        example = "firehose:us-east-1:123456789012:deliverystream/mail"
        check_arn(is_delivery_stream, arn, "a Firehose stream", example)
        check_arn(is_role, role_arn, "an IAM role", "iam::123456789012:role/mail")
        self.accounts.declared.arns.update((arn, role_arn))

    def add_role(self, arn: str) -> None:
        """Say that an IAM role exists that SES may assume, though no other fake may know it.

        It exists for all accounts of the fake. A ValueError for what is no ARN of a role.
        """
        check_arn(is_role, arn, "an IAM role", "iam::123456789012:role/mail")
        self.accounts.declared.arns.add(arn)

    def add_bucket(self, name: str) -> None:
        """Say that an S3 bucket exists, though no other fake may know it.

        It exists for all regions and accounts of the fake. A ValueError for what cannot be the name
        of a bucket.
        """
        check_bucket(name)
        self.accounts.declared.arns.add(bucket_arn(name))

    def add_function(self, arn: str, handler: Function | None = None) -> None:
        """Say that a Lambda function exists, though no other fake may know it.

            ses.add_function("arn:aws:lambda:us-east-1:123456789012:function:inbound", handler)

        `handler(event, context)` stands for the function: it is called where SES would invoke it.
        It exists for all regions and accounts of the fake. A ValueError for what is no ARN of a
        function.
        """
        example = "lambda:us-east-1:123456789012:function:inbound"
        check_arn(is_function, arn, "a Lambda function", example)
        if handler is None:
            self.accounts.declared.functions.pop(arn, None)
        elif callable(handler):
            self.accounts.declared.functions[arn] = handler
        else:
            raise TypeError(f"handler= is a function of an event and a context, not {handler!r}.")
        self.accounts.declared.arns.add(arn)

    def _suppress_for(self, tenant: str, addresses: tuple[str, ...], reason: str) -> None:
        known = 0
        for account in self._known():
            with account.lock:
                found = account.tenants.find(tenant)
                if found is None:
                    continue
                known += 1
                for address in addresses:
                    found.suppression.put(address, reason)
        if not known:
            raise unknown_tenant(tenant)
