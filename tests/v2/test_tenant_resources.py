"""What tenants have through v2: resources, suppression. Rows: facts "resources" 8.1 and 1."""

from __future__ import annotations

from datetime import timedelta

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_operation
from tests.refusing import refusal, refusal_with_status
from tests.v2.renting import (
    DOMAIN,
    HELLO,
    MISSING,
    NEWS,
    NOON,
    NULL,
    PREFIX,
    arns,
    associate,
    holders,
    names,
    with_resources,
)

BY_ARN = [
    ("create_tenant_resource_association", {"TenantName": "acme"}),
    ("delete_tenant_resource_association", {"TenantName": "acme"}),
    ("list_resource_tenants", {}),
]

pytestmark = pytest.mark.ses(verified=["example.com"])


@pytest.fixture(autouse=True)
def tenants_are_known():
    needs_operation("sesv2", "CreateTenant")


@pytest.fixture
def client(sesv2_client):
    return with_resources(sesv2_client)


@pytest.fixture
def unchecked(ses):
    """A client that sends whatever it is given."""
    return boto3.client("sesv2", config=Config(parameter_validation=False))


def dissociate(client, arn, tenant="acme"):
    return client.delete_tenant_resource_association(TenantName=tenant, ResourceArn=arn)


class TestAssociations:
    def test_resources_stand_by_arn(self, client):
        # resources 1, order; the types are the model's (8.1, ResourceType on the wire)
        for arn in (HELLO, DOMAIN, NEWS):
            answer = associate(client, arn)
            assert set(answer) == {"ResponseMetadata"}

        found = client.list_tenant_resources(TenantName="acme")

        assert found["TenantResources"] == [
            {"ResourceType": "CONFIGURATION_SET", "ResourceArn": NEWS},
            {"ResourceType": "EMAIL_IDENTITY", "ResourceArn": DOMAIN},
            {"ResourceType": "EMAIL_TEMPLATE", "ResourceArn": HELLO},
        ]

    @pytest.mark.parametrize(
        ("type_", "found"),
        [
            ("EMAIL_IDENTITY", [DOMAIN]),
            ("identity", [DOMAIN]),
            ("CONFIGURATION_SET", [NEWS]),
            ("configuration-set", [NEWS]),
            ("EMAIL_TEMPLATE", [HELLO]),
            ("template", [HELLO]),
        ],
    )
    def test_a_type_selects_in_either_spelling(self, client, type_, found):
        for arn in (HELLO, DOMAIN, NEWS):
            associate(client, arn)

        assert arns(client, Filter={"RESOURCE_TYPE": type_}) == found

    def test_a_type_that_is_none_is_refused(self, client):
        assert refusal_with_status(arns, client, Filter={"RESOURCE_TYPE": "Identity"}) == (
            "BadRequestException",
            "Invalid resource type Identity specified.",
            400,
        )

    def test_a_resources_tenants_stand_in_the_order_in_which_they_got_it(self, ses, client):
        # resources 8.1, ListResourceTenants item; 1, order
        ses.clock.freeze(NOON)
        for name in ("zenith", "beta"):
            client.create_tenant(TenantName=name)
        associate(client, NEWS, "zenith")
        ses.clock.advance(hours=1)
        associate(client, NEWS, "acme")
        associate(client, NEWS, "beta")

        found = client.list_resource_tenants(ResourceArn=NEWS)["ResourceTenants"]

        assert [one["TenantName"] for one in found] == ["zenith", "acme", "beta"]
        assert found[0] == {
            "TenantName": "zenith",
            "TenantId": client.get_tenant(TenantName="zenith")["Tenant"]["TenantId"],
            "ResourceArn": NEWS,
            "AssociatedTimestamp": NOON,
        }
        assert found[1]["AssociatedTimestamp"] == NOON + timedelta(hours=1)

    def test_a_resource_is_associated_once(self, client):
        associate(client, DOMAIN)

        answer = refusal_with_status(associate, client, DOMAIN.replace("example", "EXAMPLE"))

        assert answer == (
            "AlreadyExistsException",
            f"Resources {DOMAIN} has already been associated with tenant acme",
            400,
        )
        assert arns(client) == [DOMAIN]

    def test_an_association_is_taken_away_again_and_again(self, client):
        # resources 8.1, DeleteTenantResourceAssociation: association missing, 200
        associate(client, DOMAIN)

        for _ in range(2):
            assert set(dissociate(client, DOMAIN)) == {"ResponseMetadata"}

        assert arns(client) == holders(client, DOMAIN) == []

    @pytest.mark.parametrize(
        ("resource", "text"),
        [
            ("identity/no.example", "Identity <no.example> does not exist"),
            ("identity/ann@example.com", "Identity <ann@example.com> does not exist"),
            ("configuration-set/no", "Configuration set <no> does not exist:"),  # sic
            ("template/no", "Email template <no> does not exist"),
        ],
    )
    @pytest.mark.parametrize(("operation", "given"), BY_ARN, ids=str)
    def test_a_resource_that_does_not_exist(self, client, operation, given, resource, text):
        # resources 8.1, association: missing resource
        arn = PREFIX + resource

        answer = refusal_with_status(getattr(client, operation), ResourceArn=arn, **given)

        assert answer == ("NotFoundException", text, 404)

    @pytest.mark.parametrize(
        ("arn", "text"),
        [
            *(
                (arn, "Provided resource identifier is not an SES resource")
                for arn in ["news", "a:b:ses:d:e:identity/x", "arn:aws:s3:::news", "arn", "é"]
            ),
            *(
                (arn, "Provided ARN is not in SES resource ARN format")
                for arn in [
                    "arn:aws:ses", "arn:aws:ses:us-east-1", f"{PREFIX}identity", PREFIX,
                    f"{PREFIX}identity/",
                ]
            ),
            (f"{PREFIX}contact-list/x", "Unsupported resource type: contact-list"),
            (f"{PREFIX}tenant/acme/tn-1", "Unsupported resource type: tenant"),
            (
                "arn:aws:ses:eu-west-1:123456789012:identity/x.org",
                "Resource <arn:aws:ses:eu-west-1:123456789012:identity/x.org> must be in the same "
                "region",
            ),
            (
                "arn:aws:ses:us-east-1:999999999999:template/x",
                "Resource <arn:aws:ses:us-east-1:999999999999:template/x> must be in the same "
                "account",
            ),
        ],
    )  # fmt: skip
    @pytest.mark.parametrize(("operation", "given"), BY_ARN, ids=str)
    def test_an_arn_that_names_no_resource_of_the_account(
        self, sesv2_client, operation, given, arn, text
    ):
        # resources 8.1, association: ARN errors; 0.1, format before existence
        answer = refusal_with_status(getattr(sesv2_client, operation), ResourceArn=arn, **given)

        assert answer == ("BadRequestException", text, 400)

    @pytest.mark.parametrize(("operation", "given"), BY_ARN, ids=str)
    def test_an_arn_must_be_there(self, unchecked, operation, given):
        answer = refusal(getattr(unchecked, operation), **given)

        assert answer[1] == f"1 validation error detected: {NULL.format('resourceArn')}"

    def test_the_tenant_is_looked_for_before_the_resource(self, sesv2_client):
        # resources 0.1, check order
        arn = f"{PREFIX}template/no"

        assert refusal_with_status(associate, sesv2_client, arn) == MISSING

    def test_resetting_takes_tenants_too(self, ses, client):
        associate(client, DOMAIN)

        ses.region("us-east-1").reset()

        assert names(client) == holders(client, DOMAIN) == []


