"""The way of a mail: every door, every reason to refuse it, and no trace of what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.machines.drafts import BULK, SINGLE, Draft, bulk_call, call, statuses
from tests.machines.pipeline_model import BAD_TAG, NO_ADDRESSES, Sender, word
from tests.machines.quota_model import Allowance
from tests.machines.running import DOORS, Machine, play

SHOP = "shop@example.com"
KNOWN = (SHOP, "ann@example.com", "bob@example.com")
MANY = tuple(f"success+{n}@simulator.amazonses.com" for n in range(51))


class Many(tuple[str, ...]):
    """So many that nobody wants to read them."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} at the simulator>"


doors = st.sampled_from(SINGLE)
person = st.sampled_from(KNOWN[1:] * 6 + MANY[:2] * 3 + ("eve@example.org",) + tuple(NO_ADDRESSES))
people = st.sampled_from(
    [(), ("ann@example.com",), KNOWN[1:], MANY[:1], ("bob@example.com", MANY[2])]
)
sources = st.sampled_from((SHOP,) * 12 + ("eve@example.org", "someone"))
sets = st.sampled_from((None,) * 4 + ("news",) * 4 + ("receipts", "gone"))
template_names = st.sampled_from(("hello",) * 5 + ("gone",))
data = st.sampled_from(('{"name": "Ann"}',) * 4 + ("{}", "[]", "{"))
tags = st.sampled_from(({}, {"kind": "order"}, {"kind": BAD_TAG}))


@st.composite
def envelopes(draw: Any) -> dict[str, tuple[str, ...]]:
    """Mostly good; now and then nobody, too many, or somebody who is no address."""
    kind = draw(st.sampled_from(("good",) * 8 + ("odd",) * 4 + ("nobody", "fifty", "too many")))
    if kind in ("fifty", "too many"):
        many = MANY[: 50 + (kind == "too many")]
        return {"to": Many(many[:20]), "cc": Many(many[20:40]), "bcc": Many(many[40:])}
    if kind == "nobody":
        return {}
    first = draw(people) or KNOWN[1:2] if kind == "good" else [draw(person)]
    others = [one for one in draw(people) if one not in first]
    return {"to": tuple(first), "cc": tuple(others[:1]), "bcc": tuple(others[1:])}


@st.composite
def drafts(draw: Any) -> Draft:
    return Draft(
        draw(sources),
        set=draw(sets),
        template=draw(template_names),
        data=draw(data),
        tags=draw(tags),
        **draw(envelopes()),
    )


class Pipeline(Machine):
    """An account in the sandbox that may mail to sixteen a day."""

    options: ClassVar[dict[str, Any]] = {"verified": KNOWN, "max_24_hour_send": 16}

    def __init__(self) -> None:
        super().__init__()
        allowance = Allowance(day=16, verified=frozenset(KNOWN))
        self.model = Sender(allowance, {"news": True, "receipts": True}, {"hello"})
        self.ses.add_template("hello", subject="Hi", text="Dear {{name}}")
        for name in self.model.sets:
            self.do(None, "sesv2", "CreateConfigurationSet", ConfigurationSetName=name)
        self.accepted: list[tuple[str, Draft, str]] = []

    @rule(door=doors, draft=drafts())
    def send(self, door: str, draft: Draft) -> None:
        service, name, parameters = call(door, draft)
        answer = self.do(self.model.refusal(door, draft), service, name, **parameters)
        if answer is not None:
            self.accept(door, answer["MessageId"], draft)

    @rule(
        door=st.sampled_from(BULK),
        draft=drafts(),
        entries=st.lists(st.tuples(envelopes(), data), min_size=1, max_size=4),
    )
    def send_bulk(self, door: str, draft: Draft, entries: list[Any]) -> None:
        draft = Draft(draft.source, set=draft.set, template=draft.template, data=draft.data)
        parts = [(Draft(draft.source, set=draft.set, **each), over) for each, over in entries]
        service, name, parameters = bulk_call(door, draft, parts)
        answer = self.do(self.model.bulk_refusal(door, draft), service, name, **parameters)
        if answer is None:
            return
        for (one, over), (status, text, id_) in zip(parts, statuses(answer), strict=True):
            refusal = self.model.entry_refusal(one, over)
            assert status == word(door, refusal)
            assert (id_ is None) is (refusal is not None)
            if refusal is None:
                filled = "name" in draft.data or "name" in over
                self.accept(door, id_, one, filled=filled)
            elif refusal.text is not None:
                assert text == refusal.text

    def accept(self, door: str, id_: str, draft: Draft, *, filled: bool | None = None) -> None:
        is_filled = "name" in draft.data if filled is None else filled
        can_fail = "template" in door or "bulk" in door
        self.model.allowance.spend(draft.envelope)
        fate = "delivery" if is_filled or not can_fail else "rendering failure"
        self.accepted.append((id_, draft, fate))

    @rule(door=st.sampled_from(DOORS), is_on=st.sampled_from((True, True, False)))
    def switch_account(self, door: str, is_on: bool) -> None:
        if door == "ses":
            self.do(None, door, "UpdateAccountSendingEnabled", Enabled=is_on)
        else:
            self.do(None, door, "PutAccountSendingAttributes", SendingEnabled=is_on)
        self.model.allowance.is_paused = not is_on

    @rule(name=st.sampled_from(("news", "receipts")), is_on=st.booleans())
    def switch_set(self, name: str, is_on: bool) -> None:
        given = {"ConfigurationSetName": name, "Enabled": is_on}
        self.do(None, "ses", "UpdateConfigurationSetSendingEnabled", **given)
        self.model.sets[name] = is_on

    @rule(hours=st.sampled_from([1, 12, 23]))
    def pass_time(self, hours: int) -> None:
        self.ses.clock.advance(hours=hours)
        self.model.allowance.pass_time(hours * 3600)

    @invariant()
    def the_outbox_is_what_was_accepted(self) -> None:
        found = list(self.ses.outbox)
        assert [one.id for one in found] == [id_ for id_, _, _ in self.accepted]
        assert len({one.id for one in found}) == len(found)
        for message, (_, draft, fate) in list(zip(found, self.accepted, strict=True))[-4:]:
            assert tuple(message.recipients) == draft.envelope
            assert message.source == draft.source
            assert message.configuration_set == draft.set
            assert message.outcome == dict.fromkeys(draft.envelope, fate)

    @invariant()
    def both_apis_count_as_the_model(self) -> None:
        used = self.model.allowance.used()
        assert self.read("ses", "GetSendQuota")["SentLast24Hours"] == used
        assert self.read("sesv2", "GetAccount")["SendQuota"]["SentLast24Hours"] == used

    def details(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for name in self.model.sets:
            yield "sesv2", "GetConfigurationSet", {"ConfigurationSetName": name}


def test_what_is_sent_is_accepted_or_refused_as_a_simple_model_predicts() -> None:
    play(Pipeline)
