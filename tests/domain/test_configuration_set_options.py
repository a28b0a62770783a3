"""Options of configuration sets that both APIs know (fact sheet "resources", sections 3.2, 3.3)."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from sesfake.domain.configuration_sets.options import Delivery, HttpsPolicy, TlsPolicy, Tracking
from tests.installed import needs_member
from tests.refusing import refusal, refusal_with_status

LINKS = "links.example.com"
OTHER = "other.example.com"
UNCHECKED = Config(parameter_validation=False)

pytestmark = pytest.mark.ses(verified=[LINKS, OTHER, "example.com", "ann@example.org"])


class V1:
    """The operations of `ses`, by what they do."""

    invalid_tracking = ("InvalidTrackingOptions", 400)
    missing = ("ConfigurationSetDoesNotExist", 400)

    def __init__(self) -> None:
        self.client = boto3.client("ses", config=UNCHECKED)

    def create(self, name):
        self.client.create_configuration_set(ConfigurationSet={"Name": name})

    def track(self, domain, to="news"):
        self.client.create_configuration_set_tracking_options(
            ConfigurationSetName=to, TrackingOptions={"CustomRedirectDomain": domain}
        )

    def track_no_more(self, of="news"):
        self.client.delete_configuration_set_tracking_options(ConfigurationSetName=of)

    def set_tls(self, policy, of="news"):
        options = {} if policy is None else {"DeliveryOptions": {"TlsPolicy": policy.title()}}
        self.client.put_configuration_set_delivery_options(ConfigurationSetName=of, **options)

    def read(self, of="news"):
        """Redirect domain and TLS policy."""
        answer = self.client.describe_configuration_set(
            ConfigurationSetName=of,
            ConfigurationSetAttributeNames=["trackingOptions", "deliveryOptions"],
        )
        domain = answer.get("TrackingOptions", {})
        policy = answer.get("DeliveryOptions", {}).get("TlsPolicy")
        return domain.get("CustomRedirectDomain"), policy and policy.upper()


class V2:
    """The operations of `sesv2`, by what they do."""

    invalid_tracking = ("BadRequestException", 400)
    missing = ("NotFoundException", 404)

    def __init__(self) -> None:
        self.client = boto3.client("sesv2", config=UNCHECKED)

    def create(self, name):
        self.client.create_configuration_set(ConfigurationSetName=name)

    def track(self, domain, to="news"):
        self.client.put_configuration_set_tracking_options(
            ConfigurationSetName=to, CustomRedirectDomain=domain
        )

    def track_no_more(self, of="news"):
        self.client.put_configuration_set_tracking_options(ConfigurationSetName=of)

    def set_tls(self, policy, of="news"):
        options = {} if policy is None else {"TlsPolicy": policy}
        self.client.put_configuration_set_delivery_options(ConfigurationSetName=of, **options)

    def read(self, of="news"):
        """Redirect domain and TLS policy."""
        answer = self.client.get_configuration_set(ConfigurationSetName=of)
        domain = answer.get("TrackingOptions", {}).get("CustomRedirectDomain")
        return domain, answer.get("DeliveryOptions", {}).get("TlsPolicy")


@pytest.fixture(params=[V1, V2], ids=["v1", "v2"])
def door(request, ses):
    """One API or the other, and a configuration set `news`."""
    door = request.param()
    door.create("news")
    return door


@pytest.fixture
def other_door(door):
    return V2() if isinstance(door, V1) else V1()


class TestTracking:
    """facts: resources 3.3"""

    def test_a_redirect_domain_is_set_and_taken_away_for_both_apis(self, door, other_door):
        assert door.read() == other_door.read() == (None, None)

        door.track(LINKS)
        assert door.read() == other_door.read() == (LINKS, None)
        other_door.track_no_more()
        assert door.read() == other_door.read() == (None, None)

    @pytest.mark.parametrize(
        "domain",
        [
            "example.org",
            "deep.links.example.com",  # its parent is verified, which is not enough
            "ann@example.org",  # verified, and no domain
            "https://links.example.com",
            "@",
            "é",
        ],
    )
    def test_the_domain_must_be_a_verified_identity_itself(self, door, domain):
        # resources 12.11
        assert refusal_with_status(door.track, domain) == (
            door.invalid_tracking[0],
            f"Domain <{domain}> is not verified under this account.",
            400,
        )
        assert door.read() == (None, None)

    @pytest.mark.ses(verification="manual")
    def test_a_domain_that_waits_for_verification_is_not_enough(self, ses, door):
        boto3.client("ses").verify_domain_identity(Domain="waiting.example.net")
        text = "Domain <waiting.example.net> is not verified under this account."

        assert refusal(door.track, "waiting.example.net") == (door.invalid_tracking[0], text)

        ses.verify("waiting.example.net")
        door.track("waiting.example.net")

    def test_domains_are_compared_without_case_and_kept_as_they_are_written(self, door):
        door.track("Links.Example.COM")

        assert door.read() == ("Links.Example.COM", None)

    def test_the_set_must_exist(self, door):
        code, status = door.missing
        text = "Configuration set <shop> does not exist."

        assert refusal_with_status(door.track, LINKS, "shop") == (code, text, status)
        assert refusal_with_status(door.track_no_more, "shop") == (code, text, status)

    def test_the_name_of_the_set_is_checked_first(self, door):
        assert "Invalid configuration set name <n n>" in refusal(door.track, "no.org", "n n")[1]
        assert "Invalid configuration set name <n n>" in refusal(door.track_no_more, "n n")[1]

    def test_a_domain_that_is_deleted_afterwards_stays(self, door, ses):
        door.track(LINKS)

        boto3.client("ses").delete_identity(Identity=LINKS)

        assert door.read() == (LINKS, None)


class TestTls:
    """facts: resources 3.3"""

    @pytest.mark.parametrize("policy", ["REQUIRE", "OPTIONAL"])
    def test_a_policy_is_set_and_taken_away_for_both_apis(self, door, other_door, policy):
        door.set_tls(policy)
        assert door.read() == other_door.read() == (None, policy)

        other_door.set_tls(None)
        assert door.read() == other_door.read() == (None, None)

    def test_the_set_must_exist(self, door):
        assert refusal_with_status(door.set_tls, "REQUIRE", "shop") == (
            door.missing[0],
            "Configuration set <shop> does not exist.",
            door.missing[1],
        )

    def test_the_name_of_the_set_is_checked(self, door):
        text = refusal(door.set_tls, "REQUIRE", "n n")[1]

        assert text.startswith("Invalid configuration set name <n n>")


def test_a_new_set_of_the_same_name_has_no_options(door):
    door.track(LINKS)
    door.set_tls("REQUIRE")
    door.client.delete_configuration_set(ConfigurationSetName="news")

    door.create("news")

    assert door.read() == (None, None)


class TestWhatOnlyV2Knows:
    """facts: resources 0.6"""

    def test_an_https_policy_outlives_another_domain_given_by_v1(self, ses):
        needs_member("sesv2", "PutConfigurationSetTrackingOptions", "HttpsPolicy")
        v1, v2 = V1(), V2()
        v2.create("news")
        v2.client.put_configuration_set_tracking_options(
            ConfigurationSetName="news", CustomRedirectDomain=LINKS, HttpsPolicy="REQUIRE"
        )

        v1.client.update_configuration_set_tracking_options(
            ConfigurationSetName="news", TrackingOptions={"CustomRedirectDomain": OTHER}
        )

        options = v2.client.get_configuration_set(ConfigurationSetName="news")["TrackingOptions"]
        assert options == {"CustomRedirectDomain": OTHER, "HttpsPolicy": "REQUIRE"}

    def test_a_pool_outlives_another_tls_policy_given_by_v1(self, ses):
        v1, v2 = V1(), V2()
        v2.create("news")
        v2.client.put_configuration_set_delivery_options(
            ConfigurationSetName="news", SendingPoolName="ses-shared-pool"
        )
        assert v1.read() == (None, None)  # nothing that v1 could show

        v1.set_tls("REQUIRE")

        options = v2.client.get_configuration_set(ConfigurationSetName="news")["DeliveryOptions"]
        assert options == {"TlsPolicy": "REQUIRE", "SendingPoolName": "ses-shared-pool"}
        v1.set_tls(None)
        options = v2.client.get_configuration_set(ConfigurationSetName="news")["DeliveryOptions"]
        assert options == {"SendingPoolName": "ses-shared-pool"}


def test_the_store_has_the_options_in_python(ses):
    needs_member("sesv2", "CreateConfigurationSet", "TrackingOptions.HttpsPolicy")
    boto3.client("sesv2").create_configuration_set(
        ConfigurationSetName="news",
        TrackingOptions={"CustomRedirectDomain": LINKS, "HttpsPolicy": "REQUIRE_OPEN_ONLY"},
        DeliveryOptions={"TlsPolicy": "REQUIRE", "MaxDeliverySeconds": 300},
        SuppressionOptions={"SuppressedReasons": ["COMPLAINT"]},
    )

    found = ses.accounts.open("123456789012", "us-east-1").configuration_sets.get("news")

    assert found.tracking == Tracking(LINKS, HttpsPolicy.REQUIRE_OPEN_ONLY)
    assert found.delivery == Delivery(TlsPolicy.REQUIRE, max_seconds=300)
    assert found.suppression.reasons == ("COMPLAINT",)
    assert (found.vdm, found.archiving, found.signing) == (None, None, None)
