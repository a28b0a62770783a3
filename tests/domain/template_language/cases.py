"""What a case of the corpus is: see `corpus.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

REFUSED = ("refused",)  # the source does not compile


@dataclass(frozen=True)
class Missing:
    """Rendering fails, for want of an attribute of this name."""

    name: str


@dataclass(frozen=True)
class Case:
    source: str
    data: Any
    expected: Any
    js: Any = ...  # as expected; or a text; or REFUSED for any error
    why: str = ""


MISSING = "4: what is missing fails"
HELPER = "4: an unknown helper is a missing attribute"
JSON = "4, 9: values print as JSON text"
EAGER = "ours refuses when compiling what Handlebars.js finds when rendering, or never"
LENIENT = "4: {{xs.1}} is accepted"
PLACE = "in a partial, ../ goes to where it was called; in Handlebars.js to where it was defined"
JS_BUG = "Handlebars.js keeps the blanks before a lone {{/if}} after {{else if}}"
