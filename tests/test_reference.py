"""The reference of the site is written from docstrings: nothing in it is without one."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from pathlib import Path
from pydoc import locate

import pytest

from sesfake.domain.mails.criteria import MessageCriteria
from sesfake.domain.mails.matching import MESSAGES
from sesfake.domain.mails.outbox import Outbox

PAGES = Path(__file__).parent.parent / "docs" / "reference"
SHOWN = re.compile(r"^::: (\S+)\n((?: .*\n)*)", re.MULTILINE)
ENTRIES = [
    entry for page in sorted(PAGES.glob("*.md")) for entry in SHOWN.findall(page.read_text())
]


def told_of(cls):
    """The docstring of each member, those of bases too; of fields it is the text below."""
    told = {}
    for base in reversed([one for one in cls.__mro__ if one.__module__.startswith("sesfake")]):
        [body] = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        for node, below in zip(body.body, [*body.body[1:], None], strict=True):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                told[node.name] = ast.get_docstring(node) or told.get(node.name)
            elif isinstance(node, ast.AnnAssign):
                is_text = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
                told[node.target.id] = below.value.value if is_text else told.get(node.target.id)
    return told


def is_left_out(name, options):
    hidden = [pattern.removeprefix("!") for pattern in re.findall(r'"(!.+?)"', options)] or ["^_"]
    listed = re.search(r"members: \[(.*)\]", options)
    if "members: false" in options or (listed and name not in listed[1].split(", ")):
        return True
    return any(re.search(pattern, name) for pattern in hidden)


@pytest.mark.parametrize(("path", "options"), ENTRIES, ids=[path for path, _ in ENTRIES])
def test_whatever_is_shown_says_what_it_is(path, options):
    shown = locate(path)
    if not inspect.isclass(shown):
        assert inspect.getdoc(shown)
        return

    silent = [
        name for name, text in told_of(shown).items() if not text and not is_left_out(name, options)
    ]

    assert shown.__doc__
    assert silent == []


def test_the_outbox_names_all_criteria():
    criteria = MESSAGES.any_of.keys() | MESSAGES.values
    [sentence] = re.findall(r"Criteria are (.*?);", Outbox.__doc__, re.DOTALL)

    assert set(re.findall(r"`(\w+)`", sentence)) == criteria
    assert MessageCriteria.__annotations__.keys() == criteria  # what type checkers know
