"""The suppression list as facts: events 7 and resources 6.3 tell it, in a dict."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.machines.running import Refused

REASONS = ("BOUNCE", "COMPLAINT")
SETS: dict[str, tuple[str, ...] | None] = {
    "inherits": None,
    "nothing": (),
    "bounces": ("BOUNCE",),
    "complaints": ("COMPLAINT",),
}


def kept(address: str) -> str:
    """Trimmed, the domain in lower case, the rest as it is."""
    local, _, domain = address.strip().rpartition("@")
    return f"{local}@{domain.lower()}"


def domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


@dataclass
class Sent:
    """A message, and what each recipient has said by now."""

    id: str
    set: str | None
    fates: dict[str, str]


@dataclass
class List:
    """The account's list, the reasons that count, and Amazon's own list."""

    entries: dict[str, str] = field(default_factory=dict)
    counting: tuple[str, ...] = REASONS
    everybodys: set[str] = field(default_factory=set)
    automatic: set[str] = field(default_factory=set)

    def missing(self, address: str) -> Refused | None:
        if kept(address) in self.entries:
            return None
        text = f"Email address {kept(address)} does not exist on your suppression list."
        return Refused("-", "NotFoundException", text)

    def reasons(self, set_: str | None) -> tuple[str, ...]:
        own = None if set_ is None else SETS[set_]
        return self.counting if own is None else own

    def fate(self, address: str, set_: str | None) -> set[str]:
        """What may become of a mail: with two spellings on the list, either may be found."""
        reasons = self.reasons(set_)
        found = {
            reason
            for each, reason in self.entries.items()
            if each.lower() == address.lower() and reason in reasons
        }
        if found:
            return {{"BOUNCE": "bounce", "COMPLAINT": "complaint"}[reason] for reason in found}
        if "BOUNCE" not in reasons and address.lower() in self.everybodys:
            return {"bounce"}  # by Amazon's list, which the account's own stands in for
        return {"delivery"}

    def record(self, address: str, reason: str, set_: str | None) -> None:
        """A hard bounce or a complaint: on the list where it counts."""
        if reason in self.reasons(set_):
            self.entries[kept(address)] = reason
            self.automatic.add(kept(address))
        if reason == "BOUNCE" or reason in self.reasons(set_):
            self.everybodys.add(address.lower())

    def forgive(self, address: str) -> None:
        """It was no spam: no complaint of the mailbox is left, however it is spelt."""
        for each in [one for one in self.entries if one.lower() == address.lower()]:
            if self.entries[each] == "COMPLAINT":
                del self.entries[each]
                self.automatic.discard(each)
