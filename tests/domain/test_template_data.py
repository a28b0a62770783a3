"""What may be TemplateData (fact sheet "templates", section 3)."""

from __future__ import annotations

import json

import pytest

from sesfake.domain.templates.data import parse_template_data
from sesfake.domain.templates.templated import merged
from sesfake.errors import InvalidTemplateData

NESTED = '{"a":' + "[" * 199 + "]" * 199 + "}"


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("{}", {}),
        (' \r\n{"a": "b"}\t', {"a": "b"}),
        ('{"a": {"b": [1, 1.5, true, null, "\\u00e9"]}}', {"a": {"b": [1, 1.5, True, None, "é"]}}),
        ('{"": 1, "a b": 2, "a.b": 3}', {"": 1, "a b": 2, "a.b": 3}),
        ('{"a": 1, "b": 0, "a": 2}', {"a": 2, "b": 0}),
        ('{"a": "\\ud83c\\udf88\\ud800"}', {"a": "🎈\ud800"}),
        ('{"a": 1e308, "b": 1e-400}', {"a": 1e308, "b": 0.0}),
        ('{"a": ' + "9" * 1000 + "}", {"a": 10**1000 - 1}),
    ],
    ids=[
        "empty", "blanks", "nested", "any name", "of a key given twice the last counts", "escapes",
        "the greatest number", "the longest number",
    ],
)  # fmt: skip
def test_data_are_a_json_object(text, data):
    assert parse_template_data(text) == data


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "x", "{", '{"a"}', "{'a': 'b'}", '{"a": "b",}', '{"a": b}', '{"a": "line\nline"}',
        '{"a": "b"} {}', "\ufeff{}", '{"a": 01}', '{"a": "\\x"}', "{/**/}",
        "[]", '["a"]', '"a"', "3", "true", "null", "\ud800",
        '{"a": NaN}', '{"a": Infinity}', '{"a": -Infinity}', '{"a": 1e309}', '{"a": -1e309}',
        '{"a": ' + "9" * 1001 + "}", '{"a": ' + "9" * 200_000 + "}",
    ],
)  # fmt: skip
def test_anything_else_is_refused_in_the_words_of_a_send(text):
    # templates 3: what is no object counts as no JSON
    with pytest.raises(InvalidTemplateData) as caught:
        parse_template_data(text)

    assert caught.value.message == "Unable to parse template data (invalid JSON)."
    assert (caught.value.v1, caught.value.v2) == ("InvalidParameterValue", "BadRequestException")


def test_values_are_nested_200_deep_at_the_most():
    assert parse_template_data(NESTED) == json.loads(NESTED)

    with pytest.raises(InvalidTemplateData):
        parse_template_data(NESTED.replace("[[", "[[[", 1).replace("]]", "]]]", 1))


@pytest.mark.parametrize(
    "text",
    [
        '{"a":' * 40_000,
        '{"a":' * 40_000 + "1" + "}" * 40_000,
        '{"a":' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a":"' + '\\"' * 130_000,
        "{" * 300 + '"' + '\\"' * 130_000,
    ],
    ids=["open objects", "objects", "lists", "an open text", "an open text in open objects"],
)
def test_hostile_data_are_refused_at_once(text):
    with pytest.raises(InvalidTemplateData):
        parse_template_data(text)


def test_many_brackets_are_no_depth():
    wide = '{"a": [' + ", ".join(["[]", "{}", '"[{"'] * 10_000) + "]}"

    assert parse_template_data(wide) == json.loads(wide)


@pytest.mark.parametrize(
    ("default", "replacement", "data"),
    [
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}, {"a": 1, "b": 3, "c": 4}),
        ({"a": {"b": {"c": 1, "d": 2}}}, {"a": {"b": {"d": 3}}}, {"a": {"b": {"c": 1, "d": 3}}}),
        ({"a": {"b": 1}}, {"a": "text"}, {"a": "text"}),
        ({"a": "text"}, {"a": {"b": 1}}, {"a": {"b": 1}}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        ({"a": 1}, {"a": None}, {"a": None}),
    ],
)
def test_replacement_data_are_merged_into_the_default_by_objects(default, replacement, data):
    # templates 1, row 4
    assert merged(default, replacement) == data
