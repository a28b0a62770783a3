"""Configuration sets: their options through two doors, what they stop, and who is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.machines.drafts import Draft, call
from tests.machines.running import DOORS, Machine, play
from tests.machines.sets_model import UNKNOWN_DOMAIN, V1_NEW, V2_NEW, Sets, bad_name

NAMES = ("news", "News", "re-ceipts_1", "no set", "x" * 65)
names = st.sampled_from(NAMES[:1] * 12 + NAMES)
new_names = st.sampled_from((*NAMES, "a", "b", "c", "d"))
doors = st.sampled_from(DOORS)
DESTINATIONS = ("feedback", "all", "no destination")
destinations = st.sampled_from(DESTINATIONS[:2] * 3 + DESTINATIONS[2:])
V1_EVENTS = {"SEND": "send", "BOUNCE": "bounce", "COMPLAINT": "complaint", "DELIVERY": "delivery"}
events = st.sets(st.sampled_from(sorted(V1_EVENTS)), min_size=1)
TOPIC = "arn:aws:sns:us-east-1:123456789012:feedback"
TLS = (None, "OPTIONAL", "REQUIRE")
REASONS = (None, (), ("BOUNCE",), ("BOUNCE", "COMPLAINT"))
DOMAINS = (None, "example.com", "links.example.org")


class ConfigurationSets(Machine):
    """Whatever is sent goes to somebody who takes it, or bounces."""

    options: ClassVar[dict[str, Any]] = {"verified": ["example.com"], "production": True}

    def __init__(self) -> None:
        super().__init__()
        self.model = Sets()
        self.accepted: list[tuple[str, str]] = []
        self.published: list[tuple[str, str, str]] = []
        self.do(None, "sesv2", "CreateConfigurationSet", ConfigurationSetName="news")
        self.model.create("news", V2_NEW)
        for destination, on in (("feedback", True), ("all", False)):
            self.put("sesv2", "news", destination, on, {"SEND", "BOUNCE"}, is_new=True)

    @rule(name=new_names)
    def create_in_v1(self, name: str) -> None:
        refusal = self.model.creation(name)
        self.do(refusal, "ses", "CreateConfigurationSet", ConfigurationSet={"Name": name})
        if refusal is None:
            self.model.create(name, V1_NEW)

    @rule(
        name=new_names,
        domain=st.sampled_from(DOMAINS),
        tls=st.sampled_from(TLS),
        sending=st.sampled_from([None, True, False]),
        reasons=st.sampled_from(REASONS),
    )
    def create_in_v2(
        self, name: str, domain: str | None, tls: str | None, sending: bool | None, reasons: Any
    ) -> None:
        given: dict[str, Any] = {}
        options = dict(V2_NEW)
        if domain is not None:
            given["TrackingOptions"] = {"CustomRedirectDomain": domain}
            options["domain"] = domain
        if tls is not None:
            given["DeliveryOptions"] = {"TlsPolicy": tls}
            options["tls"] = tls
        if sending is not None:
            given["SendingOptions"] = {"SendingEnabled": sending}
            options["sending"] = sending
        if reasons is not None:
            given["SuppressionOptions"] = {"SuppressedReasons": list(reasons)}
            options["suppression"] = list(reasons)
        refusal = self.model.creation(name, domain)
        self.do(refusal, "sesv2", "CreateConfigurationSet", ConfigurationSetName=name, **given)
        if refusal is None:
            self.model.create(name, options)

    @rule(door=doors, name=names)
    def delete(self, door: str, name: str) -> None:
        refusal = self.model.asked_for(name)
        self.do(refusal, door, "DeleteConfigurationSet", ConfigurationSetName=name)
        if refusal is None:
            del self.model.known[name]

    @rule(door=doors, name=names, is_on=st.booleans())
    def switch_sending(self, door: str, name: str, is_on: bool) -> None:
        operation, member = {
            "ses": ("UpdateConfigurationSetSendingEnabled", "Enabled"),
            "sesv2": ("PutConfigurationSetSendingOptions", "SendingEnabled"),
        }[door]
        refusal = self.model.asked_for(name)
        self.do(refusal, door, operation, ConfigurationSetName=name, **{member: is_on})
        if refusal is None:
            self.model.switch(name, is_on)

    @rule(door=doors, name=names, is_on=st.booleans())
    def switch_reputation(self, door: str, name: str, is_on: bool) -> None:
        operation, member = {
            "ses": ("UpdateConfigurationSetReputationMetricsEnabled", "Enabled"),
            "sesv2": ("PutConfigurationSetReputationOptions", "ReputationMetricsEnabled"),
        }[door]
        refusal = self.model.asked_for(name)
        self.do(refusal, door, operation, ConfigurationSetName=name, **{member: is_on})
        if refusal is None:
            self.model.known[name]["reputation"] = is_on

    @rule(door=doors, name=names, tls=st.sampled_from(TLS))
    def set_tls(self, door: str, name: str, tls: str | None) -> None:
        refusal = self.model.asked_for(name)
        if door == "ses":
            options = {"DeliveryOptions": {"TlsPolicy": tls.capitalize()} if tls else {}}
        else:
            options = {"TlsPolicy": tls} if tls else {}
        operation = "PutConfigurationSetDeliveryOptions"
        self.do(refusal, door, operation, ConfigurationSetName=name, **options)
        if refusal is None:
            self.model.known[name]["tls"] = tls

    @rule(name=names, reasons=st.sampled_from(REASONS[1:]))
    def set_suppression(self, name: str, reasons: tuple[str, ...]) -> None:
        refusal = self.model.asked_for(name)
        operation, given = "PutConfigurationSetSuppressionOptions", list(reasons)
        self.do(refusal, "sesv2", operation, ConfigurationSetName=name, SuppressedReasons=given)
        if refusal is None:
            self.model.known[name]["suppression"] = given

    @rule(name=names, domain=st.sampled_from(DOMAINS))
    def set_tracking_in_v2(self, name: str, domain: str | None) -> None:
        refusal = self.model.asked_for(name)
        if refusal is None and domain == DOMAINS[2]:
            refusal = UNKNOWN_DOMAIN
        operation = "PutConfigurationSetTrackingOptions"
        more = {} if domain is None else {"CustomRedirectDomain": domain}
        self.do(refusal, "sesv2", operation, ConfigurationSetName=name, **more)
        if refusal is None:
            self.model.known[name]["domain"] = domain

    @rule(
        name=names, domain=st.sampled_from(DOMAINS[1:]), kind=st.sampled_from(["Create", "Update"])
    )
    def set_tracking_in_v1(self, name: str, domain: str, kind: str) -> None:
        refusal = UNKNOWN_DOMAIN if domain == DOMAINS[2] else None  # before the set's existence
        refusal = bad_name(name) or refusal or self.model.tracking("-", name, kind)
        options = {"TrackingOptions": {"CustomRedirectDomain": domain}}
        operation = f"{kind}ConfigurationSetTrackingOptions"
        self.do(refusal, "ses", operation, ConfigurationSetName=name, **options)
        if refusal is None:
            self.model.known[name]["domain"] = domain

    @rule(name=names)
    def delete_tracking(self, name: str) -> None:
        refusal = self.model.tracking("-", name, "Delete")
        operation = "DeleteConfigurationSetTrackingOptions"
        self.do(refusal, "ses", operation, ConfigurationSetName=name)
        if refusal is None:
            self.model.known[name]["domain"] = None

    @rule(
        door=doors,
        name=names,
        destination=destinations,
        on=st.booleans(),
        kinds=events,
        is_new=st.booleans(),
    )
    def put_destination(  # noqa: PLR0917
        self, door: str, name: str, destination: str, on: bool, kinds: set[str], is_new: bool
    ) -> None:
        self.put(door, name, destination, on, kinds, is_new=is_new)

    def put(
        self, door: str, name: str, destination: str, on: bool, kinds: set[str], *, is_new: bool
    ) -> None:
        model = self.model
        refusal = (model.addition if is_new else model.change)(name, destination)
        operation = f"{'Create' if is_new else 'Update'}ConfigurationSetEventDestination"
        if door == "ses":
            given = {
                "EventDestination": {
                    "Name": destination,
                    "Enabled": on,
                    "MatchingEventTypes": [V1_EVENTS[kind] for kind in sorted(kinds)],
                    "SNSDestination": {"TopicARN": TOPIC},
                }
            }
        else:
            given = {
                "EventDestinationName": destination,
                "EventDestination": {
                    "Enabled": on,
                    "MatchingEventTypes": sorted(kinds),
                    "SnsDestination": {"TopicArn": TOPIC},
                },
            }
        self.do(refusal, door, operation, ConfigurationSetName=name, **given)
        if refusal is None:
            model.known[name]["destinations"][destination] = (on, set(kinds))

    @rule(door=doors, name=names, destination=destinations)
    def delete_destination(self, door: str, name: str, destination: str) -> None:
        refusal = self.model.change(name, destination)
        given = {"ConfigurationSetName": name, "EventDestinationName": destination}
        self.do(refusal, door, "DeleteConfigurationSetEventDestination", **given)
        if refusal is None:
            del self.model.known[name]["destinations"][destination]

    @rule(
        door=st.sampled_from(["v1 simple", "v1 raw", "v2 simple", "v2 raw"]),
        name=st.sampled_from(NAMES[:1] * 4 + NAMES[:3]),
        bounces=st.booleans(),
    )
    def send(self, door: str, name: str, bounces: bool) -> None:
        refusal = self.model.sending(name)
        who = "bounce" if bounces else "success"
        draft = Draft("shop@example.com", (f"{who}@simulator.amazonses.com",), set=name)
        service, operation, parameters = call(door, draft)
        answer = self.do(refusal, service, operation, **parameters)
        if answer is None:
            return
        self.accepted.append((answer["MessageId"], name))
        for event in ("SEND", "BOUNCE" if bounces else "DELIVERY"):
            for destination in self.model.told(name, event):
                self.published.append((name, destination, event))

    @invariant()
    def whoever_wanted_to_hear_was_told_and_nobody_else(self) -> None:
        assert [(one.id, one.configuration_set) for one in self.ses.outbox] == self.accepted
        told = [(p.configuration_set, p.destination, p.type.upper()) for p in self.ses.published]
        assert sorted(told) == sorted(self.published)

    @invariant()
    def both_lists_are_those_of_the_model(self) -> None:
        known = sorted(self.model.known)
        found = self.pages("ses", "ListConfigurationSets", "ConfigurationSets", MaxItems=2)
        assert sorted(one["Name"] for one in found) == known
        found = self.pages("sesv2", "ListConfigurationSets", "ConfigurationSets", PageSize=1)
        assert sorted(found) == known

    @invariant()
    def each_set_is_as_in_the_model(self) -> None:
        for name, one in self.model.known.items():
            told = self.read("sesv2", "GetConfigurationSet", ConfigurationSetName=name)
            assert told["SendingOptions"] == {"SendingEnabled": one["sending"]}
            reputation = told["ReputationOptions"]
            assert reputation["ReputationMetricsEnabled"] is one["reputation"]
            assert ("LastFreshStart" in reputation) is one["restarted"]
            assert told.get("TrackingOptions", {}).get("CustomRedirectDomain") == one["domain"]
            assert told.get("DeliveryOptions", {}).get("TlsPolicy") == one["tls"]
            suppression = told.get("SuppressionOptions")
            assert (suppression and suppression["SuppressedReasons"]) == (
                one["suppression"] if one["suppression"] is not None else None
            )
            self.is_the_same_in_v1(name, one)
            operation = "GetConfigurationSetEventDestinations"
            found = self.read("sesv2", operation, ConfigurationSetName=name)["EventDestinations"]
            assert {
                each["Name"]: (each["Enabled"], set(each["MatchingEventTypes"])) for each in found
            } == one["destinations"]

    def is_the_same_in_v1(self, name: str, one: dict[str, Any]) -> None:
        told = self.read("ses", "DescribeConfigurationSet", **_everything_of(name))
        reputation = told["ReputationOptions"]
        assert reputation["SendingEnabled"] is one["sending"]
        assert reputation["ReputationMetricsEnabled"] is one["reputation"]
        assert told.get("TrackingOptions", {}).get("CustomRedirectDomain") == one["domain"]
        tls = told.get("DeliveryOptions", {}).get("TlsPolicy")
        assert (tls and tls.upper()) == one["tls"]
        assert {
            each["Name"]: (each["Enabled"], set(each["MatchingEventTypes"]))
            for each in told.get("EventDestinations", [])
        } == {
            destination: (on, {V1_EVENTS[kind] for kind in kinds})
            for destination, (on, kinds) in one["destinations"].items()
        }

    def details(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for name in self.model.known:
            yield "ses", "DescribeConfigurationSet", _everything_of(name)
            yield "sesv2", "GetConfigurationSet", {"ConfigurationSetName": name}
            operation = "GetConfigurationSetEventDestinations"
            yield "sesv2", operation, {"ConfigurationSetName": name}


def _everything_of(name: str) -> dict[str, Any]:
    attributes = ["eventDestinations", "trackingOptions", "deliveryOptions", "reputationOptions"]
    return {"ConfigurationSetName": name, "ConfigurationSetAttributeNames": attributes}


def test_configuration_sets_are_as_a_simple_model_predicts() -> None:
    play(ConfigurationSets)
