"""A wrong answer is our mistake, and is told at once."""

from datetime import datetime
from enum import Enum

import pytest

from .botocore_side import PROTOCOLS, of_today, operation

NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001


def respond(service, name, result):
    return PROTOCOLS[service].respond(operation(service, name), result, "id")


@of_today
@pytest.mark.parametrize(
    ("service", "name", "result", "complaint"),
    [
        (
            "ses",
            "SendEmail",
            {"MessageID": "x"},
            "SendEmail has no member 'MessageID': SendEmailResponse does not know it",
        ),
        ("ses", "SendEmail", {}, "SendEmail lacks 'MessageId', which SendEmailResponse requires"),
        (
            "ses",
            "SendEmail",
            {"MessageId": None},
            "SendEmail lacks 'MessageId', which SendEmailResponse requires",
        ),
        ("ses", "SendEmail", {"MessageId": 5}, "SendEmail.MessageId wants a str, not 5"),
        ("ses", "SendEmail", None, "SendEmail wants a dict for SendEmailResponse, not None"),
        (
            "ses",
            "VerifyEmailAddress",
            {"x": 1},
            "VerifyEmailAddress has no output, so it cannot answer {'x': 1}",
        ),
        (
            "ses",
            "ListIdentities",
            {"Identities": ["a", None]},
            "ListIdentities.Identities[1] wants a str, not None",
        ),
        (
            "ses",
            "ListIdentities",
            {"Identities": "a"},
            "ListIdentities.Identities wants a list, not 'a'",
        ),
        (
            "ses",
            "GetIdentityDkimAttributes",
            {"DkimAttributes": {"a.com": {"DkimEnabled": 1, "DkimVerificationStatus": "Success"}}},
            "GetIdentityDkimAttributes.DkimAttributes['a.com'].DkimEnabled wants a bool, not 1",
        ),
        (
            "ses",
            "GetSendQuota",
            {"SentLast24Hours": float("nan")},
            "GetSendQuota.SentLast24Hours wants a finite float, not nan",
        ),
        (
            "sesv2",
            "GetContact",
            {"CreatedTimestamp": NAIVE},
            f"GetContact.CreatedTimestamp wants an aware datetime, not {NAIVE!r}",
        ),
        (
            "sesv2",
            "GetImportJob",
            {"ProcessedRecordsCount": True},
            "GetImportJob.ProcessedRecordsCount wants an int, not True",
        ),
        (
            "sesv2",
            "GetConfigurationSet",
            {"MessageSecurityOptions": {"SigningScheme": {}}},
            (
                "GetConfigurationSet.MessageSecurityOptions.SigningScheme wants exactly one member "
                "of the union SigningScheme"
            ),
        ),
        (
            "sesv2",
            "GetEmailIdentityPolicies",
            {"Policies": {1: "{}"}},
            "GetEmailIdentityPolicies.Policies wants a dict with str keys, not {1: '{}'}",
        ),
    ],
)
def test_a_result_that_does_not_fit_the_model_raises(service, name, result, complaint):
    with pytest.raises(TypeError) as raised:
        respond(service, name, result)
    assert str(raised.value) == complaint


def test_what_is_none_is_left_out_wherever_it_stands():
    name, listed = "ListCustomVerificationEmailTemplates", "CustomVerificationEmailTemplates"
    result = {listed: None, "NextToken": "t"}

    xml = respond("ses", name, result).body
    assert b"<NextToken>t</NextToken>" in xml
    assert f"<{listed}>".encode() not in xml
    assert respond("sesv2", name, result).body == b'{"NextToken":"t"}'


def test_members_of_a_str_enum_are_strings():
    class Status(str, Enum):
        SUCCESS = "SUCCESS"

    result = {"MessageId": Status.SUCCESS}
    assert b"<MessageId>SUCCESS</MessageId>" in respond("ses", "SendEmail", result).body
    assert respond("sesv2", "SendEmail", result).body == b'{"MessageId":"SUCCESS"}'


def test_an_identity_without_a_mail_from_domain_has_only_the_behaviour_to_show():
    # resources 2.3 and 2.7, though the model requires all three
    respond(
        "sesv2",
        "GetEmailIdentity",
        {"MailFromAttributes": {"BehaviorOnMxFailure": "USE_DEFAULT_VALUE"}},
    )
    respond(
        "ses",
        "GetIdentityMailFromDomainAttributes",
        {"MailFromDomainAttributes": {"a.com": {"BehaviorOnMXFailure": "UseDefaultValue"}}},
    )
