"""Templates that come with a mail: plain names only, `{{name}}` (facts: templates 5).

Seen on the real service: `{{no_reply}}`, `{{a.b}}` and blocks are refused, `{{noReply}}` is taken.
Digits are a guess. The names of helpers are none for attributes.
"""

from __future__ import annotations

import re

from sesfake.domain.templates.language.compiling import OPEN_TRACKER
from sesfake.domain.templates.language.failures import UnsupportedOperation
from sesfake.domain.templates.language.nodes import HELPERS, Content, Mustache, Program
from sesfake.domain.templates.language.scanner import SPACE

_PLAIN = re.compile(rf"\{{\{{[{SPACE}]*([A-Za-z0-9]+)[{SPACE}]*\}}\}}")
_TAKEN = (*HELPERS, "this")


def check_inline(program: Program) -> None:
    """Raise UnsupportedOperation for all but texts and plain names."""
    for statement in program.statements:
        if isinstance(statement, Content):
            continue
        if not isinstance(statement, Mustache):
            raise UnsupportedOperation
        plain = _PLAIN.fullmatch(statement.source)
        if statement.source != OPEN_TRACKER and (plain is None or plain[1] in _TAKEN):
            raise UnsupportedOperation
