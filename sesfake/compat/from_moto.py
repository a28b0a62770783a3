"""Let tests that were written for moto run with sesfake: substitutions, line by line.

    python -m sesfake.compat.from_moto tests/              # of SES alone: moto goes
    python -m sesfake.compat.from_moto --beside tests/     # of other services, too: moto stays

Files that do not name moto's SES are left alone, and so are lines that no rule knows; those that
still name moto are printed, to be changed by hand. Nothing is kept of the old files: commit first.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

_OPTIONS = "production=True"  # moto lets everybody be sent to
_MOCKS = r"mock_(?:aws|ses|sesv2)"
_OURS = (
    r"(?:ses_backends|sesv2_backends|get_backend|DEFAULT_ACCOUNT_ID|\w*Message|SES\w*Backend)"
    r"(?: as \w+)?"
)
_USES_SES = re.compile(r"mock_ses|moto\.ses|[\"']ses(?:v2)?[\"']")
# What is left for a person.
_LEFT_ALONE = re.compile(r"\b(?:from|import) moto\b|(?<![.\w])moto\.\w|\bmock_aws\b")
_LEFT_BESIDE = re.compile(
    r"\bmoto\.ses|\bfrom moto import \(|\bmock_aws\((?!\), mock_ses)|\bmoto\.mock_aws"
)
# The end of a line, or a comment there.
_END = r"(?=[ \t]*(?:#.*)?$)"

_BACKENDS = (
    rf"from moto\.(?:ses|sesv2|core|backends)(?:\.\w+)? import ({_OURS}(?:, {_OURS})*){_END}",
    r"from sesfake.compat.moto import \1",
)
# What to look for, line by line, and what to write.
ALONE = [
    (rf"from moto import {_MOCKS}(?:, {_MOCKS})*{_END}", "from sesfake import mock_ses"),
    (rf"^import moto{_END}", "import sesfake"),
    _BACKENDS,
    (rf"@{_MOCKS}(?:\(\))?{_END}", f"@mock_ses({_OPTIONS})"),
    (rf"@moto\.{_MOCKS}(?:\(\))?{_END}", f"@sesfake.mock_ses({_OPTIONS})"),
    (rf"(?<![.\w]){_MOCKS}\(\)", f"mock_ses({_OPTIONS})"),
    (rf"\bmoto\.{_MOCKS}\(\)", f"sesfake.mock_ses({_OPTIONS})"),
]
# What has a line of ours below it already is left alone.
_IMPORT = rf"^([ \t]*)(from moto import [\w, ]*\bmock_aws\b[\w, ]*{_END}.*)$"
BESIDE = [
    (rf"{_IMPORT}(?!\n\1from sesfake import mock_ses\b)", r"\1\2\n\1from sesfake import mock_ses"),
    _BACKENDS,
    (
        rf"^([ \t]*)@mock_aws(?:\(\))?{_END}(?!.*\n\1@mock_ses\b)",
        rf"\1@mock_aws\n\1@mock_ses({_OPTIONS})",
    ),
    (r"( *)with mock_aws\(\):$", rf"\1with mock_aws(), mock_ses({_OPTIONS}):"),
]


def rewritten(text: str, *, beside: bool = False) -> str:
    """The source of a test file; the same if it does not use moto's SES."""
    if "moto" not in text or not _USES_SES.search(text):
        return text
    for pattern, replacement in BESIDE if beside else ALONE:
        text = re.sub(pattern, replacement, text, flags=re.MULTILINE)
    return text


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m sesfake.compat.from_moto")
    parser.add_argument("paths", nargs="+", type=Path, help="test files, or folders of them")
    parser.add_argument("--beside", action="store_true", help="keep moto for other services")
    options = parser.parse_args(arguments)
    missing = [str(path) for path in options.paths if not path.exists()]
    if missing:  # nothing is done, then
        parser.error(f"there is no {', '.join(missing)}")
    for root in options.paths:
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            if path.is_file():
                _rewrite(path, beside=options.beside)
    return 0


def _rewrite(path: Path, *, beside: bool) -> None:
    try:
        data = path.read_bytes()
        old = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        print(f"{path}: not UTF-8, left alone")  # noqa: T201
        return
    new = rewritten(old, beside=beside)
    if new == old:
        return
    path.write_text(new, encoding="utf-8", newline="\r\n" if b"\r\n" in data else "\n")
    print(f"{path}: rewritten")  # noqa: T201
    left = _LEFT_BESIDE if beside else _LEFT_ALONE
    for number, line in enumerate(new.splitlines(), 1):
        if left.search(line):
            print(f"{path}:{number}: by hand: {line.strip()}")  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
