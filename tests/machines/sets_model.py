"""Configuration sets as facts: resources 3 and sending 6 tell them, in dicts."""

from __future__ import annotations

import re
from typing import Any

from tests.machines.running import Refused, invalid

_CHARACTERS = "only alphanumeric ASCII characters, '_', and '-' are allowed."
# What either API takes an option that was not given for.
V1_NEW = {"sending": True, "reputation": False, "tls": None, "domain": None, "suppression": None}
V2_NEW = V1_NEW | {"reputation": True}
UNKNOWN_DOMAIN = Refused(
    "InvalidTrackingOptions",
    "BadRequestException",
    "Domain <links.example.org> is not verified under this account.",
)


def gone(name: str) -> Refused:
    text = f"Configuration set <{name}> does not exist."
    return Refused("ConfigurationSetDoesNotExist", "NotFoundException", text)


def bad_name(name: str, what: str = "configuration set") -> Refused | None:
    if len(name) > 64:
        return invalid(f"{what.capitalize()} name cannot exceed 64 characters.")
    if not re.fullmatch("[A-Za-z0-9_-]+", name):
        return invalid(f"Invalid {what} name <{name}>: {_CHARACTERS}")
    return None


class Sets:
    """All sets, and what each is told to do."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, Any]] = {}

    def creation(self, name: str, domain: str | None = None) -> Refused | None:
        if bad_name(name):
            return bad_name(name)
        if domain == "links.example.org":  # what is referred to, then what is there already
            return UNKNOWN_DOMAIN
        if name in self.known:
            text = f"Configuration set <{name}> already exists."
            return Refused("ConfigurationSetAlreadyExists", "AlreadyExistsException", text)
        return None

    def create(self, name: str, options: dict[str, Any]) -> None:
        self.known[name] = {**options, "destinations": {}, "restarted": False}

    def asked_for(self, name: str) -> Refused | None:
        return bad_name(name) or (None if name in self.known else gone(name))

    def unknown(self, name: str, destination: str) -> Refused | None:
        return bad_name(name) or bad_name(destination, "event destination") or self.asked_for(name)

    def switch(self, name: str, is_on: bool) -> None:
        one = self.known[name]
        one["restarted"] |= is_on and not one["sending"]
        one["sending"] = is_on

    def addition(self, name: str, destination: str) -> Refused | None:
        refusal = self.unknown(name, destination)
        if refusal is None and destination in self.known[name]["destinations"]:
            refusal = Refused(
                "EventDestinationAlreadyExists",
                "AlreadyExistsException",
                f"An event destination with name <{destination}> already exists for "
                f"configuration set <{name}>.",
            )
        return refusal

    def change(self, name: str, destination: str) -> Refused | None:
        refusal = self.unknown(name, destination)
        if refusal is None and destination not in self.known[name]["destinations"]:
            refusal = Refused(
                "EventDestinationDoesNotExist",
                "NotFoundException",
                f"An event destination with name <{destination}> does not exist for "
                f"configuration set <{name}>.",
            )
        return refusal

    def tracking(self, door: str, name: str, kind: str) -> Refused | None:
        """Of v1, which tells creating from updating; in v2 there is one call."""
        refusal = self.asked_for(name)
        has = refusal is None and self.known[name]["domain"] is not None
        if refusal is None and kind == "Create" and has:
            return Refused(
                "TrackingOptionsAlreadyExistsException",
                door,
                f"Configuration set <{name}> already has tracking options.",
            )
        if refusal is None and kind != "Create" and not has:
            return Refused(
                "TrackingOptionsDoesNotExistException",
                door,
                f"There are no tracking options for configuration set <{name}>",
            )
        return refusal

    def sending(self, name: str) -> Refused | None:
        if name not in self.known:
            return gone(name)
        if self.known[name]["sending"]:
            return None
        return Refused(
            "ConfigurationSetSendingPausedException",
            "SendingPausedException",
            f"Sending is paused for configuration set {name}",
        )

    def told(self, name: str, event: str) -> set[str]:
        """The destinations of a set that hear of an event, spelt as in v2."""
        return {
            each
            for each, (is_on, events) in self.known[name]["destinations"].items()
            if is_on and event in events
        }
