"""The page on async code is true: its code runs, where aiobotocore is installed."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("aiobotocore")
pytest.importorskip("pytest_asyncio")

from tests.test_docs import CODE, DOCS


def test_every_code_block_runs(pytester):
    code = "\n\n".join(code for _, code in CODE.findall((DOCS / "async.md").read_text()))
    pytester.makepyfile(test_async=code)

    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--strict-markers")

    tests = re.findall(r"^(?:async )?def test_", code, re.MULTILINE)
    result.assert_outcomes(passed=len(tests))
