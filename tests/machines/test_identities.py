"""Identities: two doors to one list, what its owner has set, and who may send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.machines.drafts import Draft, call
from tests.machines.identities_model import BAD_NAMES, HOUR, Registry, key, missing, policy_for
from tests.machines.quota_model import unverified
from tests.machines.running import DOORS, Machine, Refused, invalid, play

GOOD = ("ann@example.com", "ANN@example.com", "example.com", "Example.COM", "shop.example.com",
        "bob@shop.example.com", "eve@example.org")  # fmt: skip
anyone = st.sampled_from(GOOD + GOOD[2:3] * 6)
requested = st.sampled_from(GOOD * 2 + tuple(BAD_NAMES))
addresses = st.sampled_from(
    ["ann@example.com", "ANN@example.com", "ann+tea@example.com", "ann@EXAMPLE.com",
     "bob@shop.example.com", "new@shop.example.com", "eve@example.org", "tom@example.net"]
)  # fmt: skip
doors = st.sampled_from(DOORS)
TOPIC = "arn:aws:sns:us-east-1:123456789012:feedback"
STATUS_OF_V1 = {"PENDING": "Pending", "SUCCESS": "Success", "FAILED": "Failed"}


class Identities(Machine):
    """Nothing is verified until the test says so, or ever after three days."""

    options: ClassVar[dict[str, Any]] = {"verification": "manual", "max_24_hour_send": -1}

    def __init__(self) -> None:
        super().__init__()
        self.model = Registry()
        self.accepted: list[str] = []
        self.do(None, "sesv2", "CreateConfigurationSet", ConfigurationSetName="news")
        self.do(None, "ses", "VerifyDomainIdentity", Domain="example.com")
        self.model.request("example.com")

    @rule(name=requested)
    def request_from_v1(self, name: str) -> None:
        refusal = invalid(BAD_NAMES[name]) if name in BAD_NAMES else None
        if "@" in name:
            self.do(refusal, "ses", "VerifyEmailIdentity", EmailAddress=name)
        else:
            answer = self.do(refusal, "ses", "VerifyDomainIdentity", Domain=name)
            if answer is not None:
                again = self.do(None, "ses", "VerifyDomainIdentity", Domain=name)
                assert again["VerificationToken"] == answer["VerificationToken"]
        if refusal is None:
            self.model.request(name)

    @rule(name=requested, set_=st.sampled_from([None, None, "news", "gone"]))
    def create(self, name: str, set_: str | None) -> None:
        refusal = self.model.creation(name, set_)
        more = {} if set_ is None else {"ConfigurationSetName": set_}
        answer = self.do(refusal, "sesv2", "CreateEmailIdentity", EmailIdentity=name, **more)
        if answer is not None:
            assert not answer["VerifiedForSendingStatus"]
            self.model.request(name)
            self.model.known[key(name)]["set"] = set_

    @rule(name=anyone)
    def verify(self, name: str) -> None:
        self.ses.verify(name)
        self.model.verify(name)

    @rule(door=doors, name=anyone)
    def delete(self, door: str, name: str) -> None:
        if door == "ses":
            self.do(None, door, "DeleteIdentity", Identity=name)
        else:
            text = f"Email identity {name} does not exist."
            refusal = None if self.model.find(name) else missing(name, text)
            self.do(refusal, door, "DeleteEmailIdentity", EmailIdentity=name)
        self.model.delete(name)

    @rule(hours=st.sampled_from([1, 23, 24, 48]))
    def pass_time(self, hours: int) -> None:
        self.ses.clock.advance(hours=hours)
        self.model.now += hours * HOUR

    @rule(door=doors, name=anyone, is_on=st.booleans())
    def switch_forwarding(self, door: str, name: str, is_on: bool) -> None:
        self.switch_forwarding_of(door, name, is_on=is_on)

    def switch_forwarding_of(self, door: str, name: str, *, is_on: bool) -> None:
        refusal = self.model.forwarding(name, is_on)
        if door == "ses":
            operation = "SetIdentityFeedbackForwardingEnabled"
            self.do(refusal, door, operation, Identity=name, ForwardingEnabled=is_on)
        else:
            operation = "PutEmailIdentityFeedbackAttributes"
            self.do(refusal, door, operation, EmailIdentity=name, EmailForwardingEnabled=is_on)
        if refusal is None:
            self.model.known[key(name)]["forwarding"] = is_on

    @rule(name=anyone, kind=st.sampled_from(["Bounce", "Complaint", "Delivery"]), on=st.booleans())
    def set_topic(self, name: str, kind: str, on: bool) -> None:
        self.set_topic_of(name, kind, on=on)

    def set_topic_of(self, name: str, kind: str, *, on: bool) -> None:
        text = f"Identity {name} is invalid. Must be a verified email address or domain."
        refusal = self.model.without(name, text)
        more = {"SnsTopic": TOPIC} if on else {}
        operation = "SetIdentityNotificationTopic"
        self.do(refusal, "ses", operation, Identity=name, NotificationType=kind, **more)
        if refusal is None:
            self.model.topic(name, kind, TOPIC if on else None)

    @precondition(lambda self: self.model.known)
    @rule(door=doors, data=st.data())
    def hear_by_topics_only(self, door: str, data: Any) -> None:
        name = data.draw(st.sampled_from(sorted(self.model.known)))
        for kind in ("Bounce", "Complaint"):
            self.set_topic_of(name, kind, on=True)
        self.switch_forwarding_of(door, name, is_on=False)

    @rule(
        door=doors,
        name=anyone,
        domain=st.sampled_from([None, "", "mail.example.com", "mail.shop.example.com", "x.org"]),
        rejects=st.booleans(),
    )
    def set_mail_from(self, door: str, name: str, domain: str | None, rejects: bool) -> None:
        refusal = self.model.mail_from(name, domain)
        more = {} if domain is None else {"MailFromDomain": domain}
        if door == "ses":
            more["BehaviorOnMXFailure"] = "RejectMessage" if rejects else "UseDefaultValue"
            self.do(refusal, door, "SetIdentityMailFromDomain", Identity=name, **more)
        else:
            more["BehaviorOnMxFailure"] = "REJECT_MESSAGE" if rejects else "USE_DEFAULT_VALUE"
            operation = "PutEmailIdentityMailFromAttributes"
            self.do(refusal, door, operation, EmailIdentity=name, **more)
        if refusal is None:
            one = self.model.known[key(name)]
            if not domain:
                one["mail_from"] = None
            elif one["mail_from"] != (domain, None):  # what is known of its record is kept
                one["mail_from"] = (domain, self.model.now)
            one["rejects"] = rejects and bool(domain)

    @rule(door=doors, name=anyone, policy=st.sampled_from(["one", "two", "not one"]))
    def put_policy(self, door: str, name: str, policy: str) -> None:
        one = self.model.find(name)
        refusal = None
        if one is None:
            text = None if door == "ses" else f"Email identity <{name}> does not exist."
            refusal = missing(name, text)
        elif door == "sesv2" and policy in one["policies"]:
            text = f"Policy <{policy}> already exists"
            refusal = Refused("-", "AlreadyExistsException", text)
        if policy == "not one":  # characters come before existence, of anything
            refusal = invalid(
                "PolicyName is invalid. Policy names must only include alpha-numeric characters, "
                "dashes, and underscores."
            )
        document = policy_for(name)
        if door == "ses":
            given = {"Identity": name, "PolicyName": policy, "Policy": document}
            self.do(refusal, door, "PutIdentityPolicy", **given)
        else:
            given = {"EmailIdentity": name, "PolicyName": policy, "Policy": document}
            self.do(refusal, door, "CreateEmailIdentityPolicy", **given)
        if refusal is None:
            one["policies"][policy] = document

    @rule(door=doors, name=anyone, policy=st.sampled_from(["one", "two"]))
    def delete_policy(self, door: str, name: str, policy: str) -> None:
        one = self.model.find(name)
        if door == "ses":
            self.do(None, door, "DeleteIdentityPolicy", Identity=name, PolicyName=policy)
        else:
            refusal = None
            if one is None:
                refusal = missing(name, f"Email identity <{name}> does not exist.")
            elif policy not in one["policies"]:
                refusal = missing(name, f"Policy <{policy}> does not exist")
            given = {"EmailIdentity": name, "PolicyName": policy}
            self.do(refusal, door, "DeleteEmailIdentityPolicy", **given)
        if one is not None:
            one["policies"].pop(policy, None)

    @rule(name=anyone, set_=st.sampled_from([None, "news", "gone"]))
    def set_default_set(self, name: str, set_: str | None) -> None:
        refusal = self.model.without_set(set_)
        if self.model.find(name) is None:
            refusal = missing(name, f"Identity <{name}> does not exist.")
        more = {} if set_ is None else {"ConfigurationSetName": set_}
        operation = "PutEmailIdentityConfigurationSetAttributes"
        self.do(refusal, "sesv2", operation, EmailIdentity=name, **more)
        if refusal is None:
            self.model.known[key(name)]["set"] = set_

    @rule()
    def delete_or_create_the_set(self) -> None:
        operation = "DeleteConfigurationSet" if self.model.sets else "CreateConfigurationSet"
        self.do(None, "sesv2", operation, ConfigurationSetName="news")
        self.model.sets ^= {"news"}

    @rule(door=st.sampled_from(["v1 simple", "v2 simple", "v2 raw"]), by=addresses, to=addresses)
    def send(self, door: str, by: str, to: str) -> None:
        model = self.model
        failing = [one for one in dict.fromkeys([by, to]) if model.granted(one) is None]
        refusal = unverified(*failing) if failing else None
        granted = model.granted(by)
        if any(model.known[each]["set"] for each in model.answering(by) if each != granted):
            return  # whether one that is not verified, or less granular, has a say is no fact
        one = model.known[granted] if granted is not None else None
        if one and one["rejects"] and model.mail_from_status(one) != "SUCCESS" and not failing:
            code = "MailFromDomainNotVerifiedException"
            refusal = Refused(code, code, None)
        if one and one["set"] and one["set"] not in model.sets:
            text = f"Configuration set <{one['set']}> does not exist."
            refusal = invalid(text)
        service, name, parameters = call(door, Draft(by, (to,)))
        answer = self.do(refusal, service, name, **parameters)
        if answer is not None:
            self.accepted.append(answer["MessageId"])
            assert self.ses.outbox.last.configuration_set == one["set"]

    @precondition(lambda self: self.model.known)
    @invariant()
    def v1_says_what_the_model_says(self) -> None:
        names = list(self.model.known)
        statuses = self.read("ses", "GetIdentityVerificationAttributes", Identities=names)
        topics = self.read("ses", "GetIdentityNotificationAttributes", Identities=names)
        mail = self.read("ses", "GetIdentityMailFromDomainAttributes", Identities=names)
        for name, one in self.model.known.items():
            status = statuses["VerificationAttributes"][name]["VerificationStatus"]
            assert status == STATUS_OF_V1[self.model.status(name)]
            found = topics["NotificationAttributes"][name]
            assert found["ForwardingEnabled"] is one["forwarding"]
            for kind in ("Bounce", "Complaint", "Delivery"):
                assert (found.get(f"{kind}Topic") or None) == one["topics"].get(kind)
            found = mail["MailFromDomainAttributes"][name]
            assert (found["BehaviorOnMXFailure"] == "RejectMessage") is one["rejects"]
            if one["mail_from"]:
                assert found["MailFromDomain"] == one["mail_from"][0]
                status = STATUS_OF_V1[self.model.mail_from_status(one)]
                assert found["MailFromDomainStatus"] == status

    @invariant()
    def v2_says_what_the_model_says(self) -> None:
        for name, one in self.model.known.items():
            found = self.read("sesv2", "GetEmailIdentity", EmailIdentity=name)
            status = self.model.status(name)
            assert found["VerificationStatus"] == status
            assert found["VerifiedForSendingStatus"] is (status == "SUCCESS")
            assert found["FeedbackForwardingStatus"] is one["forwarding"]
            assert found["Policies"] == one["policies"]
            assert found.get("ConfigurationSetName") == one["set"]
            mail = found["MailFromAttributes"]
            assert (mail["BehaviorOnMxFailure"] == "REJECT_MESSAGE") is one["rejects"]
            if one["mail_from"]:
                assert mail["MailFromDomain"] == one["mail_from"][0]
                assert mail["MailFromDomainStatus"] == self.model.mail_from_status(one)
            else:
                assert "MailFromDomain" not in mail

    @invariant()
    def both_lists_are_those_of_the_model(self) -> None:
        names = set(self.model.known)
        assert set(self.pages("ses", "ListIdentities", "Identities", MaxItems=2)) == names
        found = self.pages("sesv2", "ListEmailIdentities", "EmailIdentities", PageSize=3)
        assert {one["IdentityName"]: one["VerificationStatus"] for one in found} == {
            name: self.model.status(name) for name in names
        }
        assert [one.id for one in self.ses.outbox] == self.accepted

    def details(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        names = list(self.model.known)
        for name in names:
            yield "sesv2", "GetEmailIdentity", {"EmailIdentity": name}
        for what in ("Verification", "Notification", "Dkim", "MailFromDomain"):
            yield "ses", f"GetIdentity{what}Attributes", {"Identities": names}


def test_identities_are_as_a_simple_model_predicts() -> None:
    play(Identities)
