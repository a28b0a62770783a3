"""MAIL FROM domains: what may be one, and how it gets verified, in both APIs.

Rows named are those of the fact sheet "resources".
"""

from __future__ import annotations

from typing import NamedTuple

import boto3
import pytest

from tests.refusing import refusal_with_status


class V1(NamedTuple):
    invalid: str = "InvalidParameterValue"
    violated: str = "ValidationError"
    member: str = "behaviorOnMXFailure"
    default: str = "UseDefaultValue"
    reject: str = "RejectMessage"

    def set(self, identity: str, domain: str | None = None, behaviour: str | None = None) -> None:
        boto3.client("ses").set_identity_mail_from_domain(
            Identity=identity,
            **given(MailFromDomain=domain, BehaviorOnMXFailure=behaviour),
        )

    def get(self, identity: str) -> dict:
        answer = boto3.client("ses").get_identity_mail_from_domain_attributes(Identities=[identity])
        return answer["MailFromDomainAttributes"][identity]


class V2(NamedTuple):
    invalid: str = "BadRequestException"
    violated: str = "BadRequestException"
    member: str = "behaviorOnMxFailure"
    default: str = "USE_DEFAULT_VALUE"
    reject: str = "REJECT_MESSAGE"

    def set(self, identity: str, domain: str | None = None, behaviour: str | None = None) -> None:
        boto3.client("sesv2").put_email_identity_mail_from_attributes(
            EmailIdentity=identity,
            **given(MailFromDomain=domain, BehaviorOnMxFailure=behaviour),
        )

    def get(self, identity: str) -> dict:
        answer = boto3.client("sesv2").get_email_identity(EmailIdentity=identity)
        return answer["MailFromAttributes"]


def given(**members) -> dict:
    return {name: value for name, value in members.items() if value is not None}


@pytest.fixture(params=[V1(), V2()], ids=["v1", "v2"])
def api(request):
    return request.param


def state(identity: str) -> dict:
    """The same setting as v1 shows it, after v2 was seen to show it too."""
    v1, v2 = V1().get(identity), V2().get(identity)
    assert v1.get("MailFromDomain") == v2.get("MailFromDomain")
    assert v1.get("MailFromDomainStatus", "").upper() == v2.get("MailFromDomainStatus", "")
    assert (v1["BehaviorOnMXFailure"] == V1().reject) == (v2["BehaviorOnMxFailure"] == V2().reject)
    return v1


UNSET = {"BehaviorOnMXFailure": "UseDefaultValue"}


@pytest.mark.ses(verified=["example.com", "ann@example.com"])
class TestSetting:
    @pytest.mark.parametrize("identity", ["example.com", "ann@example.com"])
    def test_a_domain_below_the_identity_is_taken_and_both_apis_tell_it(self, api, identity):
        # resources 2.7: on an address identity too
        api.set(identity, "Bounce.example.com", api.reject)

        assert state(identity) == {
            "MailFromDomain": "bounce.example.com",
            "MailFromDomainStatus": "Success",
            "BehaviorOnMXFailure": "RejectMessage",
        }

    def test_without_one_the_behaviour_is_all_that_is_told(self, ses_client):
        # resources 2.3, and 2.7 for v1
        assert state("example.com") == UNSET
        answer = ses_client.get_identity_mail_from_domain_attributes(Identities=["nobody@x.org"])
        assert answer["MailFromDomainAttributes"] == {}

    @pytest.mark.parametrize("nothing", [None, ""])
    def test_nothing_clears_it_and_its_behaviour(self, api, nothing):
        # resources 2.7
        api.set("example.com", "mail.example.com", api.reject)

        api.set("example.com", nothing, api.reject)

        assert state("example.com") == UNSET

    def test_a_behaviour_that_is_left_out_is_the_default(self, api):
        api.set("example.com", "mail.example.com", api.reject)
        api.set("example.com", "mail.example.com")

        assert state("example.com")["BehaviorOnMXFailure"] == "UseDefaultValue"

    def test_the_identity_may_be_named_by_its_arn(self, api):
        api.set("arn:aws:ses:us-east-1:123456789012:identity/example.com", "mail.example.com")

        assert state("example.com")["MailFromDomain"] == "mail.example.com"

    def test_a_hundred_may_be_asked_for_and_no_more(self, ses_client):
        names = [f"u{n}@example.com" for n in range(100)]
        call = ses_client.get_identity_mail_from_domain_attributes

        assert call(Identities=names)["MailFromDomainAttributes"] == {}
        assert refusal_with_status(call, Identities=[*names, "one@more.org"]) == (
            "InvalidParameterValue",
            "At most 100 identities may be specified at a time.",
            400,
        )


