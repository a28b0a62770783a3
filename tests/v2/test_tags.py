"""The calls for tags, which only v2 has. Rows: facts "resources" 10."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_operation
from tests.refusing import refusal_with_status

PREFIX = "arn:aws:ses:us-east-1:123456789012:"
SET = f"{PREFIX}configuration-set/news"
TEMPLATE_NAME = (
    "Template name can contain alphanumeric characters, underscores(_) and hyphens(-). It can "
    "contain up to 128 characters and it should start with an alphanumeric character."
)
TOO_MANY = (
    "Maximum of 50 user tags are allowed per resource, consider reducing the number of tags in the "
    "request"
)
CALLS = [
    ("tag_resource", {"Tags": [{"Key": "a", "Value": "b"}]}),
    ("untag_resource", {"TagKeys": ["a"]}),
    ("list_tags_for_resource", {}),
]

pytestmark = pytest.mark.ses(verified=["example.com", "ann@example.org"], production=True)


@pytest.fixture
def client(sesv2_client):
    sesv2_client.create_configuration_set(ConfigurationSetName="news")
    sesv2_client.create_email_template(
        TemplateName="hello", TemplateContent={"Subject": "Hi", "Text": "Hello"}
    )
    sesv2_client.create_custom_verification_email_template(
        TemplateName="welcome",
        FromEmailAddress="shop@example.com",
        TemplateSubject="Hi",
        TemplateContent="Hello",
        SuccessRedirectionURL="https://example.com/yes",
        FailureRedirectionURL="https://example.com/no",
    )
    return sesv2_client


@pytest.fixture
def unchecked(ses):
    return boto3.client("sesv2", config=Config(parameter_validation=False))


def tag(client, arn, **tags):
    pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
    return client.tag_resource(ResourceArn=arn, Tags=pairs)


def tags(client, arn):
    found = client.list_tags_for_resource(ResourceArn=arn)["Tags"]
    return {one["Key"]: one["Value"] for one in found}


@pytest.mark.parametrize(
    "resource",
    [
        "configuration-set/news",
        "template/hello",
        "custom-verification-email-template/welcome",
        "identity/example.com",
        "identity/EXAMPLE.com",
        "identity/ann@example.org",
    ],
)
def test_a_resource_is_tagged_and_untagged(client, resource):
    arn = PREFIX + resource
    assert tags(client, arn) == {}

    assert set(tag(client, arn, team="a", stage="")) == {"ResponseMetadata"}
    tag(client, arn, team="b")
    assert tags(client, arn) == {"team": "b", "stage": ""}

    client.untag_resource(ResourceArn=arn, TagKeys=["stage", "never there"])
    assert tags(client, arn) == {"team": "b"}


def test_a_tenant_is_found_by_its_id_and_shows_its_tags_by_key(client):
    # resources 10, missing tenant; 1, order
    needs_operation("sesv2", "CreateTenant")
    made = client.create_tenant(TenantName="acme", Tags=[{"Key": "z", "Value": "1"}])

    tag(client, made["TenantArn"].replace("/acme/", "/other/"), a="2")

    expected = [{"Key": "a", "Value": "2"}, {"Key": "z", "Value": "1"}]
    shown = client.list_tags_for_resource(ResourceArn=made["TenantArn"])
    assert shown["Tags"] == expected
    assert client.get_tenant(TenantName="acme")["Tenant"]["Tags"] == expected


def test_tags_show_with_the_resource_and_an_update_leaves_them(client):
    tag(client, f"{PREFIX}template/hello", a="b")

    client.update_email_template(
        TemplateName="hello", TemplateContent={"Subject": "Hi", "Text": "Bye"}
    )

    shown = client.get_email_template(TemplateName="hello")
    assert shown.get("Tags", [{"Key": "a", "Value": "b"}]) == [{"Key": "a", "Value": "b"}]
    assert tags(client, f"{PREFIX}template/hello") == {"a": "b"}


def test_partition_and_service_are_not_looked_at(client):
    tag(client, "arn:aws-cn:s3:us-east-1:123456789012:configuration-set/news", a="b")

    assert tags(client, SET) == {"a": "b"}


def test_an_address_with_a_slash_has_tags_too(client):
    # resources 2.1: `/` in a local part
    arn = f"{PREFIX}identity/sales/eu@example.com"
    client.create_email_identity(EmailIdentity="sales/eu@example.com")

    tag(client, arn, a="b")

    assert tags(client, arn) == {"a": "b"}


@pytest.mark.parametrize(
    ("resource", "text"),
    [
        ("configuration-set/no", "No ConfigurationSet present with name: no"),
        ("identity/no.example", "No EmailIdentity present with name: no.example"),
        ("template/no", "No Template present with name: no"),
        ("contact-list/no", "No ContactList present with name: no"),
        (
            "custom-verification-email-template/no",
            "No CustomVerificationEmailTemplate present with name: no",
        ),
        ("dedicated-ip-pool/no", "No DedicatedIpPool present with name: no"),
        ("tenant/acme/tn-1", "No Tenant present with name: acmewith tenantId: tn-1"),  # sic
    ],
)
@pytest.mark.parametrize(("operation", "given"), CALLS, ids=str)
def test_a_resource_that_does_not_exist(sesv2_client, operation, given, resource, text):
    call = getattr(sesv2_client, operation)

    answer = refusal_with_status(call, ResourceArn=PREFIX + resource, **given)

    assert answer == ("NotFoundException", text, 404)


@pytest.mark.parametrize(
    ("arn", "text"),
    [
        *(
            (arn, "ResourceArn is not the expected format")
            for arn in [
                "news", "arn:aws:ses", PREFIX, f"{PREFIX}news", f"{PREFIX}pigeon/x",
                f"{PREFIX}identity/", f"{SET}/x", f"{SET}:x", f"{PREFIX}tenant/acme",
                f"{PREFIX}tenant/acme/tn-1/x", "x" + SET,
            ]
        ),
        *(
            (arn, "Operations on a resource created in a different account is not allowed")
            for arn in [
                "arn:aws:ses:us-east-1:999999999999:configuration-set/news",
                "arn:aws:ses:us-east-1:me:pigeon", "arn:aws:ses:us-east-1::template/x",
            ]
        ),
        (f"{PREFIX}identity/no", "Provided resource identifier is not an SES resource"),
        (f"{PREFIX}template/-x", TEMPLATE_NAME),
        (f"{PREFIX}template/{'x' * 129}", TEMPLATE_NAME),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("operation", "given"), CALLS, ids=str)
def test_an_arn_that_cannot_be_one(client, operation, given, arn, text):
    answer = refusal_with_status(getattr(client, operation), ResourceArn=arn, **given)

    assert answer == ("BadRequestException", text, 400)


@pytest.mark.parametrize(("operation", "given"), CALLS, ids=str)
def test_a_set_of_an_impossible_name_is_refused_without_a_word(client, operation, given):
    answer = refusal_with_status(
        getattr(client, operation), ResourceArn=f"{PREFIX}configuration-set/a.b", **given
    )

    assert answer == ("ValidationException", None, 400)


def test_what_is_another_regions_fails_or_has_no_tags(client):
    # resources 10, other Region: after existence
    tag(client, SET, a="b")
    elsewhere = SET.replace("us-east-1", "eu-west-1")
    missing = elsewhere.replace("news", "no")

    said = [
        refusal_with_status(getattr(client, operation), ResourceArn=elsewhere, **given)
        for operation, given in CALLS[:2]
    ]

    assert said == [
        ("BadRequestException", "Failed to tag resource", 400),
        ("BadRequestException", "Failed to untag resource", 400),
    ]
    assert tags(client, elsewhere) == {}
    assert tags(client, SET) == {"a": "b"}
    assert refusal_with_status(tag, client, missing, a="b")[0] == "NotFoundException"


@pytest.mark.parametrize(("more", "fits"), [(10, True), (11, False)])
def test_a_resource_has_50_tags_at_the_most(client, more, fits):
    tag(client, SET, **{f"k{number}": "" for number in range(40)})
    new = {f"n{number}": "" for number in range(more)}

    if fits:
        tag(client, SET, **new, k1="again")
        assert len(tags(client, SET)) == 50
    else:
        assert refusal_with_status(tag, client, SET, **new) == (
            "BadRequestException",
            f"{TOO_MANY} or delete existing tags and retry",
            400,
        )
        assert len(tags(client, SET)) == 40


def test_a_request_has_50_tags_at_the_most(client):
    new = {f"k{number}": "" for number in range(51)}

    assert refusal_with_status(tag, client, SET, **new) == ("BadRequestException", TOO_MANY, 400)


def test_no_tags_are_none(client):
    assert set(tag(client, SET)) == {"ResponseMetadata"}
    assert tags(client, SET) == {}


def test_what_is_left_out(client, unchecked):
    without_a_word = ("ValidationException", None, 400)

    assert refusal_with_status(unchecked.tag_resource, Tags=[]) == without_a_word
    assert refusal_with_status(unchecked.untag_resource, TagKeys=["a"]) == without_a_word
    assert refusal_with_status(unchecked.untag_resource, ResourceArn=SET) == without_a_word
    assert refusal_with_status(unchecked.list_tags_for_resource)[::2] == ("InternalFailure", 500)
