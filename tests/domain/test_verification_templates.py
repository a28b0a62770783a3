"""Custom verification templates: one store, two doors (facts: resources 1 and 4)."""

from __future__ import annotations

import boto3
import pytest

from tests.domain.verification_doors import V1, V2, WELCOME, refused
from tests.refusing import refusal, refusal_with_status

MISSING = "Custom verification email template <welcome> does not exist"
MB = 1024 * 1024


@pytest.fixture(params=[V1, V2], ids=["v1", "v2"])
def door(request, ses):
    """One API or the other."""
    ses.verify("shop@example.com")
    return request.param()


@pytest.fixture
def other_door(door):
    return V2() if isinstance(door, V1) else V1()


class TestStoring:
    def test_a_template_is_given_back_as_it_was_given_by_either_api(self, door, other_door):
        # resources 0.6
        door.create()

        assert door.read() == other_door.read() == WELCOME

    def test_a_name_is_taken_whichever_api_made_it(self, door, other_door):
        # resources 4: no dot at the end
        door.create()

        for either in (door, other_door):
            answer = refusal_with_status(either.create, TemplateSubject="Another")
            text = "Custom verification email template <welcome> already exists"
            assert answer == refused(either.existing, text)
        assert door.read() == WELCOME

    @pytest.mark.parametrize("act", ["read", "update", "delete"])
    def test_one_that_is_not_there_cannot_be(self, door, act):
        # resources 4: deleting, too, though v1 declares no error for it
        assert refusal_with_status(getattr(door, act)) == refused(door.missing, MISSING)

    def test_an_update_replaces_all_parts(self, door, other_door):
        changes = {
            "FromEmailAddress": "news@example.com",
            "TemplateSubject": "Really?",
            "TemplateContent": "Hello",
            "SuccessRedirectionURL": "http://example.net",
            "FailureRedirectionURL": "http://example.net/no",
        }
        boto3.client("ses").verify_email_identity(EmailAddress="news@example.com")
        door.create()

        other_door.update(**changes)

        assert door.read() == changes

    def test_a_refused_update_changes_nothing(self, door):
        door.create()

        refusal(door.update, TemplateSubject="Really?", SuccessRedirectionURL="nowhere")

        assert door.read() == WELCOME

    def test_what_is_deleted_is_gone_for_both(self, door, other_door):
        door.create()

        other_door.delete()

        assert refusal(door.read)[1] == MISSING
        assert door.page() == ([], None)

    def test_each_region_has_its_own(self, door):
        door.create()

        assert refusal(type(door)("eu-west-1").read)[1] == MISSING

    def test_content_may_be_any_text(self, door):
        # resources 4: html is not validated at creation
        content = "<script>]]></b><!-- é \U0001f600 & {{x}} \\ '\"\n"

        door.create(TemplateContent=content, TemplateSubject="")

        assert door.read() == {**WELCOME, "TemplateContent": content, "TemplateSubject": ""}


class TestSenders:
    @pytest.mark.parametrize(
        "sender", ["shop@example.com", "shop+x@example.com", "any@example.net", "any@a.example.net"]
    )
    def test_a_verified_address_or_one_of_a_verified_domain_passes(self, ses, door, sender):
        ses.verify("example.net")

        door.create(FromEmailAddress=sender)

        assert door.read()["FromEmailAddress"] == sender

    @pytest.mark.parametrize("act", ["create", "update"])
    def test_others_are_refused(self, door, act):
        # resources 4
        if act == "update":
            door.create()

        answer = refusal_with_status(getattr(door, act), FromEmailAddress="bob@example.com")

        text = "The from email address <bob@example.com> is not verified"
        assert answer == refused(door.unverified, text)

    @pytest.mark.ses(verification="manual")
    def test_a_pending_one_is_not_verified_yet(self, ses, door):
        boto3.client("ses").verify_email_identity(EmailAddress="bob@example.com")
        assert refusal(door.create, FromEmailAddress="bob@example.com")[0] == door.unverified[0]

        ses.follow(ses.notices.last.links[0])

        door.create(FromEmailAddress="bob@example.com")

    @pytest.mark.parametrize("sender", ["Shop <shop@example.com>", "", "shop", "a@b@example.com"])
    def test_it_is_a_bare_address(self, door, sender):
        # resources 4: no display name
        answer = refusal_with_status(door.create, FromEmailAddress=sender)

        assert answer == refused(door.invalid, f"Invalid email address<{sender}>.")


class TestLimits:
    def test_a_name_has_64_characters_at_the_most(self, door):
        door.create("x" * 64)

        text = "The custom verification email template name must have 1 to 64 characters."
        assert refusal_with_status(door.create, "x" * 65) == refused(door.invalid, text)
        assert door.page() == (["x" * 64], None)

    def test_there_are_50_templates_at_the_most(self, door):
        # resources 4
        for number in range(50):
            door.create(f"t{number}")

        text = "Number of custom verification email templates exceeds max allowed number of 50."
        assert refusal_with_status(door.create, "one more") == refused(door.limit, text)
        assert refusal(door.create, "t0")[0] == door.existing[0]

        door.delete("t0")
        door.create("one more")

    def test_content_has_10_mb_at_the_most(self, door):
        # resources 4; characters count as they are encoded
        content = "x" * (10 * MB - 2) + "é"

        door.create(TemplateContent=content)

        answer = refusal_with_status(door.update, TemplateContent=content + "x")
        text = f"Template content is more than {10 * MB} bytes long: '{10 * MB + 1}'."
        assert answer == refused(door.broken, text)
        assert door.read()["TemplateContent"] == content


