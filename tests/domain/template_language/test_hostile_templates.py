"""Sources and data that mean harm: an answer or one of our errors, soon, and in little memory."""

from __future__ import annotations

import json
import re
import sys
import time
import tracemalloc

import pytest

from sesfake.domain.templates.language import (
    InvalidTemplateSyntax,
    RenderingTooLarge,
    UnsupportedOperation,
    compile_inline,
    compile_template,
    scope,
    values,
)
from sesfake.domain.templates.language.nodes import MAX_NESTING
from sesfake.domain.templates.language.scope import MAX_DEPTH, MAX_OUTPUT, MAX_STEPS

SOON = 20.0  # seconds of processor time; the slowest takes about one
ITEMS = {"xs": [0] * 100_000}


@pytest.fixture(autouse=True)
def soon():
    compile_template.cache_clear()
    start = time.process_time()
    yield
    compile_template.cache_clear()
    assert time.process_time() - start < SOON


@pytest.mark.parametrize(
    "source",
    [
        "{{#if a}}" * 100_000,
        "{{#if a}}" * 100_000 + "{{/if}}" * 100_000,
        "{{" * 200_000,
        "{{{{" * 100_000,
        "{{{{a}}}}" * 50_000,
        "{{!" * 100_000,
        "{{!--" * 100_000,
        '{{"' * 100_000,
        "{{'" + "\\'" * 200_000,
        "{{[" * 100_000,
        "{{a " + "(" * 200_000,
        "{{a " + "(a " * 50_000 + ")" * 50_000 + "}}",
        "{{" + "../" * 100_000,
        "{{" + " " * 400_000,
        "{{a as " + " " * 400_000,
        "{{#*inline 'p'}}" * 30_000,
        "{{else}}" * 50_000,
        "{{a" + "1" * 400_000 + "!",
        "{{" + "1." * 50_000 + "}}!{{",
    ],
    ids=lambda source: source[:12],
)
def test_long_nonsense_is_refused_soon(source):
    with pytest.raises(InvalidTemplateSyntax):
        compile_template(source)
    with pytest.raises(UnsupportedOperation):
        compile_inline(source)


@pytest.mark.parametrize(
    "source",
    [
        "\\{{" * 20_000,
        "\\" * 400_000,
        "{" * 1 + "}" * 400_000,
        " \n" * 200_000 + "{{a}}",
        "{{#if a}}" + "{{else if b}}" * 3_000 + "{{/if}}",
        "{{#each a as |" + " ".join(f"a{n}" for n in range(30_000)) + "|}}"
        + "".join(f"{{{{a{n}}}}}" for n in range(5_000)) + "{{/each}}",
        "{{#if " + "a." * 50_000 + "b}}{{/if}}",
        "{{#if " + "../" * 50_000 + "b}}{{/if}}",
        "{{#if a}}\n{{/if}}\n" * 5_000,
    ],
    ids=lambda source: source[:16],
)  # fmt: skip
def test_a_long_template_renders_soon(source):
    assert isinstance(compile_template(source).render({"a": ""}), str)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a\n{{{b}} c\nd", "The braces of a tag do not match (line 2)"),
        ("a\n{{b}", "Unexpected characters in a tag (line 2)"),
        ("{{a )}}", "Unexpected ')' in '{{a )}}'"),
        ("{{a b=}}", "Something is missing in '{{a b=}}'"),
        ("{{#* x}}{{/x}}", 'Only {{#*inline "name"}} is known, not {{#* x}}'),
        ('{{* inline "a"}}', 'Only {{#*inline "name"}} is known, not {{* inline "a"}}'),
        ("a\n{{! b", "A comment without end (line 2)"),
        ("a\n{{{{b}}}}\nc", "A raw block without end (line 2)"),
        ("{{{{a}}}}x{{{{/b}}}}", "a doesn't match b"),
        ("{{#if a}}x", "The block 'if' has no end"),
        ("{{/if}}", "No block is open at {{/if}}"),
        ("{{#if a}}{{/each}}", "if doesn't match each"),
        ("{{#a}}{{/a b}}", "Only a name may stand in {{/a b}}"),
        ("{{else}}", "Nothing to which {{else}} could belong"),
        ("{{^a}}{{else if b}}{{/a}}", "An inverted block takes no {{else if b}}"),
        ("{{a as |b|}}", "Block parameters without a block in {{a as |b|}}"),
        ("{{> p}}", "The partial 'p' could not be found"),
        ("{{> p a b}}", "A partial takes one context: {{> p a b}}"),
        ("{{a.b.this}}", "Invalid path: a.b.this"),
        ("{{#each}}{{/each}}", "'each' takes exactly one argument"),
        ("{{if a}}", "'if' is a block: {{#if ...}}"),
        ("{{lookup a}}", "'lookup' takes an object and a key"),
    ],
)
def test_what_is_wrong_with_a_tag_is_said(source, text):
    with pytest.raises(InvalidTemplateSyntax, match=f"^{re.escape(text)}$"):
        compile_template(source)


def nested(depth: int) -> str:
    return "{{#if a}}" * depth + "x" + "{{/if}}" * depth


