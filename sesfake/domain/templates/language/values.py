"""What becomes of JSON values: how they print, what is true, what a path finds in them.

Numbers, lists and objects print as JSON text (`1.0`, `[1,"b",true]`); Amazon's way is not known,
and Handlebars.js prints `1`, `1,b,true` and `[object Object]` (facts: templates 4 and 9).
`null` and what is absent are one thing: None.
"""

from __future__ import annotations

import json
import re
from typing import Any

from sesfake.domain.templates.language.failures import RenderingTooLarge
from sesfake.domain.templates.language.scope import MAX_OUTPUT

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_POSITION = re.compile(r"0|[1-9][0-9]{0,8}")


class Made(dict[str, Any]):
    """What a call of a partial has put together. It may hold the same value more than once, and
    that one another, so that a few calls make more text than there is memory.
    """


def text_of(value: Any) -> str:
    """What `{{value}}` prints; raises RenderingTooLarge."""
    if isinstance(value, str):
        return value
    if type(value) is int:
        return str(value)
    try:
        if isinstance(value, Made):
            _check_length(value)
        return _ENCODER.encode(value)
    except RecursionError:
        raise RenderingTooLarge("A value is nested too deeply to be printed.") from None


def _check_length(value: Made) -> None:
    waiting: list[Any] = [value]
    length = 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            length += len(one) + sum(map(len, one))
            waiting += one.values()
        elif isinstance(one, list):
            length += len(one)
            waiting += one
        elif isinstance(one, str):
            length += len(one)
        length += 1
        if length > MAX_OUTPUT:
            raise RenderingTooLarge(f"A value is printed as more than {MAX_OUTPUT} characters.")


def is_true(value: Any) -> bool:
    """Tell what `{{#if value}}` tells: false are "", 0, false, null and []; {} is true."""
    return bool(value) or isinstance(value, dict)


def is_zero(value: Any) -> bool:
    """Tell whether it is the number that `includeZero=true` makes true."""
    return value == 0 and not isinstance(value, bool)


def child(value: Any, name: str) -> Any:
    """What `.name` finds: a member, an item by its number, a `length`."""
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, list):
        if name == "length":
            return len(value)
        position = int(name) if _POSITION.fullmatch(name) else len(value)
        return value[position] if position < len(value) else None
    if isinstance(value, str) and name == "length":
        return len(value.encode("utf-16-le", "surrogatepass")) // 2
    return None
