r"""The template language of Amazon SES: Handlebars, with a few rules of Amazon's own.

    template = compile_template("Dear {{name}},{{#each items}} {{title}}{{/each}}")
    template.render({"name": "Ann", "items": [{"title": "Tea"}]})

The way of a template: `scanner` (texts and tags), `parser` and `expressions` (the tree of `nodes`),
`whitespace`, `compiling` with `blocks`, `partials` and `paths` (functions); `scope` is what they
know while they run, `values` how JSON values print and count, `failures` what is refused.

The rules (facts: templates 4; where Amazon says nothing, those of Handlebars.js 4.7)

Printing    `{{a}}`, `{{{a}}}` and `{{&a}}` are one: nothing is ever escaped. Strings and whole
            numbers print as they are, true and false too, all else as JSON text: `1.0`, `[1,"b"]`.
Missing     A printed attribute that is absent or null fails: "Attribute 'a.b' is not present in the
            rendering data." So does `{{#a}}` without `a`, and each name called like a helper that
            is none: `{{upper a}}`, `{{#IF a}}`, `(eq a b)`. Only what is reached counts: a branch
            not taken and a loop not entered ask for nothing. What `lookup` does not find is empty.
Paths       `a.b`, `a/b`, `a.[any text]`, `list.[0]`, `list.0`, `list.length`, `this`, `.`, `../a`,
            `@root.a`; a name is looked up where the template stands, not around it (one switch:
            `paths.LOOK_IN_PARENTS`). `../` leaves one `each`, `with` or partial with a context of
            its own; `if` and `unless` are no places.
Conditions  `{{#if a}} {{else if b}} {{else}} {{/if}}`, `{{#unless a}}`; `{{^}}` is `{{else}}`.
            False are "", 0, false, null, [] and what is absent; {} and "0" are true;
            `includeZero=true` makes 0 true.
Loops       `{{#each list}}` and `{{#each object}}`, `{{else}}` for an empty or absent one;
            `@index`, `@key`, `@first`, `@last`, of the loop around `@../index`; `as |item key|`.
Others      `{{#with a}}`, `as |name|`, `{{else}}`; `{{#a}}` is `each` for a list, `if` for true and
            false, else `with`; `{{^a}}` the reverse, and absent is fine; `{{lookup a key}}`, in
            brackets too: `{{#if (lookup a key)}}`; `{{log a}}` prints nothing. A helper without
            its block (`{{if a}}`) or with other arguments is refused when compiling.
Partials    `{{#* inline "name"}} {{/inline}}` and `{{> name}}`, `{{> name context}}`,
            `{{> name a=b}}`, `{{> (lookup a key)}}`, `{{#> name}}instead{{/name}}` with
            `{{> @partial-block}}`. One that the part does not define is refused when compiling:
            subject, text and html know nothing of one another.
Comments    `{{! a }}`, `{{!-- {{a}} --}}`.
White space `~` beside the braces eats it all on that side. A block tag, a comment or a partial
            alone on its line vanishes with the line.
Literally   `\{{a}}` prints `{{a}}`, `\\{{a}}` a backslash and the value; a single brace is text.
Reserved    `{{amazonSESUnsubscribeUrl}}` and `{{ses:openTracker}}` come out as they are; Amazon
            fills them in later.
Inline      `compile_inline` is for a template that comes with a mail: only `{{name}}` with letters
            and digits (facts: templates 5).

Limits      of ours, since hostile input must end: blocks nest 100 deep (`nodes.MAX_NESTING`); for
            what rendering may take see the top of `scope`.
Unlike js   Handlebars.js forgets to remove the blanks before a lone `{{/if}}` after `{{else if}}`,
            and adds two numbers printed side by side at the start of a body; here it is as meant.
"""

from sesfake.domain.templates.language.attributes import Attributes
from sesfake.domain.templates.language.compiling import OPEN_TRACKER, UNSUBSCRIBE_URL
from sesfake.domain.templates.language.failures import (
    InvalidTemplateSyntax,
    MissingAttribute,
    RenderingTooLarge,
    UnsupportedOperation,
)
from sesfake.domain.templates.language.template import (
    CompiledTemplate,
    compile_inline,
    compile_template,
)

__all__ = [
    "OPEN_TRACKER",
    "UNSUBSCRIBE_URL",
    "Attributes",
    "CompiledTemplate",
    "InvalidTemplateSyntax",
    "MissingAttribute",
    "RenderingTooLarge",
    "UnsupportedOperation",
    "compile_inline",
    "compile_template",
]
