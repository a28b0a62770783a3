"""The life of a mail: what can happen does, what cannot leaves no trace, and events are legal."""

from __future__ import annotations

from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.machines.drafts import Draft, call
from tests.machines.lives_model import LETTERS, OUTCOMES, Life, is_legal
from tests.machines.running import Machine, play

PEOPLE = ("ann@example.org", "bob@example.org", "eve@example.net")
SIMULATED = tuple(
    f"{name}@simulator.amazonses.com"
    for name in ("success", "bounce+1", "complaint", "ooto", "suppressionlist")
)
SUPPRESSED = {"gone@example.org": "BOUNCE", "angry@example.org": "COMPLAINT"}
ACTS = ("deliver", "bounce", "soft bounce", "complain", "delay", "open", "click", "reject")
HTML = '<p>New: <a href="https://shop.example.com/tea">tea</a></p>'
EVENTS = ("SEND", "REJECT", "BOUNCE", "COMPLAINT", "DELIVERY", "OPEN", "CLICK",
          "RENDERING_FAILURE", "DELIVERY_DELAY")  # fmt: skip
FIRST = {
    "success": ("delivered", "delivery"),
    "bounce": ("returned", "bounce"),
    "suppressionlist": ("returned", "bounce"),
    "complaint": ("simulated", None),
    "ooto": ("simulated", None),
}


class Lives(Machine):
    """Mail is taken at once, as long as nobody says otherwise."""

    options: ClassVar[dict[str, Any]] = {"verified": ["example.com"], "production": True}
    first = "assumed"

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.lives: list[Life] = []
        self.count = 0
        for address, reason in SUPPRESSED.items():
            self.ses.suppress(address, reason=reason)
        self.ses.add_template("hello", subject="Hi", text="Dear {{name}}")
        given: dict[str, Any] = {
            "SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:t"}
        }
        given |= {"Enabled": True, "MatchingEventTypes": list(EVENTS)}
        self.do(None, "sesv2", "CreateConfigurationSet", ConfigurationSetName="news",
                SuppressionOptions={"SuppressedReasons": ["BOUNCE", "COMPLAINT"]})  # fmt: skip
        self.do(None, "sesv2", "CreateConfigurationSetEventDestination",
                ConfigurationSetName="news", EventDestinationName="all",
                EventDestination=given)  # fmt: skip

    @rule(
        door=st.sampled_from(["v1 simple", "v2 simple"]),
        to=st.lists(
            st.sampled_from(PEOPLE * 9 + SIMULATED + tuple(SUPPRESSED)), min_size=1, max_size=4
        ),
    )
    def send(self, door: str, to: list[str]) -> None:
        # Nobody twice; and since a hard bounce would suppress them, each mail has people anew.
        self.count += 1
        to = [_anew(one, self.count) for one in dict.fromkeys(to)]
        draft = Draft("shop@example.com", tuple(to), html=HTML, set="news")
        service, name, parameters = call(door, draft)
        answer = self.do(None, service, name, **parameters)
        life = Life(answer["MessageId"], self.now, dict.fromkeys(to, self.first))
        for one in to:
            known = FIRST.get(one.partition("@")[0].partition("+")[0])
            if one.endswith("simulator.amazonses.com") and known is not None:
                life.stages[one], outcome = known
                if outcome is not None:
                    life.outcomes[one] = outcome
            elif one in SUPPRESSED:
                life.stages[one], life.outcomes[one] = "returned", SUPPRESSED[one].lower()
            else:
                life.outcomes[one] = OUTCOMES[self.first]
        self.lives.append(life)

    @rule(door=st.sampled_from(["v1 template", "v2 template"]))
    def send_what_cannot_be_written(self, door: str) -> None:
        draft = Draft("shop@example.com", PEOPLE[:2], set="news", data="{}")
        service, name, parameters = call(door, draft)
        answer = self.do(None, service, name, **parameters)
        life = Life(answer["MessageId"], self.now, dict.fromkeys(PEOPLE[:2], "unwritten"))
        life.outcomes = dict.fromkeys(PEOPLE[:2], "rendering failure")
        self.lives.append(life)

    def open_to_the_world(self) -> list[tuple[Life, str]]:
        """Of mail that the simulator has no word in."""
        return [
            (life, who)
            for life in self.lives[-4:]
            for who in life.stages
            if not any(one.endswith("simulator.amazonses.com") for one in life.stages)
        ]

    @precondition(open_to_the_world)
    @rule(data=st.data(), act=st.sampled_from(ACTS))
    def act(self, data: Any, act: str) -> None:
        life, who = data.draw(st.sampled_from(self.open_to_the_world()))
        if act == "delay" and self.now - life.sent_at >= 3600:
            return  # that it may be late after an hour is no fact
        message = self._message(life)
        may = life.may(act, who)
        before = None if may else self.everything()
        try:
            self._world(message, act, who)
        except ValueError:
            assert not may, f"{act} is a ValueError, and could happen"
            assert self.everything() == before, f"{act} could not happen, and left a trace"
        else:
            assert may, f"{act} happened, and could not"
            life.do(act, who, self.now)

    def _message(self, life: Life) -> Any:
        return next(one for one in self.ses.outbox if one.id == life.id)

    def _world(self, message: Any, act: str, who: str) -> None:
        if act == "reject":
            self.ses.reject(message)
        elif act == "soft bounce":
            self.ses.bounce(message, who, type="Transient", sub_type="MailboxFull")
        else:
            getattr(self.ses, act)(message, who)

    @rule(hours=st.sampled_from([1, 14]))
    def pass_time(self, hours: int) -> None:
        self.ses.clock.advance(hours=hours)
        self.now += hours * 3600
        for life in self.lives:
            life.pass_time(self.now)

    @invariant()
    def each_mail_has_led_a_legal_life(self) -> None:
        for life in self.lives[-6:]:
            message = self._message(life)
            events = message.events
            assert events[0].type in ("Send", "Rendering Failure")
            for who in life.stages:
                word = "".join(_letter(event) for event in events if who in event.recipients)
                is_kept_back = who in message.suppressed
                assert is_legal(word, who, is_kept_back=is_kept_back), (who, word)
            assert {who for event in events for who in event.recipients} == set(life.stages)
            assert [one.event for one in self.ses.published if one.message_id == life.id] == list(
                events
            )

    @invariant()
    def each_outcome_is_as_in_the_model(self) -> None:
        assert [one.id for one in self.ses.outbox] == [life.id for life in self.lives]
        for life in self.lives:
            outcome = self._message(life).outcome
            for who, expected in life.outcomes.items():
                assert outcome[who] == expected, who


class LivesByHand(Lives):
    """Nothing is taken until the test says so."""

    options: ClassVar[dict[str, Any]] = {**Lives.options, "delivery": "manual"}
    first = "under way"


def _anew(address: str, number: int) -> str:
    return f"{address.partition('@')[0]}-{number}@{address.partition('@')[2]}" if (
        address in PEOPLE
    ) else address  # fmt: skip


def _letter(event: Any) -> str:
    if event.type == "Bounce":
        return "T" if event.record["bounce"]["bounceType"] == "Transient" else "B"
    return LETTERS[event.type]


def test_a_mail_that_is_taken_at_once_leads_a_legal_life() -> None:
    play(Lives)


def test_a_mail_that_is_under_way_leads_a_legal_life() -> None:
    play(LivesByHand)