@pytest.mark.ses(verified=["example.com", "ann@shop.org"])
class TestRefusals:
    @pytest.mark.parametrize("domain", ["mail.example.org", "example.com", "mailexample.com", "x"])
    def test_one_that_is_not_below_the_identity(self, api, domain):
        # resources 2.7
        assert refusal_with_status(api.set, "example.com", domain) == (
            api.invalid,
            f"Provided MAIL-FROM domain <{domain}> is not subdomain of the domain of the identity "
            "<example.com>.",
            400,
        )
        assert state("example.com") == UNSET

    def test_one_that_is_below_but_no_domain(self, api):
        assert refusal_with_status(api.set, "example.com", "a..example.com") == (
            api.invalid,
            "Invalid domain name a..example.com.",
            400,
        )

    def test_an_unknown_identity_is_400_in_both(self, api):
        # resources 2.2
        assert refusal_with_status(api.set, "example.org", "mail.example.org") == (
            api.invalid,
            "Identity <example.org> does not exist.",
            400,
        )

    @pytest.mark.parametrize("domain", [None, "mail.example.org"])
    def test_a_behaviour_that_is_none_comes_before_the_identity(self, api, domain):
        # resources 2.7
        assert refusal_with_status(api.set, "example.org", domain, "Bounce") == (
            api.violated,
            f"1 validation error detected: Value at '{api.member}' failed to satisfy constraint: "
            f"Member must satisfy enum value set: [{api.reject}, {api.default}]",
            400,
        )

    @pytest.mark.parametrize(
        "arn",
        [
            "arn:aws:ses:us-east-1:999999999999:identity/example.com",
            "arn:aws:ses:eu-west-1:123456789012:identity/example.com",
        ],
    )
    def test_an_identity_of_elsewhere(self, api, arn):
        assert refusal_with_status(api.set, arn, "mail.example.com") == (
            api.invalid,
            f"Identity <{arn}> is not owned by account 123456789012.",
            400,
        )

    @pytest.mark.ses(verification="manual")
    def test_a_domain_whose_verification_has_failed(self, ses, api, ses_client):
        # resources 2.7: neither it nor its parents are verified, or about to be
        ses.clock.freeze()
        ses_client.verify_domain_identity(Domain="shop.example.net")
        ses.clock.advance(hours=72)

        assert refusal_with_status(api.set, "shop.example.net", "mail.shop.example.net") == (
            api.invalid,
            "Provided MAIL-FROM domain <mail.shop.example.net> or its parents are not verified for "
            "identity <shop.example.net>.",
            400,
        )
        ses.verify("example.net")  # a parent
        api.set("shop.example.net", "mail.shop.example.net")


@pytest.mark.ses(verification="manual")
class TestWaiting:
    def test_it_is_pending_until_the_tester_says_so(self, ses, api, sesv2_client):
        sesv2_client.create_email_identity(EmailIdentity="example.com")
        api.set("example.com", "mail.example.com")
        assert state("example.com")["MailFromDomainStatus"] == "Pending"

        ses.verify("example.com")

        assert state("example.com")["MailFromDomainStatus"] == "Success"

    def test_after_72_hours_it_has_failed(self, ses, api):
        ses.clock.freeze()
        ses.verify("example.com")
        api.set("example.com", "mail.example.com", api.reject)

        ses.clock.advance(hours=71, minutes=59)
        assert state("example.com")["MailFromDomainStatus"] == "Pending"
        ses.clock.advance(minutes=1)
        assert state("example.com") == {
            "MailFromDomain": "mail.example.com",
            "MailFromDomainStatus": "Failed",
            "BehaviorOnMXFailure": "RejectMessage",
        }

        api.set("example.com", "mail.example.com")
        assert state("example.com")["MailFromDomainStatus"] == "Pending"
        ses.clock.advance(hours=72)
        ses.verify("example.com")
        assert state("example.com")["MailFromDomainStatus"] == "Success"

    def test_the_same_domain_again_stays_verified_and_another_does_not(self, ses, api):
        ses.verify("example.com")
        api.set("example.com", "mail.example.com")
        ses.verify("example.com")

        api.set("example.com", "mail.example.com", api.reject)
        assert state("example.com")["MailFromDomainStatus"] == "Success"
        api.set("example.com", "post.example.com")
        assert state("example.com")["MailFromDomainStatus"] == "Pending"
