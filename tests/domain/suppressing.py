"""A program that suppresses at several levels: a tenant, an account, a set."""

from __future__ import annotations

from datetime import datetime, timezone

import boto3

from tests.installed import needs_operation

SHOP = "shop@example.com"
ANN = "ann@x.org"
BOB = "bob@x.org"
BOUNCE, COMPLAINT = ["BOUNCE"], ["COMPLAINT"]
BOTH = BOUNCE + COMPLAINT
NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)


def news(client, **options):
    """The set `news`, made if need be, with options of its own."""
    if "news" not in client.list_configuration_sets()["ConfigurationSets"]:
        client.create_configuration_set(ConfigurationSetName="news")
    client.put_configuration_set_suppression_options(ConfigurationSetName="news", **options)


def on_account(client):
    return [e["EmailAddress"] for e in entries_of(client)]


def on_tenant(client, name="acme"):
    return [e["EmailAddress"] for e in entries_of(client, TenantName=name)]


def entries_of(client, **given):
    return client.list_suppressed_destinations(**given)["SuppressedDestinationSummaries"]


def tenant(client):
    """Makes a tenant that sends, and says what it wants."""
    needs_operation("sesv2", "CreateTenant")
    client.create_tenant(TenantName="acme")
    prefix = "arn:aws:ses:us-east-1:123456789012:"
    client.create_configuration_set(ConfigurationSetName="news")
    for resource in ("identity/example.com", "configuration-set/news"):
        client.create_tenant_resource_association(TenantName="acme", ResourceArn=prefix + resource)

    def prefers(scope, reasons):
        client.put_tenant_suppression_attributes(
            TenantName="acme", SuppressionScope=scope, SuppressedReasons=reasons
        )

    return prefers


def sender(ses):
    """Sends through the set `news` and as the tenant `acme`, each if asked; gives the message."""

    def sent(*to, news=False, acme=False):
        given = {"ConfigurationSetName": "news"} if news else {}
        if acme:
            given["TenantName"] = "acme"
        boto3.client("sesv2").send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": list(to or [ANN])},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}},
            **given,
        )
        return ses.outbox.last

    return sent
