"""Identities as facts: resources 2 and sending 12 tell them, in dicts."""

from __future__ import annotations

import json
from typing import Any

from tests.machines.running import Refused, invalid

HOUR = 3600
ARN = "arn:aws:ses:us-east-1:123456789012:identity/"
BAD_NAMES = {
    "a..b": "Invalid domain name a..b.",
    "shop.123": "Invalid domain name shop.123.",
    "shop-": "Invalid domain name shop-.",
    "ann@": "Invalid email address<ann@>.",
    "@example.com": "Invalid email address<@example.com>.",
}


def key(name: str) -> str:
    """Domains are one whatever their case, addresses as they are written."""
    return name if "@" in name else name.lower()


def policy_for(name: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
        "Action": "ses:SendEmail",
        "Resource": ARN + key(name),
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]}, separators=(",", ":"))


def missing(name: str, text: str | None) -> Refused:
    return Refused("InvalidParameterValue", "NotFoundException", text)


class Registry:
    """All identities, in the order they were made."""

    def __init__(self) -> None:
        self.now = 0
        self.known: dict[str, dict[str, Any]] = {}
        self.sets = {"news"}

    def find(self, name: str) -> dict[str, Any] | None:
        return self.known.get(key(name))

    # Making, verifying and deleting.

    def request(self, name: str) -> None:
        one = self.known.setdefault(
            key(name),
            {
                "verified": False,
                "asked": self.now,
                "forwarding": True,
                "topics": {},
                "mail_from": None,
                "rejects": False,
                "policies": {},
                "set": None,
            },
        )
        if not one["verified"]:
            one["asked"] = self.now

    def verify(self, name: str) -> None:
        self.request(name)
        one = self.known[key(name)]
        one["verified"] = True
        if one["mail_from"] is not None:
            one["mail_from"] = (one["mail_from"][0], None)

    def delete(self, name: str) -> None:
        self.known.pop(key(name), None)

    def creation(self, name: str, set_: str | None) -> Refused | None:
        if name in BAD_NAMES:
            return invalid(BAD_NAMES[name])
        if self.find(name) is not None:
            text = f"Email identity {name} already exist."
            return Refused("-", "AlreadyExistsException", text)
        return self.without_set(set_)

    def without_set(self, set_: str | None) -> Refused | None:
        if set_ is None or set_ in self.sets:
            return None
        return missing(set_, f"Configuration set <{set_}> does not exist.")

    def status(self, name: str) -> str:
        one = self.known[key(name)]
        if one["verified"]:
            return "SUCCESS"
        late = self.now - one["asked"] >= (24 if "@" in name else 72) * HOUR
        return "FAILED" if late else "PENDING"

    # Settings.

    def without(self, name: str, text: str) -> Refused | None:
        return None if self.find(name) is not None else invalid(text)

    def forwarding(self, name: str, is_on: bool) -> Refused | None:
        one = self.find(name)
        if one is None:
            return invalid(
                f"Identity {name} is invalid. Must be a verified email address or domain."
            )
        if not is_on and not {"Bounce", "Complaint"} <= set(one["topics"]):
            return invalid(None)
        return None

    def topic(self, name: str, kind: str, topic: str | None) -> None:
        one = self.known[key(name)]
        if topic is not None:
            one["topics"][kind] = topic
            return
        one["topics"].pop(kind, None)
        if kind != "Delivery":
            one["forwarding"] = True

    def mail_from(self, name: str, domain: str | None) -> Refused | None:
        one = self.find(name)
        if one is None:
            return invalid(f"Identity <{name}> does not exist.")
        own = name.rpartition("@")[2].lower()
        if not domain:
            return None
        if not domain.endswith("." + own):
            return invalid(
                f"Provided MAIL-FROM domain <{domain}> is not subdomain of the domain of the "
                f"identity <{key(name)}>."
            )
        # One that waits to be verified may be set up; of what has failed nothing can be.
        if not any(self.stands(each) for each in (name, *_with_parents(domain))):
            return invalid(
                f"Provided MAIL-FROM domain <{domain}> or its parents are not verified for "
                f"identity <{key(name)}>."
            )
        return None

    def stands(self, name: str) -> bool:
        return self.find(name) is not None and self.status(name) != "FAILED"

    def mail_from_status(self, one: dict[str, Any]) -> str:
        _, asked = one["mail_from"]
        if asked is None:
            return "SUCCESS"
        return "FAILED" if self.now - asked >= 72 * HOUR else "PENDING"

    # Sending.

    def is_verified(self, name: str) -> bool:
        return name in self.known and self.known[name]["verified"]

    def answering(self, address: str) -> list[str]:
        """Those that an address falls under, the most granular first."""
        local, _, domain = address.rpartition("@")
        names = [address, f"{local.partition('+')[0]}@{domain}", *_with_parents(domain.lower())]
        return [name for name in dict.fromkeys(names) if name in self.known]

    def granted(self, address: str) -> str | None:
        return next((one for one in self.answering(address) if self.is_verified(one)), None)


def _with_parents(domain: str) -> list[str]:
    labels = domain.split(".")
    return [".".join(labels[n:]) for n in range(len(labels) - 1)]
