"""The order of checks: a send that breaks every rule, mended one rule at a time.

Rows are those of the facts "sending", section 8.
"""

from __future__ import annotations

import boto3
import pytest

from tests.domain.conftest import assert_no_trace
from tests.installed import needs_member
from tests.refusing import refusal_with_status

SHOP = "shop@example.com"
LONG = f"{'x' * 64}@{'.'.join(['y' * 60] * 5)}.org"


@pytest.mark.ses(max_24_hour_send=1)
def test_the_first_rule_that_fails_answers(ses):
    """Each step names the text that answers and what mends it."""
    v2 = boto3.client("sesv2")
    v1 = boto3.client("ses")
    v1.update_account_sending_enabled(Enabled=False)
    bad_body = {"Text": {"Data": "Hi", "Charset": "string"}}
    good_body = {"Text": {"Data": "Hi"}}
    call = {
        "FromEmailAddress": "",
        "FromEmailAddressIdentityArn": f"arn:aws:ses:us-east-1:999999999999:identity/{SHOP}",
        "Destination": {},
        "ReplyToAddresses": ["@"],
        "ConfigurationSetName": "campaign",
        "EmailTags": [{"Name": "a", "Value": "!"}],
        "Content": {},
    }

    def content(body):
        return {"Simple": {"Subject": {"Data": "Hi"}, "Body": body}}

    def answers(text: str) -> bool:
        _, said, _ = refusal_with_status(v2.send_email, **call)
        assert text in (said or "")
        assert_no_trace(ses)
        return True

    assert answers("Exactly one of Simple, Raw and Template")
    call["Content"] = content(bad_body)
    assert answers("")  # Simple without a sender: no text
    call["FromEmailAddress"] = SHOP
    assert answers("is not authorized to perform `ses:SendEmail'")
    del call["FromEmailAddressIdentityArn"]
    assert answers("Missing local name")
    call["ReplyToAddresses"] = [LONG]
    assert answers("There are no recipients specified")
    call["Destination"] = {"ToAddresses": ["a@b.org"] * 51}
    assert answers("Recipient count exceeds 50.")
    call["Destination"] = {"ToAddresses": ["a@b.org"]}
    assert answers("Configuration set <campaign> does not exist.")
    v1.create_configuration_set(ConfigurationSet={"Name": "campaign"})
    v1.update_configuration_set_sending_enabled(ConfigurationSetName="campaign", Enabled=False)
    assert answers("Sending is paused for configuration set campaign")
    v1.update_configuration_set_sending_enabled(ConfigurationSetName="campaign", Enabled=True)
    assert answers("Address length is more than 320 characters long")
    call["ReplyToAddresses"] = ["a@b.org"]
    assert answers("Unsupported charset 'string'.")
    call["Content"] = content(good_body)
    assert answers("Invalid tag value <!>")
    call["EmailTags"] = [{"Name": "a", "Value": "b"}]
    assert answers("Sending is paused for this account")
    v1.update_account_sending_enabled(Enabled=True)
    assert answers(f"failed the check in region US-EAST-1: {SHOP}, a@b.org")
    ses.verify(SHOP)
    assert answers("failed the check in region US-EAST-1: a@b.org")
    ses.verify("b.org")
    call["Destination"] = {"ToAddresses": ["a@b.org", "b@b.org"]}
    assert answers("Daily message quota exceeded.")
    call["Destination"] = {"ToAddresses": ["a@b.org"]}
    v2.send_email(**call)
    assert len(ses.outbox) == 1


@pytest.mark.ses(verified=["example.com"])
def test_a_tenant_is_looked_up_before_addresses_are_read(sesv2_client):
    needs_member("sesv2", "SendEmail", "TenantName")
    content = {"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}}

    _, text, _ = refusal_with_status(
        sesv2_client.send_email,
        FromEmailAddress="nobody",
        Destination={},
        Content=content,
        TenantName="acme",
    )

    assert text == "Tenant acme for AwsAccountId 123456789012 not found."


@pytest.mark.ses(verified=["example.com"])
def test_syntax_is_checked_field_by_field(send, api, invalid):
    """Section 4.4: sender, To, Cc, Bcc, return path, Reply-To."""
    return_path = {"v1": "ReturnPath", "v2": "FeedbackForwardingEmailAddress"}[api]
    call = {
        "source": "a",
        "to": ["@b"],
        "cc": ["c@"],
        "bcc": ["d d@e.f"],
        return_path: "",
        "ReplyToAddresses": ["a@b.c; d@e.f"],
    }

    def answers(text: str) -> bool:
        given = dict(call)
        return refusal_with_status(send, given.pop("source"), **given) == invalid(text)

    assert answers("Missing final '@domain'")
    call["source"] = SHOP
    assert answers("Missing local name")
    call["to"] = [SHOP]
    assert answers("Missing domain")
    call["cc"] = [SHOP]
    assert answers("Local address contains control or whitespace")
    call["bcc"] = [SHOP]
    assert answers("Invalid email address .")
    call[return_path] = SHOP
    assert answers("Illegal semicolon, not in group")
