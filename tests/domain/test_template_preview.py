"""TestRenderTemplate: what a template makes of its data (fact sheet "templates", 3, 4 and 6)."""

from __future__ import annotations

import email
import email.policy
import json
from datetime import datetime, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sesfake.domain.templates.preview import preview
from sesfake.domain.templates.templates import EmailTemplate, Parts, check_template
from sesfake.errors import SESError
from sesfake.mail.encoded_words import decode_words
from tests.domain.template_doors import GREETING, V1, V2, refused
from tests.refusing import refusal, refusal_with_status

TEN = datetime(2026, 11, 22, 10, tzinfo=timezone.utc)
UNREADABLE = "Unable to parse template data (invalid JSON)."


@pytest.fixture(params=[V1, V2], ids=["v1", "v2"])
def door(request, ses):
    """One API or the other."""
    return request.param()


def missing(name):
    return f"Attribute '{name}' is not present in the rendering data."


def parsed(rendered):
    return email.message_from_string(rendered, policy=email.policy.default)


class TestMail:
    def test_text_and_html_are_alternatives_and_nobody_sends_or_gets_it(self, ses, door):
        # templates 6
        ses.clock.freeze(TEN)
        door.create("greeting", **GREETING)

        mail = parsed(door.render("greeting", {"name": "Ann"}))

        assert list(mail) == ["Date", "Subject", "MIME-Version", "Content-Type"]
        assert mail["Date"] == "Sun, 22 Nov 2026 10:00:00 +0000"
        assert mail["Subject"] == "Hello, Ann!"
        assert mail.get_content_type() == "multipart/alternative"
        assert [(part.get_content_type(), part.get_content()) for part in mail.iter_parts()] == [
            ("text/plain", "Dear Ann"),
            ("text/html", "<p>Ann</p>"),
        ]

    @pytest.mark.parametrize(
        ("parts", "content_type", "content"),
        [
            ({"text": "Dear {{name}}"}, "text/plain; charset=UTF-8", "Dear Ann"),
            ({"html": "<p>{{name}}</p>"}, "text/html; charset=UTF-8", "<p>Ann</p>"),
            ({"text": "", "html": "<p>{{name}}</p>"}, "text/html; charset=UTF-8", "<p>Ann</p>"),
        ],
    )
    def test_one_part_is_the_whole_body(self, ses, door, parts, content_type, content):
        # templates 6
        ses.clock.freeze(TEN)
        door.create("greeting", subject="Hi", **parts)

        assert door.render("greeting", {"name": "Ann"}).split("\r\n") == [
            "Date: Sun, 22 Nov 2026 10:00:00 +0000",
            "Subject: Hi",
            "MIME-Version: 1.0",
            f"Content-Type: {content_type}",
            "Content-Transfer-Encoding: 7bit",
            "",
            content,
        ]

    @pytest.mark.parametrize("name", ["Zoë", "Анна", "🎈", "\ud800", "a\r\nBcc: x@y.z", "x" * 5000])
    def test_it_is_ascii_whatever_is_in_it(self, door, name):
        door.create("greeting", **GREETING)

        rendered = door.render("greeting", {"name": name})

        assert rendered.isascii()
        mail = parsed(rendered)
        assert mail["Bcc"] is None
        text, _ = mail.iter_parts()
        assert text.get_content() == "Dear " + name.replace("\ud800", "?")

    @pytest.mark.parametrize(
        ("name", "written"),
        [("b" * 33, "a" * 33 + " " + "b" * 33), ("b" * 34, "a" * 33 + "\r\n " + "b" * 34)],
    )
    def test_a_subject_is_folded_before_the_77th_character(self, door, name, written):
        door.create("greeting", subject="a" * 33 + " {{name}}", text="x")

        assert f"\r\nSubject: {written}\r\n" in door.render("greeting", {"name": name})

    def test_nothing_is_escaped(self, door):
        # templates 1, row 3
        door.create("greeting", subject="{{a}}", html="{{a}} {{{a}}} {{&a}}")

        mail = parsed(door.render("greeting", {"a": "<b>&amp;"}))

        assert mail["Subject"] == "<b>&amp;"
        assert mail.get_content() == "<b>&amp; <b>&amp; <b>&amp;"

    def test_reserved_names_are_left_as_they_are(self, door):
        # templates 4 and 6
        body = "{{amazonSESUnsubscribeUrl}} {{ses:openTracker}}"
        door.create("greeting", subject="Hi", html=body)

        assert parsed(door.render("greeting", {})).get_content() == body

    def test_nothing_is_sent(self, ses, door):
        door.create("greeting", **GREETING)

        door.render("greeting", {"name": "Ann"})

        assert ses.outbox == []
        assert ses.events == []


