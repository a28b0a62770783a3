"""Writes the table of guessed texts into docs/fidelity.md, from the code that holds them.

    python docs/generate_fidelity.py

The test in tests/test_docs.py fails when the table is not what this would write.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

from sesfake import guesses

PAGE = Path(__file__).parent / "fidelity.md"
BEGIN, END = "<!-- guessed texts: begin -->\n", "<!-- guessed texts: end -->\n"


def page(text: str) -> str:
    """The page with its table written anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    for family in pkgutil.iter_modules(guesses.__path__, f"{guesses.__name__}."):
        import_module(family.name)
    known = sorted(guesses.GUESSES.items(), key=lambda guess: guess[1])
    rows = [f"| {about} | `{_one_line(text)}` |\n" for text, about in known]
    table = "".join(["| situation | text |\n|---|---|\n", *rows])
    return f"{before}{BEGIN}{table}{END}{after}"


def _one_line(text: str) -> str:
    return text.replace("\r", r"\r").replace("\n", r"\n")


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE}")
