"""What may become of a mail, recipient by recipient (facts: events 2, 3.4 and 7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HOUR = 3600
LETTERS = {
    "Send": "S",
    "Rendering Failure": "F",
    "Reject": "R",
    "DeliveryDelay": "L",
    "Delivery": "D",
    "Complaint": "C",
    "Open": "O",
    "Click": "K",
}
# Sent; late for a while; it comes back, or it arrives. What has arrived may be read, complained of
# and answered, and come back after all. T is a bounce that is not for good, B one that is.
LEGAL = re.compile(r"F|S(R|L*([BT]|D[OKCT]*B?)?)")
KEPT_BACK = re.compile(r"S[BC]")
# The simulator complains, or is out of the office, a moment before it says that it has the mail.
SIMULATED = {"complaint": "SCD", "ooto": "STD", "success": "SD", "bounce": "SB",
             "suppressionlist": "SB"}  # fmt: skip

OUTCOMES = {
    "under way": "send",
    "assumed": "delivery",
    "delivered": "delivery",
    "late": "deliverydelay",
    "rejected": "reject",
}


def is_legal(word: str, recipient: str, *, is_kept_back: bool) -> bool:
    local, _, domain = recipient.partition("@")
    if domain == "simulator.amazonses.com":
        return sorted(word) == sorted(SIMULATED[local.partition("+")[0]])
    return (KEPT_BACK if is_kept_back else LEGAL).fullmatch(word) is not None


@dataclass
class Life:
    """One message: where it is for each recipient, and what was said last of each."""

    id: str
    sent_at: int
    stages: dict[str, str]
    outcomes: dict[str, str] = field(default_factory=dict)
    late_until: dict[str, int] = field(default_factory=dict)

    def may(self, act: str, who: str) -> bool:
        stage = self.stages[who]
        if act == "reject":
            return set(self.stages.values()) <= {"assumed", "under way"}
        if stage == "delivered":
            return act not in ("deliver", "delay")
        return stage in ("assumed", "under way", "late")  # who reads or complains has got it

    def do(self, act: str, who: str, now: int) -> None:
        """Let it happen, to one, or to all where the world does not tell them apart."""
        if act == "reject":
            for each in self.stages:
                self.stages[each], self.outcomes[each] = "rejected", "reject"
            return
        stage = self.stages[who]
        if act == "deliver":
            self._is(who, "delivered", "delivery")
        elif act == "bounce":
            self._is(who, "returned", "bounce")
        elif act == "soft bounce":
            # To what has arrived it is an answer; a server that refuses does so within the hour.
            has_arrived = stage == "delivered" or (
                stage == "assumed" and now - self.sent_at >= HOUR
            )
            self._is(who, "delivered" if has_arrived else "returned", "bounce")
        elif act == "complain":
            provider = who.partition("@")[2]
            for each, where in self.stages.items():
                has_it = where in ("assumed", "delivered")
                if each == who or (each.partition("@")[2] == provider and has_it):
                    self._is(each, "delivered", "complaint")
        elif act == "delay":
            self._is(who, "late", "deliverydelay")
            self.late_until[who] = self.sent_at + 14 * HOUR
        else:  # it is read
            is_news = stage in ("under way", "late")
            self._is(who, "delivered", "delivery" if is_news else self.outcomes[who])

    def pass_time(self, now: int) -> None:
        for who, until in list(self.late_until.items()):
            if now >= until:
                self._is(who, "returned", "bounce")

    def _is(self, who: str, stage: str, outcome: str) -> None:
        self.late_until.pop(who, None)
        self.stages[who], self.outcomes[who] = stage, outcome
