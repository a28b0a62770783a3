"""The part of the corpus that calls partials; see `corpus.py`."""

from __future__ import annotations

from tests.domain.template_language.cases import (
    EAGER,
    MISSING,
    PLACE,
    REFUSED,
    Case,
    Missing,
)

PARTIALS = {
    "partials": [
        Case('{{#*inline "p"}}<{{a}}>{{/inline}}{{> p}}', {"a": "x"}, "<x>"),
        Case('{{#* inline "p"}}<{{a}}>{{/inline}}{{> p}}{{>p}}', {"a": "x"}, "<x><x>"),
        Case("{{#* inline 'p' }}x{{/inline}}{{> p}}", {}, "x"),
        Case("{{> p}}{{#*inline 'p'}}x{{/inline}}", {}, "x"),
        Case("{{#*inline 'p'}}x{{/inline}}", {}, ""),
        Case("{{#*inline 'a b'}}x{{/inline}}{{> 'a b'}}{{> [a b]}}", {}, "xx"),
        Case("{{#*inline 'a/b'}}x{{/inline}}{{> a/b}}", {}, "x"),
        Case("{{#*inline 'p'}}{{n}}{{/inline}}{{#each xs}}{{> p}}{{/each}}",
             {"xs": [{"n": "a"}, {"n": "b"}]}, "ab"),
        Case("{{#*inline 'p'}}{{n}}{{../t}}{{/inline}}{{#each xs}}{{> p}}{{/each}}",
             {"xs": [{"n": "a"}], "t": "!"}, "a!", "a", PLACE),
        Case("{{#*inline 'p'}}{{n}}{{/inline}}{{#with a}}{{> p}}{{/with}}", {"a": {"n": "x"}}, "x"),
        Case("{{#*inline 'p'}}{{n}}{{/inline}}{{> p a}}", {"a": {"n": "x"}}, "x"),
        Case("{{#*inline 'p'}}{{n}}{{/inline}}{{#each xs as |x|}}{{> p x}}{{#> p n=x.n}}{{/p}}"
             "{{/each}}", {"xs": [{"n": "a"}, {"n": "b"}]}, "aabb"),
        Case("{{#*inline 'p'}}{{n}}{{m}}{{/inline}}{{> p n='x'}}", {"n": "a", "m": "b"}, "xb"),
        Case("{{#*inline 'p'}}{{n}}{{m}}{{/inline}}{{> p a n=t}}", {"a": {"m": "y"}, "t": "x"},
             "xy"),
        Case("{{#*inline 'p'}}{{n}}{{/inline}}{{> p n=t}}", {}, Missing("n"), "", MISSING),
        Case("{{#*inline 'p'}}{{@index}}{{/inline}}{{#each xs}} {{> p}}{{/each}}", {"xs": [5, 6]},
             " 0 1"),
        Case("{{#*inline 'p'}}1{{/inline}}{{#*inline 'p'}}2{{/inline}}{{> p}}", {}, "2"),
        Case("{{#*inline 'p'}}out{{/inline}}{{#if a}}{{#*inline 'p'}}in{{/inline}}{{> p}}{{/if}}"
             "{{> p}}", {"a": 1}, "inout"),
        Case("{{#*inline 'q'}}{{> p}}{{/inline}}{{#*inline 'p'}}x{{/inline}}{{> q}}", {}, "x"),
        Case("{{#*inline 't'}}({{n}}{{#each kids}}{{> t}}{{/each}}){{/inline}}{{> t}}",
             {"n": 1, "kids": [{"n": 2}, {"n": 3, "kids": [{"n": 4}]}]}, "(1(2)(3(4)))"),
        Case("{{#*inline 'p'}}x{{/inline}}{{> (lookup this 'which')}}", {"which": "p"}, "x"),
        Case("{{#*inline 'p'}}x{{/inline}}{{> (lookup this 'which')}}", {"which": "z"},
             Missing("z"), REFUSED, "a partial that is known by name only when rendering"),
        Case("{{#> p}}instead{{/p}}", {}, "instead"),
        Case("{{#> (lookup this 'which')}}instead{{/lookup}}", {"which": "z"}, "instead",
             REFUSED, "Handlebars.js knows no name that would close it"),
        Case("{{#each xs as |x|}}{{#*inline 'p'}}{{x}}{{/inline}}{{> p}}{{/each}}",
             {"xs": ["a", "b"]}, "ab", REFUSED, "Handlebars.js loses block parameters here"),
        Case("{{#*inline 'p'}}<{{> @partial-block}}>{{/inline}}{{#> p}}{{a}}{{/p}}", {"a": "x"},
             "<x>"),
        Case("{{#*inline 'p'}}{{#with a}}<{{> @partial-block}}>{{/with}}{{/inline}}"
             "{{#> p}}{{b}}{{/p}}", {"a": {"b": "x"}}, "<x>"),
        Case("{{#*inline 'p'}}<{{> @partial-block}}>{{/inline}}"
             "{{#each xs as |x|}}{{#> p}}{{x}}{{/p}}{{/each}}", {"xs": ["a", "b"]}, "<a><b>"),
        Case("{{#*inline 'p'}}{{#each xs}}<{{> @partial-block}}>{{/each}}{{/inline}}"
             "{{#> p}}{{this}}{{/p}}", {"xs": ["a", "b"]}, "<a><b>"),
        Case("{{#*inline 'page'}}<{{> body}}>{{/inline}}"
             "{{#> page}}{{#*inline 'body'}}x{{/inline}}{{/page}}", {}, "<x>", REFUSED,
             "in Handlebars.js only where `page` is a stored partial, which Amazon has not"),
        Case("{{> @partial-block}}", {}, Missing("@partial-block"), REFUSED, MISSING),
        Case("{{> p}}", {}, REFUSED),
        Case("{{#if a}}{{> p}}{{/if}}", {}, REFUSED, "", EAGER),
        Case("{{#if a}}{{#*inline 'p'}}x{{/inline}}{{/if}}{{> p}}", {}, Missing("p"), REFUSED,
             "a partial that is defined, but not here"),
        Case("{{> p a b}}{{#*inline 'p'}}{{/inline}}", {}, REFUSED),
        Case("{{#*inline 'p'}}x{{else}}y{{/inline}}", {}, REFUSED),
        Case("{{#*inline}}x{{/inline}}", {}, REFUSED, "", EAGER),
        Case("{{#*other 'p'}}x{{/other}}", {}, REFUSED),
        Case("{{*inline 'p'}}", {}, REFUSED, "", EAGER),
        Case("a\n  {{> p}}\nb{{#*inline 'p'}}1\n2\n{{/inline}}", {}, "a\n  1\n  2\nb"),
        Case("a\n  {{> p}}\nb{{#*inline 'p'}}1{{n}}\n2\n{{/inline}}", {"n": "x"},
             "a\n  1x\n  2\nb"),
        Case("a {{> p}}\nb{{#*inline 'p'}}1\n2\n{{/inline}}", {}, "a 1\n2\n\nb"),
    ],
}  # fmt: skip
