"""The corpus and random templates in Handlebars.js, the reference; for development only.

Skipped unless node and the package are there: `npm install handlebars@4.7 --prefix /tmp/hb`, then
`HANDLEBARS_JS=/tmp/hb/node_modules/handlebars` (that place is also found without the variable).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from sesfake.domain.templates.language import InvalidTemplateSyntax, compile_template
from tests.domain.template_language.cases import REFUSED, Missing
from tests.domain.template_language.corpus import CASES
from tests.domain.template_language.random_templates import DATA, random_template

PACKAGE = Path(
    os.environ.get("HANDLEBARS_JS")
    or Path(tempfile.gettempdir(), "hb", "node_modules", "handlebars")
)
NODE = shutil.which("node")
RENDER = """
const handlebars = require(process.argv[1]);
const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(cases.map(([source, data]) => {
  const fresh = handlebars.create();
  fresh.log = () => {};
  try { return {text: fresh.compile(source, {noEscape: true})(data)}; }
  catch (error) { return {error: String(error.message).split('\\n')[0]}; }
})));
"""

pytestmark = [
    pytest.mark.skipif(NODE is None, reason="node is not installed"),
    pytest.mark.skipif(
        not PACKAGE.is_dir(),
        reason=f"the handlebars package is not in {PACKAGE}; see HANDLEBARS_JS",
    ),
]


def in_handlebars(cases: list[tuple[str, Any]]) -> list[Any]:
    """The texts, REFUSED where Handlebars.js raised anything."""
    done = subprocess.run(
        [str(NODE), "-e", RENDER, str(PACKAGE.resolve())],
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [answer.get("text", REFUSED) for answer in json.loads(done.stdout)]


def test_the_corpus_tells_the_truth_about_handlebars():
    answers = in_handlebars([(case.source, case.data) for _, case in CASES])

    wrong = []
    for (name, case), answer in zip(CASES, answers, strict=True):
        expected = case.expected if case.js is ... else case.js
        if isinstance(expected, Missing):
            expected = f"the case does not tell what comes instead of {expected}"
        if answer != expected:
            wrong.append((name, case.source, answer, expected))
    assert wrong == []


@pytest.mark.parametrize("seed", range(4))
def test_random_templates_render_as_in_handlebars(seed):
    choose = random.Random(seed)
    sources = [random_template(choose) for _ in range(500)]

    answers = in_handlebars([(source, DATA) for source in sources])

    wrong = []
    for source, answer in zip(sources, answers, strict=True):
        try:
            ours: Any = compile_template(source).render(DATA)
        except InvalidTemplateSyntax:
            ours = REFUSED
        if ours != answer:
            wrong.append((source, ours, answer))
    assert wrong == []
