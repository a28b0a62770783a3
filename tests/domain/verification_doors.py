"""The operations for custom verification mails in either API: spelt alike, answered differently."""

from __future__ import annotations

import boto3
from botocore.config import Config

UNCHECKED = Config(parameter_validation=False)
WELCOME = {
    "FromEmailAddress": "shop@example.com",
    "TemplateSubject": "Please confirm",
    "TemplateContent": "<h1>Welcome!</h1>",
    "SuccessRedirectionURL": "https://example.com/welcome",
    "FailureRedirectionURL": "https://example.com/sorry",
}


class Door:
    service: str
    page_size: str

    def __init__(self, region: str = "us-east-1") -> None:
        self.client = boto3.client(self.service, region_name=region, config=UNCHECKED)

    def create(self, name="welcome", **given):
        self.client.create_custom_verification_email_template(
            TemplateName=name, **{**WELCOME, **given}
        )

    def update(self, name="welcome", **given):
        self.client.update_custom_verification_email_template(
            TemplateName=name, **{**WELCOME, **given}
        )

    def read(self, name="welcome"):
        answer = self.client.get_custom_verification_email_template(TemplateName=name)
        assert answer.pop("TemplateName") == name
        del answer["ResponseMetadata"]
        answer.pop("Tags", None)
        return answer

    def delete(self, name="welcome"):
        self.client.delete_custom_verification_email_template(TemplateName=name)

    def listed(self, size=None, token=None):
        """The items of a page, and the token of the next."""
        given = {self.page_size: size, "NextToken": token}
        answer = self.client.list_custom_verification_email_templates(
            **{key: value for key, value in given.items() if value is not None}
        )
        return answer["CustomVerificationEmailTemplates"], answer.get("NextToken")

    def page(self, size=None, token=None):
        """The names of a page, and the token of the next."""
        items, token = self.listed(size, token)
        return [item["TemplateName"] for item in items], token

    def send(self, address="ann@example.org", template="welcome", **given):
        answer = self.client.send_custom_verification_email(
            EmailAddress=address, TemplateName=template, **given
        )
        return answer["MessageId"]


class V1(Door):
    service = "ses"
    page_size = "MaxResults"
    missing = ("CustomVerificationEmailTemplateDoesNotExist", 400)
    existing = ("CustomVerificationEmailTemplateAlreadyExists", 400)
    unverified = ("FromEmailAddressNotVerified", 400)
    broken = ("CustomVerificationEmailInvalidContent", 400)
    limit = ("LimitExceeded", 400)
    invalid = ("InvalidParameterValue", 400)
    in_sandbox = ("ProductionAccessNotGranted", 400)
    no_set = ("ConfigurationSetDoesNotExist", 400)
    set_paused = ("ConfigurationSetSendingPausedException", 400)
    paused = ("AccountSendingPausedException", 400)
    throttled = ("Throttling", 400)
    too_many_identities = ("InvalidParameterValue", 400)


class V2(Door):
    service = "sesv2"
    page_size = "PageSize"
    missing = unverified = no_set = ("NotFoundException", 404)
    existing = ("AlreadyExistsException", 400)
    limit = too_many_identities = ("LimitExceededException", 400)
    broken = invalid = in_sandbox = ("BadRequestException", 400)
    set_paused = paused = ("SendingPausedException", 400)
    throttled = ("TooManyRequestsException", 429)


def refused(kind, text):
    code, status = kind
    return code, text, status
