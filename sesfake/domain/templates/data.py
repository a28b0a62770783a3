"""TemplateData: the JSON object that fills in a template.

JSON as RFC 8259 has it, so no NaN; of a key given twice the last counts. What no template needs is
taken for invalid too: numbers of more digits or greater than a double can be, and values nested
deeper than 200. The size is bounded by the service model, at 262,144 characters.
"""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from sesfake.errors import InvalidTemplateData

MAX_DEPTH = 200
MAX_DIGITS = 1000


def parse_template_data(text: str) -> dict[str, Any]:
    """The values by name; raises InvalidTemplateData, which is what a send answers."""
    try:
        data = _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise InvalidTemplateData from None
    if not isinstance(data, dict):
        raise InvalidTemplateData
    if text.count("[") + text.count("{") > MAX_DEPTH:  # next to never
        _check_depth(data)
    return data


def _check_depth(data: dict[str, Any]) -> None:
    level: list[Any] = [data]
    for _ in range(MAX_DEPTH):
        values = (value.values() if isinstance(value, dict) else value for value in level)
        level = [inner for value in values for inner in value if isinstance(inner, (dict, list))]
        if not level:
            return
    raise InvalidTemplateData


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(digits)
    return int(digits)


def _decimal(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(digits)
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


_DECODER = json.JSONDecoder(parse_int=_integer, parse_float=_decimal, parse_constant=_refuse)
