"""Sends through a multi-region endpoint. Rows: facts "resources" 8.3.

botocore signs them with SigV4A, for which it needs awscrt. Without it no such call leaves the
client, so most tests hand `handle` a request that is signed as awscrt signs.
"""

from __future__ import annotations

import json
import threading
from typing import Any

import boto3
import pytest
from botocore.exceptions import MissingDependencyException

from sesfake.app import handle
from sesfake.wire import Request
from tests.installed import needs_member, needs_operation

SHOP = "shop@example.com"
ANN = "ann@example.org"
BODY = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}
PRIMARY, SECONDARY = "us-east-1", "eu-west-1"
UNKNOWN = "abcdef12.g3h"
# The scope of this signature names no region.
SIGNED = {
    "Authorization": "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20260315/ses/aws4_request, "
    "SignedHeaders=host;x-amz-region-set, Signature=00",
    "X-Amz-Region-Set": "*",
    "Content-Type": "application/json",
}

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def _newer_botocore():
    needs_operation("sesv2", "CreateMultiRegionEndpoint")
    needs_member("sesv2", "SendEmail", "EndpointId")


@pytest.fixture
def endpoint(ses):
    """The id of one that is ready."""
    endpoint_id = create()
    ses.clock.advance(minutes=1)
    return endpoint_id


def create():
    return boto3.client("sesv2", PRIMARY).create_multi_region_endpoint(
        EndpointName="global", Details={"RoutesDetails": [{"Region": SECONDARY}]}
    )["EndpointId"]


@pytest.fixture
def send(ses):
    def send(endpoint_id, client_region=PRIMARY, **more) -> tuple[int, Any]:
        call = {
            "EndpointId": endpoint_id,
            "FromEmailAddress": SHOP,
            "Destination": {"ToAddresses": [ANN]},
            "Content": {"Simple": BODY},
            **more,
        }
        return posted(ses, endpoint_id, "outbound-emails", call, client_region)

    return send


def posted(ses, endpoint_id, path, call, region=PRIMARY) -> tuple[int, Any]:
    url = f"https://{endpoint_id}.endpoints.email.amazonaws.com/v2/email/{path}"
    request = Request("POST", url, SIGNED, json.dumps(call).encode(), region)
    response = handle(ses.accounts, "sesv2", request)
    return response.status, json.loads(response.body)


def regions(ses):
    return [message.region for message in ses.outbox]


class TestRegions:
    def test_take_turns(self, ses, endpoint, send):
        # the model: sending traffic is divided between the two
        for _ in range(4):
            status, answer = send(endpoint)
            assert status == 200
            assert answer == {"MessageId": ses.outbox.last.id}

        assert regions(ses) == [PRIMARY, SECONDARY, PRIMARY, SECONDARY]
        assert ses.outbox.last.request["EndpointId"] == endpoint

    @pytest.mark.parametrize("client_region", [PRIMARY, SECONDARY, "ap-south-1"])
    def test_are_the_endpoints_wherever_the_client_is(self, ses, endpoint, send, client_region):
        send(endpoint, client_region)
        send(endpoint, client_region)

        assert regions(ses) == [PRIMARY, SECONDARY]

    @pytest.mark.parametrize(("down", "used"), [(PRIMARY, SECONDARY), (SECONDARY, PRIMARY)])
    def test_that_are_down_are_left_out(self, ses, endpoint, send, down, used):
        ses.region(down).fail_over()
        for _ in range(3):
            send(endpoint)
        assert regions(ses) == [used] * 3

        ses.region(down).fail_back()
        for _ in range(2):
            send(endpoint)

        assert sorted(regions(ses)[3:]) == [SECONDARY, PRIMARY]

    def test_that_are_both_down(self, ses, endpoint, send):
        ses.region(PRIMARY).fail_over()
        ses.region(SECONDARY).fail_over()

        assert send(endpoint) == (503, {"message": "The service is temporarily unavailable."})
        assert ses.outbox == []

    def test_that_are_down_answer_other_calls(self, ses, sesv2_client):
        ses.region(PRIMARY).fail_over()

        sesv2_client.send_email(
            FromEmailAddress=SHOP, Destination={"ToAddresses": [ANN]}, Content={"Simple": BODY}
        )

        assert regions(ses) == [PRIMARY]

    def test_have_to_be_named(self, ses):
        for hand in (ses.fail_over, ses.fail_back, ses.account("123456789012").fail_over):
            with pytest.raises(ValueError, match=r"say of which region, as in ses.region\("):
                hand()

    def test_are_up_after_a_reset(self, ses, endpoint, send):
        ses.region(SECONDARY).fail_over()
        ses.region(SECONDARY).reset()

        send(endpoint)
        send(endpoint)

        assert regions(ses) == [PRIMARY, SECONDARY]

    def test_count_what_goes_out_of_them(self, ses, endpoint, send):
        send(endpoint)
        send(endpoint)

        for region in (PRIMARY, SECONDARY):
            quota = boto3.client("sesv2", region).get_account()["SendQuota"]
            assert quota["SentLast24Hours"] == 1


