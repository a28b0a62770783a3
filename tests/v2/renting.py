"""Tenants and their resources, as tests call for them."""

from __future__ import annotations

from datetime import datetime, timezone

ACCOUNT = "123456789012"
PREFIX = f"arn:aws:ses:us-east-1:{ACCOUNT}:"
DOMAIN = f"{PREFIX}identity/example.com"
NEWS = f"{PREFIX}configuration-set/news"
HELLO = f"{PREFIX}template/hello"
NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
MISSING = ("NotFoundException", "The requested tenant <acme> does not exist.", 404)
NULL = "Value at '{}' failed to satisfy constraint: Member must not be null"


def associate(client, arn, tenant="acme"):
    return client.create_tenant_resource_association(TenantName=tenant, ResourceArn=arn)


def names(client, **given):
    return [tenant["TenantName"] for tenant in client.list_tenants(**given)["Tenants"]]


def arns(client, tenant="acme", **given):
    found = client.list_tenant_resources(TenantName=tenant, **given)["TenantResources"]
    return [resource["ResourceArn"] for resource in found]


def holders(client, arn, **given):
    found = client.list_resource_tenants(ResourceArn=arn, **given)["ResourceTenants"]
    return [tenant["TenantName"] for tenant in found]


def with_resources(client):
    """The client, whose account has a tenant, and one resource of each kind."""
    client.create_tenant(TenantName="acme")
    client.create_configuration_set(ConfigurationSetName="news")
    client.create_email_template(
        TemplateName="hello", TemplateContent={"Subject": "Hi", "Text": "Hello"}
    )
    return client
