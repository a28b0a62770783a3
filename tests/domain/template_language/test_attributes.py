"""What a template uses, told without rendering it: for a linter."""

from __future__ import annotations

import pytest

from sesfake.domain.templates.language import IfMissing, compile_template

FINE, MAY_FAIL, FAILS = IfMissing.FINE, IfMissing.MAY_FAIL, IfMissing.FAILS


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("text", {}),
        ("{{a}} {{b.c}}", {"a": FAILS, "b.c": FAILS}),
        ("{{#if a}}{{b}}{{else}}{{c}}{{/if}}", {"a": FINE, "b": MAY_FAIL, "c": MAY_FAIL}),
        ("{{#if a}}{{a}}{{/if}}{{a}}", {"a": FAILS}),
        ("{{#if a}}{{else if b}}{{c}}{{/if}}", {"a": FINE, "b": FINE, "c": MAY_FAIL}),
        ("{{#unless a}}{{/unless}}{{#each b}}{{/each}}", {"a": FINE, "b": FINE}),
        ("{{#each xs}}{{name}} {{../title}} {{@root.c}} {{@index}}{{/each}}",
         {"xs": FINE, "title": MAY_FAIL, "c": MAY_FAIL}),
        ("{{#with a}}{{b}}{{#with c}}{{d}}{{../../e}}{{/with}}{{/with}}",
         {"a": FINE, "a.b": MAY_FAIL, "a.c": FINE, "a.c.d": MAY_FAIL, "e": MAY_FAIL}),
        ("{{#with a as |x|}}{{x.b}}{{/with}}", {"a": FINE, "a.b": MAY_FAIL}),
        ("{{#each xs as |x i|}}{{x}}{{i}}{{/each}}", {"xs": FINE}),
        ("{{#a}}{{b}}{{/a}}", {"a": FAILS, "b": FINE}),
        ("{{^a}}{{b}}{{else}}{{c}}{{/a}}", {"a": FINE, "b": MAY_FAIL, "c": FINE}),
        ("{{lookup a 'b'}}{{lookup c d}}", {"a.b": FINE, "c": FINE, "d": FINE}),
        ("{{#if (lookup a 'b')}}{{/if}}", {"a.b": FINE}),
        ("{{upper a}}", {"a": FINE}),
        ("{{> p}}{{#*inline 'p'}}{{a}}{{#if b}}{{c}}{{/if}}{{/inline}}",
         {"a": FAILS, "b": FINE, "c": MAY_FAIL}),
        ("{{#*inline 'p'}}{{a}}{{/inline}}", {}),
        ("{{#*inline 'p'}}{{n}}{{/inline}}{{> p n=a.b}}", {"a.b": FINE}),
        ("{{#*inline 'p'}}{{a}}{{../t}}{{/inline}}{{> p b}}{{#each xs}}{{> p}}{{/each}}",
         {"b": FINE, "b.a": FAILS, "t": FAILS, "xs": FINE}),
        ("{{amazonSESUnsubscribeUrl}}{{ses:openTracker}}", {}),
    ],
)  # fmt: skip
def test_the_paths_from_the_root_and_what_happens_without_them(source, paths):
    found = compile_template(source).attributes

    assert {".".join(path): missing for path, missing in found.paths.items()} == paths
    assert found.names == {path.split(".")[0] for path in paths}
    assert not found.uses_everything


def test_helpers_and_partials():
    found = compile_template(
        "{{#*inline 'p'}}{{/inline}}{{> p}}{{#if (eq a 1)}}{{log a}}{{/if}}{{#IF b}}{{/IF}}{{up c}}"
    ).attributes

    assert found.helpers == {"if", "log"}
    assert found.unknown_helpers == {"eq", "IF", "up"}
    assert found.partials == {"p"}


@pytest.mark.parametrize(
    "source",
    [
        "{{this}}", "{{#each this}}{{@key}}{{/each}}", "{{@root}}", "{{lookup this a}}",
        "{{#*inline 'p'}}{{#with a}}{{> p}}{{/with}}{{/inline}}{{> p}}",
    ],
)  # fmt: skip
def test_a_template_that_may_use_all_data_says_so(source):
    assert compile_template(source).attributes.uses_everything
