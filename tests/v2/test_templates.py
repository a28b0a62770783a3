"""What only v2 does with e-mail templates; the rest is in tests/domain."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_member
from tests.refusing import refusal, refusal_with_status

CONTENT = {"Subject": "Hello, {{name}}!", "Text": "Dear {{name}}"}


def create(client, name="greeting", **given):
    client.create_email_template(TemplateName=name, TemplateContent=CONTENT, **given)


def read(client, name="greeting"):
    answer = client.get_email_template(TemplateName=name)
    del answer["ResponseMetadata"]
    return answer


def test_an_unknown_template_cannot_be_deleted(sesv2_client):
    # templates 2; resources 12.1
    answer = refusal_with_status(sesv2_client.delete_email_template, TemplateName="foobar")

    assert answer == ("NotFoundException", "Template foobar does not exist", 404)


@pytest.mark.parametrize("size", [0, -1, 101])
def test_a_page_size_out_of_range_is_refused_before_the_token(sesv2_client, size):
    # resources 1
    for token in ({}, {"NextToken": "rubbish"}):
        answer = refusal_with_status(sesv2_client.list_email_templates, PageSize=size, **token)

        assert answer == ("BadRequestException", "The page size must be between 1 and 100", 400)


@pytest.mark.parametrize("operation", ["create_email_template", "update_email_template"])
def test_the_content_must_be_given(ses, operation):
    client = boto3.client("sesv2", config=Config(parameter_validation=False))

    assert refusal(getattr(client, operation), TemplateName="greeting") == (
        "BadRequestException",
        "1 validation error detected: Value at 'templateContent' failed to satisfy constraint: "
        "Member must not be null",
    )


class TestTags:
    """facts: resources 10; the rules themselves are in tests/domain/test_tags.py"""

    @pytest.fixture(autouse=True)
    def there_are_tags(self):
        needs_member("sesv2", "CreateEmailTemplate", "Tags")

    def test_tags_are_kept_as_they_are_given(self, sesv2_client):
        # templates 2
        tags = [{"Key": "team", "Value": "shop"}, {"Key": "empty", "Value": ""}]

        create(sesv2_client, Tags=tags)

        assert read(sesv2_client) == {
            "TemplateName": "greeting",
            "TemplateContent": CONTENT,
            "Tags": tags,
        }

    def test_a_template_made_by_v1_or_without_tags_has_an_empty_list(
        self, ses_client, sesv2_client
    ):
        # resources 10
        create(sesv2_client)
        ses_client.create_template(
            Template={"TemplateName": "old", "SubjectPart": "Hi", "TextPart": "x"}
        )

        assert read(sesv2_client)["Tags"] == []
        assert read(sesv2_client, "old") == {
            "TemplateName": "old",
            "TemplateContent": {"Subject": "Hi", "Text": "x"},
            "Tags": [],
        }

    def test_updates_leave_the_tags_alone(self, ses, ses_client, sesv2_client):
        # resources 10
        tags = [{"Key": "team", "Value": "shop"}]
        create(sesv2_client, Tags=tags)

        sesv2_client.update_email_template(
            TemplateName="greeting", TemplateContent={"Subject": "Hi", "Html": "<p>"}
        )
        assert read(sesv2_client)["Tags"] == tags
        ses_client.update_template(
            Template={"TemplateName": "greeting", "SubjectPart": "Hi", "TextPart": "x"}
        )
        assert read(sesv2_client)["Tags"] == tags
        ses.add_template("greeting", subject="Hi", text="y")
        assert read(sesv2_client)["Tags"] == tags

    def test_the_tags_of_a_deleted_template_are_gone(self, sesv2_client):
        create(sesv2_client, Tags=[{"Key": "team", "Value": "shop"}])
        sesv2_client.delete_email_template(TemplateName="greeting")

        create(sesv2_client)

        assert read(sesv2_client)["Tags"] == []

    def test_fifty_tags_pass_and_one_more_does_not(self, sesv2_client):
        tags = [{"Key": f"k{number}", "Value": "v"} for number in range(51)]

        create(sesv2_client, Tags=tags[:50])

        assert read(sesv2_client)["Tags"] == tags[:50]
        assert refusal(create, sesv2_client, "other", Tags=tags) == (
            "BadRequestException",
            "Maximum of 50 user tags are allowed per resource, consider reducing the number of "
            "tags in the request",
        )
        assert len(sesv2_client.list_email_templates()["TemplatesMetadata"]) == 1

    def test_the_name_is_checked_before_the_tags_and_both_before_existence(self, sesv2_client):
        # resources 0.1: formats, then existence
        create(sesv2_client)
        bad = [{"Key": "a", "Value": "!"}]

        assert refusal(create, sesv2_client, "a b", Tags=bad)[1].startswith("Template name can")
        assert refusal(create, sesv2_client, Tags=bad)[1].startswith("Tags can only contain")
