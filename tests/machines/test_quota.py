"""The quota: what counts, for how long, and who is in the way of a send."""

from __future__ import annotations

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.machines.drafts import BULK, SINGLE, Draft, bulk_call, call, statuses
from tests.machines.quota_model import OVER_DAY, RATE_EXCEEDED, Allowance
from tests.machines.running import DOORS, Machine, play

KNOWN = ("shop@example.com", "ann@example.com", "bob@example.com")
STRANGERS = ("eve@example.org", "tom@example.net")
SIMULATED = ("success@simulator.amazonses.com", "bounce+7@simulator.amazonses.com")
people = st.lists(st.sampled_from(KNOWN * 3 + STRANGERS + SIMULATED), max_size=4).map(
    lambda drawn: list(dict.fromkeys(drawn))
)
somebody = people.map(lambda drawn: drawn or [KNOWN[1]])
sources = st.sampled_from(KNOWN[:1] * 7 + STRANGERS[:1])
WORDS = {
    OVER_DAY: ("AccountDailyQuotaExceeded", "ACCOUNT_DAILY_QUOTA_EXCEEDED"),
    None: ("Success", "SUCCESS"),
}


class Quota(Machine):
    """Twelve recipients a day; the rate is not enforced."""

    options: ClassVar[dict[str, Any]] = {"verified": KNOWN, "max_24_hour_send": 12}

    def __init__(self) -> None:
        super().__init__()
        self.model = Allowance(day=12, verified=frozenset(KNOWN))
        self.accepted: list[tuple[str, tuple[str, ...]]] = []
        self.ses.add_template("hello", subject="Hi", text="Hello")

    @rule(door=st.sampled_from(SINGLE), source=sources, to=somebody, cc=people)
    def send(self, door: str, source: str, to: list[str], cc: list[str]) -> None:
        others = [one for one in cc if one not in to]
        draft = Draft(source, tuple(to), tuple(others[:1]), tuple(others[1:]))
        service, name, parameters = call(door, draft)
        refusal = self.model.refusal(source, draft.envelope)
        answer = self.do(refusal, service, name, **parameters)
        if answer is not None:
            self.accept(answer["MessageId"], draft.envelope)

    @rule(
        door=st.sampled_from(BULK),
        source=sources,
        entries=st.lists(somebody, min_size=1, max_size=5),
    )
    def send_bulk(self, door: str, source: str, entries: list[list[str]]) -> None:
        draft = Draft(source)
        parts = [(Draft(source, tuple(to)), "{}") for to in entries]
        service, name, parameters = bulk_call(door, draft, parts)
        model = self.model
        whole = model.refusal(source, ())
        answer = self.do(whole, service, name, **parameters)
        if answer is None:
            return
        for (one, _), (status, text, message_id) in zip(parts, statuses(answer), strict=True):
            refusal = model.refusal(source, one.envelope)
            words = WORDS.get(refusal, ("MessageRejected", "MESSAGE_REJECTED"))
            assert (status, text) == (words[door == "v2 bulk"], refusal and refusal.text)
            if refusal is None:
                self.accept(message_id, one.envelope)

    def accept(self, message_id: str, recipients: tuple[str, ...]) -> None:
        self.model.spend(recipients)
        self.accepted.append((message_id, recipients))

    @rule(seconds=st.sampled_from([1, 3600, 6 * 3600, 12 * 3600, 86399]))
    def pass_time(self, seconds: int) -> None:
        self.ses.clock.advance(seconds=seconds)
        self.model.pass_time(seconds)

    @rule(door=st.sampled_from(DOORS), is_on=st.booleans())
    def switch(self, door: str, is_on: bool) -> None:
        is_on = is_on or self.model.is_paused
        if door == "ses":
            self.do(None, door, "UpdateAccountSendingEnabled", Enabled=is_on)
        else:
            self.do(None, door, "PutAccountSendingAttributes", SendingEnabled=is_on)
        self.model.is_paused = not is_on

    @rule()
    def suspend_or_reinstate(self) -> None:
        if self.model.is_suspended:
            self.ses.reinstate()
        else:
            self.ses.suspend("bounces")
        self.model.is_suspended = not self.model.is_suspended

    @precondition(lambda self: self.model.in_sandbox and len(self.accepted) > 3)
    @rule()
    def leave_the_sandbox(self) -> None:
        self.ses.grant_production_access()
        self.model.in_sandbox = False

    @invariant()
    def both_apis_count_as_the_model(self) -> None:
        told = self.read("ses", "GetSendQuota")
        account = self.read("sesv2", "GetAccount")
        assert told["SentLast24Hours"] == self.model.used()
        for name in ("Max24HourSend", "MaxSendRate", "SentLast24Hours"):
            assert told[name] == account["SendQuota"][name]
        assert told["Max24HourSend"] == self.model.day
        assert account["ProductionAccessEnabled"] is not self.model.in_sandbox
        assert account["EnforcementStatus"] == (
            "SHUTDOWN" if self.model.is_suspended else "HEALTHY"
        )

    @invariant()
    def the_outbox_is_what_was_accepted(self) -> None:
        assert [(m.id, tuple(m.recipients)) for m in self.ses.outbox] == self.accepted

    @invariant()
    def the_statistics_are_of_whom_was_sent_to(self) -> None:
        points = self.read("ses", "GetSendStatistics")["SendDataPoints"]
        fortnight = self.model.now - 14 * 86400
        if fortnight < 0:
            assert sum(point["DeliveryAttempts"] for point in points) == sum(
                len(recipients) for _, recipients in self.accepted
            )


