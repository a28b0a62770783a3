"""Tenants through v2, the only API that has them. Rows: facts "resources" 8.1 and 1."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_operation
from tests.refusing import refusal, refusal_with_status
from tests.v2.renting import (
    ACCOUNT,
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

    def test_there_is_a_limit_to_their_number(self, ses, sesv2_client):
        # resources 8.1, several tenants: LimitExceededException is modelled
        tenants = ses.accounts.open("123456789012", "us-east-1").tenants
        for number in range(9_999):
            tenants.add(f"tenant-{number}", None, {})
        sesv2_client.create_tenant(TenantName="acme")

        answer = refusal_with_status(sesv2_client.create_tenant, TenantName="zenith")

        assert answer == (
            "LimitExceededException",
            "Number of tenants exceeds max allowed number of 10000.",
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
