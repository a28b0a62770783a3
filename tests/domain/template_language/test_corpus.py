"""The corpus in our compiler; see `corpus.py`."""

from __future__ import annotations

import copy
import json

import pytest

from sesfake.domain.templates.language import (
    InvalidTemplateSyntax,
    MissingAttribute,
    compile_template,
)
from tests.domain.template_language.cases import REFUSED, Case, Missing
from tests.domain.template_language.corpus import CASES


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_a_template_of_the_corpus_renders_as_written_there(case: Case):
    data = json.loads(json.dumps(case.data))

    if case.expected is REFUSED:
        with pytest.raises(InvalidTemplateSyntax):
            compile_template(case.source)
    elif isinstance(case.expected, Missing):
        with pytest.raises(MissingAttribute) as missing:
            compile_template(case.source).render(data)
        assert str(missing.value) == (
            f"Attribute '{case.expected.name}' is not present in the rendering data."
        )
    else:
        before = copy.deepcopy(data)
        assert compile_template(case.source).render(data) == case.expected
        assert data == before


def test_the_corpus_is_large_and_says_why_it_differs_from_handlebars():
    assert len(CASES) >= 150
    silent = [name for name, case in CASES if case.js not in (..., REFUSED) and not case.why]
    assert silent == []
