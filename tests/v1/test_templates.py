"""What only v1 does with e-mail templates; the rest is in tests/domain."""

from __future__ import annotations

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

    ses_client.update_template(Template=GREETING | {"TextPart": "{{#each a}}{{../b}}{{/each}}"})
    endless = json.dumps({"name": "Ann", "a": [1] * 10_000, "b": "x" * 10_000})
    with pytest.raises(errors.InvalidRenderingParameterException) as caught:
        ses_client.test_render_template(TemplateName="greeting", TemplateData=endless)
    assert caught.value.response["TemplateName"] == "greeting"
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
    """`aws ses create-template --cli-input-json file://mytemplate.json`, and so on."""
    ses.verify("example.com")

    def from_file(name: str, content: str) -> dict:
        (tmp_path / name).write_text(content)
        return json.loads((tmp_path / name).read_text())

    ses_client.create_template(**from_file("mytemplate.json", MYTEMPLATE))
    ses_client.send_templated_email(**from_file("myemail.json", MYEMAIL))
    statuses = ses_client.send_bulk_templated_email(**from_file("mybulkemail.json", MYBULKEMAIL))

    assert [status["Status"] for status in statuses["Status"]] == ["Success"] * 4
    assert [(m.to, m.subject, m.text, m.html) for m in ses.outbox] == [
        (
            [f"{recipient}@example.com"],
            f"Greetings, {name}!",
            f"Dear {name},\r\nYour favorite animal is {animal}.",
            f"<h1>Hello {name}</h1><p>Your favorite animal is {animal}.</p>",
        )
        for recipient, name, animal in (
            ("alejandro", "Alejandro", "zebra"),
            ("anaya", "Anaya", "yak"),
            ("liu", "Liu", "water buffalo"),
            ("shirley", "Shirley", "vulture"),
            ("somebody", "friend", "unknown"),
        )
    ]
