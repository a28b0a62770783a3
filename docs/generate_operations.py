"""Writes docs/operations.md: every operation, what it does, its errors, where it is tested.

    python -m pytest -p tests.exercising --exercised docs/exercised.json
    python docs/generate_operations.py

The first command notes what the tests exercise, the second prints it. The tests in
tests/test_docs.py fail when the page is not what this would write.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import botocore

from sesfake import v1, v2
from sesfake.protocol.model import operations

DOCS = Path(__file__).parent
PAGE = DOCS / "operations.md"
EXERCISED = DOCS / "exercised.json"
APIS = (("ses", "v1", v1.OPERATIONS), ("sesv2", "v2", v2.OPERATIONS))
SHOWN_FILES = 2

# Operations of which a part is refused with NotModelled, and what that part is.
IN_PART: dict[tuple[str, str], str] = {}

HEAD = """\
# Which operations are there?

Every operation of both APIs is understood: its input is parsed and validated by botocore's own
service model. Those marked **yes** are modelled: state goes in, state comes out, AWS's errors guard
it. The others, and the parts that are named, answer HTTP 501 with the code `NotModelled` and say
what it is; none answers success for something that was not done.

What an operation does is told in Amazon's words. Its errors are those that the tests bring about,
by input or state; `docs/exercised.json` names a test for each. Errors of any call, such as
throttling, are in [Errors you will meet](errors.md).

This page is written by `python docs/generate_operations.py`, last with botocore {version}.
"""


def page() -> str:
    """The page as it should be."""
    exercised = json.loads(EXERCISED.read_text(encoding="utf-8"))
    parts = [HEAD.format(version=botocore.__version__)]
    for service, folder, modelled in APIS:
        names = sorted(operations(service))
        count = sum(name in modelled for name in names)
        parts.append(f"\n## `{service}`: {count} of {len(names)}\n\n")
        parts.append("| operation | modelled | what it does | errors | where, and tests |\n")
        parts.append("|---|---|---|---|---|\n")
        for name in names:
            seen = exercised[service].get(name, {})
            part = f", but {IN_PART[service, name]}" if (service, name) in IN_PART else ""
            cells = [
                name,
                f"{'**yes**' if name in modelled else 'no'}{part}",
                _does(operations(service)[name]),
                _errors(seen),
                _where(folder, modelled.get(name), seen),
            ]
            parts.append(f"| {' | '.join(cells)} |\n")
    return "".join(parts)


def _does(operation: Any) -> str:
    """The first sentence of the service model on an operation."""
    text = html.unescape(re.sub(r"<[^>]+>", "", operation.documentation))
    sentence = re.split(r"(?<=\.)\s", " ".join(text.split()), maxsplit=1)[0]
    return sentence.replace("Amazon Web Services ", "AWS ").replace("|", r"\|")


def _errors(seen: dict[str, Any]) -> str:
    return ", ".join(code.removesuffix("Exception") for code in seen.get("fails", {}))


def _where(folder: str, function: Any, seen: dict[str, Any]) -> str:
    if function is None:
        return ""
    module = function.__module__.rpartition(".")[2]
    files = seen.get("succeeds", [])
    shown = [f"`{file}`" for file in _nearest(files, folder)]
    more = len(files) - len(shown)
    told = ", ".join([f"`{folder}/{module}.py`", *shown])
    return f"{told} and {more} more" if more else told


def _nearest(files: list[str], folder: str) -> list[str]:
    """The few files that are most about it: those of its API first, then those of the domain."""
    rooms = (f"tests/{folder}/", "tests/domain/")
    rank = {file: next((i for i, r in enumerate(rooms) if file.startswith(r)), 9) for file in files}
    return sorted(files, key=lambda file: (rank[file], file))[:SHOWN_FILES]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")
