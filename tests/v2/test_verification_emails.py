"""What only v2 does with custom verification mails; the rest is in tests/domain."""

from __future__ import annotations

import pytest

from tests.domain.verification_doors import V1, V2, WELCOME
from tests.installed import needs_member
from tests.refusing import refusal, refusal_with_status

TAGS = [{"Key": "team", "Value": "shop"}, {"Key": "empty", "Value": ""}]


@pytest.fixture
def door(ses):
    ses.verify("shop@example.com")
    return V2()


@pytest.fixture
def tagging(door):
    needs_member("sesv2", "CreateCustomVerificationEmailTemplate", "Tags")


def tags(door):
    answer = door.client.get_custom_verification_email_template(TemplateName="welcome")
    return answer["Tags"]


class TestTags:
    """facts: resources 10; the rules themselves are in tests/domain/test_tags.py"""

    pytestmark = pytest.mark.usefixtures("tagging")

    def test_they_are_kept_as_they_are_given(self, door):
        door.create(Tags=TAGS)

        assert tags(door) == TAGS

    def test_a_template_made_by_v1_has_none(self, door):
        V1().create()

        assert tags(door) == []

    def test_an_update_leaves_them_alone(self, door):
        door.create(Tags=TAGS)

        door.update(TemplateSubject="new")
        V1().update(TemplateSubject="newer")

        assert tags(door) == TAGS

    def test_the_name_is_checked_before_the_tags_and_both_before_the_rest(self, door):
        bad = [{"Key": "a", "Value": "!"}]

        assert "name" in refusal(door.create, "x" * 65, Tags=bad)[1]
        assert refusal(door.create, Tags=bad, FromEmailAddress="bob@example.com") == (
            "BadRequestException",
            "Tags can only contain letters, numbers, spaces, and the following special "
            "characters: _ . : / = + - @",
        )
        assert door.page() == ([], None)


@pytest.mark.parametrize("part", WELCOME)
def test_an_update_needs_every_part(door, part):
    door.create()
    parts = {name: value for name, value in WELCOME.items() if name != part}

    answer = refusal_with_status(
        door.client.update_custom_verification_email_template, TemplateName="welcome", **parts
    )

    path = part[0].lower() + part[1:]
    assert answer == (
        "BadRequestException",
        f"1 validation error detected: Value at '{path}' failed to satisfy constraint: Member must "
        "not be null",
        400,
    )


@pytest.mark.parametrize("size", [0, -1, 51])
def test_a_page_size_out_of_range_is_refused(door, size):
    # resources 1
    assert refusal_with_status(door.page, size) == (
        "BadRequestException",
        "The page size must be between 1 and 50",
        400,
    )


def test_the_size_is_checked_before_the_token(door):
    assert refusal(door.page, 0, "rubbish")[1] == "The page size must be between 1 and 50"


@pytest.mark.parametrize("name", ["a/b", "a b", "é", "?x=y", "."])
def test_any_characters_of_a_name_find_their_way_through_the_path(door, name):
    door.create(name)

    door.update(name, TemplateSubject="new")

    assert door.read(name)["TemplateSubject"] == "new"
    door.delete(name)
    assert door.page() == ([], None)


def test_a_send_has_the_words_of_the_other_calls_for_a_template_that_is_not_there(door):
    # sending 11
    assert refusal_with_status(door.send) == (
        "NotFoundException",
        "Custom verification email template <welcome> does not exist",
        404,
    )
