"""Tenants through v2, the only API that has them. Rows: facts "resources" 8.1 and 1."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_operation
from tests.refusing import refusal, refusal_with_status

ACCOUNT = "123456789012"
PREFIX = f"arn:aws:ses:us-east-1:{ACCOUNT}:"
DOMAIN = f"{PREFIX}identity/example.com"
NEWS = f"{PREFIX}configuration-set/news"
HELLO = f"{PREFIX}template/hello"
NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
MISSING = ("NotFoundException", "The requested tenant <acme> does not exist.", 404)
NULL = "Value at '{}' failed to satisfy constraint: Member must not be null"
EMPTY = (
    "Value '' at '{}' failed to satisfy constraint: Member must have length greater than or equal "
    "to 1"
)
BY_NAME = [
    ("get_tenant", {}),
    ("delete_tenant", {}),
    ("list_tenant_resources", {}),
    ("put_tenant_suppression_attributes", {}),
    ("create_tenant_resource_association", {"ResourceArn": DOMAIN}),
    ("delete_tenant_resource_association", {"ResourceArn": DOMAIN}),
]
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
    """A client whose account has a tenant, and one resource of each kind."""
    sesv2_client.create_tenant(TenantName="acme")
    sesv2_client.create_configuration_set(ConfigurationSetName="news")
    sesv2_client.create_email_template(
        TemplateName="hello", TemplateContent={"Subject": "Hi", "Text": "Hello"}
    )
    return sesv2_client


@pytest.fixture
def unchecked(ses):
    """A client that sends whatever it is given."""
    return boto3.client("sesv2", config=Config(parameter_validation=False))


def associate(client, arn, tenant="acme"):
    return client.create_tenant_resource_association(TenantName=tenant, ResourceArn=arn)


def dissociate(client, arn, tenant="acme"):
    return client.delete_tenant_resource_association(TenantName=tenant, ResourceArn=arn)


def names(client, **given):
    return [tenant["TenantName"] for tenant in client.list_tenants(**given)["Tenants"]]


def arns(client, tenant="acme", **given):
    found = client.list_tenant_resources(TenantName=tenant, **given)["TenantResources"]
    return [resource["ResourceArn"] for resource in found]


def holders(client, arn, **given):
    found = client.list_resource_tenants(ResourceArn=arn, **given)["ResourceTenants"]
    return [tenant["TenantName"] for tenant in found]


class TestMaking:
    def test_a_new_tenant_is_shown_as_it_was_made(self, ses, sesv2_client):
        # resources 8.1, TenantId and CreateTenant answer; 0.5, tenant
        ses.clock.freeze(NOON)

        made = sesv2_client.create_tenant(
            TenantName="acme", Tags=[{"Key": "b", "Value": "1"}, {"Key": "a", "Value": ""}]
        )

        del made["ResponseMetadata"]
        id_ = made["TenantId"]
        assert id_.startswith("tn-")
        assert len(id_) == 33
        assert set(id_[3:]) <= set("0123456789abcdef")
        assert made == {
            "TenantName": "acme",
            "TenantId": id_,
            "TenantArn": f"{PREFIX}tenant/acme/{id_}",
            "CreatedTimestamp": NOON,
            "Tags": [{"Key": "a", "Value": ""}, {"Key": "b", "Value": "1"}],  # 1: by key
            "SendingStatus": "ENABLED",
        }
        assert sesv2_client.get_tenant(TenantName="acme")["Tenant"] == made

    def test_without_tags_the_list_of_tags_is_empty(self, client):
        assert client.get_tenant(TenantName="acme")["Tenant"]["Tags"] == []

    def test_two_tenants_have_two_ids(self, client):
        other = client.create_tenant(TenantName="zenith")["TenantId"]

        assert client.get_tenant(TenantName="acme")["Tenant"]["TenantId"] != other

    def test_a_name_is_given_once(self, client):
        # resources 8.1, duplicate
        before = client.get_tenant(TenantName="acme")["Tenant"]

        answer = refusal_with_status(client.create_tenant, TenantName="acme")

        assert answer == (
            "AlreadyExistsException",
            f"Tenant with name acme already exists in account {ACCOUNT}",
            400,
        )
        assert client.get_tenant(TenantName="acme")["Tenant"] == before

    def test_names_are_compared_as_they_are_written(self, client):
        client.create_tenant(TenantName="Acme")

        assert names(client) == ["Acme", "acme"]

    def test_each_region_has_its_own(self, client):
        elsewhere = boto3.client("sesv2", "eu-west-1")

        assert names(elsewhere) == []
        assert refusal_with_status(elsewhere.get_tenant, TenantName="acme") == MISSING

    @pytest.mark.parametrize("count", [50, 51])
    def test_its_tags_are_checked(self, sesv2_client, count):
        # resources 10
        tags = [{"Key": f"k{number}", "Value": ""} for number in range(count)]

        if count == 50:
            sesv2_client.create_tenant(TenantName="acme", Tags=tags)
            assert names(sesv2_client) == ["acme"]
        else:
            assert refusal(sesv2_client.create_tenant, TenantName="acme", Tags=tags) == (
                "BadRequestException",
                "Maximum of 50 user tags are allowed per resource, consider reducing the number "
                "of tags in the request",
            )
            assert names(sesv2_client) == []

    def test_there_is_a_limit_to_their_number(self, ses, sesv2_client, monkeypatch):
        # resources 8.1, several tenants: LimitExceededException is modelled
        monkeypatch.setattr("sesfake.domain.tenants.tenants.MAX_TENANTS", 1)
        sesv2_client.create_tenant(TenantName="acme")

        answer = refusal_with_status(sesv2_client.create_tenant, TenantName="zenith")

        assert answer == (
            "LimitExceededException",
            "Number of tenants exceeds max allowed number of 1.",
            400,
        )


class TestNames:
    """resources 8.1, name"""

    @pytest.mark.parametrize("name", ["a", "A-b_9", "x" * 64])
    def test_letters_digits_hyphens_underscores(self, sesv2_client, name):
        sesv2_client.create_tenant(TenantName=name)

        assert names(sesv2_client) == [name]

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("x" * 65, "TenantName cannot exceed 64 characters."),
            *(
                (
                    name,
                    f"Invalid tenant name <{name}>: only alphanumeric ASCII characters, '_', and "
                    "'-' are allowed.",
                )
                for name in ["a b", "a.b", "é", " ", "a\n", "a/b"]
            ),
        ],
    )
    @pytest.mark.parametrize(("operation", "given"), [("create_tenant", {}), *BY_NAME], ids=str)
    def test_anything_else_is_refused_by_every_call(self, client, operation, given, name, text):
        answer = refusal_with_status(getattr(client, operation), TenantName=name, **given)

        assert answer == ("BadRequestException", text, 400)

    def test_the_model_says_so_where_a_new_one_has_none(self, unchecked):
        said = "1 validation error detected: "

        assert refusal(unchecked.create_tenant) == (
            "BadRequestException",
            said + NULL.format("tenantName"),
        )
        assert refusal(unchecked.create_tenant, TenantName="") == (
            "BadRequestException",
            said + EMPTY.format("tenantName"),
        )

    @pytest.mark.parametrize("name", [{}, {"TenantName": ""}, {"TenantName": None}], ids=str)
    @pytest.mark.parametrize(("operation", "given"), BY_NAME, ids=str)
    def test_the_other_calls_say_it_themselves(self, client, unchecked, operation, given, name):
        answer = refusal(getattr(unchecked, operation), **name, **given)

        assert answer == ("BadRequestException", "TenantName cannot be empty")

    @pytest.mark.parametrize(("operation", "given"), BY_NAME, ids=str)
    def test_a_tenant_that_does_not_exist_is_not_found(self, sesv2_client, operation, given):
        # resources 8.1, missing
        answer = refusal_with_status(getattr(sesv2_client, operation), TenantName="acme", **given)

        assert answer == MISSING


class TestDeleting:
    def test_the_tenant_and_its_associations_go_and_the_resources_stay(self, client):
        # resources 8.1, DeleteTenant
        associate(client, DOMAIN)
        associate(client, NEWS)

        client.delete_tenant(TenantName="acme")

        assert names(client) == []
        assert holders(client, DOMAIN) == []
        assert client.get_configuration_set(ConfigurationSetName="news")
        client.create_tenant(TenantName="acme")
        assert arns(client) == []

    def test_its_suppression_list_goes_too(self, ses, client):
        # resources 8.1, DeleteTenant; events 7.1, stay
        ses.suppress("ann@example.com", tenant="acme")

        client.delete_tenant(TenantName="acme")
        client.create_tenant(TenantName="acme")

        found = client.list_suppressed_destinations(TenantName="acme")
        assert found["SuppressedDestinationSummaries"] == []


class TestListing:
    def test_an_entry_has_no_tags(self, ses, sesv2_client):
        # resources 8.1, ListTenants item
        ses.clock.freeze(NOON)
        made = sesv2_client.create_tenant(TenantName="acme", Tags=[{"Key": "a", "Value": "b"}])

        [entry] = sesv2_client.list_tenants()["Tenants"]

        assert entry == {
            "TenantName": "acme",
            "TenantId": made["TenantId"],
            "TenantArn": made["TenantArn"],
            "CreatedTimestamp": NOON,
            "SendingStatus": "ENABLED",
        }

    def test_nobody_is_an_empty_list(self, sesv2_client):
        # resources 0.4
        assert sesv2_client.list_tenants()["Tenants"] == []

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({}, ["Beta", "acme", "acme-2"]),
            ({"TENANT_NAME_CONTAINS": "acme"}, ["acme", "acme-2"]),
            ({"TENANT_NAME_CONTAINS": "B"}, ["Beta"]),
            ({"TENANT_NAME_CONTAINS": "CME-"}, ["acme-2"]),
            ({"TENANT_NAME_CONTAINS": "zenith"}, []),
            ({"SENDING_STATUS": "ENABLED"}, ["Beta", "acme", "acme-2"]),
            ({"SENDING_STATUS": "DISABLED"}, []),
            ({"SENDING_STATUS": "REINSTATED", "TENANT_NAME_CONTAINS": "a"}, []),
            ({"SENDING_STATUS": "ENABLED", "TENANT_NAME_CONTAINS": "2"}, ["acme-2"]),
        ],
        ids=str,
    )
    def test_tenants_stand_by_name_and_filters_select(self, sesv2_client, filters, found):
        # resources 8.1, ListTenants item; 1, order
        for name in ("acme-2", "Beta", "acme"):
            sesv2_client.create_tenant(TenantName=name)

        assert names(sesv2_client, Filter=filters) == found

    def test_a_status_that_is_none_is_refused(self, client):
        # a guess
        assert refusal(client.list_tenants, Filter={"SENDING_STATUS": "PAUSED"}) == (
            "BadRequestException",
            "Invalid sending status PAUSED specified.",
        )


class TestPaging:
    """resources 1, row of ListTenants, ListTenantResources, ListResourceTenants"""

    @pytest.fixture(params=["tenants", "resources", "holders"])
    def listed(self, request, client):
        """Lists three entries, in one of the three ways."""
        for name in ("alpha", "beta"):
            client.create_tenant(TenantName=name)
            associate(client, DOMAIN, name)
        for arn in (DOMAIN, NEWS, HELLO):
            associate(client, arn)
        return {
            "tenants": (client.list_tenants, "Tenants", {}),
            "resources": (client.list_tenant_resources, "TenantResources", {"TenantName": "acme"}),
            "holders": (client.list_resource_tenants, "ResourceTenants", {"ResourceArn": DOMAIN}),
        }[request.param]

    def test_pages_of_one_give_each_entry_once(self, listed):
        call, key, given = listed
        whole = call(**given)
        assert "NextToken" not in whole

        found, token = [], {}
        while True:
            page = call(PageSize=1, **token, **given)
            found.append(page[key])
            if "NextToken" not in page:
                break
            token = {"NextToken": page["NextToken"]}

        assert found == [[entry] for entry in whole[key]]
        assert len(found) == 3

    @pytest.mark.parametrize(
        ("size", "bound"),
        [(0, "greater than or equal to 1"), (-5, "greater than or equal to 1"),
         (101, "less than or equal to 100")],
    )  # fmt: skip
    def test_a_page_has_1_to_100_entries(self, listed, size, bound):
        call, _, given = listed

        assert refusal_with_status(call, PageSize=size, NextToken="rubbish", **given) == (
            "BadRequestException",
            f"1 validation error detected: Value '{size}' at 'pageSize' failed to satisfy "
            f"constraint: Member must have value {bound}",
            400,
        )
        assert len(call(PageSize=100, **given)[listed[1]]) == 3

    @pytest.mark.parametrize("token", ["rubbish", "e30=", "é", "\0", "a" * 5000])
    def test_a_token_of_somebody_elses_making_is_invalid(self, listed, token):
        call, _, given = listed

        answer = refusal_with_status(call, NextToken=token, **given)

        assert answer == ("BadRequestException", "Invalid Next Token", 400)

    def test_an_empty_token_breaks_the_model_before_the_size_does(self, listed):
        call, _, given = listed
        size = (
            "Value '101' at 'pageSize' failed to satisfy constraint: Member must have value less "
            "than or equal to 100"
        )

        one = refusal(call, NextToken="", **given)
        two = refusal(call, NextToken="", PageSize=101, **given)

        assert one[1] == f"1 validation error detected: {EMPTY.format('nextToken')}"
        assert two[1] == f"2 validation errors detected: {EMPTY.format('nextToken')}; {size}"

    def test_a_token_is_bound_to_tenant_filter_and_region(self, client):
        for name in ("alpha", "beta"):
            client.create_tenant(TenantName=name)
        for arn in (NEWS, HELLO):
            associate(client, arn)
            associate(client, arn, "alpha")
        invalid = ("BadRequestException", "Invalid Next Token")
        tenants = client.list_tenants(PageSize=1)["NextToken"]
        resources = client.list_tenant_resources(TenantName="acme", PageSize=1)["NextToken"]
        of_news = client.list_resource_tenants(ResourceArn=NEWS, PageSize=1)["NextToken"]
        elsewhere = boto3.client("sesv2", "eu-west-1")

        assert names(client, NextToken=tenants) == ["alpha", "beta"]
        assert arns(client, NextToken=resources) == [HELLO]
        assert holders(client, NEWS, NextToken=of_news) == ["alpha"]
        assert refusal(arns, client, "alpha", NextToken=resources) == invalid
        assert refusal(holders, client, HELLO, NextToken=of_news) == invalid
        assert refusal(arns, client, NextToken=tenants) == invalid
        assert refusal(names, elsewhere, NextToken=tenants) == invalid
        by_name = {"TENANT_NAME_CONTAINS": "a"}
        assert refusal(names, client, NextToken=tenants, Filter=by_name) == invalid
        by_type = {"RESOURCE_TYPE": "EMAIL_TEMPLATE"}
        assert refusal(arns, client, NextToken=resources, Filter=by_type) == invalid


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