def test_blocks_nest_100_deep_and_no_deeper():
    assert compile_template(nested(MAX_NESTING)).render({"a": 1}) == "x"
    with pytest.raises(InvalidTemplateSyntax, match="nested more than 100 deep"):
        compile_template(nested(MAX_NESTING + 1))


def in_brackets(depth: int) -> str:
    return "{{#if " + "(lookup " * depth + "a" + " 'b')" * depth + "}}{{else}}x{{/if}}"


def test_brackets_nest_100_deep_and_no_deeper():
    assert compile_template(in_brackets(MAX_NESTING)).render({}) == "x"
    with pytest.raises(InvalidTemplateSyntax, match="nested more than 100 deep"):
        compile_template(in_brackets(MAX_NESTING + 1))


# The body of the template itself is the first; then each item has a loop's body and a partial's.
@pytest.mark.parametrize(("levels", "fits"), [(MAX_DEPTH // 2, True), (MAX_DEPTH // 2 + 1, False)])
def test_a_partial_may_call_itself_to_a_bounded_depth(levels, fits):
    template = compile_template(
        "{{#*inline 'tree'}}{{n}}{{#each kids}}{{> tree}}{{/each}}{{/inline}}{{> tree}}"
    )
    data = {"n": "."}
    for _ in range(levels - 1):
        data = {"n": ".", "kids": [data]}

    if fits:
        assert template.render(data) == "." * levels
    else:
        with pytest.raises(RenderingTooLarge, match="more than 150 deep"):
            template.render(data)


def test_output_is_bounded():
    template = compile_template("{{#each xs}}{{../text}}{{/each}}")
    text = "x" * 1024

    assert len(template.render({"xs": [0] * (MAX_OUTPUT // 1024), "text": text})) == MAX_OUTPUT
    with pytest.raises(RenderingTooLarge, match=f"or {MAX_OUTPUT} characters"):
        template.render({"xs": [0] * (MAX_OUTPUT // 1024 + 1), "text": text})


@pytest.mark.parametrize(
    "source",
    [
        "{{#*inline 'p'}}{{> p}}{{/inline}}{{> p}}",
        "{{#*inline 'p'}}{{#> p}}{{> @partial-block}}{{/p}}{{/inline}}{{> p}}",
        "".join(f"{{{{#*inline 'p{n}'}}}}{{{{> p{n + 1}}}}}{{{{> p{n + 1}}}}}{{{{/inline}}}}"
                for n in range(60)) + "{{#*inline 'p60'}}{{/inline}}{{> p0}}",
        "{{#each xs}}{{#each ../xs}}{{/each}}{{/each}}",
        "{{#each xs}}{{#each ../xs}}text{{/each}}{{/each}}",
        "{{#each xs}}" + "x" * 400_000 + "{{/each}}",
        "{{#each xs}}{{../xs}}{{/each}}",
        "{{#*inline 'p'}}{{/inline}}{{#each xs}}{{> p .. a=1}}{{/each}}" + "{{log xs}}" * 1_000,
        "{{#each xs}}" + "{{else if b}}" * 1_000 + "{{/each}}" + "{{#each xs}}{{#each ../xs}}"
        "{{lookup .. ../../xs}}{{/each}}{{/each}}",
        "{{#each xs}}" + "{{#if a}}{{else if b}}{{/if}}" * 1_000 + "{{/each}}",
        "{{#each xs}}{{#if " + "../" * 20_000 + "a}}{{/if}}{{/each}}",
        "{{#each xs}}{{#if " + "a." * 20_000 + "a}}{{/if}}{{/each}}",
        "{{#each xs}}" + "".join(f"{{{{#*inline '{n}'}}}}{{{{/inline}}}}" for n in range(1_000))
        + "{{/each}}",
        "".join(f"{{{{#*inline 'p{n}'}}}}\n  {{{{> p{n + 1}}}}}\n{{{{/inline}}}}"
                for n in range(90))
        + "{{#*inline 'p90'}}\n" + "x\n" * 50_000 + "{{/inline}}\n  {{> p0}}\n",
    ],
    ids=lambda source: source[:40],
)  # fmt: skip
def test_rendering_ends_soon(source, monkeypatch):
    monkeypatch.setattr(scope, "MAX_STEPS", MAX_STEPS // 10)  # only so that the tests are quick
    # As many members again, so that a copy of the data costs something.
    data = {**ITEMS, **{f"k{n}": 1 for n in range(1_000)}}

    with pytest.raises(RenderingTooLarge):
        compile_template(source).render(data)


def doubling(printed: str, levels: int) -> str:
    """A partial that hands on what it was given twice, so many times; the last one prints."""
    calls = "".join(
        f"{{{{#*inline 'p{n}'}}}}{{{{> p{n + 1} x=this y=this}}}}{{{{/inline}}}}"
        for n in range(levels)
    )
    return f"{calls}{{{{#*inline 'p{levels}'}}}}{printed}{{{{/inline}}}}{{{{> p0}}}}"


@pytest.mark.parametrize("printed", ["{{this}}", "{{x}}", "{{lookup this 'x'}}"])
def test_values_that_hold_one_another_twice_are_printed_as_far_as_there_is_room(
    printed, monkeypatch
):
    monkeypatch.setattr(values, "MAX_OUTPUT", 100_000)  # only so that the test is quick
    once = compile_template(doubling("{{this}}", 1)).render({"a": 1})
    assert once == '{"a":1,"x":{"a":1},"y":{"a":1}}'
    with pytest.raises(RenderingTooLarge, match="printed as more than 100000 characters"):
        compile_template(doubling(printed, 60)).render({"a": 1})


def test_what_a_partial_is_given_is_measured_by_its_members_and_texts(monkeypatch):
    monkeypatch.setattr(values, "MAX_OUTPUT", 107)
    template = compile_template("{{#*inline 'p'}}{{this}}{{/inline}}{{> p x=t}}")
    # The object and each member count for one, texts and names by their length, texts for one more.
    fits, too_long = "t" * 50, "t" * 51

    assert template.render({"t": fits}) == f'{{"t":"{fits}","x":"{fits}"}}'
    with pytest.raises(RenderingTooLarge, match="^A value is printed as more than 107 char"):
        template.render({"t": too_long})


def test_an_indented_partial_is_measured_before_it_is_indented():
    source = "{{#*inline 'p'}}\n{{x}}\n{{/inline}}\n" + " " * 4_000 + "{{> p}}\n"
    template = compile_template(source)
    tracemalloc.start()

    with pytest.raises(RenderingTooLarge, match=f"or {MAX_OUTPUT} characters"):
        template.render({"x": "\n" * 200_000})  # 800 million blanks

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000


@pytest.mark.parametrize(
    ("tag", "data"),
    [
        ("{{#if (lookup .. ../number)}}{{/if}}", {"number": 10**999}),
        ("{{#if ../text.length}}{{/if}}", {"text": "\N{PILE OF POO}" * 250_000}),
        ("{{#with ../text}}{{length}}{{/with}}", {"text": "\N{PILE OF POO}" * 250_000}),
        ("{{#if (lookup ../text 'length')}}{{/if}}", {"text": "\N{PILE OF POO}" * 250_000}),
    ],
    ids=["number", "path", "name", "lookup"],
)
def test_long_values_cost_steps_where_they_cost_time(tag, data, monkeypatch):
    monkeypatch.setattr(scope, "MAX_STEPS", MAX_STEPS // 10)  # only so that the test is quick
    template = compile_template("{{#each xs}}" + tag + "{{/each}}")

    assert template.render({"xs": [0] * 100, **data}) is not None
    with pytest.raises(RenderingTooLarge, match="Rendering takes more than"):
        template.render({**ITEMS, **data})


def test_steps_are_bounded():
    run = scope.Run({})
    run.spend(MAX_STEPS)

    with pytest.raises(RenderingTooLarge, match=f"more than {MAX_STEPS} steps"):
        run.spend(1)
    with pytest.raises(RenderingTooLarge, match=f"more than {MAX_STEPS} steps"):
        compile_template("{{#each xs}}{{#each ../xs}}{{/each}}{{/each}}").render(ITEMS)


def test_a_loop_over_a_hundred_thousand_items_is_no_harm():
    assert 10 * len(ITEMS["xs"]) <= MAX_STEPS
    text = compile_template("{{#each xs}}{{this}},{{/each}}").render(ITEMS)

    assert text == "0," * 100_000


def test_deep_data_are_printed_or_refused():
    data = json.loads('{"a":' * 300 + "1" + "}" * 300)
    deeper = {}
    for _ in range(100_000):
        deeper = {"a": deeper}

    assert compile_template("{{this}}").render(data) == '{"a":' * 300 + "1" + "}" * 300
    with pytest.raises(RenderingTooLarge):
        compile_template("{{this}}").render(deeper)
    while deeper:  # so that Python need not take it apart from the outside
        deeper = deeper["a"]


def test_a_caller_deep_in_the_stack_gets_an_answer_too():
    def at_depth(depth: int) -> str:
        if depth:
            return at_depth(depth - 1)
        try:
            return compile_template(nested(MAX_NESTING)).render({"a": 1})
        except (InvalidTemplateSyntax, RenderingTooLarge) as refusal:
            return str(refusal)

    answers = {at_depth(depth) for depth in range(0, sys.getrecursionlimit() - 250, 50)}

    assert answers == {"x", "The template goes deeper than Python's stack."}


@pytest.mark.parametrize(
    "source",
    [
        "".join(
            f"{{{{#*inline 'p{n}'}}}}{{{{#with a}}}}{{{{> p{n + 1}}}}}{{{{/with}}}}"
            f"{{{{#with b}}}}{{{{> p{n + 1}}}}}{{{{/with}}}}{{{{/inline}}}}"
            for n in range(60)
        )
        + "{{#*inline 'p60'}}{{/inline}}{{> p0}}",
        "{{#if a}}" + "{{else if b}}" * 3_000 + "{{/if}}",
    ],
    ids=["partials", "chain"],
)
def test_what_a_template_uses_is_told_soon(source):
    assert "a" in compile_template(source).attributes.names
