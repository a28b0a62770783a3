"""cartography reads identities by v2, page by page, to draw them in a graph.

Its dependencies are many, so it is not installed for the suite: docs/works-with.md says how.
"""

from __future__ import annotations

import boto3
import pytest

REGION = "us-east-1"


# It is older than some of the Pythons here.
@pytest.mark.filterwarnings("ignore")
def test_the_sync_reads_identities_of_several_pages(ses, sesv2_client):
    pytest.importorskip("cartography")
    from cartography.intel.aws.ses import get_ses_email_identities

    addresses = [f"u{number:04}@example.com" for number in range(1001)]
    ses.verify("example.com", *addresses)
    session = boto3.Session("AKIDSHOP", "secret", region_name=REGION)

    found = get_ses_email_identities(session, REGION, "123456789012")

    assert [one["IdentityName"] for one in found] == ["example.com", *addresses]
    assert found[0] == {
        "Arn": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
        "IdentityName": "example.com",
        "IdentityType": "DOMAIN",
        "SendingEnabled": True,
        "VerificationStatus": "SUCCESS",
        "DkimSigningEnabled": True,
        "DkimStatus": "SUCCESS",
    }
