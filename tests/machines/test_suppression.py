"""Suppression: who is on the list, how they came there, and whose mail is kept back."""

from __future__ import annotations

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.machines.drafts import Draft, call
from tests.machines.running import Machine, invalid, play
from tests.machines.suppression_model import REASONS, SETS, List, Sent, domain, kept

PEOPLE = ("ann@example.org", "Ann@example.org", "ann@EXAMPLE.org", "bob@example.org",
          "eve@example.net")  # fmt: skip
people = st.sampled_from(PEOPLE)
written = st.sampled_from((*PEOPLE, " ann@Example.Org ", "\tbob@example.org"))
reasons = st.sampled_from(REASONS)
sets = st.sampled_from((None, *SETS))
V2 = "sesv2"


class Suppression(Machine):
    """Out of the sandbox, where anybody can bounce and complain."""

    options: ClassVar[dict[str, Any]] = {"verified": ["example.com"], "production": True}

    def __init__(self) -> None:
        super().__init__()
        self.model = List()
        self.sent: list[Sent] = []
        for name, own in SETS.items():
            options = {} if own is None else {"SuppressionOptions": {"SuppressedReasons": [*own]}}
            self.do(None, V2, "CreateConfigurationSet", ConfigurationSetName=name, **options)

    @rule(address=written, reason=reasons)
    def put(self, address: str, reason: str) -> None:
        self.do(None, V2, "PutSuppressedDestination", EmailAddress=address, Reason=reason)
        self.model.entries[kept(address)] = reason
        self.model.automatic.discard(kept(address))

    @rule(address=st.sampled_from(["someone", "", "ann@", "Ann <ann@example.org>"]))
    def put_what_is_no_address(self, address: str) -> None:
        refusal = invalid(None)
        self.do(refusal, V2, "PutSuppressedDestination", EmailAddress=address, Reason="BOUNCE")

    @rule(address=people)
    def put_for_another_reason(self, address: str) -> None:
        text = (
            "1 validation error detected: Value at 'reason' failed to satisfy constraint: Member "
            "must satisfy enum value set: [BOUNCE, COMPLAINT]"
        )
        refusal = invalid(text)
        self.do(refusal, V2, "PutSuppressedDestination", EmailAddress=address, Reason="SPAM")

    @rule(address=people)
    def delete(self, address: str) -> None:
        refusal = self.model.missing(address)
        self.do(refusal, V2, "DeleteSuppressedDestination", EmailAddress=address)
        self.model.entries.pop(kept(address), None)
        self.model.automatic.discard(kept(address))

    @rule(address=people)
    def get(self, address: str) -> None:
        refusal = self.model.missing(address)
        answer = self.do(refusal, V2, "GetSuppressedDestination", EmailAddress=address)
        if answer is not None:
            found = answer["SuppressedDestination"]
            assert found["EmailAddress"] == kept(address)
            assert found["Reason"] == self.model.entries[kept(address)]
            assert ("Attributes" in found) is (kept(address) in self.model.automatic)

    @rule(which=st.sets(reasons) | st.none())
    def decide_which_reasons_count(self, which: set[str] | None) -> None:
        given = {} if which is None else {"SuppressedReasons": sorted(which)}
        self.do(None, V2, "PutAccountSuppressionAttributes", **given)
        self.model.counting = tuple(sorted(which or ()))

    @rule(
        door=st.sampled_from(["v1 simple", "v1 raw", "v2 simple", "v2 raw"]),
        to=st.lists(people, min_size=1, max_size=3, unique=True),
        set_=sets,
    )
    def send(self, door: str, to: list[str], set_: str | None) -> None:
        draft = Draft("shop@example.com", tuple(to), set=set_)
        service, operation, parameters = call(door, draft)
        answer = self.do(None, service, operation, **parameters)
        message = self.ses.outbox.last
        outcome = dict(message.outcome)
        for address in to:
            assert outcome[address] in self.model.fate(address, set_)
        assert {each: reason.lower() for each, reason in message.suppressed.items()} == {
            each: fate for each, fate in outcome.items() if fate != "delivery"
        }
        self.sent.append(Sent(answer["MessageId"], set_, outcome))

    def undecided(self) -> list[tuple[Sent, str]]:
        return [(one, who) for one in self.sent for who, fate in one.fates.items()
                if fate == "delivery"]  # fmt: skip

    @precondition(undecided)
    @rule(data=st.data(), is_hard=st.booleans())
    def bounce(self, data: Any, is_hard: bool) -> None:
        one, who = data.draw(st.sampled_from(self.undecided()))
        message = self.ses.outbox.one(id=one.id)
        self.ses.bounce(message, who, type="Permanent" if is_hard else "Transient")
        one.fates[who] = "bounce"
        if is_hard:
            self.model.record(who, "BOUNCE", one.set)

    @precondition(undecided)
    @rule(data=st.data())
    def complain(self, data: Any) -> None:
        one, who = data.draw(st.sampled_from(self.undecided()))
        event = self.ses.complain(self.ses.outbox.one(id=one.id), who)
        provider = [
            each
            for each, fate in one.fates.items()
            if domain(each) == domain(who) and fate in ("delivery", "feedback")
        ]
        assert list(event.recipients) == provider
        for each in provider:
            one.fates[each] = "feedback"
            self.model.record(each, "COMPLAINT", one.set)

    @precondition(lambda self: any("feedback" in one.fates.values() for one in self.sent))
    @rule(data=st.data())
    def say_that_it_is_no_spam(self, data: Any) -> None:
        all_ = [(one, who) for one in self.sent for who, fate in one.fates.items()
                if fate == "feedback"]  # fmt: skip
        one, who = data.draw(st.sampled_from(all_))
        event = self.ses.not_spam(self.ses.outbox.one(id=one.id), who)
        for each in event.recipients:
            self.model.forgive(each)

    @invariant()
    def the_list_is_as_in_the_model(self) -> None:
        member = "SuppressedDestinationSummaries"
        found = self.pages(V2, "ListSuppressedDestinations", member, PageSize=2)
        assert {one["EmailAddress"]: one["Reason"] for one in found} == self.model.entries
        assert len(found) == len(self.model.entries)
        only = self.read(V2, "ListSuppressedDestinations", Reasons=["COMPLAINT"])[member]
        assert {one["EmailAddress"] for one in only} == {
            each for each, reason in self.model.entries.items() if reason == "COMPLAINT"
        }
        attributes = self.read(V2, "GetAccount")["SuppressionAttributes"]
        assert sorted(attributes["SuppressedReasons"]) == sorted(self.model.counting)

    @invariant()
    def the_outbox_and_the_quota_are_of_all_that_was_sent(self) -> None:
        assert [message.id for message in self.ses.outbox] == [one.id for one in self.sent]
        used = self.read("ses", "GetSendQuota")["SentLast24Hours"]
        assert used == sum(len(one.fates) for one in self.sent)


def test_suppression_is_as_a_simple_model_predicts() -> None:
    play(Suppression)
