"""Publications on their way to another service, and what SES does if they do not arrive.

Where the topic of an identity does not take them, SES uses it no more: it forwards feedback by mail
again, and writes to the owner (facts: events 5). What an event destination does not take is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from sesfake.domain.account import Account
from sesfake.domain.events.publications import Publication
from sesfake.domain.identities.notifications import NotificationType
from sesfake.domain.mails.notices import Notice
from sesfake.domain.neighbours.parcels import Parcel
from sesfake.guesses.neighbours import TOPIC_GONE, TOPIC_GONE_SUBJECT


@dataclass(frozen=True)
class OutgoingPublication:
    account: Account
    publication: Publication

    @property
    def service(self) -> str:
        return self.publication.service

    @property
    def account_id(self) -> str:
        return self.account.id

    @property
    def region(self) -> str:
        return self.account.region

    @property
    def parcel(self) -> Parcel:
        return self.publication.parcel

    def failed(self, reason: str) -> None:
        """Give the topic of an identity up, but for deliveries."""
        publication = self.publication
        owner = publication.event.message.identity_owner
        account = (owner and self.account.other(owner)) or self.account
        type_ = publication.type
        with account.lock:
            identity = account.identities.find(publication.identity or "")
            if identity is None or type_ == NotificationType.DELIVERY.value:
                return
            if identity.notifications.topics.get(NotificationType(type_)) != publication.arn:
                return  # given up already, or another by now
            identity.notifications.give_up(NotificationType(type_))
            words = {"identity": identity.name, "type": type_, "topic": publication.arn}
            account.notify(
                Notice(
                    kind="topic-removed",
                    to=publication.event.message.return_path,
                    subject=TOPIC_GONE_SUBJECT.format(**words),
                    account_id=account.id,
                    region=account.region,
                    timestamp=account.clock.timestamp(),
                    write=lambda: TOPIC_GONE.format(**words, reason=reason),
                )
            )
