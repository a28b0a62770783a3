"""What only v1 does with e-mail templates; the rest is in tests/domain."""

from __future__ import annotations

import email
import email.policy
import json

import boto3
import pytest
from botocore.config import Config

from tests.refusing import refusal

GREETING = {"TemplateName": "greeting", "SubjectPart": "Hello, {{name}}!", "TextPart": "Dear"}


def test_an_unknown_template_is_deleted_without_a_complaint(ses_client):
    # templates 2; users 37
    for name in ("foobar", "a b", ""):
        ses_client.delete_template(TemplateName=name)


@pytest.mark.parametrize("size", [0, -1, 101, 2**31 - 1])
def test_a_page_size_out_of_range_is_served_with_100(ses, ses_client, size):
    # resources 1
    for number in range(101):
        ses.add_template(f"t{number}", subject="s", text="t")

    answer = ses_client.list_templates(MaxItems=size)

    assert len(answer["TemplatesMetadata"]) == 100
    assert answer["NextToken"]


def test_errors_name_the_template_beside_the_text(ses_client):
    # templates 3: AlreadyExists has Name, the others TemplateName
    ses_client.create_template(Template=GREETING)
    errors = ses_client.exceptions
    seen = {}

    for error, operation, given in (
        (errors.AlreadyExistsException, "create_template", {"Template": GREETING}),
        (errors.TemplateDoesNotExistException, "get_template", {"TemplateName": "foobar"}),
        (
            errors.InvalidTemplateException,
            "update_template",
            {"Template": GREETING | {"TextPart": "{{"}},
        ),
        (
            errors.InvalidRenderingParameterException,
            "test_render_template",
            {"TemplateName": "greeting", "TemplateData": "rubbish"},
        ),
        (
            errors.MissingRenderingAttributeException,
            "test_render_template",
            {"TemplateName": "greeting", "TemplateData": "{}"},
        ),
    ):
        with pytest.raises(error) as caught:
            getattr(ses_client, operation)(**given)
        response = caught.value.response
        seen[response["Error"]["Code"]] = (response.get("Name"), response.get("TemplateName"))

    assert seen == {
        "AlreadyExists": ("greeting", None),
        "TemplateDoesNotExist": (None, "foobar"),
        "InvalidTemplate": (None, "greeting"),
        "InvalidRenderingParameter": (None, "greeting"),
        "MissingRenderingAttribute": (None, "greeting"),
    }


@pytest.mark.parametrize(
    ("given", "missing"),
    [({}, "template"), ({"Template": {"SubjectPart": "Hi"}}, "template.templateName")],
)
@pytest.mark.parametrize("operation", ["create_template", "update_template"])
def test_a_template_and_its_name_must_be_given(ses, operation, given, missing):
    client = boto3.client("ses", config=Config(parameter_validation=False))

    answer = refusal(getattr(client, operation), **given)

    assert answer == (
        "ValidationError",
        f"1 validation error detected: Value at '{missing}' failed to satisfy constraint: Member "
        "must not be null",
    )


def test_the_name_of_an_empty_template_is_refused(ses_client):
    # templates 8
    answer = refusal(ses_client.create_template, Template=GREETING | {"TemplateName": ""})

    assert answer == (
        "InvalidParameterValue",
        "Template name can contain alphanumeric characters, underscores(_) and hyphens(-). It can "
        "contain up to 64 characters.",
    )


# The files of the announcement in the Amazon SES blog of October 2017, with addresses filled in
# where the blog's have been lost.
MYTEMPLATE = r"""{
  "Template": {
    "TemplateName": "MyTemplate",
    "SubjectPart": "Greetings, {{name}}!",
    "TextPart": "Dear {{name}},\r\nYour favorite animal is {{favoriteanimal}}.",
    "HtmlPart": "<h1>Hello {{name}}</h1><p>Your favorite animal is {{favoriteanimal}}.</p>"
  }
}"""
MYEMAIL = r"""{
  "Source": "shop@example.com",
  "Template": "MyTemplate",
  "Destination": {
    "ToAddresses": [ "alejandro@example.com" ]
  },
  "TemplateData": "{ \"name\":\"Alejandro\", \"favoriteanimal\": \"zebra\" }"
}"""
MYBULKEMAIL = r"""{
  "Source": "shop@example.com",
  "Template": "MyTemplate",
  "Destinations": [
    {
      "Destination": { "ToAddresses": [ "anaya@example.com" ] },
      "ReplacementTemplateData":"{ \"name\":\"Anaya\", \"favoriteanimal\":\"yak\" }"
    },
    {
      "Destination": { "ToAddresses": [ "liu@example.com" ] },
      "ReplacementTemplateData":"{ \"name\":\"Liu\", \"favoriteanimal\":\"water buffalo\" }"
    },
    {
      "Destination": { "ToAddresses": [ "shirley@example.com" ] },
      "ReplacementTemplateData":"{ \"name\":\"Shirley\", \"favoriteanimal\":\"vulture\" }"
    },
    {
      "Destination": { "ToAddresses": [ "somebody@example.com" ] },
      "ReplacementTemplateData":"{}"
    }
  ],
  "DefaultTemplateData":"{ \"name\":\"friend\", \"favoriteanimal\":\"unknown\" }"
}"""


def test_the_files_of_the_announcement_are_taken_as_they_were_printed(ses, ses_client, tmp_path):
    """`aws ses create-template --cli-input-json file://mytemplate.json`, and what comes of it."""
    (tmp_path / "mytemplate.json").write_text(MYTEMPLATE)
    email_file, bulk_file = json.loads(MYEMAIL), json.loads(MYBULKEMAIL)

    ses_client.create_template(**json.loads((tmp_path / "mytemplate.json").read_text()))

    for data, name, animal in (
        (email_file["TemplateData"], "Alejandro", "zebra"),
        (bulk_file["Destinations"][0]["ReplacementTemplateData"], "Anaya", "yak"),
        (bulk_file["Destinations"][1]["ReplacementTemplateData"], "Liu", "water buffalo"),
        (bulk_file["Destinations"][2]["ReplacementTemplateData"], "Shirley", "vulture"),
        (bulk_file["DefaultTemplateData"], "friend", "unknown"),
    ):
        answer = ses_client.test_render_template(TemplateName="MyTemplate", TemplateData=data)
        mail = email.message_from_string(answer["RenderedTemplate"], policy=email.policy.default)
        assert mail["Subject"] == f"Greetings, {name}!"
        assert [part.get_content() for part in mail.iter_parts()] == [
            f"Dear {name},\r\nYour favorite animal is {animal}.",
            f"<h1>Hello {name}</h1><p>Your favorite animal is {animal}.</p>",
        ]
