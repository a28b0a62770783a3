"""prowler reads identities by v2 in several regions at once, in threads, and checks them.

Its dependencies are many, so it is not installed for the suite: docs/works-with.md says how.
"""

from __future__ import annotations

import json
import sys

import boto3
import pytest

ACCOUNT = "123456789012"
ANYBODY = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": "*",
            "Action": "ses:SendEmail",
            "Resource": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
        }
    ],
}


@pytest.fixture
def account(monkeypatch):
    """The account that prowler audits; what is not SES is moto's."""
    pytest.importorskip("prowler")
    moto = pytest.importorskip("moto")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDSHOP")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with moto.mock_aws():
        yield
    for name in [one for one in sys.modules if one.startswith("prowler.providers.aws.services.")]:
        del sys.modules[name]  # they read the account when they are imported


@pytest.mark.filterwarnings("ignore")
def test_identities_are_checked(account, ses):
    from prowler.providers.aws.aws_provider import AwsProvider
    from prowler.providers.common.models import Audit_Metadata
    from prowler.providers.common.provider import Provider

    for region, domain in (("us-east-1", "example.com"), ("eu-west-1", "example.org")):
        ses.region(region).verify(domain)
        boto3.client("ses", region_name=region).verify_domain_dkim(Domain=domain)
    boto3.client("sesv2", region_name="us-east-1").create_email_identity_policy(
        EmailIdentity="example.com", PolicyName="open", Policy=json.dumps(ANYBODY)
    )
    provider = AwsProvider(regions={"us-east-1", "eu-west-1"})
    provider.audit_metadata = Audit_Metadata(  # as its command line does
        services_scanned=0, expected_checks=[], completed_checks=0, audit_progress=0
    )
    Provider.set_global_provider(provider)

    from prowler.providers.aws.services.ses import ses_client
    from prowler.providers.aws.services.ses.ses_identity_dkim_enabled import (
        ses_identity_dkim_enabled as dkim,
    )
    from prowler.providers.aws.services.ses.ses_identity_not_publicly_accessible import (
        ses_identity_not_publicly_accessible as public,
    )

    found = ses_client.ses_client.email_identities.values()
    assert sorted((one.region, one.name, one.type) for one in found) == [
        ("eu-west-1", "example.org", "DOMAIN"),
        ("us-east-1", "example.com", "DOMAIN"),
    ]
    assert sorted(
        (one.region, one.status) for one in dkim.ses_identity_dkim_enabled().execute()
    ) == [("eu-west-1", "PASS"), ("us-east-1", "PASS")]
    [report] = public.ses_identity_not_publicly_accessible().execute()
    assert (report.region, report.status) == ("us-east-1", "FAIL")
    assert report.status_extended == (
        "SES identity example.com is publicly accessible due to its resource policies."
    )
