"""List management of a send: what it does before the mail goes out, and when somebody opts out.

It acts on messages to one recipient; with more it does nothing (facts: sending 12; of the contacts,
a guess). A recipient whom the list does not know becomes a contact.
https://docs.aws.amazon.com/ses/latest/dg/sending-email-list-management.html
"""

from __future__ import annotations

from datetime import datetime

from sesfake.domain.contacts.contact_lists import ContactList, ContactLists
from sesfake.domain.contacts.contacts import Contact
from sesfake.domain.drafts.addressing import Addressing
from sesfake.domain.drafts.draft import Draft, ListManagement
from sesfake.domain.events.details import Subscription, TopicPreferences
from sesfake.domain.events.vocabulary import SubscriptionStatus
from sesfake.mail.raw_mail import RawMail


def manages(draft: Draft, addressing: Addressing) -> ListManagement | None:
    """What acts on a message: not where it has several recipients, or a signature of its own."""
    if draft.list_management is None or len(addressing.recipients) != 1:
        return None
    content = draft.content
    is_signed = isinstance(content, RawMail) and content.first("DKIM-Signature") is not None
    return None if is_signed else draft.list_management  # that it is let be is a guess (events 8)


def check(lists: ContactLists, managed: ListManagement) -> None:
    """Raise ContactListNotFound, or InvalidParameter for a topic that the list has not."""
    found = lists.get(managed.contact_list)
    if managed.topic is not None:
        found.topic(managed.topic)


def opted_out(
    lists: ContactLists, managed: ListManagement, addressing: Addressing
) -> frozenset[str]:
    """Who of the recipients gets nothing; all are contacts after it."""
    found = lists.get(managed.contact_list)
    topic = None if managed.topic is None else found.topic(managed.topic)
    recipients = [box.address for box in addressing.recipients]
    return frozenset(one for one in recipients if _contact(found, one).is_opted_out(topic))


def unsubscribe(found: ContactList, address: str, topic: str | None, at: datetime) -> Subscription:
    """Let a recipient opt out of a topic, or of all there is; tells what has changed."""
    if topic is not None:
        found.topic(topic)
    contact = _contact(found, address)
    before = _preferences(found, contact)
    contact.opt_out(topic, at)
    return Subscription(found.name, _preferences(found, contact), before)


def _contact(found: ContactList, address: str) -> Contact:
    return found.find(address) or found.add(address)


def _preferences(found: ContactList, contact: Contact) -> TopicPreferences:
    # Of every topic of the list what counts, said or not (a guess).
    said = {**contact.defaults(found.topics), **contact.preferences}
    return TopicPreferences(
        contact.is_unsubscribed,
        tuple((name, SubscriptionStatus[said[name]]) for name in found.topics),
    )
