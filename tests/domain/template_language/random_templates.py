"""Random templates that both engines render alike: all attributes are there, all print texts.

Left out is what they do differently on purpose or by mistake; `corpus.py` has it.
"""

from __future__ import annotations

from random import Random

DATA = {
    "a": "A",
    "b": {"c": "C", "d": ["p", "q"], "e": {"c": "EC"}},
    "l": [{"n": "x", "t": True, "c": "1"}, {"n": "y", "t": "", "c": "2"}],
    "t": True, "f": False, "z": 0, "s": "", "none": [], "o": {"k1": "v1", "k2": "v2"},
}  # fmt: skip

_TEXTS = ["", " ", "\n", "\n  ", "  \n", "\r\n", " \t", "x", "y ", "\n\n", "\\", "\\\\", "} {"]
_PRINTED = [
    "a", "b.c", "b/c", "b.d.[0]", "this.a", "./a", "@root.a", "@root.b.c", "[a]", "s",
    "lookup b 'c'", "lookup b.d 1", "lookup (lookup b 'e') 'c'",
]  # fmt: skip
_ASKED = [
    "a", "b", "l", "t", "f", "z", "s", "none", "o", "nope", "this", "b.d", "@root.l", "@first",
    "(lookup b 'd')", "'text'", "0", "z includeZero=true", "nope.nope", "../a", "b.d.length",
]  # fmt: skip
_BLOCKS = [
    ("if", _ASKED, ""),
    ("unless", _ASKED, ""),
    ("each", ["none", "nope", "s", "z", "t"], "{{nope}}"),
]


def random_template(choose: Random, depth: int = 4) -> str:
    return "".join(_piece(choose, depth) for _ in range(choose.randrange(5)))


def _piece(choose: Random, depth: int) -> str:  # noqa: PLR0911
    kind = choose.random()
    if depth == 0 or kind < 0.35:
        return choose.choice(_TEXTS)
    tilde = lambda: choose.choice(["", "", "", "", "~"])  # noqa: E731
    body = lambda: random_template(choose, depth - 1)  # noqa: E731
    if kind < 0.5:
        left, right = choose.choice([("", ""), ("", ""), ("&", ""), ("{", "}")])
        blank = choose.choice(["", " "])
        return f"{{{{{tilde()}{left}{blank}{choose.choice(_PRINTED)}{blank}{right}{tilde()}}}}}"
    if kind < 0.56:
        return f"{{{{{tilde()}! c {tilde()}}}}}"
    if kind < 0.8:
        name, asked, _ = choose.choice(_BLOCKS)
        inner = body()
        if choose.random() < 0.4:
            inner += f"{{{{{tilde()}{choose.choice(['else', '^', ' else '])}{tilde()}}}}}{body()}"
        return _block(f"#{name} {choose.choice(asked)}", name, inner, tilde)
    if kind < 0.86:
        name = choose.choice(["t", "f", "none"])
        return _block(choose.choice("#^") + name, name, body(), tilde)
    if kind < 0.92:
        inner = "".join(choose.choice([*_TEXTS, "{{n}}", "{{c}}", "{{../a}}", "{{#if t}}x{{/if}}",
                                       "{{#unless @last}},{{/unless}}", "{{@root.a}}", "{{i.n}}"])
                        for _ in range(choose.randrange(5)))  # fmt: skip
        return _block("#each l as |i|", "each", inner, tilde)
    inner = body()
    part = "".join([_block("#*inline 'p'", "inline", inner, tilde), choose.choice(_TEXTS)])
    return part + f"{{{{{tilde()}> p{tilde()}}}}}"


def _block(head: str, name: str, body: str, tilde) -> str:
    return f"{{{{{tilde()}{head}{tilde()}}}}}{body}{{{{{tilde()}/{name}{tilde()}}}}}"