class Rate(Machine):
    """Five recipients a second, and any other call once a second (facts: sending 9)."""

    options: ClassVar[dict[str, Any]] = {
        "production": True,
        "verified": KNOWN,
        "max_24_hour_send": -1,
        "max_send_rate": 5,
    }

    def __init__(self) -> None:
        super().__init__()
        self.model = Allowance(day=10**9, rate=5, verified=frozenset(KNOWN), in_sandbox=False)
        self.accepted: list[tuple[str, tuple[str, ...]]] = []
        self.asked_at: dict[str, float] = {}

    def everything(self) -> dict[str, object]:
        """Only what the test sees: a call that reads is itself counted."""
        return {
            "outbox": [(one.id, one.recipients) for one in self.ses.outbox],
            "events": len(self.ses.events),
        }

    @rule(
        door=st.sampled_from(["v1 simple", "v1 raw", "v2 simple", "v2 raw"]),
        count=st.integers(1, 13),
    )
    def send(self, door: str, count: int) -> None:
        to = (SIMULATED[0], *(f"customer-{n}@example.org" for n in range(count - 1)))
        service, name, parameters = call(door, Draft(KNOWN[0], to))
        answer = self.do(self.model.refusal(KNOWN[0], to), service, name, **parameters)
        if answer is not None:
            self.model.spend(to)
            self.accepted.append((answer["MessageId"], to))

    @rule(
        asked=st.sampled_from(
            [("ses", "GetSendQuota"), ("ses", "ListTemplates"), ("sesv2", "GetAccount")]
        )
    )
    def ask(self, asked: tuple[str, str]) -> None:
        service, name = asked
        too_fast = self.model.now - self.asked_at.get(name, -1) < 1
        refusal = RATE_EXCEEDED if too_fast else None
        answer = self.do(refusal, service, name)
        if answer is None:
            return
        self.asked_at[name] = self.model.now
        if name != "ListTemplates":
            assert answer.get("SendQuota", answer)["SentLast24Hours"] == self.model.used()

    @rule(seconds=st.integers(1, 3))
    def pass_time(self, seconds: int) -> None:
        self.ses.clock.advance(seconds=seconds)
        self.model.pass_time(seconds)

    @invariant()
    def the_outbox_is_what_was_accepted(self) -> None:
        assert [(m.id, tuple(m.recipients)) for m in self.ses.outbox] == self.accepted


def test_the_quota_is_what_the_model_counts() -> None:
    play(Quota)


def test_the_rate_is_what_the_model_counts() -> None:
    play(Rate)
