"""Which address sends a message. Rows: facts "events" 10; seed 003, "Dedicated IP Pools"."""

from __future__ import annotations

import boto3
import pytest
from botocore.exceptions import ClientError

from tests.domain.conftest import assert_no_trace, send_v2

SHOP = "shop@example.com"
A, B, C = "198.51.100.1", "198.51.100.2", "198.51.100.3"
pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


@pytest.fixture
def marketing(ses, sesv2_client):
    """A pool, and a configuration set of the same name that sends through it."""
    return associate(sesv2_client, "marketing")


def associate(client, pool, mode="STANDARD"):
    client.create_dedicated_ip_pool(PoolName=pool, ScalingMode=mode)
    client.create_configuration_set(
        ConfigurationSetName=pool, DeliveryOptions={"SendingPoolName": pool}
    )
    return pool


def way(ses):
    return ses.outbox.last.sending_pool, ses.outbox.last.sending_ip


def test_without_dedicated_ips_shared_ones_send(ses, send):
    send(SHOP, to=["ann@example.com"])

    pool, ip = way(ses)
    assert pool == "ses-shared-pool"
    assert ip.startswith("54.240.")
    assert ses.outbox.last.headers["X-SES-Outgoing"].endswith(f"-{ip}")


def test_an_ip_in_no_pool_is_in_the_default_pool_and_sends(ses, send):
    ses.lease_dedicated_ips(A)

    send(SHOP, to=["ann@example.com"])

    assert way(ses) == ("ses-default-dedicated-pool", A)


def test_the_pool_of_the_configuration_set_sends(ses, send, marketing):
    ses.lease_dedicated_ips(A)
    ses.lease_dedicated_ips(B, pool="marketing")

    send(SHOP, to=["ann@example.com"], ConfigurationSetName=marketing)
    assert way(ses) == ("marketing", B)

    send(SHOP, to=["ann@example.com"])
    assert way(ses) == ("ses-default-dedicated-pool", A)


def test_a_set_without_a_pool_sends_through_the_default_pool(ses, sesv2_client, send):
    sesv2_client.create_configuration_set(ConfigurationSetName="news")
    ses.lease_dedicated_ips(A)

    send(SHOP, to=["ann@example.com"], ConfigurationSetName="news")

    assert way(ses) == ("ses-default-dedicated-pool", A)


def test_where_all_ips_are_in_pools_mail_without_one_is_sent_by_shared_ips(ses, send, marketing):
    ses.lease_dedicated_ips(A, pool=marketing)

    send(SHOP, to=["ann@example.com"])

    assert ses.outbox.last.sending_pool == "ses-shared-pool"


def test_the_default_set_of_an_identity_counts(ses, sesv2_client, send, marketing):
    ses.lease_dedicated_ips(A, pool=marketing)
    sesv2_client.put_email_identity_configuration_set_attributes(
        EmailIdentity="example.com", ConfigurationSetName=marketing
    )

    send(SHOP, to=["ann@example.com"])

    assert way(ses) == ("marketing", A)


def test_so_does_the_header_of_a_raw_mail(ses, send_raw, marketing):
    ses.lease_dedicated_ips(A, pool=marketing)

    send_raw(
        f"From: {SHOP}\r\nTo: ann@example.com\r\nX-SES-CONFIGURATION-SET: marketing\r\n\r\nHello"
    )

    assert way(ses) == ("marketing", A)
    assert ses.outbox.last.headers["X-SES-Outgoing"].endswith(f"-{A}")


@pytest.mark.parametrize("pool", ["ses-shared-pool", "ses-default-dedicated-pool"])
def test_the_reserved_pools_may_be_named(ses, sesv2_client, send, pool):
    ses.lease_dedicated_ips(A)
    sesv2_client.create_configuration_set(
        ConfigurationSetName="news", DeliveryOptions={"SendingPoolName": pool}
    )

    send(SHOP, to=["ann@example.com"], ConfigurationSetName="news")

    assert ses.outbox.last.sending_pool == pool
    assert (ses.outbox.last.sending_ip == A) is (pool == "ses-default-dedicated-pool")


def test_a_pool_without_ips_keeps_its_name_and_shared_ips_send(ses, send, marketing):
    send(SHOP, to=["ann@example.com"], ConfigurationSetName=marketing)

    pool, ip = way(ses)
    assert pool == "marketing"
    assert ip.startswith("54.240.")


def test_events_tell_of_the_ip(ses, sesv2_client, marketing):
    # events 10: ses:outgoing-ip and Delivery.reportingMTA
    ses.lease_dedicated_ips(A, pool=marketing)
    sesv2_client.create_configuration_set_event_destination(
        ConfigurationSetName=marketing,
        EventDestinationName="all",
        EventDestination={
            "Enabled": True,
            "MatchingEventTypes": ["DELIVERY"],
            "SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:all"},
        },
    )

    send_v2(SHOP, to=["ann@example.com"], ConfigurationSetName=marketing)

    [published] = ses.published
    record = published.record
    assert record["mail"]["tags"]["ses:outgoing-ip"] == [A]
    assert record["delivery"]["reportingMTA"] == "a100-1.smtp-out.amazonses.com"


