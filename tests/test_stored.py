"""What docs/operations.md says is kept without effect on mail changes none of it, and is shown."""

from __future__ import annotations

import runpy
from datetime import datetime, timezone
from pathlib import Path

import boto3
import pytest
from botocore import xform_name

from sesfake import mock_ses
from tests.installed import needs_operation

STORED = runpy.run_path(str(Path(__file__).parent.parent / "docs" / "generate_operations.py"))[
    "STORED"
]
NOW = datetime(2026, 1, 31, tzinfo=timezone.utc)
ARN = "arn:aws:ses:us-east-1:123456789012:"
SET = {"ResourceArn": f"{ARN}configuration-set/news"}
NEWS = {"ConfigurationSetName": "news"}
SHARED = {"OptimizedSharedDelivery": "ENABLED"}
# By operation and member: what is asked for, and where that is seen.
CALLS = {
    ("PutAccountPricingAttributes", ""): (
        {"Plan": "ESSENTIALS"},
        ("GetAccount", {}, "PricingAttributes"),
    ),
    ("PutConfigurationSetArchivingOptions", ""): (
        {**NEWS, "ArchiveArn": f"{ARN}mailmanager-archive/a-{24 * '1'}"},
        ("GetConfigurationSet", NEWS, "ArchivingOptions"),
    ),
    ("PutDeliverabilityDashboardOption", ""): (
        {"DashboardEnabled": True, "SubscribedDomains": [{"Domain": "example.com"}]},
        ("GetDeliverabilityDashboardOptions", {}, "AccountStatus"),
    ),
    ("TagResource", ""): (
        {**SET, "Tags": [{"Key": "team", "Value": "shop"}]},
        ("ListTagsForResource", SET, "Tags"),
    ),
    ("UntagResource", ""): ({**SET, "TagKeys": ["kind"]}, ("ListTagsForResource", SET, "Tags")),
    ("PutAccountVdmAttributes", "GuardianAttributes"): (
        {"VdmAttributes": {"VdmEnabled": "ENABLED", "GuardianAttributes": SHARED}},
        ("GetAccount", {}, "VdmAttributes"),
    ),
    ("PutConfigurationSetVdmOptions", "GuardianOptions"): (
        {**NEWS, "VdmOptions": {"GuardianOptions": SHARED}},
        ("GetConfigurationSet", NEWS, "VdmOptions"),
    ),
}


def call(operation, parameters):
    client = boto3.client("sesv2", region_name="us-east-1")
    answer = getattr(client, xform_name(operation))(**parameters)
    del answer["ResponseMetadata"]
    return answer


def run(look, *calls):
    """What is shown after some calls, and the mail that is sent then; all else is the same."""
    with mock_ses(production=True, verified=["example.com"]) as ses:
        ses.clock.freeze(NOW)
        tags = [{"Key": "kind", "Value": "news"}]
        call("CreateConfigurationSet", {**NEWS, "Tags": tags})
        call("PutAccountVdmAttributes", {"VdmAttributes": {"VdmEnabled": "ENABLED"}})
        for operation, parameters in calls:
            call(operation, parameters)
        operation, parameters, member = look
        shown = call(operation, parameters).get(member)
        text = {"Subject": {"Data": "News"}, "Body": {"Html": {"Data": "<p>News"}}}
        call(
            "SendEmail",
            {
                **NEWS,
                "FromEmailAddress": "shop@example.com",
                "Destination": {"ToAddresses": ["ann@example.org"]},
                "Content": {"Simple": text},
            },
        )
        [message] = ses.outbox
        return shown, message.to_dict(), message.delivered.raw


@pytest.mark.parametrize(("operation", "member"), CALLS)
def test_it_is_shown_and_mail_is_the_same(operation, member):
    needs_operation("sesv2", operation)
    parameters, look = CALLS[operation, member]

    shown_before, *mail_before = run(look, ("GetAccount", {}))  # as many ids are drawn
    shown_after, *mail_after = run(look, (operation, parameters))

    assert shown_before != shown_after
    assert mail_before == mail_after


def test_all_that_the_docs_name_is_tested():
    assert {(operation, member) for _, operation, member in STORED} == CALLS.keys()
