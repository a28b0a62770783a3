"""GetAccount, and its twin in v1."""

from __future__ import annotations

import boto3
import pytest


def test_a_new_account_is_in_the_sandbox(ses, sesv2_client):
    # facts: sending, section 14.1; Details and VdmAttributes are absent until somebody puts them
    answer = sesv2_client.get_account()

    del answer["ResponseMetadata"]
    assert answer == {
        "DedicatedIpAutoWarmupEnabled": True,
        "EnforcementStatus": "HEALTHY",
        "ProductionAccessEnabled": False,
        "SendQuota": {"Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": 0.0},
        "SendingEnabled": True,
        "SuppressionAttributes": {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]},
    }


@pytest.mark.ses(production=True, verified=["example.com"])
def test_v1_and_v2_see_the_same_quota(ses, ses_client, sesv2_client):
    ses_client.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["a@b.org", "c@d.org"]},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
    )

    quota = ses_client.get_send_quota()
    del quota["ResponseMetadata"]

    assert quota == {"Max24HourSend": 50000.0, "MaxSendRate": 14.0, "SentLast24Hours": 2.0}
    assert sesv2_client.get_account()["SendQuota"] == quota


@pytest.mark.ses(verified=["example.com"])
def test_quotas_are_per_region(ses, ses_client):
    ses_client.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
    )

    elsewhere = boto3.client("ses", region_name="eu-west-1").get_send_quota()

    assert elsewhere["SentLast24Hours"] == 0