class TestPages:
    """Where the browser lands."""

    @pytest.mark.parametrize(
        "url",
        [
            "https://example.com", "http://localhost:8000/a?b=c#d", "HTTPS://example.com/é",
            "http://[::1]/",
        ],
    )  # fmt: skip
    def test_web_pages_pass(self, door, url):
        door.create(SuccessRedirectionURL=url, FailureRedirectionURL=url)

        assert door.read()["SuccessRedirectionURL"] == url

    @pytest.mark.parametrize(
        "url",
        [
            "", " ", "example.com", "/welcome", "https://", "https:///x", "http://?x", "ftp://a.b/",
            "javascript:alert(1)", "https://example.com/a b", "https://example.com/\n",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("outcome", ["success", "failure"])
    def test_others_are_refused(self, door, outcome, url):
        # resources 4
        member = f"{outcome.capitalize()}RedirectionURL"

        answer = refusal_with_status(door.create, **{member: url})

        assert answer == refused(door.invalid, f"The {outcome} redirection URL is invalid")


class TestOrderOfFaults:
    """Formats, then existence, then what is referred to (facts: resources 0.1)."""

    NAME = "The custom verification email template name must have 1 to 64 characters."

    def test_of_a_creation(self, door):
        door.create()
        bad = {
            "FromEmailAddress": "nobody",
            "TemplateContent": "x" * (10 * MB + 1),
            "SuccessRedirectionURL": "",
            "FailureRedirectionURL": "",
        }

        assert refusal(door.create, "x" * 65, **bad)[1] == self.NAME
        assert refusal(door.create, **bad)[1] == "Invalid email address<nobody>."
        bad["FromEmailAddress"] = "bob@example.com"
        assert refusal(door.create, **bad)[1].startswith("Template content is more than")
        del bad["TemplateContent"]
        assert refusal(door.create, **bad)[1] == "The success redirection URL is invalid"
        del bad["SuccessRedirectionURL"]
        assert refusal(door.create, **bad)[1] == "The failure redirection URL is invalid"
        del bad["FailureRedirectionURL"]
        assert refusal(door.create, **bad)[0] == door.unverified[0]
        assert refusal(door.create)[0] == door.existing[0]

    def test_of_an_update(self, door):
        bad = {"FromEmailAddress": "bob@example.com", "SuccessRedirectionURL": ""}

        assert refusal(door.update, **bad)[1] == "The success redirection URL is invalid"
        del bad["SuccessRedirectionURL"]
        assert refusal(door.update, **bad)[0] == door.missing[0]
        door.create()
        assert refusal(door.update, **bad)[0] == door.unverified[0]


class TestLists:
    """facts: resources 1"""

    def test_they_come_newest_first_without_their_content(self, ses, door):
        door.create("b")
        door.create("a")
        door.update("b")

        items, token = door.listed()

        shown = {name: value for name, value in WELCOME.items() if name != "TemplateContent"}
        assert items == [{"TemplateName": "a", **shown}, {"TemplateName": "b", **shown}]
        assert token is None

    def test_of_none_is_an_empty_list(self, door):
        assert door.listed() == ([], None)

    def test_come_in_pages_and_either_api_takes_the_others_token(self, door, other_door):
        for number in range(5):
            door.create(f"t{number}")

        first, token = door.page(2)
        door.delete("t3")
        second, token = other_door.page(2, token)
        third, end = door.page(2, token)

        assert (first, second, third) == (["t4", "t3"], ["t2", "t1"], ["t0"])
        assert end is None

    def test_a_page_holds_50_unless_told(self, door):
        for number in range(50):
            door.create(f"t{number}")

        names, token = door.page()
        assert (len(names), token) == (50, None)
        assert len(door.page(50)[0]) == 50
        assert len(door.page(49)[0]) == 49

    @pytest.mark.parametrize("token", ["", "rubbish", "W10=", "é"])
    def test_a_bad_token_is_refused(self, door, token):
        answer = refusal_with_status(door.page, 10, token)

        assert answer == refused(door.invalid, f"Invalid nextToken <{token}>.")

    def test_tokens_belong_to_the_kind_of_list_and_the_region(self, door):
        for region in ("us-east-1", "eu-west-1"):
            boto3.client("ses", region).verify_email_identity(EmailAddress="shop@example.com")
            for name in "ab":
                type(door)(region).create(name)
                boto3.client("ses", region).create_configuration_set(
                    ConfigurationSet={"Name": name}
                )
        foreign = type(door)("eu-west-1").page(1)[1]
        other = boto3.client("ses").list_configuration_sets(MaxItems=1)["NextToken"]

        for token in (foreign, other):
            assert refusal(door.page, 1, token)[1] == f"Invalid nextToken <{token}>."
