"""Sends in the name of a tenant, and what a tenant keeps from being deleted.

Rows: facts "resources" 8.1 and 2.3, "sending" 6 and 8.
"""

from __future__ import annotations

import boto3
import pytest

from tests.domain.conftest import assert_no_trace
from tests.installed import needs_operation
from tests.refusing import refusal_with_status

PREFIX = "arn:aws:ses:us-east-1:123456789012:"
DOMAIN = f"{PREFIX}identity/example.com"
SHOP = f"{PREFIX}identity/shop@example.com"
NEWS = f"{PREFIX}configuration-set/news"
HELLO = f"{PREFIX}template/hello"
BODY = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


@pytest.fixture(autouse=True)
def client(ses):
    needs_operation("sesv2", "CreateTenant")
    client = boto3.client("sesv2")
    client.create_tenant(TenantName="acme")
    client.create_configuration_set(ConfigurationSetName="news")
    client.create_email_template(
        TemplateName="hello", TemplateContent={"Subject": "Hi {{name}}", "Text": "Hello"}
    )
    return client


def say(client, status, tenant="acme"):
    """Let the account's owner say whether a tenant sends."""
    client.update_reputation_entity_customer_managed_status(
        ReputationEntityType="RESOURCE",
        ReputationEntityReference=client.get_tenant(TenantName=tenant)["Tenant"]["TenantArn"],
        SendingStatus=status,
    )


def associate(client, *arns, tenant="acme"):
    for arn in arns:
        client.create_tenant_resource_association(TenantName=tenant, ResourceArn=arn)


def dissociate(client, arn, tenant="acme"):
    client.delete_tenant_resource_association(TenantName=tenant, ResourceArn=arn)


def by_member(source="shop@example.com", tenant="acme", **more):
    return boto3.client("sesv2").send_email(
        FromEmailAddress=source,
        Destination={"ToAddresses": ["ann@x.org"]},
        Content={"Simple": BODY},
        TenantName=tenant,
        **more,
    )


def by_custom_header(source="shop@example.com", tenant="acme", **more):
    return boto3.client("sesv2").send_email(
        FromEmailAddress=source,
        Destination={"ToAddresses": ["ann@x.org"]},
        Content={"Simple": {**BODY, "Headers": [{"Name": "X-SES-TENANT", "Value": tenant}]}},
        **more,
    )


def mail(source, tenant):
    return f"From: {source}\r\nTo: ann@x.org\r\nX-SES-TENANT: {tenant}\r\n\r\nHello\r\n"


def by_raw_v1(source="shop@example.com", tenant="acme", **more):
    return boto3.client("ses").send_raw_email(RawMessage={"Data": mail(source, tenant)}, **more)


def by_raw_v2(source="shop@example.com", tenant="acme", **more):
    content = {"Raw": {"Data": mail(source, tenant)}}
    return boto3.client("sesv2").send_email(Content=content, **more)


@pytest.fixture(
    params=[by_member, by_custom_header, by_raw_v1, by_raw_v2], ids=lambda way: way.__name__
)
def send(request):
    """Sends in the name of a tenant, in each way that there is."""
    return request.param


def denied(send, *arns):
    code = "AccessDenied" if send is by_raw_v1 else "AccessDeniedException"
    return code, f"Tenant not associated with resources [{', '.join(arns)}].", 403


