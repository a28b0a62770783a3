"""`ses_backends[account][region]`: what moto keeps of SES in one account and region."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol, TypeVar

from sesfake.compat.moto.asking import Stored, ask
from sesfake.compat.moto.contacts import ContactList
from sesfake.compat.moto.messages import SentMessages
from sesfake.compat.moto.names import Names
from sesfake.compat.moto.resources import (
    ConfigurationSet,
    DedicatedIpPool,
    EmailIdentity,
    ReceiptRuleSet,
)
from sesfake.compat.moto.seeding import Seeding
from sesfake.domain.account import Account
from sesfake.domain.identities.identity import Identity

V = TypeVar("V")


class Named(Protocol):
    """Whatever SES keeps under a name."""

    @property
    def name(self) -> str: ...


class SESQuota(NamedTuple):
    """What GetSendQuota says."""

    sent_last24_hours: float
    max24_hour_send: float
    max_send_rate: float


class SESBackend(Seeding):
    """A view of the active fake."""

    @property
    def sent_messages(self) -> SentMessages:
        """What was sent, a call an entry, oldest first."""
        return SentMessages(lambda: self.fake.outbox)

    @sent_messages.setter
    def sent_messages(self, new: Iterable[object]) -> None:
        if list(new):
            raise TypeError("what was sent can only be cleared, as in `sent_messages = []`.")
        self.sent_messages.clear()

    @property
    def sent_message_count(self) -> int:
        """Recipients of all that was accepted, cleared or not."""
        scope = self._account.scope
        return sum(
            len(message.addressing.recipients)
            for message in self.fake.accounts.mailbag.ever_accepted()
            if scope.holds(message.account_id, message.region)
        )

    @property
    def rejected_messages_count(self) -> int:
        """Calls that were refused with MessageRejected, as for a sender who is not verified."""
        return self.fake.accounts.mailbag.rejections[self.account_id, self.region_name]

    @property
    def email_identities(self) -> Stored[EmailIdentity]:
        delete = ("ses", "DeleteIdentity", "Identity")
        return self._stored(lambda account: account.identities, EmailIdentity, delete)

    @property
    def addresses(self) -> Names:
        """The addresses, as a list that verifies what is appended; in moto until 5.1.14."""
        return self._names("EmailAddress")

    @property
    def email_addresses(self) -> Names:
        return self.addresses

    @property
    def domains(self) -> Names:
        """The domains, likewise."""
        return self._names("Domain")

    @property
    def dkim_tokens(self) -> dict[str, list[str]]:
        return {
            identity.name: list(identity.dkim.tokens)
            for identity in self._account.identities
            if identity.is_domain and identity.dkim.tokens
        }

    @property
    def identity_mail_from_domains(self) -> dict[str, dict[str, Any]]:
        return {
            identity.name: {
                "mail_from_domain": identity.mail_from.domain,
                "behavior_on_mx_failure": (
                    "RejectMessage" if identity.mail_from.rejects_without_mx else "UseDefaultValue"
                ),
            }
            for identity in self._account.identities
            if identity.mail_from.domain
        }

    @property
    def sns_topics(self) -> dict[str, dict[str, Any]]:
        """By identity, the topics of its notifications, and whether feedback is forwarded."""
        return {
            identity.name: _notifications(identity)
            for identity in self._account.identities
            if not identity.notifications.is_plain
        }

    @property
    def templates(self) -> Stored[dict[str, Any]]:
        return Stored(self.template_names, self.get_template, self.delete_template)

    @property
    def config_sets(self) -> Stored[ConfigurationSet]:
        delete = ("ses", "DeleteConfigurationSet", "ConfigurationSetName")
        return self._stored(lambda account: account.configuration_sets, ConfigurationSet, delete)

    @property
    def config_set_event_destination(self) -> dict[str, dict[str, Any]]:
        """By configuration set, its last event destination; moto has no more than one."""
        return {name: found[-1] for name, found in self._event_destinations().items() if found}

    @property
    def event_destinations(self) -> dict[str, int]:
        """The names of all event destinations."""
        everywhere = self._event_destinations().values()
        return {one["Name"]: 1 for found in everywhere for one in found}

    @property
    def receipt_rule_set(self) -> Stored[ReceiptRuleSet]:
        delete = ("ses", "DeleteReceiptRuleSet", "RuleSetName")
        return self._stored(lambda account: account.receipt_rule_sets, ReceiptRuleSet, delete)

    @property
    def contacts_lists(self) -> Stored[ContactList]:
        delete = ("sesv2", "DeleteContactList", "ContactListName")
        return self._stored(lambda account: account.contact_lists, ContactList, delete)

    @property
    def dedicated_ip_pools(self) -> Stored[DedicatedIpPool]:
        delete = ("sesv2", "DeleteDedicatedIpPool", "PoolName")
        return self._stored(lambda account: account.dedicated_ips.pools, DedicatedIpPool, delete)

    def get_send_quota(self) -> SESQuota:
        quota = ask(self._account, "ses", "GetSendQuota")
        return SESQuota(quota["SentLast24Hours"], quota["Max24HourSend"], quota["MaxSendRate"])

    def get_send_statistics(self) -> dict[str, Any]:
        """All data points of GetSendStatistics in one."""
        points = ask(self._account, "ses", "GetSendStatistics")["SendDataPoints"]
        counts = ("DeliveryAttempts", "Rejects", "Complaints", "Bounces")
        return {
            **{name: sum(point[name] for point in points) for name in counts},
            "Timestamp": self.fake.clock.now(),
        }

    def _stored(
        self,
        kept: Callable[[Account], Iterable[Named]],
        view: Callable[[Account, str], V],
        delete: tuple[str, str, str],
    ) -> Stored[V]:
        """What an account keeps of one kind; deleted by an operation that takes the name so."""
        account = self._account
        api, operation, member = delete
        return Stored(
            lambda: [one.name for one in kept(account)],
            lambda name: view(account, name),
            lambda name: ask(account, api, operation, **{member: name}),
        )

    def _names(self, identity_type: str) -> Names:
        return Names(lambda: self.list_identities(identity_type), self.verify, self.delete_identity)

    def _event_destinations(self) -> dict[str, list[dict[str, Any]]]:
        account = self._account
        attributes = ["eventDestinations"]
        return {
            found.name: ask(
                account,
                "ses",
                "DescribeConfigurationSet",
                ConfigurationSetName=found.name,
                ConfigurationSetAttributeNames=attributes,
            ).get("EventDestinations", [])
            for found in account.configuration_sets
        }


def _notifications(identity: Identity) -> dict[str, Any]:
    notifications = identity.notifications
    topics: dict[str, Any] = {type_.value: arn for type_, arn in notifications.topics.items()}
    if not notifications.is_forwarded:
        topics["feedback_forwarding_enabled"] = False
    return topics
