"""What only v1 does with options of configuration sets; the rest is in tests/domain."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from sesfake.app import handle
from sesfake.wire import Headers, Request
from tests.refusing import refusal

LINKS = "links.example.com"
OTHER = "other.example.com"

pytestmark = pytest.mark.ses(verified=[LINKS, OTHER])


@pytest.fixture
def client(ses):
    """A client that lets everything through, and a set `news`."""
    client = boto3.client("ses", config=Config(parameter_validation=False))
    client.create_configuration_set(ConfigurationSet={"Name": "news"})
    return client


def create(client, domain=LINKS, to="news"):
    client.create_configuration_set_tracking_options(
        ConfigurationSetName=to, TrackingOptions={"CustomRedirectDomain": domain}
    )


def update(client, domain=LINKS, to="news"):
    client.update_configuration_set_tracking_options(
        ConfigurationSetName=to, TrackingOptions={"CustomRedirectDomain": domain}
    )


def described(client, *attributes):
    answer = client.describe_configuration_set(
        ConfigurationSetName="news", ConfigurationSetAttributeNames=list(attributes)
    )
    del answer["ResponseMetadata"]
    del answer["ConfigurationSet"]
    return answer


class TestTracking:
    """facts: resources 3.3"""

    def test_options_are_created_once_and_updated_afterwards(self, client):
        create(client)

        assert refusal(create, client, OTHER) == (
            "TrackingOptionsAlreadyExistsException",
            "Configuration set <news> already has tracking options.",
        )
        update(client, OTHER)
        assert described(client, "trackingOptions") == {
            "TrackingOptions": {"CustomRedirectDomain": OTHER}
        }

    def test_options_that_are_not_there_are_an_error(self, client):
        missing = (
            "TrackingOptionsDoesNotExistException",
            "There are no tracking options for configuration set <news>",
        )
        delete = client.delete_configuration_set_tracking_options

        assert refusal(update, client) == missing
        assert refusal(delete, ConfigurationSetName="news") == missing
        create(client)
        delete(ConfigurationSetName="news")
        assert refusal(delete, ConfigurationSetName="news") == missing

    def test_errors_name_the_set_beside_the_text(self, client):
        # resources 0.1
        create(client)

        with pytest.raises(client.exceptions.TrackingOptionsAlreadyExistsException) as existing:
            create(client)
        client.delete_configuration_set_tracking_options(ConfigurationSetName="news")
        with pytest.raises(client.exceptions.TrackingOptionsDoesNotExistException) as missing:
            update(client)

        assert existing.value.response["ConfigurationSetName"] == "news"
        assert missing.value.response["ConfigurationSetName"] == "news"

    @pytest.mark.parametrize("set_tracking", [create, update])
    @pytest.mark.parametrize("blank", ["", " ", "\t"])
    def test_a_blank_domain_is_refused(self, client, set_tracking, blank):
        assert refusal(set_tracking, client, blank) == (
            "InvalidTrackingOptions",
            "At least one field of TrackingOptions must contain a value.",
        )

    @pytest.mark.parametrize("operation", ["create", "update"])
    @pytest.mark.parametrize("given", [{}, {"TrackingOptions": {}}], ids=["absent", "empty"])
    def test_options_must_be_given(self, client, operation, given):
        call = getattr(client, f"{operation}_configuration_set_tracking_options")

        assert refusal(call, ConfigurationSetName="news", **given) == (
            "ValidationError",
            "1 validation error detected: Value at 'trackingOptions' failed to satisfy "
            "constraint: Member must not be null",
        )

    def test_an_empty_structure_on_the_wire_is_none(self, ses, client):
        # No client writes it so; it is what a domain that is absent may look like.
        form = "Action=CreateConfigurationSetTrackingOptions&ConfigurationSetName=news"
        headers = Headers(
            {
                "Authorization": "AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/ses/"
                "aws4_request, SignedHeaders=host, Signature=0"
            }
        )
        body = f"{form}&TrackingOptions=".encode()

        answer = handle(
            ses.accounts, "ses", Request("POST", "https://email/", headers, body, "us-east-1")
        )

        assert b"Value at &apos;trackingOptions&apos; failed to satisfy" in answer.body

    def test_the_domain_is_checked_before_the_set_is_looked_for(self, client):
        # resources 3.3 and 12.11
        not_verified = "Domain <example.org> is not verified under this account."

        assert refusal(create, client, "example.org", "shop")[1] == not_verified
        assert refusal(update, client, "example.org", "shop")[1] == not_verified
        assert refusal(create, client, LINKS, "shop")[0] == "ConfigurationSetDoesNotExist"
        assert refusal(update, client, LINKS, "shop")[0] == "ConfigurationSetDoesNotExist"

    def test_an_unverified_domain_gets_a_hint(self, ses, client):
        refusal(create, client, "links.example.org")

        assert "ses.verify('links.example.org')" in ses.accounts.mailbag.refusals[-1].hint


class TestDelivery:
    """facts: resources 3.3"""

    def test_the_policy_is_one_of_two(self, client):
        answer = refusal(
            client.put_configuration_set_delivery_options,
            ConfigurationSetName="news",
            DeliveryOptions={"TlsPolicy": "REQUIRE"},
        )

        assert answer == (
            "ValidationError",
            "1 validation error detected: Value at 'deliveryOptions.tlsPolicy' failed to satisfy "
            "constraint: Member must satisfy enum value set: [Optional, Require]",
        )

    def test_options_are_told_where_they_are_asked_for(self, client):
        # resources 3.2
        create(client)
        client.put_configuration_set_delivery_options(
            ConfigurationSetName="news", DeliveryOptions={"TlsPolicy": "Require"}
        )

        assert described(client) == {}
        assert described(client, "deliveryOptions") == {"DeliveryOptions": {"TlsPolicy": "Require"}}
        assert described(client, "trackingOptions", "deliveryOptions") == {
            "TrackingOptions": {"CustomRedirectDomain": LINKS},
            "DeliveryOptions": {"TlsPolicy": "Require"},
        }