class TestData:
    @pytest.mark.parametrize("data", ["{}", '{"Name": "Ann"}', '{"name": null}'])
    def test_a_missing_attribute_is_named(self, door, data):
        # templates 3 and 4: names have case, and null is missing
        door.create("greeting", **GREETING)

        answer = refusal_with_status(door.render, "greeting", data)

        assert answer == refused(door.lacking, missing("name"))

    def test_subject_text_html_are_rendered_in_this_order(self, door):
        # templates 4
        door.create("greeting", subject="{{a}}", text="{{b}}", html="{{c.d}}")

        assert refusal(door.render, "greeting", {})[1] == missing("a")
        assert refusal(door.render, "greeting", {"a": ""})[1] == missing("b")
        assert refusal(door.render, "greeting", {"a": 0, "b": []})[1] == missing("c.d")
        assert "Subject: 0" in door.render("greeting", {"a": 0, "b": [], "c": {"d": False}})

    @pytest.mark.parametrize("data", ["rubbish", "", "[]", '"x"', "3", '{"name": NaN}', "null"])
    def test_what_is_no_json_object_is_refused(self, door, data):
        # templates 3: here v1 has a code of its own
        door.create("greeting", **GREETING)

        answer = refusal_with_status(door.render, "greeting", data)

        assert answer == refused(door.unrenderable, UNREADABLE)

    def test_data_have_262144_characters_at_the_most(self, door):
        # templates 3 and 8
        door.create("greeting", subject="Hi", text="{{name}}")
        longest = '{"name": "' + "x" * (262_144 - 12) + '"}'
        assert len(longest) == 262_144

        assert "x" * 900 in door.render("greeting", longest).replace("=\r\n", "")
        assert refusal_with_status(door.render, "greeting", longest + " ") == refused(
            door.too_long,
            "1 validation error detected: Value at 'templateData' failed to satisfy constraint: "
            "Member must have length less than or equal to 262144",
        )

    def test_a_rendering_without_a_reasonable_end_is_refused(self, door):
        door.create("bomb", subject="Hi", text="{{#each a}}{{../b}}{{/each}}")
        data = {"a": [1] * 10_000, "b": "x" * 10_000}

        answer = refusal_with_status(door.render, "bomb", data)

        assert answer == refused(
            door.unrenderable,
            "Template cannot be rendered: Rendering takes more than 2000000 steps or 10485760 "
            "characters.",
        )

    def test_a_subject_has_512000_characters_at_the_most(self, door):
        # ours: Amazon's limit, if there is one, is not known
        door.create("long", subject="{{#each a}}{{../b}}{{/each}}", text="x")

        rendered = door.render("long", {"a": [1] * 512, "b": "x" * 1000})
        subject = email.message_from_string(rendered)["Subject"]
        assert decode_words("".join(subject.splitlines())) == "x" * 512_000
        answer = refusal_with_status(door.render, "long", {"a": [1] * 512, "b": "x" * 1001})
        assert answer == refused(
            door.unrenderable,
            "Template cannot be rendered: The subject has more than 512000 characters.",
        )


sources = st.lists(
    st.sampled_from(
        ["{{a}}", "{{#each a}}", "{{/each}}", "{{#if a}}", "{{/if}}", "{{a.b}}", "{{this}}", "{{"]
    )
    | st.text(max_size=5),
    max_size=4,
).map("".join)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None, database=None, derandomize=True)
@given(
    parts=st.builds(Parts, sources, sources, st.none() | sources),
    data=values | st.fixed_dictionaries({"a": values}),
    cut=st.none() | st.integers(0, 20),
)
def test_any_template_and_any_data_give_a_mail_or_an_error_of_amazons(parts, data, cut):
    try:
        check_template("any", parts)
        rendered = preview(EmailTemplate(1, "any", parts, TEN), json.dumps(data)[:cut], TEN)
    except SESError:
        return

    assert rendered.isascii()
    assert list(parsed(rendered))[:3] == ["Date", "Subject", "MIME-Version"]
