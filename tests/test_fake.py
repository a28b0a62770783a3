"""Mistakes in using the fake say how to mend them."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config

from tests.refusing import refusal


@pytest.mark.parametrize(
    ("identities", "error", "text"),
    [
        ((), TypeError, "takes at least one identity"),
        ((["a@b.c"],), TypeError, "an identity is a text, as in"),
        (("no identity",), ValueError, "'no identity' cannot be an identity; give an address"),
    ],
)
def test_only_identities_can_be_verified(ses, identities, error, text):
    with pytest.raises(error, match=text):
        ses.verify(*identities)


@pytest.mark.parametrize(
    ("name", "parts", "error", "text"),
    [
        (
            "welcome",
            {"subject": "Hi", "text": "one\n{{name"},
            ValueError,
            r"^'welcome' cannot be a template: Template is invalid: Unexpected .* \(line 2\)$",
        ),
        ("a b", {"subject": "Hi", "text": "x"}, ValueError, "^'a b' cannot be a template: Templ"),
        ("welcome", {"subject": "", "text": "x"}, ValueError, "The subject must be specified"),
        ("welcome", {"subject": "Hi"}, ValueError, "The text part or the HTML part must be"),
        ("welcome", {"subject": None, "text": "x"}, TypeError, "the subject of a template is a te"),
        ("welcome", {"subject": "Hi", "html": b"x"}, TypeError, r"Hello, \{\{name\}\}!.* not b'x'"),
        (7, {"subject": "Hi", "text": "x"}, TypeError, "the name of a template is a text"),
    ],
)
def test_only_templates_that_ses_would_store_can_be_added(ses, name, parts, error, text):
    with pytest.raises(error, match=text):
        ses.add_template(name, **parts)

    assert boto3.client("ses").list_templates()["TemplatesMetadata"] == []


def test_a_notice_is_not_its_link(ses):
    boto3.client("ses").verify_email_identity(EmailAddress="ann@example.com")

    with pytest.raises(TypeError, match="a link is a text, as in ses.follow"):
        ses.follow(ses.notices.last)


def test_an_attribute_that_is_none_cannot_be_set(ses):
    with pytest.raises(AttributeError):
        ses.production = True


def test_faults_are_of_operations_that_there_are(ses):
    with pytest.raises(
        ValueError, match="SES has no operation 'SendMail'; did you mean 'SendEmail'"
    ):
        ses.fail_next("SendMail", "Throttling")
    with pytest.raises(ValueError, match="times= is at least 1"):
        ses.fail_next("SendEmail", "Throttling", times=0)
    with pytest.raises(ValueError, match="SES has no error 'Slow'"):
        ses.fail_next("SendEmail", "Slow")


def test_a_repr_stays_readable(ses):
    ses.verify("example.com")
    boto3.client("ses").send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": [f"u{n}@example.com" for n in range(9)]},
        Message={"Subject": {"Data": "a\nb " * 200}, "Body": {"Text": {"Data": "x"}}},
    )

    shown = repr(ses.outbox.last)
    assert "\n" not in shown
    assert len(shown) < 400
    assert "u4@example.com, 4 more" in shown


@pytest.mark.ses(verified=["example.com"], max_send_rate=0)
def test_a_rate_of_nothing_lets_nothing_pass(ses, ses_client):
    ses.clock.freeze()
    with pytest.raises(ses_client.exceptions.ClientError, match="Maximum sending rate exceeded"):
        ses_client.send_email(
            Source="shop@example.com",
            Destination={"ToAddresses": ["ann@example.com"]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "x"}}},
        )


ASKED = "A test asked for this error with ses.fail_next."


@pytest.mark.parametrize(
    ("error", "texts"),
    [
        ("Throttling", ["Rate exceeded", "Rate exceeded"]),
        ("TooManyRequestsException", ["Rate exceeded", "Rate exceeded"]),
        ("ThrottlingException", ["Rate exceeded", "Rate exceeded"]),
        ("AccountSendingPausedException", ["Sending is paused for this account"] * 2),
        ("SendingPausedException", ["Sending is paused for this account"] * 2),
        ("MissingAuthenticationToken", ["Missing Authentication Token"] * 2),
        ("AccessDenied", [ASKED, ASKED]),
        ("InternalFailure", [ASKED, ASKED]),
        ("MessageRejected", [ASKED, ASKED]),
        ("ConfigurationSetDoesNotExist", [ASKED, ASKED]),
    ],
)
def test_a_fault_without_a_message_has_amazons_text_or_says_who_asked_for_it(ses, error, texts):
    once = Config(retries={"total_max_attempts": 1})
    calls = [
        boto3.client("ses", config=once).get_send_quota,
        boto3.client("sesv2", config=once).get_account,
    ]
    ses.fail_next("GetSendQuota", error)
    ses.fail_next("GetAccount", error)

    assert [refusal(call)[1] for call in calls] == texts


@pytest.mark.parametrize(
    "name", ["ProductionAccessNotGranted", "ProductionAccessNotGrantedException"]
)
def test_an_error_has_its_text_under_either_of_its_names(ses, ses_client, name):
    ses.fail_next("GetSendQuota", name)

    assert refusal(ses_client.get_send_quota) == (
        "ProductionAccessNotGranted",
        "Production access has not been granted for this account.",
    )


def test_a_message_that_the_test_gives_is_the_text(ses, ses_client):
    ses.fail_next("GetSendQuota", "AccountSendingPausedException", message="As I say.")

    assert refusal(ses_client.get_send_quota) == ("AccountSendingPausedException", "As I say.")
