"""The template operations of either API, by what they do."""

from __future__ import annotations

import json
from typing import ClassVar

import boto3
from botocore.config import Config

UNCHECKED = Config(parameter_validation=False)
GREETING = {"subject": "Hello, {{name}}!", "text": "Dear {{name}}", "html": "<p>{{name}}</p>"}


def refused(kind, text):
    code, status = kind
    return code, text, status


class V1:
    """The operations of `ses`, by what they do."""

    missing = ("TemplateDoesNotExist", 400)
    existing = ("AlreadyExists", 400)
    limit = ("LimitExceeded", 400)
    invalid = ("InvalidParameterValue", 400)
    broken = ("InvalidTemplate", 400)
    unrenderable = ("InvalidRenderingParameter", 400)
    lacking = ("MissingRenderingAttribute", 400)
    too_long = ("ValidationError", 400)
    members: ClassVar = {"subject": "SubjectPart", "text": "TextPart", "html": "HtmlPart"}

    def __init__(self, region: str = "us-east-1") -> None:
        self.client = boto3.client("ses", region_name=region, config=UNCHECKED)

    def template(self, name, parts):
        return {"TemplateName": name, **{self.members[part]: parts[part] for part in parts}}

    def create(self, name, **parts):
        self.client.create_template(Template=self.template(name, parts))

    def update(self, name, **parts):
        self.client.update_template(Template=self.template(name, parts))

    def read(self, name):
        found = self.client.get_template(TemplateName=name)["Template"]
        assert found.pop("TemplateName") == name
        return {part: found.pop(member) for part, member in self.members.items() if member in found}

    def delete(self, name):
        self.client.delete_template(TemplateName=name)

    def listed(self, size=None, token=None):
        """(name, time of creation) of each, and the token of the next page."""
        given = {"MaxItems": size, "NextToken": token}
        answer = self.client.list_templates(**{k: v for k, v in given.items() if v is not None})
        items = [(item["Name"], item["CreatedTimestamp"]) for item in answer["TemplatesMetadata"]]
        return items, answer.get("NextToken")

    def page(self, size=None, token=None):
        items, token = self.listed(size, token)
        return [name for name, _ in items], token

    def render(self, name, data):
        given = data if isinstance(data, str) else json.dumps(data)
        answer = self.client.test_render_template(TemplateName=name, TemplateData=given)
        return answer["RenderedTemplate"]


class V2:
    """The operations of `sesv2`, by what they do."""

    missing = ("NotFoundException", 404)
    existing = ("AlreadyExistsException", 400)
    limit = ("LimitExceededException", 400)
    invalid = broken = unrenderable = lacking = too_long = ("BadRequestException", 400)
    members: ClassVar = {"subject": "Subject", "text": "Text", "html": "Html"}

    def __init__(self, region: str = "us-east-1") -> None:
        self.client = boto3.client("sesv2", region_name=region, config=UNCHECKED)

    def content(self, parts):
        return {self.members[part]: parts[part] for part in parts}

    def create(self, name, **parts):
        self.client.create_email_template(TemplateName=name, TemplateContent=self.content(parts))

    def update(self, name, **parts):
        self.client.update_email_template(TemplateName=name, TemplateContent=self.content(parts))

    def read(self, name):
        answer = self.client.get_email_template(TemplateName=name)
        assert answer["TemplateName"] == name
        found = answer["TemplateContent"]
        return {part: found.pop(member) for part, member in self.members.items() if member in found}

    def delete(self, name):
        self.client.delete_email_template(TemplateName=name)

    def listed(self, size=None, token=None):
        """(name, time of creation) of each, and the token of the next page."""
        given = {"PageSize": size, "NextToken": token}
        answer = self.client.list_email_templates(
            **{k: v for k, v in given.items() if v is not None}
        )
        items = [
            (item["TemplateName"], item["CreatedTimestamp"]) for item in answer["TemplatesMetadata"]
        ]
        return items, answer.get("NextToken")

    page = V1.page

    def render(self, name, data):
        given = data if isinstance(data, str) else json.dumps(data)
        answer = self.client.test_render_email_template(TemplateName=name, TemplateData=given)
        return answer["RenderedTemplate"]