class TestEachRegionHasItsOwn:
    # resources 8.3: identities, sets, templates must exist in the secondary, too

    @pytest.mark.ses(production=True, verified={PRIMARY: ["example.com"]})
    def test_identities(self, ses, endpoint, send):
        assert send(endpoint)[0] == 200

        assert send(endpoint) == (
            400,
            {
                "message": "Email address is not verified. The following identities failed the "
                f"check in region EU-WEST-1: {SHOP}"
            },
        )
        refused = ses.accounts.mailbag.refusals[-1]
        assert refused.region == SECONDARY
        assert "'example.com' is verified in us-east-1, not in eu-west-1." in refused.hint

    def test_configuration_sets(self, ses, endpoint, send, sesv2_client):
        sesv2_client.create_configuration_set(ConfigurationSetName="news")

        assert send(endpoint, ConfigurationSetName="news")[0] == 200
        assert send(endpoint, ConfigurationSetName="news") == (
            404,
            {"message": "Configuration set <news> does not exist."},
        )

    def test_templates(self, ses, endpoint, send):
        ses.region(PRIMARY).add_template("hello", subject="Hi", text="Hello")
        content = {"Template": {"TemplateName": "hello", "TemplateData": "{}"}}

        assert send(endpoint, Content=content)[0] == 200
        status, answer = send(endpoint, Content=content)
        assert (status, answer["message"]) == (404, "Template hello does not exist")

    def test_switches(self, ses, endpoint, send):
        ses.region(SECONDARY).pause()

        assert send(endpoint)[0] == 200
        assert send(endpoint) == (400, {"message": "Sending is paused for this account"})


class TestEndpoints:
    def test_that_do_not_exist(self, ses, send):
        assert send(UNKNOWN) == (
            404,
            {"message": f"Multi-region endpoint with id <{UNKNOWN}> does not exist."},
        )

    def test_of_another_account(self, ses, endpoint, send):
        call = {
            "EndpointId": endpoint,
            "FromEmailAddress": SHOP,
            "Destination": {"ToAddresses": [ANN]},
            "Content": {"Simple": BODY},
        }
        ses.accounts.keys["AKIDEXAMPLE"] = "999999999999"

        status, _ = posted(ses, endpoint, "outbound-emails", call)

        assert status == 404

    def test_that_are_not_ready(self, ses, send):
        # resources 8.3: must be READY
        endpoint_id = create()
        text = f"Multi-region endpoint with id <{endpoint_id}> is in {{}} status."
        assert send(endpoint_id) == (400, {"message": text.format("CREATING")})

        ses.clock.advance(minutes=1)
        boto3.client("sesv2").delete_multi_region_endpoint(EndpointName="global")
        assert send(endpoint_id) == (400, {"message": text.format("DELETING")})

        ses.clock.advance(minutes=1)
        assert send(endpoint_id)[0] == 404
        assert ses.outbox == []


def test_bulk_sends_go_out_of_one_region_as_a_whole(ses, endpoint):
    ses.add_template("hello", subject="Hi", text="Hello")
    call = {
        "EndpointId": endpoint,
        "FromEmailAddress": SHOP,
        "DefaultContent": {"Template": {"TemplateName": "hello", "TemplateData": "{}"}},
        "BulkEmailEntries": [{"Destination": {"ToAddresses": [ANN]}} for _ in range(2)],
    }

    for _ in range(2):
        status, answer = posted(ses, endpoint, "outbound-bulk-emails", call)
        assert status == 200
        assert [one["Status"] for one in answer["BulkEmailEntryResults"]] == ["SUCCESS"] * 2

    assert regions(ses) == [PRIMARY, PRIMARY, SECONDARY, SECONDARY]


def test_threads_in_both_regions_do_not_wait_for_each_other(ses, endpoint, send):
    def work(region):
        for _ in range(50):
            send(endpoint, region)

    threads = [
        threading.Thread(target=work, args=(region,), daemon=True)
        for region in (PRIMARY, SECONDARY) * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert not any(thread.is_alive() for thread in threads)
    assert sorted(regions(ses)) == [SECONDARY] * 100 + [PRIMARY] * 100


class TestThroughAClient:
    def test_botocore_needs_awscrt_to_sign(self, ses, endpoint):
        client = boto3.client("sesv2")
        call = {
            "EndpointId": endpoint,
            "FromEmailAddress": SHOP,
            "Destination": {"ToAddresses": [ANN]},
            "Content": {"Simple": BODY},
        }
        try:
            import awscrt  # noqa: F401
        except ImportError:
            with pytest.raises(MissingDependencyException, match=r"botocore\[crt\]"):
                client.send_email(**call)
            assert ses.outbox == []
        else:
            client.send_email(**call)
            client.send_email(**call)
            assert regions(ses) == [PRIMARY, SECONDARY]