def test_who_moves_an_ip_does_not_change_what_was_sent(ses, sesv2_client, marketing):
    ses.lease_dedicated_ips(A, pool=marketing)
    send_v2(SHOP, to=["ann@example.com"], ConfigurationSetName=marketing)

    ses.release_dedicated_ips(A)

    assert way(ses) == ("marketing", A)


def test_what_does_not_count_against_the_quota_does_not_warm_up(ses):
    ses.clock.freeze()
    ses.lease_dedicated_ips(A)
    for _ in range(60):
        send_v2(SHOP, to=["success@simulator.amazonses.com"])

    send_v2(SHOP, to=[f"ann+{n}@example.com" for n in range(50)])
    assert ses.outbox.last.sending_ip == A

    send_v2(SHOP, to=["ann@example.com"])
    assert ses.outbox.last.sending_pool == "ses-shared-pool"


@pytest.mark.ses(verified=["example.com"], production=True, max_24_hour_send=1)
def test_what_is_refused_does_not_count(ses):
    ses.lease_dedicated_ips(A, B)
    with pytest.raises(ClientError):
        send_v2(SHOP, to=["ann@example.com", "bob@example.com"])

    send_v2(SHOP, to=["ann@example.com"])

    assert ses.outbox.last.sending_ip == A  # whose turn it still was


class TestADeletedPool:
    def test_a_send_with_a_set_that_names_it_is_refused(self, ses, sesv2_client, send, api):
        # sending 10: the status InvalidSendingPoolName; that single sends have this text is a guess
        associate(sesv2_client, "marketing")
        sesv2_client.delete_dedicated_ip_pool(PoolName="marketing")

        with pytest.raises(ClientError) as caught:
            send(SHOP, to=["ann@example.com"], ConfigurationSetName="marketing")

        code = {"v1": "InvalidParameterValue", "v2": "NotFoundException"}[api]
        assert caught.value.response["Error"]["Code"] == code
        assert caught.value.response["Error"]["Message"] == "SendingPool <marketing> doesn't exist"
        assert_no_trace(ses)

    def test_the_set_still_names_it(self, sesv2_client):
        associate(sesv2_client, "marketing")
        sesv2_client.delete_dedicated_ip_pool(PoolName="marketing")

        shown = sesv2_client.get_configuration_set(ConfigurationSetName="marketing")

        assert shown["DeliveryOptions"] == {"SendingPoolName": "marketing"}

    def test_destinations_of_a_bulk_send_have_a_status_of_their_own(self, ses, sesv2_client):
        # sending 10, both rows of statuses
        associate(sesv2_client, "marketing")
        sesv2_client.delete_dedicated_ip_pool(PoolName="marketing")
        ses.add_template("hello", subject="Hello", text="Hello")
        text = "SendingPool <marketing> doesn't exist"

        v1 = boto3.client("ses").send_bulk_templated_email(
            Source=SHOP,
            Template="hello",
            DefaultTemplateData="{}",
            ConfigurationSetName="marketing",
            Destinations=[{"Destination": {"ToAddresses": ["ann@example.com"]}}],
        )
        v2 = sesv2_client.send_bulk_email(
            FromEmailAddress=SHOP,
            DefaultContent={"Template": {"TemplateName": "hello", "TemplateData": "{}"}},
            ConfigurationSetName="marketing",
            BulkEmailEntries=[{"Destination": {"ToAddresses": ["ann@example.com"]}}],
        )

        assert v1["Status"] == [{"Status": "InvalidSendingPoolName", "Error": text}]
        assert v2["BulkEmailEntryResults"] == [
            {"Status": "INVALID_SENDING_POOL_NAME", "Error": text}
        ]

    def test_its_ips_are_in_the_default_pool(self, ses, sesv2_client, send, marketing):
        ses.lease_dedicated_ips(A, pool=marketing)

        sesv2_client.delete_dedicated_ip_pool(PoolName=marketing)

        send(SHOP, to=["ann@example.com"])
        assert way(ses) == ("ses-default-dedicated-pool", A)

    def test_a_managed_one_takes_its_ips_along(self, ses, sesv2_client):
        associate(sesv2_client, "managed", "MANAGED")
        ses.lease_dedicated_ips(A, pool="managed")

        sesv2_client.delete_dedicated_ip_pool(PoolName="managed")

        assert sesv2_client.get_dedicated_ips()["DedicatedIps"] == []
