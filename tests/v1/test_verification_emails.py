"""What only v1 does with custom verification mails; the rest is in tests/domain."""

from __future__ import annotations

import boto3
import pytest

from tests.domain.verification_doors import UNCHECKED, V1, WELCOME
from tests.refusing import refusal, refusal_with_status


@pytest.fixture
def door(ses):
    ses.verify("shop@example.com")
    return V1()


@pytest.mark.parametrize("part", WELCOME)
def test_an_update_may_name_only_some_parts(ses, door, part):
    # resources 4
    ses.verify("news@example.com")
    value = {
        "FromEmailAddress": "news@example.com",
        "SuccessRedirectionURL": "https://example.net",
        "FailureRedirectionURL": "https://example.net",
    }.get(part, "new")
    door.create()

    door.client.update_custom_verification_email_template(TemplateName="welcome", **{part: value})

    assert door.read() == {**WELCOME, part: value}


def test_an_update_that_names_no_part_only_looks_whether_there_is_a_template(door):
    update = door.client.update_custom_verification_email_template
    text = "Custom verification email template <welcome> does not exist"
    assert refusal(update, TemplateName="welcome") == (door.missing[0], text)
    door.create()

    update(TemplateName="welcome")

    assert door.read() == WELCOME


def test_an_update_of_other_parts_does_not_ask_whether_the_sender_is_still_verified(door):
    door.create()
    door.client.delete_identity(Identity="shop@example.com")

    door.client.update_custom_verification_email_template(
        TemplateName="welcome", TemplateSubject="new"
    )

    assert door.read()["TemplateSubject"] == "new"


def test_an_empty_part_is_not_one_that_is_left_out(door):
    door.create()

    answer = refusal(
        door.client.update_custom_verification_email_template,
        TemplateName="welcome",
        FailureRedirectionURL="",
    )

    assert answer == ("InvalidParameterValue", "The failure redirection URL is invalid")


def test_an_empty_name_is_refused(door):
    assert refusal_with_status(door.create, "") == (
        "InvalidParameterValue",
        "The custom verification email template name must have 1 to 64 characters.",
        400,
    )


@pytest.mark.parametrize("size", [0, -1, 51, 2**31 - 1])
def test_a_page_size_out_of_range_is_overlooked(door, size):
    # resources 1: never refused, served 50
    for number in range(50):
        door.create(f"t{number}")

    names, token = door.page(size)

    assert (len(names), token) == (50, None)


def test_a_creation_needs_every_part(ses):
    client = boto3.client("ses", config=UNCHECKED)

    code, text = refusal(client.create_custom_verification_email_template)

    assert code == "ValidationError"
    assert text.startswith("6 validation errors detected: ")


def test_errors_name_the_template_or_the_sender_beside_the_text(door):
    # resources 0.1
    errors = door.client.exceptions
    with pytest.raises(errors.CustomVerificationEmailTemplateDoesNotExistException) as missing:
        door.read()
    with pytest.raises(errors.FromEmailAddressNotVerifiedException) as unverified:
        door.create(FromEmailAddress="bob@example.com")
    door.create()
    with pytest.raises(errors.CustomVerificationEmailTemplateAlreadyExistsException) as existing:
        door.create()

    assert missing.value.response["CustomVerificationEmailTemplateName"] == "welcome"
    assert existing.value.response["CustomVerificationEmailTemplateName"] == "welcome"
    assert unverified.value.response["FromEmailAddress"] == "bob@example.com"


def test_a_send_has_words_of_its_own_for_a_template_that_is_not_there(door):
    # sending 11
    with pytest.raises(
        door.client.exceptions.CustomVerificationEmailTemplateDoesNotExistException
    ) as caught:
        door.send()

    assert caught.value.response["Error"]["Message"] == "Template welcome does not exist"
    assert caught.value.response["CustomVerificationEmailTemplateName"] == "welcome"


def test_in_the_sandbox_the_call_is_refused_with_an_error_of_its_own(door):
    door.create()

    with pytest.raises(door.client.exceptions.ProductionAccessNotGrantedException):
        door.send()
