"""What a template uses, told without rendering it: for a linter."""

from __future__ import annotations

import pytest

from sesfake.domain.templates.language import compile_template


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("text", set()),
        ("{{a}} {{b.c}}", {"a", "b.c"}),
        ("{{#if a}}{{b}}{{else}}{{c}}{{/if}}", {"a", "b", "c"}),
        ("{{#if a}}{{a}}{{/if}}{{a}}", {"a"}),
        ("{{#if a}}{{else if b}}{{c}}{{/if}}", {"a", "b", "c"}),
        ("{{#unless a}}{{/unless}}{{#each b}}{{/each}}", {"a", "b"}),
        ("{{#each xs}}{{name}} {{../title}} {{@root.c}} {{@index}}{{/each}}",
         {"xs", "title", "c"}),
        ("{{#with a}}{{b}}{{#with c}}{{d}}{{../../e}}{{/with}}{{/with}}",
         {"a", "a.b", "a.c", "a.c.d", "e"}),
        ("{{#with a as |x|}}{{x.b}}{{/with}}", {"a", "a.b"}),
        ("{{#each xs as |x i|}}{{x}}{{i}}{{/each}}", {"xs"}),
        ("{{#a}}{{b}}{{/a}}", {"a", "b"}),
        ("{{^a}}{{b}}{{else}}{{c}}{{/a}}", {"a", "b", "c"}),
        ("{{lookup a 'b'}}{{lookup c d}}", {"a.b", "c", "d"}),
        ("{{#if (lookup a 'b')}}{{/if}}", {"a.b"}),
        ("{{upper a}}", {"a"}),
        ("{{> p}}{{#*inline 'p'}}{{a}}{{#if b}}{{c}}{{/if}}{{/inline}}",
         {"a", "b", "c"}),
        ("{{#*inline 'p'}}{{a}}{{/inline}}", set()),
        ("{{#*inline 'p'}}{{n}}{{/inline}}{{> p n=a.b}}", {"a.b"}),
        ("{{#*inline 'p'}}{{a}}{{../t}}{{/inline}}{{> p b}}{{#each xs}}{{> p}}{{/each}}",
         {"b", "b.a", "t", "xs"}),
        ("{{#*inline 'p'}}{{a}}{{c}}{{/inline}}{{> p a=b}}", {"b", "c"}),
        ("{{#*inline 'p'}}{{/inline}}{{#with a}}{{#> p @root.b}}{{c}}{{/p}}{{/with}}",
         {"a", "b", "b.c"}),
        ("{{#*inline 'p'}}{{> @partial-block @root.b}}{{/inline}}{{#> p}}{{c}}{{/p}}",
         {"b", "b.c", "c"}),
        ("{{#with a}}{{#with this}}{{../c}}{{/with}}{{/with}}", {"a", "c"}),
        ("{{#with this}}{{a}}{{/with}}", {"a"}),
        ("{{#*inline 'p'}}{{a}}{{/inline}}{{> (lookup this 'which')}}", {"a", "which"}),
        ("{{#*inline 'p'}}{{a}}{{/inline}}{{> p this}}", {"a"}),
        ("{{#*inline 'p'}}{{../t}}{{/inline}}{{#each xs}}{{> p}}{{/each}}", {"t", "xs"}),
        ("{{#if a}}" * 100 + "{{/if}}" * 100, {"a"}),
        ("{{a}}" * 20_000, {"a"}),
        ("{{> p}}{{#if a}}{{#*inline 'p'}}{{b}}{{/inline}}{{/if}}", {"a"}),
        ("{{amazonSESUnsubscribeUrl}}{{ses:openTracker}}", set()),
    ],
)  # fmt: skip
def test_the_paths_from_the_root(source, paths):
    found = compile_template(source).attributes

    assert {".".join(path) for path in found.paths} == paths
    assert found.names == {path.split(".")[0] for path in paths}
    assert not found.uses_everything


def test_helpers_that_there_are_not():
    found = compile_template("{{#if (eq a 1)}}{{log a}}{{/if}}{{#IF b}}{{/IF}}{{up c}}").attributes

    assert found.unknown_helpers == {"eq", "IF", "up"}


@pytest.mark.parametrize(
    "source",
    [
        "{{this}}", "{{#each this}}{{@key}}{{/each}}", "{{@root}}", "{{lookup this a}}",
        "{{a}}" * 20_001,
        "{{#*inline 'p'}}{{#with a}}{{> p}}{{/with}}{{/inline}}{{> p}}",
    ],
)  # fmt: skip
def test_a_template_that_may_use_all_data_says_so(source):
    assert compile_template(source).attributes.uses_everything
