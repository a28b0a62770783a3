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
RULES = {"RuleSetName": "rules"}
BUCKET = {"BucketName": "mail"}
ENCRYPTED = {**BUCKET, "KmsKeyArn": "arn:aws:kms:us-east-1:123456789012:alias/aws/ses"}
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
    ("PutAccountDetails", "ContactLanguage"): (
        {
            "MailType": "MARKETING",
            "WebsiteURL": "https://example.com",
            "UseCaseDescription": "news",  # old models require it
            "ContactLanguage": "JA",
        },
        ("GetAccount", {}, "Details"),
    ),
    ("CreateReceiptRule", "S3Action.KmsKeyArn"): (
        {**RULES, "Rule": {"Name": "safe", "Enabled": True, "Actions": [{"S3Action": ENCRYPTED}]}},
        ("DescribeReceiptRuleSet", RULES, "Rules"),
    ),
    ("UpdateReceiptRule", "S3Action.KmsKeyArn"): (
        {**RULES, "Rule": {"Name": "keep", "Enabled": True, "Actions": [{"S3Action": ENCRYPTED}]}},
        ("DescribeReceiptRuleSet", RULES, "Rules"),
    ),
}


def service_of(operation):
    return next(service for service, named, _ in STORED if named == operation)


def call(operation, parameters, service="sesv2"):
    client = boto3.client(service, region_name="us-east-1")
    answer = getattr(client, xform_name(operation))(**parameters)
    del answer["ResponseMetadata"]
    return answer


def run(look, *calls, service):
    """What is shown after some calls, and mail that is sent and received then."""
    with mock_ses(production=True, verified=["example.com"]) as ses:
        ses.clock.freeze(NOW)
        tags = [{"Key": "kind", "Value": "news"}]
        call("CreateConfigurationSet", {**NEWS, "Tags": tags})
        call("PutAccountVdmAttributes", {"VdmAttributes": {"VdmEnabled": "ENABLED"}})
        call("CreateReceiptRuleSet", RULES, "ses")
        keep = {"Name": "keep", "Enabled": True, "Actions": [{"S3Action": BUCKET}]}
        call("CreateReceiptRule", {**RULES, "Rule": keep}, "ses")
        call("SetActiveReceiptRuleSet", RULES, "ses")
        for operation, parameters in calls:
            call(operation, parameters, service)
        operation, parameters, member = look
        shown = call(operation, parameters, service).get(member)
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
        received = ses.receive(message.delivered.raw, recipients="shop@example.com")
        stored = {action.raw for action in received.actions}
        return shown, message.to_dict(), message.delivered.raw, stored


@pytest.mark.parametrize(("operation", "member"), CALLS)
def test_it_is_shown_and_mail_is_the_same(operation, member):
    service = service_of(operation)
    needs_operation(service, operation)
    parameters, look = CALLS[operation, member]

    nothing = ("GetAccount" if service == "sesv2" else "GetSendQuota", {})  # as many ids are drawn
    shown_before, *mail_before = run(look, nothing, service=service)
    shown_after, *mail_after = run(look, (operation, parameters), service=service)

    assert shown_before != shown_after
    assert mail_before == mail_after


def test_all_that_the_docs_name_is_tested():
    assert {(operation, member) for _, operation, member in STORED} == CALLS.keys()
