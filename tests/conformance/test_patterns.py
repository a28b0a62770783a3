"""No pattern that meets input can be made to think for long.

Every regular expression of sesfake's modules and of the models is taken apart, and each repetition
in it is fed with what it repeats, over and over, and then with what stops it.
"""

# ruff: noqa: C901, E501, RET504  # a branch for each kind of node
from __future__ import annotations

import importlib
import pkgutil
import re
import time
import warnings
from functools import cache
from pathlib import Path

import pytest

import sesfake
from sesfake.protocol.model import service_model
from sesfake.protocol.validation import compile_java

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import sre_constants
    import sre_parse

SOON = 0.3  # seconds; what grows by squares takes a second at the least
LENGTH = 20_000
STOPS = ("", "\0", "!", "\n", "a", "@", ">")
NEVER_FED = {"sesfake.mail.html_text._LINES"}  # all other blanks are single by then


@cache
def patterns_of_modules():
    found = {}
    for module in pkgutil.walk_packages(sesfake.__path__, "sesfake."):
        if module.name.startswith(("sesfake.compat", "sesfake.pytest", "sesfake.adapters")):
            continue
        loaded = importlib.import_module(module.name)
        source = Path(loaded.__file__).read_text(encoding="utf-8")
        for name, value in vars(loaded).items():
            owner = getattr(value, "__self__", value)
            if isinstance(owner, re.Pattern) and f"{module.name}.{name}" not in NEVER_FED:
                found[f"{module.name}.{name}"] = (owner, methods_in(source, name, value))
    return found


def methods_in(source, name, value):
    if not isinstance(value, re.Pattern):
        return {value.__name__}
    used = {
        method
        for method in ("search", "match", "fullmatch", "sub", "finditer", "findall", "split")
        if f"{name}.{method}" in source
    }
    return used


@cache
def patterns_of_models():
    found = {}
    for service in ("ses", "sesv2"):
        model = service_model(service)
        for name in model.shape_names:
            pattern = model.shape_for(name).metadata.get("pattern")
            compiled = compile_java(pattern) if pattern else None
            if compiled is not None:
                found[f"{service} {name}"] = (compiled, {"fullmatch"})
    return found


def samples(tree) -> tuple[str, list[tuple[str, str]]]:
    """A text that a part matches, and for each repetition in it what leads there and is repeated."""
    text, pumps = "", []
    for operator, argument in tree:
        before = text
        if operator is sre_constants.LITERAL:
            text += chr(argument)
        elif operator is sre_constants.NOT_LITERAL:
            text += "a" if argument != ord("a") else "b"
        elif operator is sre_constants.ANY:
            text += "a"
        elif operator is sre_constants.IN:
            text += one_of(argument)
        elif operator in (sre_constants.MAX_REPEAT, sre_constants.MIN_REPEAT) or (
            str(operator) == "POSSESSIVE_REPEAT"
        ):
            low, high, inner = argument
            sample, inside = samples(inner)
            pumps += [(before + lead, body) for lead, body in inside]
            if high > 10:
                pumps.append((before, sample))
            text += sample * max(low, 1)
        elif operator is sre_constants.SUBPATTERN:
            sample, inside = samples(argument[-1])
            pumps += [(before + lead, body) for lead, body in inside]
            text += sample
        elif operator is sre_constants.BRANCH:
            for branch in argument[1]:
                sample, inside = samples(branch)
                pumps += [(before + lead, body) for lead, body in inside]
            text += samples(argument[1][0])[0]
        elif str(operator) == "ATOMIC_GROUP":
            sample, inside = samples(argument)
            pumps += [(before + lead, body) for lead, body in inside]
            text += sample
    return text, pumps


def one_of(choices) -> str:
    """A character of a class."""
    if choices[0][0] is sre_constants.NEGATE:
        allowed = re.compile("[" + "".join(map(shown, choices[1:])) + "]")
        return next(sign for sign in "a0 .-@/é\x01" if not allowed.match(sign))
    operator, argument = choices[0]
    if operator is sre_constants.RANGE:
        return chr(argument[0])
    if operator is sre_constants.CATEGORY:
        return {"DIGIT": "0", "SPACE": " ", "WORD": "a"}.get(str(argument).rpartition("_")[2], "a")
    return chr(argument)


def shown(choice) -> str:
    operator, argument = choice
    if operator is sre_constants.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    if operator is sre_constants.CATEGORY:
        name = str(argument).removeprefix("CATEGORY_")
        letter = name.rpartition("_")[2][0].lower()
        return "\\" + (letter.upper() if "NOT" in name else letter)
    return re.escape(chr(argument))


def slowest(pattern: re.Pattern, methods) -> tuple[float, str, str]:
    is_bytes = isinstance(pattern.pattern, bytes)
    source = pattern.pattern.decode("latin-1") if is_bytes else pattern.pattern
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole, pumps = samples(
            sre_parse.parse(source, pattern.flags & ~re.UNICODE if is_bytes else pattern.flags)
        )
    found = (0.0, "", "")
    for lead, body in dict.fromkeys([*pumps, ("", whole)]):
        if not body:
            continue
        for stop in STOPS:
            text = lead + body * (LENGTH // len(body)) + stop
            given = text.encode("latin-1", "replace") if is_bytes else text
            for method in methods:
                start = time.process_time()
                run(pattern, method, given)
                spent = time.process_time() - start
                found = max(found, (spent, f"{lead!r} + {body!r} * n + {stop!r}", method))
                if spent > SOON:
                    return found
    return found


def run(pattern, method, text) -> None:
    if method == "sub":
        pattern.sub(text[:0], text)
    elif method == "finditer":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, method)(text)


@pytest.mark.parametrize("name", [*patterns_of_modules(), *patterns_of_models()])
def test_a_pattern_is_soon_done_with_any_text(name):
    pattern, methods = {**patterns_of_modules(), **patterns_of_models()}[name]

    spent, how, method = slowest(pattern, methods)

    assert spent < SOON, f"{name}.{method} takes {spent:.1f} s for {how}"
