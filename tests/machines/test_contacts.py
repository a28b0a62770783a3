"""Contacts: what is said of topics, and whose mail is kept back for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.machines.contacts_model import IN, OUT, Lists
from tests.machines.drafts import Draft, call
from tests.machines.running import Machine, Refused, play

PEOPLE = ("ann@example.com", "bob@example.com", "eve@example.com")
people = st.sampled_from(PEOPLE)
written = st.sampled_from(PEOPLE * 3 + ("someone", " "))
names = st.sampled_from(("readers",) * 12 + ("Readers", "our readers", " "))
statuses = st.sampled_from((IN, OUT))
topics = st.lists(st.tuples(st.sampled_from(("Sports", "Tea", "Sports", "a b")), statuses),
                  max_size=2) | st.just([("Sports", OUT), ("Tea", IN)])  # fmt: skip
preferences = st.dictionaries(st.sampled_from(("Sports", "Tea", "Tea", "News")), statuses)
attributes = st.sampled_from((None, '{"Name": "Ann"}', "{}"))
V2 = "sesv2"


class Contacts(Machine):
    """Everybody takes mail, and some say that they want no more."""

    options: ClassVar[dict[str, Any]] = {"verified": ["example.com"], "max_24_hour_send": -1}

    def __init__(self) -> None:
        super().__init__()
        self.model = Lists()
        self.sent: list[tuple[str, dict[str, str]]] = []
        self.links: list[tuple[str, str, str | None]] = []  # of mail that has arrived
        self.create_list_of("readers", [("Sports", OUT), ("Tea", IN)])

    @rule(name=names, given=topics)
    def create_list(self, name: str, given: list[tuple[str, str]]) -> None:
        self.create_list_of(name, given)

    def create_list_of(self, name: str, given: list[tuple[str, str]]) -> None:
        refusal = self.model.creation(name, given)
        self.do(refusal, V2, "CreateContactList", ContactListName=name, Topics=_topics(given))
        if refusal is None:
            self.model.name, self.model.topics = name, dict(given)

    @rule(name=names, description=st.sampled_from([None, "News of ours", "x" * 501]))
    def describe(self, name: str, description: str | None) -> None:
        """Topics that are left out stay as they are."""
        text = "List description can contain up to 500 characters."
        too_long = Refused("-", "BadRequestException", text)
        refusal = self.model.asked_for(name)
        if description and len(description) > 500 and "exist" not in str(refusal):
            refusal = refusal or too_long
        elif description and len(description) > 500:
            refusal = too_long  # the format comes before the existence
        more = {} if description is None else {"Description": description}
        self.do(refusal, V2, "UpdateContactList", ContactListName=name, **more)
        if refusal is None and description is not None:
            self.model.description = description

    @precondition(lambda self: self.model.topics)
    @rule(status=statuses)
    def change_defaults(self, status: str) -> None:
        changed = dict.fromkeys(self.model.topics, status)
        given = {"ContactListName": self.model.name, "Topics": _topics(changed.items())}
        self.do(None, V2, "UpdateContactList", **given)
        self.model.topics = changed

    @precondition(lambda self: len(self.sent) > 6)
    @rule(name=names)
    def delete_list(self, name: str) -> None:
        refusal = self.model.asked_for(name)
        self.do(refusal, V2, "DeleteContactList", ContactListName=name)
        if refusal is None:
            self.model.delete()
            self.links.clear()

    @rule(list_=names, who=written, said=preferences, is_out=st.booleans(), data=attributes)
    def add(self, list_: str, who: str, said: dict[str, str], is_out: bool, data: Any) -> None:
        refusal = self.model.addition(list_, who, list(said))
        self.do(refusal, V2, "CreateContact", **_contact(list_, who, said, is_out, data))
        if refusal is None:
            self.model.add(who, said, is_out, data)

    @rule(list_=names, who=written, said=preferences, is_out=st.booleans(), data=attributes)
    def update(self, list_: str, who: str, said: dict[str, str], is_out: bool, data: Any) -> None:
        refusal = self.model.contact(list_, who) or self.model.without_topics(list(said))
        self.do(refusal, V2, "UpdateContact", **_contact(list_, who, said, is_out, data))
        if refusal is None:
            self.model.update(who, said, is_out, data)

    @rule(list_=names, who=written)
    def delete(self, list_: str, who: str) -> None:
        refusal = self.model.contact(list_, who)
        self.do(refusal, V2, "DeleteContact", ContactListName=list_, EmailAddress=who)
        if refusal is None:
            del self.model.contacts[who]

    @rule(
        door=st.sampled_from(["v2 simple", "v2 raw"]),
        to=st.lists(people, min_size=1, max_size=2, unique=True),
        list_=st.sampled_from((None, *("readers",) * 6, "gone")),
        topic=st.sampled_from((None, "Sports", "Tea", "News")),
    )
    def send(self, door: str, to: list[str], list_: str | None, topic: str | None) -> None:
        model = self.model
        is_one = len(to) == 1
        refusal = None
        if list_ is not None and list_ != model.name:
            is_one = True
            to = to[:1]
            refusal = Refused("-", "NotFoundException", None)
        elif list_ is not None and topic is not None and is_one:
            refusal = model.without_topics([topic])
        elif topic not in model.topics:
            topic = None
        draft = Draft("shop@example.com", tuple(to), contact_list=list_ and (list_, topic))
        service, operation, parameters = call(door, draft)
        answer = self.do(refusal, service, operation, **parameters)
        if answer is None:
            return
        acts = list_ is not None and is_one
        is_out = acts and model.managed(to[0], topic)
        self.sent.append(
            (answer["MessageId"], dict.fromkeys(to, "bounce" if is_out else "delivery"))
        )
        if acts and not is_out:
            self.links.append((answer["MessageId"], to[0], topic))
        message = self.ses.outbox.last
        assert (message.unsubscribe_link is not None) is acts
        assert message.unsubscribed == (frozenset(to) if is_out else frozenset())

    @precondition(lambda self: self.links)
    @rule(data=st.data(), by_link=st.booleans())
    def unsubscribe(self, data: Any, by_link: bool) -> None:
        id_, who, topic = data.draw(st.sampled_from(self.links))
        message = self.ses.outbox.one(id=id_)
        if by_link:
            self.ses.follow(message.unsubscribe_link)
        else:
            self.ses.unsubscribe(message)
        self.model.opt_out(who, topic)
        assert message.events[-1].type == "Subscription"

    @rule(
        status=st.sampled_from((None, IN, OUT)),
        topic=st.sampled_from((None, "Sports", "Tea")),
        with_defaults=st.booleans(),
    )
    def find(self, status: str | None, topic: str | None, with_defaults: bool) -> None:
        model = self.model
        if model.name is None:
            return
        if topic not in model.topics:
            topic = None
        asked: dict[str, Any] = {} if status is None else {"FilteredStatus": status}
        if topic is not None and status is not None:
            asked["TopicFilter"] = {
                "TopicName": topic,
                "UseDefaultIfPreferenceUnavailable": with_defaults,
            }
        answer = self.do(None, V2, "ListContacts", ContactListName=model.name, Filter=asked)
        found = [one["EmailAddress"] for one in answer["Contacts"]]
        assert len(found) == len(set(found))
        assert set(found) == model.selected(status, topic, with_defaults)

    @invariant()
    def the_list_is_as_in_the_model(self) -> None:
        model = self.model
        found = self.pages(V2, "ListContactLists", "ContactLists", PageSize=1)
        assert [one["ContactListName"] for one in found] == [model.name] * (model.name is not None)
        if model.name is None:
            return
        told = self.read(V2, "GetContactList", ContactListName=model.name)
        assert told.get("Description") == model.description
        assert {
            one["TopicName"]: one["DefaultSubscriptionStatus"] for one in told["Topics"]
        } == model.topics
        for one in self.pages(V2, "ListContacts", "Contacts", ContactListName=model.name):
            assert "AttributesData" not in one
        for who, one in model.contacts.items():
            given = {"ContactListName": model.name, "EmailAddress": who}
            told = self.read(V2, "GetContact", **given)
            assert told["UnsubscribeAll"] is one["all"]
            assert told.get("AttributesData") == one["data"]
            assert _statuses(told["TopicPreferences"]) == one["said"]
            assert _statuses(told["TopicDefaultPreferences"]) == model.defaults(who)

    @invariant()
    def the_outbox_is_what_was_accepted(self) -> None:
        assert [one.id for one in self.ses.outbox] == [id_ for id_, _ in self.sent]
        if self.sent:
            assert self.ses.outbox.last.outcome == self.sent[-1][1]

    def details(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        if self.model.name is not None:
            yield V2, "GetContactList", {"ContactListName": self.model.name}
            for who in PEOPLE:
                given = {"ContactListName": self.model.name, "EmailAddress": who}
                yield V2, "GetContact", given


def _topics(given: Any) -> list[dict[str, str]]:
    return [
        {"TopicName": name, "DisplayName": name, "DefaultSubscriptionStatus": status}
        for name, status in given
    ]


def _contact(list_: str, who: str, said: dict[str, str], is_out: bool, data: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"ContactListName": list_, "EmailAddress": who}
    given["UnsubscribeAll"] = is_out
    given["TopicPreferences"] = [
        {"TopicName": name, "SubscriptionStatus": status} for name, status in said.items()
    ]
    return given | ({} if data is None else {"AttributesData": data})


def _statuses(given: list[dict[str, str]]) -> dict[str, str]:
    return {one["TopicName"]: one["SubscriptionStatus"] for one in given}


def test_contacts_are_as_a_simple_model_predicts() -> None:
    play(Contacts)