class TestSending:
    def test_a_message_knows_its_tenant(self, ses, client, send):
        associate(client, DOMAIN)

        send()

        [message] = ses.outbox
        assert message.tenant == "acme"
        assert "X-SES-TENANT" not in message.headers

    def test_the_tenant_must_exist(self, ses, send):
        code, text, status = refusal_with_status(send, tenant="zenith")

        v1 = send is by_raw_v1
        assert code == ("InvalidParameterValue" if v1 else "NotFoundException")
        assert text == "Tenant zenith for AwsAccountId 123456789012 not found."
        assert status == (400 if v1 else 404)
        assert_no_trace(ses)
        assert "`create_tenant(TenantName='zenith')`" in ses.accounts.mailbag.refusals[-1].hint

    def test_the_senders_identity_must_be_associated(self, ses, client, send):
        assert refusal_with_status(send) == denied(send, DOMAIN)
        assert_no_trace(ses)
        associate(client, DOMAIN)
        send()
        dissociate(client, DOMAIN)
        assert refusal_with_status(send) == denied(send, DOMAIN)

    def test_the_identity_is_the_exact_address_if_there_is_one(self, ses, client, send):
        associate(client, DOMAIN)
        client.create_email_identity(EmailIdentity="shop@example.com")

        assert refusal_with_status(send) == denied(send, SHOP)

        dissociate(client, DOMAIN)
        associate(client, SHOP)
        send()
        assert len(ses.outbox) == 1

    def test_of_a_subdomain_it_is_the_domain_that_there_is(self, ses, client, send):
        associate(client, DOMAIN)

        send("a@sub.example.com")

        assert len(ses.outbox) == 1

    def test_a_domain_that_is_no_identity_cannot_be_associated(self, ses, send):
        answer = refusal_with_status(send, "a@Nowhere.org")

        assert answer == denied(send, f"{PREFIX}identity/nowhere.org")
        assert_no_trace(ses)

    def test_all_that_is_missing_is_named(self, ses, client):
        # sending 6, tenant needs
        associate(client, DOMAIN)
        dissociate(client, DOMAIN)
        template = {"Template": {"TemplateName": "hello", "TemplateData": '{"name": "Ann"}'}}
        call = {
            "FromEmailAddress": "shop@example.com",
            "Destination": {"ToAddresses": ["ann@x.org"]},
            "Content": template,
            "ConfigurationSetName": "news",
            "TenantName": "acme",
        }

        arns = [DOMAIN, NEWS, HELLO]
        while arns:
            answer = refusal_with_status(client.send_email, **call)
            assert answer == denied(by_member, *arns)
            associate(client, arns.pop(0))

        client.send_email(**call)
        assert ses.outbox.last.subject == "Hi Ann"

    def test_a_template_in_the_call_belongs_to_nobody(self, ses, client):
        associate(client, DOMAIN)

        client.send_email(
            FromEmailAddress="shop@example.com",
            Destination={"ToAddresses": ["ann@x.org"]},
            Content={"Template": {"TemplateContent": {"Subject": "Hi", "Text": "Hello"}}},
            TenantName="acme",
        )

        assert len(ses.outbox) == 1

    def test_a_default_configuration_set_counts_as_if_it_were_named(self, ses, client, send):
        # resources 8.1: the EFFECTIVE configuration set (default set too)
        associate(client, DOMAIN)
        client.put_email_identity_configuration_set_attributes(
            EmailIdentity="example.com", ConfigurationSetName="news"
        )

        assert refusal_with_status(send) == denied(send, NEWS)

        associate(client, NEWS)
        send()
        assert ses.outbox.last.configuration_set == "news"

    def test_the_set_of_the_call_takes_the_place_of_the_default(self, ses, client, send):
        client.create_configuration_set(ConfigurationSetName="mine")
        client.put_email_identity_configuration_set_attributes(
            EmailIdentity="example.com", ConfigurationSetName="news"
        )
        associate(client, DOMAIN, f"{PREFIX}configuration-set/mine")

        send(ConfigurationSetName="mine")

        assert ses.outbox.last.configuration_set == "mine"

    def test_two_tenants_may_share_what_they_send_with(self, ses, client, send):
        client.create_tenant(TenantName="zenith")
        associate(client, DOMAIN)
        associate(client, DOMAIN, tenant="zenith")

        send()
        send(tenant="zenith")

        assert [message.tenant for message in ses.outbox] == ["acme", "zenith"]

    def test_the_call_is_right_before_the_header(self, ses, client):
        associate(client, DOMAIN)

        by_raw_v2(tenant="zenith", TenantName="acme")

        assert ses.outbox.last.tenant == "acme"

    def test_a_name_that_can_be_no_tenants_is_not_found(self, send):
        answer = refusal_with_status(send, tenant="a b")

        assert answer[1] == "Tenant a b for AwsAccountId 123456789012 not found."


class TestOrder:
    """sending 8: shape, tenant, syntax, recipients, configuration set, identities."""

    def test_the_tenant_comes_after_the_form_of_the_call(self, client):
        answer = refusal_with_status(client.send_email, Content={}, TenantName="zenith")

        assert "Exactly one of Simple, Raw and Template" in answer[1]

    def test_a_bad_sender_is_told_once_the_rest_is_the_tenants(self, client):
        call = {
            "FromEmailAddress": "nobody",
            "Content": {"Simple": BODY},
            "ConfigurationSetName": "news",
            "TenantName": "acme",
        }

        assert refusal_with_status(client.send_email, **call) == denied(by_member, NEWS)

        associate(client, NEWS)
        assert refusal_with_status(client.send_email, **call) == (
            "BadRequestException",
            "Missing final '@domain'",
            400,
        )

    def test_it_comes_before_whether_the_set_exists(self, client):
        associate(client, DOMAIN)

        answer = refusal_with_status(by_member, ConfigurationSetName="no")

        assert answer == denied(by_member, f"{PREFIX}configuration-set/no")