class TestSuppressionAttributes:
    """resources 8.1, last paragraph; events 7.1"""

    def shown(self, client):
        return client.get_tenant(TenantName="acme")["Tenant"].get("SuppressionAttributes")

    @pytest.mark.parametrize("scope", ["TENANT", "ACCOUNT"])
    @pytest.mark.parametrize(
        "reasons", [[], ["BOUNCE"], ["COMPLAINT"], ["COMPLAINT", "BOUNCE"]], ids=str
    )
    def test_scope_and_reasons_are_given_together(self, client, scope, reasons):
        given = {"SuppressionScope": scope, "SuppressedReasons": reasons}

        answer = client.put_tenant_suppression_attributes(TenantName="acme", **given)
        made = client.create_tenant(TenantName="other", SuppressionAttributes=given)

        assert set(answer) == {"ResponseMetadata"}
        assert self.shown(client) == made["SuppressionAttributes"] == given

    def test_without_a_word_they_are_cleared(self, client):
        given = {"SuppressionScope": "TENANT", "SuppressedReasons": ["BOUNCE"]}
        client.put_tenant_suppression_attributes(TenantName="acme", **given)

        client.put_tenant_suppression_attributes(TenantName="acme")

        assert self.shown(client) is None

    def test_without_a_word_a_new_tenant_has_none(self, client):
        made = client.create_tenant(TenantName="other", SuppressionAttributes={})

        assert "SuppressionAttributes" not in made

    @pytest.mark.parametrize(
        ("given", "text"),
        [
            (
                {"SuppressedReasons": ["BOUNCE"]},
                "SuppressedReasons cannot be specified without SuppressionScope.",
            ),
            (
                {"SuppressionScope": "ACCOUNT"},
                "SuppressionScope cannot be specified without SuppressedReasons.",
            ),
            (
                {"SuppressionScope": "TENANT", "SuppressedReasons": ["BOUNCE", "BOUNCE"]},
                "Each suppressed reason can only be specified at most once",
            ),
            (
                {"SuppressionScope": "MINE", "SuppressedReasons": ["BOUNCE"]},
                "1 validation error detected: Value at 'suppressionScope' failed to satisfy "
                "constraint: Member must satisfy enum value set: [TENANT, ACCOUNT]",
            ),
        ],
    )
    def test_what_cannot_be_put(self, client, given, text):
        put = client.put_tenant_suppression_attributes

        assert refusal_with_status(put, TenantName="acme", **given) == (
            "BadRequestException",
            text,
            400,
        )
        assert self.shown(client) is None

    def test_reasons_of_a_new_tenant_need_a_scope_in_other_words(self, sesv2_client):
        answer = refusal_with_status(
            sesv2_client.create_tenant,
            TenantName="acme",
            SuppressionAttributes={"SuppressedReasons": ["BOUNCE"]},
        )

        assert answer == (
            "BadRequestException",
            "SuppressionScope is required when SuppressedReasons are provided. Valid values are: "
            "TENANT, ACCOUNT",
            400,
        )
        assert names(sesv2_client) == []
