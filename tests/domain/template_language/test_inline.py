"""Templates that come with a mail: plain names only (fact sheet "templates", section 5)."""

from __future__ import annotations

import pytest

from sesfake.domain.templates.language import (
    OPEN_TRACKER,
    UNSUBSCRIBE_URL,
    MissingAttribute,
    UnsupportedOperation,
    compile_inline,
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("no names", "no names"),
        ("Hi {{name}}!", "Hi <Ann>!"),
        ("{{noReply}}", "x"),
        ("{{ name }}", "<Ann>"),
        ("{{a1}}{{12}}", "yz"),
        ("p { color: red }", "p { color: red }"),
        (f"{UNSUBSCRIBE_URL} {OPEN_TRACKER}", f"{UNSUBSCRIBE_URL} {OPEN_TRACKER}"),
        ("{{n}} {{t}} {{xs}}", "1 true [1]"),
    ],
)
def test_plain_names_are_filled_in(source, text):
    data = {"name": "<Ann>", "noReply": "x", "a1": "y", "12": "z", "n": 1, "t": True, "xs": [1]}

    assert compile_inline(source).render(data) == text


@pytest.mark.parametrize(
    "source",
    [
        "{{#if a}}x{{/if}}", "{{#each xs}}x{{/each}}", "{{no_reply}}", "{{a.b}}", "{{a-b}}",
        "text {{no_reply}}",
        "{{a/b}}", "{{this}}", "{{.}}", "{{../a}}", "{{@root}}", "{{{a}}}", "{{&a}}", "{{~a}}",
        "{{a~}}", "{{! c }}", "{{[a]}}", "{{'a'}}", "{{a b}}", "{{a b=c}}", "{{lookup a b}}",
        "{{> a}}", "{{#*inline 'a'}}{{/inline}}", "{{else}}", "{{if}}", "{{log}}", "{{a}",
        "{{", "{{}}", "{{é}}", "{{a}}}", "{{a}} {{#b}}", "{{{{a}}}}{{{{/a}}}}",
    ],
)  # fmt: skip
def test_all_else_is_refused(source):
    with pytest.raises(UnsupportedOperation) as refused:
        compile_inline(source)

    assert str(refused.value) == "Template contains unsupported operations."


def test_a_missing_attribute_fails_as_in_a_stored_template():
    with pytest.raises(MissingAttribute) as missing:
        compile_inline("Hi {{name}}").render({})

    assert str(missing.value) == "Attribute 'name' is not present in the rendering data."
