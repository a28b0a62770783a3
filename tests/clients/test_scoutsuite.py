"""ScoutSuite reads identities, their DKIM and their policies, by v1, to judge an account.

Its dependencies are many, so it is not installed for the suite: docs/works-with.md says how.
"""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import boto3
import pytest

REGION = "us-east-1"
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
def audited(ses, ses_client):
    """More identities than fit one page, a policy that lets anybody send, and DKIM in part."""
    ses.verify("example.com", *(f"u{number}@example.com" for number in range(3)))
    ses_client.verify_domain_dkim(Domain="example.com")
    ses_client.set_identity_dkim_enabled(Identity="example.com", DkimEnabled=True)
    ses_client.put_identity_policy(
        Identity="example.com", PolicyName="open", Policy=json.dumps(ANYBODY)
    )
    return ses


# It is older than some of the Pythons here.
@pytest.mark.filterwarnings("ignore")
def test_scoutsuite_reads_identities_and_their_policies(audited):
    pytest.importorskip("ScoutSuite")
    from asyncio_throttle import Throttler
    from ScoutSuite.providers.aws.facade.ses import SESFacade
    from ScoutSuite.providers.aws.facade.utils import AWSFacadeUtils
    from ScoutSuite.providers.aws.resources.ses.identities import Identities

    async def scan():
        asyncio.get_running_loop().throttler = Throttler(1000)  # as its command line does
        session = boto3.Session("AKIDSHOP", "secret", region_name=REGION)
        AWSFacadeUtils._clients.clear()  # it keeps them for the life of the process
        facade = SimpleNamespace(ses=SESFacade(session), partition="aws", owner_id="123456789012")
        found = Identities(facade, REGION)
        await found.fetch_all()
        return found

    found = {identity["name"]: identity for identity in asyncio.run(scan()).values()}

    assert sorted(found) == ["example.com", "u0@example.com", "u1@example.com", "u2@example.com"]
    shop = found["example.com"]
    assert (shop["DkimEnabled"], shop["DkimVerificationStatus"]) == (True, "Success")
    assert shop["arn"].endswith(":identity/example.com")
    [policy] = shop["policies"].values()
    assert policy["Statement"] == ANYBODY["Statement"]
    assert found["u0@example.com"]["policies"] == {}
