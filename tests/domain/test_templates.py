"""E-mail templates: one store, two doors (fact sheets "templates" 1-3 and 8, "resources" 1)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest

from sesfake.domain.templates.templates import Parts
from tests.domain.template_doors import GREETING, V1, V2, refused
from tests.refusing import refusal, refusal_with_status

NOON = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
NAME_RULE = (
    "Template name can contain alphanumeric characters, underscores(_) and hyphens(-). It can "
    "contain up to 64 characters."
)
KB = 1024


@pytest.fixture(params=[V1, V2], ids=["v1", "v2"])
def door(request, ses):
    """One API or the other."""
    return request.param()


@pytest.fixture
def other_door(door):
    return V2() if isinstance(door, V1) else V1()


@pytest.fixture
def store(ses):
    return ses.accounts.open("123456789012", "us-east-1").templates


class TestStore:
    def test_a_template_is_given_back_as_it_was_given(self, door):
        # templates 2: the source verbatim, line ends too
        parts = {
            "subject": " Hello, {{ name }}! ",
            "text": "Dear {{name}},\r\n\r\nlove & <peace> é 🎈\n",
            "html": "<p>{{#if a}}\t{{a}}{{/if}}</p>\r\n{{! a comment }}",
        }

        door.create("greeting", **parts)

        assert door.read("greeting") == parts

    @pytest.mark.parametrize(
        "parts",
        [
            {"subject": "Hi", "html": "<p>"},
            {"subject": "Hi", "text": "x"},
            {"subject": "Hi", "text": "", "html": "<p>"},
        ],
        ids=["html only", "text only", "empty text"],
    )
    def test_one_body_is_enough_and_what_was_not_given_is_left_out(self, door, parts):
        # templates 2 and 3
        door.create("greeting", **parts)

        assert door.read("greeting") == parts

    def test_what_one_api_makes_the_other_sees(self, ses, door, other_door):
        # resources 0.6
        ses.clock.freeze(NOON)
        door.create("greeting", **GREETING)

        assert other_door.read("greeting") == door.read("greeting") == GREETING
        assert other_door.listed() == door.listed() == ([("greeting", NOON)], None)
        assert "Subject: Hello, Ann!\r\n" in other_door.render("greeting", {"name": "Ann"})

    def test_what_one_api_updates_or_deletes_the_other_sees(self, door, other_door):
        door.create("greeting", **GREETING)

        other_door.update("greeting", subject="Bye", text="So long")
        assert door.read("greeting") == {"subject": "Bye", "text": "So long"}
        other_door.delete("greeting")
        assert refusal(door.read, "greeting")[0] == door.missing[0]

    def test_regions_are_apart(self, door):
        elsewhere = type(door)("eu-west-1")
        door.create("greeting", **GREETING)

        assert elsewhere.page() == ([], None)
        assert refusal_with_status(elsewhere.read, "greeting") == refused(
            door.missing, "Template greeting does not exist"
        )
        elsewhere.create("greeting", subject="Hola", text="x")
        assert door.read("greeting") == GREETING

    def test_a_reset_forgets_them(self, ses, door):
        door.create("greeting", **GREETING)
        ses.add_template("farewell", subject="Bye", text="x")

        ses.reset()

        assert door.page() == ([], None)


class TestCreation:
    def test_a_name_that_is_taken_is_refused_by_both_apis(self, door, other_door):
        # templates 3, first row
        door.create("greeting", **GREETING)

        for again in (door, other_door):
            answer = refusal_with_status(again.create, "greeting", subject="Other", text="x")
            assert answer == refused(
                again.existing, "Template greeting already exists for account id 123456789012"
            )
        assert door.read("greeting") == GREETING

    def test_names_are_compared_as_they_are_written(self, door):
        door.create("greeting", **GREETING)
        door.create("Greeting", **GREETING)

        assert door.page()[0] == ["Greeting", "greeting"]
        assert refusal(door.read, "GREETING")[0] == door.missing[0]

    def test_a_deleted_template_leaves_its_name_to_another(self, ses, door):
        ses.clock.freeze(NOON)
        door.create("greeting", **GREETING)
        door.delete("greeting")
        ses.clock.advance(hours=1)

        door.create("greeting", subject="Bye", text="x")

        assert door.read("greeting") == {"subject": "Bye", "text": "x"}
        assert door.listed()[0] == [("greeting", NOON + timedelta(hours=1))]

    def test_there_are_20000_templates_at_the_most(self, door, store):
        # templates 8: the current guide; 10,000 until about 2024
        for number in range(19_999):
            store.put(f"t{number}", Parts("s", "t"))
        door.create("last", **GREETING)

        answer = refusal_with_status(door.create, "one-more", **GREETING)

        assert answer == refused(
            door.limit, "Number of templates exceeds max allowed number of 20000."
        )
        assert len(store) == 20_000
        assert refusal(door.create, "last", **GREETING)[0] == door.existing[0]
        door.update("last", **GREETING)
        door.delete("t0")
        door.create("one-more", **GREETING)


CHANGES = {
    "create": lambda door, name, **parts: door.create(name, **parts),
    "update": lambda door, name, **parts: door.update(name, **parts),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
class TestWhatMayBeStored:
    """The same rules for creation and update; nothing is changed by what is refused."""

    @pytest.fixture(autouse=True)
    def stored(self, store, change):
        if change is CHANGES["update"]:
            store.put("greeting", Parts("as", "it", "was"))
        yield
        assert [template.parts for template in store if template.name == "greeting"] in (
            [],
            [("as", "it", "was")],
        )

    @pytest.mark.parametrize("parts", [{"text": "x"}, {"subject": "", "text": "x"}, {}])
    def test_a_subject_must_be_given(self, door, change, parts):
        # templates 3
        assert refusal_with_status(change, door, "greeting", **parts) == refused(
            door.invalid, "The subject must be specified."
        )

    @pytest.mark.parametrize("more", [{}, {"text": ""}, {"text": "", "html": ""}])
    def test_a_text_or_html_part_must_be_given(self, door, change, more):
        assert refusal_with_status(change, door, "greeting", subject="Hi", **more) == refused(
            door.invalid, "The text part or the HTML part must be specified."
        )

    @pytest.mark.parametrize(
        "name", ["a b", "a.b", "a/b", "é", "٣", "a\n", "<a>", "a" * 65, "{{a}}", "arn:aws:a"]
    )
    def test_names_are_of_64_letters_digits_dashes_and_underscores(self, door, change, name):
        # templates 8, other side below
        assert refusal_with_status(change, door, name, **GREETING) == refused(
            door.invalid, NAME_RULE
        )

    @pytest.mark.parametrize(
        ("part", "reason"),
        [
            ("{{#if a}}", "The block 'if' has no end"),
            ("{{a", "Unexpected characters in a tag (line 1)"),
            ("one\ntwo\n{{!--", "A comment without end (line 3)"),
            ("{{> footer}}", "The partial 'footer' could not be found"),
            ("{{#if a}}{{/each}}", "if doesn't match each"),
        ],
    )
    @pytest.mark.parametrize("where", ["subject", "text", "html"])
    def test_a_template_that_does_not_compile_is_refused(self, door, change, where, part, reason):
        # templates 3: a partial that does not exist is Amazon's own example; the text is ours
        parts = GREETING | {where: part}

        assert refusal_with_status(change, door, "greeting", **parts) == refused(
            door.broken, f"Template is invalid: {reason}"
        )

    def test_a_partial_is_known_only_in_its_own_part(self, door, change):
        # templates 4
        html = '{{#* inline "footer"}}Bye{{/inline}}\n{{> footer}}'

        answer = refusal(change, door, "greeting", subject="Hi", text="{{> footer}}", html=html)

        assert answer == (
            door.broken[0],
            "Template is invalid: The partial 'footer' could not be found",
        )

    def test_text_and_html_are_500_kb_together_at_the_most(self, door, change, store):
        # templates 3 and 8
        half = "é" * (125 * KB)
        assert refusal_with_status(
            change, door, "greeting", subject="s", text=half, html=half + "x"
        ) == refused(door.invalid, "Template is more than 512000 bytes long: '512001'.")

        store.put("other", Parts("s", "t"))
        door.update("other", subject="s" * (500 * KB), text=half, html=half)
        assert refusal(change, door, "greeting", subject="s" * (500 * KB + 1), text="t") == (
            door.invalid[0],
            "Template is more than 512000 bytes long: '512001'.",
        )


def test_a_name_has_64_characters_at_the_most(door):
    # templates 8, other side above
    longest = "Az09_-" + "x" * 58

    door.create(longest, **GREETING)
    door.create("-", **GREETING)

    assert door.page()[0] == ["-", longest]
    assert door.read(longest) == GREETING


def test_an_error_of_rendering_is_none_of_storing(door):
    # templates 4: an unknown helper is accepted, and missed like an attribute when rendering
    door.create("greeting", subject="Hi", text="{{#IF x}}a{{/IF}}{{upper name}}")

    answer = refusal_with_status(door.render, "greeting", {"name": "Ann"})

    assert answer == refused(door.lacking, "Attribute 'IF' is not present in the rendering data.")


class TestUpdate:
    def test_all_parts_are_replaced_and_a_part_left_out_is_gone(self, door):
        # templates 2
        door.create("greeting", **GREETING)

        door.update("greeting", subject="New", html="<b>{{who}}</b>")

        assert door.read("greeting") == {"subject": "New", "html": "<b>{{who}}</b>"}
        rendered = door.render("greeting", {"who": "you"})
        assert "Subject: New\r\n" in rendered
        assert "<b>you</b>" in rendered
        assert "Dear" not in rendered

    def test_the_time_of_creation_and_the_place_in_the_list_stay(self, ses, door):
        # templates 8
        ses.clock.freeze(NOON)
        door.create("first", **GREETING)
        door.create("second", **GREETING)
        ses.clock.advance(days=1)

        door.update("first", subject="New", text="x")

        assert door.listed()[0] == [("second", NOON), ("first", NOON)]

    def test_an_unknown_name_is_refused_and_nothing_is_made(self, door):
        # templates 3
        assert refusal_with_status(door.update, "foobar", **GREETING) == refused(
            door.missing, "Template foobar does not exist"
        )
        assert door.page() == ([], None)

    def test_what_is_given_is_checked_before_the_name_is_looked_up(self, door):
        # resources 0.1: formats, then existence
        assert refusal(door.update, "foobar", text="x")[1] == "The subject must be specified."
        assert refusal(door.update, "foobar", subject="{{", text="x")[0] == door.broken[0]


class TestReading:
    @pytest.mark.parametrize("name", ["foobar", "a b", "é/<>", "x" * 100])
    def test_an_unknown_name_is_refused(self, door, name):
        # templates 3
        text = f"Template {name} does not exist"

        assert refusal_with_status(door.read, name) == refused(door.missing, text)
        assert refusal_with_status(door.render, name, "{}") == refused(door.missing, text)

    def test_unknown_names_come_before_unreadable_data(self, door):
        # templates 3: the order of checks
        assert refusal(door.render, "foobar", "rubbish")[0] == door.missing[0]


class TestLists:
    """facts: resources 1, templates 8"""

    def test_no_templates_are_an_empty_list(self, door):
        assert door.listed() == ([], None)

    def test_the_newest_is_first(self, ses, door):
        ses.clock.freeze(NOON)
        for name in ("b", "c", "a"):
            door.create(name, **GREETING)
            ses.clock.advance(seconds=1.5)

        assert door.listed()[0] == [
            ("a", NOON + timedelta(seconds=3)),
            ("c", NOON + timedelta(seconds=1.5)),
            ("b", NOON),
        ]

    def test_times_are_told_to_the_millisecond(self, ses, door):
        ses.clock.freeze(NOON + timedelta(microseconds=123_456))
        door.create("greeting", **GREETING)

        assert door.listed()[0] == [("greeting", NOON + timedelta(milliseconds=123))]

    def test_pages_of_one_are_walked_to_the_end(self, door):
        for name in "abc":
            door.create(name, **GREETING)

        first, token = door.page(1)
        second, next_token = door.page(1, token)
        third, last_token = door.page(1, next_token)

        assert (first, second, third) == (["c"], ["b"], ["a"])
        assert last_token is None

    def test_a_page_has_10_templates_unless_told_otherwise(self, door, store):
        for number in range(11):
            store.put(f"t{number}", Parts("s", "t"))

        page, token = door.page()

        assert page == [f"t{number}" for number in range(10, 0, -1)]
        assert door.page(token=token) == (["t0"], None)
        assert len(door.page(11)[0]) == 11

    def test_a_page_has_100_templates_at_the_most(self, door, store):
        for number in range(101):
            store.put(f"t{number}", Parts("s", "t"))

        page, token = door.page(100)

        assert len(page) == 100
        assert door.page(100, token) == (["t0"], None)

    def test_a_list_may_grow_and_shrink_while_it_is_walked(self, door):
        for name in "abc":
            door.create(name, **GREETING)
        _, token = door.page(1)

        door.create("d", **GREETING)
        door.delete("c")
        door.delete("b")

        assert door.page(1, token) == (["a"], None)

    def test_either_api_takes_the_tokens_of_the_other(self, door, other_door):
        for name in "ab":
            door.create(name, **GREETING)

        _, token = door.page(1)

        assert other_door.page(1, token) == (["a"], None)

    def test_a_token_of_another_region_or_another_kind_of_list_is_refused(self, ses, door):
        ses.verify("a.example", "b.example")
        elsewhere = type(door)("eu-west-1")
        for name in "ab":
            door.create(name, **GREETING)
            elsewhere.create(name, **GREETING)
        foreign = elsewhere.page(1)[1]
        other_kind = boto3.client("ses").list_identities(MaxItems=1)["NextToken"]

        for token in (foreign, other_kind, "rubbish", "é", ""):
            answer = refusal_with_status(door.page, 1, token)
            assert answer == refused(door.invalid, f"Invalid PageToken <{token}>.")


class TestSettingUp:
    """`ses.add_template`, for tests of code that does not make its templates itself."""

    def test_a_template_is_there_in_every_region_of_the_account(self, ses, door):
        elsewhere = type(door)("eu-west-1")
        elsewhere.page()

        ses.add_template("greeting", **GREETING)

        assert door.read("greeting") == elsewhere.read("greeting") == GREETING
        assert type(door)("ap-south-1").read("greeting") == GREETING

    def test_a_region_or_an_account_may_be_named(self, ses, door):
        ses.region("eu-west-1").add_template("greeting", **GREETING)
        ses.account("999999999999").add_template("farewell", subject="Bye", html="<p>")

        assert door.page() == ([], None)
        assert type(door)("eu-west-1").page() == (["greeting"], None)
        other = ses.accounts.open("999999999999", "eu-west-1").templates
        assert [(template.name, template.parts) for template in other] == [
            ("farewell", Parts("Bye", None, "<p>"))
        ]

    def test_it_takes_the_place_of_the_one_that_was(self, ses, door):
        ses.clock.freeze(NOON)
        door.create("greeting", **GREETING)
        ses.clock.advance(hours=1)

        ses.add_template("greeting", subject="Bye", text="x")

        assert door.read("greeting") == {"subject": "Bye", "text": "x"}
        assert door.listed()[0] == [("greeting", NOON)]
        assert refusal(door.create, "greeting", **GREETING)[0] == door.existing[0]
        door.update("greeting", subject="Mine", text="x")
        door.delete("greeting")
        assert door.page() == ([], None)
