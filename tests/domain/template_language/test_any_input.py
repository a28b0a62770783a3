"""Any source and any data: a text or one of our errors, never another exception."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sesfake.domain.templates.language import (
    InvalidTemplateSyntax,
    MissingAttribute,
    RenderingTooLarge,
    UnsupportedOperation,
    compile_inline,
    compile_template,
)

PIECES = [
    "{{", "}}", "{{{", "}}}", "{{{{", "}}}}", "~", "#", "/", "^", ">", "&", "!", "!--", "--", "*",
    "@", "(", ")", "[", "]", "=", "|", "as |", ".", "..", "../", "\\", '"', "'", " ", "\n", "\r\n",
    "\x00", "a", "b", "this", "else", "else if", "if", "unless", "each", "with", "lookup", "log",
    "inline", "true", "null", "1", "-1.5", "é", "😀", "\ud800", "@root", "@index", "@partial-block",
    "{{a}}", "{{#if a}}", "{{else}}", "{{/if}}", "{{#each a}}", "{{/each}}", "{{#*inline 'b'}}",
    "{{/inline}}", "{{> b}}", "{{#> b}}", "{{/b}}", "{{#a}}", "{{/a}}", "{{^a}}",
    "{{> (lookup a b)}}", "amazonSESUnsubscribeUrl", "ses:openTracker",
]  # fmt: skip
SOURCES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "this", "length", "0"]), inner, max_size=3)
    ),
    max_leaves=10,
)
DATA = st.dictionaries(st.sampled_from(["a", "b", "1", "true"]), JSON, max_size=4)


@settings(max_examples=400, deadline=None)
@given(SOURCES, DATA)
@example("{{#if a}}{{else if b}}", {})
@example("{{a.[", {})
def test_any_input_renders_or_is_refused(source, data):
    try:
        template = compile_template(source)
    except InvalidTemplateSyntax as refused:
        assert str(refused)
        return
    attributes = template.attributes
    try:
        text = template.render(data)
    except MissingAttribute as missing:
        assert missing.name in str(missing)
        assert missing.name in template.missing(data)
    except RenderingTooLarge:
        pass
    else:
        assert isinstance(text, str)
        assert template.missing(data) == ()
        assert json.loads(json.dumps(data)) == data
        if not attributes.uses_everything:
            used = {name: value for name, value in data.items() if name in attributes.names}
            assert template.render(used) == text


@settings(max_examples=200, deadline=None)
@given(SOURCES, DATA)
def test_any_inline_template_renders_or_is_refused(source, data):
    try:
        template = compile_inline(source)
    except UnsupportedOperation:
        return
    try:
        assert isinstance(template.render(data), str)
    except MissingAttribute as missing:
        assert missing.name.isalnum()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200).filter(lambda text: "{{" not in text))
def test_a_text_without_tags_comes_out_as_it_went_in(text):
    assert compile_template(text).render({}) == text


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(st.characters(exclude_characters="\\]"), max_size=8), st.text()))
def test_every_name_can_be_written_in_brackets(data):
    source = "|".join(f"{{{{this.[{name}]}}}}" for name in data)

    assert compile_template(source).render(data) == "|".join(data.values())