class TestPausedTenants:
    @pytest.fixture(autouse=True)
    def _newer_botocore(self):
        needs_operation("sesv2", "UpdateReputationEntityCustomerManagedStatus")

    @pytest.mark.parametrize("status", ["ENABLED", "REINSTATED", "DISABLED"])
    def test_only_a_disabled_tenant_may_not_send(self, ses, client, send, status):
        # resources 8.1, tenant DISABLED; the text is a guess
        associate(client, DOMAIN)
        say(client, status)

        if status == "DISABLED":
            code, text, http_status = refusal_with_status(send)
            v1 = send is by_raw_v1
            assert code == ("AccountSendingPausedException" if v1 else "SendingPausedException")
            assert (text, http_status) == ("Sending is paused for tenant acme", 400)
            assert_no_trace(ses)
        else:
            send()
            assert len(ses.outbox) == 1

    def test_other_tenants_go_on(self, ses, client):
        # events 9, paused tenant
        client.create_tenant(TenantName="zenith")
        associate(client, DOMAIN, tenant="zenith")
        say(client, "DISABLED")

        by_member(tenant="zenith")
        boto3.client("sesv2").send_email(
            FromEmailAddress="shop@example.com",
            Destination={"ToAddresses": ["ann@x.org"]},
            Content={"Simple": BODY},
        )

        assert [message.tenant for message in ses.outbox] == ["zenith", None]

    def test_its_status_is_shown_and_selects(self, client):
        say(client, "DISABLED")

        [entry] = client.list_tenants(Filter={"SENDING_STATUS": "DISABLED"})["Tenants"]

        assert entry["SendingStatus"] == "DISABLED"
        assert client.get_tenant(TenantName="acme")["Tenant"]["SendingStatus"] == "DISABLED"


class TestBulk:
    def call(self, client, tenant="acme", **more):
        return client.send_bulk_email(
            FromEmailAddress="shop@example.com",
            DefaultContent={"Template": {"TemplateName": "hello", "TemplateData": '{"name":"x"}'}},
            BulkEmailEntries=[
                {"Destination": {"ToAddresses": [f"{name}@x.org"]}} for name in ("ann", "bob")
            ],
            TenantName=tenant,
            **more,
        )

    def test_every_message_is_the_tenants(self, ses, client):
        associate(client, DOMAIN, HELLO)

        answer = self.call(client)

        assert [r["Status"] for r in answer["BulkEmailEntryResults"]] == ["SUCCESS", "SUCCESS"]
        assert [message.tenant for message in ses.outbox] == ["acme", "acme"]

    def test_what_is_not_the_tenants_fails_the_whole_call(self, ses, client):
        missing = refusal_with_status(self.call, client, tenant="zenith")
        unassociated = refusal_with_status(self.call, client, ConfigurationSetName="news")

        assert missing == (
            "NotFoundException",
            "Tenant zenith for AwsAccountId 123456789012 not found.",
            404,
        )
        assert unassociated == denied(by_member, DOMAIN, NEWS, HELLO)
        assert_no_trace(ses)


class TestDeletion:
    """resources 2.3, 3.1 and 8.1: what a tenant has cannot be deleted; 0.6: v1 is a guess"""

    @pytest.fixture(
        params=[
            ("sesv2", "delete_email_identity", {"EmailIdentity": "example.com"}, DOMAIN),
            ("sesv2", "delete_email_identity", {"EmailIdentity": DOMAIN}, DOMAIN),
            ("ses", "delete_identity", {"Identity": "EXAMPLE.com"}, DOMAIN),
            ("ses", "delete_verified_email_address", {"EmailAddress": "shop@example.com"}, SHOP),
            ("sesv2", "delete_configuration_set", {"ConfigurationSetName": "news"}, NEWS),
            ("ses", "delete_configuration_set", {"ConfigurationSetName": "news"}, NEWS),
            ("sesv2", "delete_email_template", {"TemplateName": "hello"}, HELLO),
            ("ses", "delete_template", {"TemplateName": "hello"}, HELLO),
        ],
        ids=lambda given: f"{given[0]}.{given[1]}",
    )
    def deletion(self, ses, request):
        ses.verify("shop@example.com")
        service, operation, given, arn = request.param
        call = getattr(boto3.client(service), operation)
        code = "InvalidParameterValue" if service == "ses" else "BadRequestException"
        return (lambda: call(**given)), arn, code

    def test_it_is_refused_until_no_tenant_has_the_resource(self, client, deletion):
        delete, arn, code = deletion
        client.create_tenant(TenantName="zenith")
        associate(client, arn)
        associate(client, arn, tenant="zenith")
        expected = (
            code,
            f"Cannot delete <{arn}> because it has tenant associations. Remove all tenant "
            "associations and try again.",
            400,
        )

        assert refusal_with_status(delete) == expected
        dissociate(client, arn)
        assert refusal_with_status(delete) == expected
        client.delete_tenant(TenantName="zenith")
        delete()

        answer = refusal_with_status(associate, client, arn)
        assert answer[0] == "NotFoundException"
