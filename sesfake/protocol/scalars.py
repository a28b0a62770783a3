"""Single values: how each scalar type of the model is read from and written to either wire.

A table per direction and protocol, from the type's name to a function. Readers raise the error the
client sees (`MalformedInput` in v1, `SerializationFailed` in v2); writers raise a plain TypeError,
because a wrong value in an answer is a mistake of ours. Timestamps are aware datetimes on our side.
"""

from __future__ import annotations

import base64
import math
import re
from typing import TYPE_CHECKING, Any

from sesfake import errors
from sesfake.protocol import timestamps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

_WHOLE = re.compile(r"[+-]?[0-9]{1,40}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?")
_BOUNDS = {"integer": 2**31, "long": 2**63}
_TRUTH = {
    "true": True, "yes": True, "y": True, "t": True, "1": True,
    "false": False, "no": False, "n": False, "f": False, "0": False,
}  # fmt: skip

# What a JSON value of the wrong type is called in the error text.
_JSON_TOKENS: dict[type, str] = {int: "NUMBER_VALUE", float: "NUMBER_VALUE", str: "STRING_VALUE"}
UNEXPECTED_LIST = "Start of list found where not expected"
_UNEXPECTED_OBJECT = "Start of structure or map found where not expected."  # the dot is Amazon's


# From text: plain functions that raise ValueError. ---------------------------------------------


def _whole_from_text(text: str, bound: int) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return _within(int(text), bound)


def _within(number: int, bound: int) -> int:
    if not -bound <= number < bound:
        raise ValueError(number)
    return number


def _double_from_text(text: str) -> float:
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _blob_from_text(text: str) -> bytes:
    # Line breaks are what MIME encoders put in; anything else outside the alphabet is an error.
    if "\n" in text or "\r" in text:
        text = text.replace("\r", "").replace("\n", "")
    return base64.b64decode(text, validate=True)


def _boolean_from_word(text: str) -> bool:
    return _TRUTH[text.lower()]


def _boolean_from_parameter(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


def _string(text: str) -> str:
    return text


_FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "string": _string,
    "timestamp": timestamps.from_text,
    "blob": _blob_from_text,
    "boolean": _boolean_from_parameter,
    "integer": lambda text: _whole_from_text(text, _BOUNDS["integer"]),
    "long": lambda text: _whole_from_text(text, _BOUNDS["long"]),
    "double": _double_from_text,
    "float": _double_from_text,
}
_NUMBERS = frozenset({"integer", "long", "double", "float"})


# Reading v1, and what stands in a v2 path or query string. -------------------------------------


def _query_reader(type_name: str) -> Callable[[str], Any]:
    convert = _FROM_TEXT[type_name]
    # The text is the same for whole numbers, so AWS says.
    when_empty = "missing value for decimal type" if type_name in _NUMBERS else None

    def read(text: str) -> Any:
        try:
            return convert(text)
        except (ValueError, KeyError, OverflowError):
            raise errors.MalformedInput(None if text else when_empty) from None

    return read


def _parameter_reader(type_name: str) -> Callable[[str], Any]:
    convert = _FROM_TEXT[type_name]

    def read(text: str) -> Any:
        try:
            return convert(text)
        except (ValueError, KeyError, OverflowError):
            raise errors.SerializationFailed(
                f"'{text}' can not be converted to {type_name.capitalize()}"
            ) from None

    return read


# Reading v2: values as the JSON parser gives them. ---------------------------------------------


def _json_mismatch(value: Any, wanted: str) -> errors.SerializationFailed:
    if isinstance(value, list):
        return errors.SerializationFailed(UNEXPECTED_LIST)
    if isinstance(value, dict):
        return errors.SerializationFailed(_UNEXPECTED_OBJECT)
    if isinstance(value, bool):
        token = "TRUE_VALUE" if value else "FALSE_VALUE"
    else:
        token = _JSON_TOKENS[type(value)]
    return errors.SerializationFailed(f"{token} can not be converted to {wanted}")


def _string_from_json(value: Any) -> str:
    if type(value) is str:
        return value
    raise _json_mismatch(value, "a String")


def _boolean_from_json(value: Any) -> bool:
    if type(value) is bool:
        return value
    if type(value) is str:
        try:
            return _boolean_from_word(value)
        except KeyError:
            raise _json_mismatch(value, "an Boolean") from None  # sic
    raise _json_mismatch(value, "a Boolean")


def _timestamp_from_json(value: Any) -> datetime:
    wanted = "milliseconds since epoch"
    try:
        if type(value) is str:
            return timestamps.from_text(value)
        if type(value) in (int, float):
            return timestamps.from_number(value)
    except (ValueError, OverflowError):
        pass
    raise _json_mismatch(value, wanted)


def _blob_from_json(value: Any) -> bytes:
    if type(value) is not str:
        raise _json_mismatch(value, "a Blob")
    try:
        return _blob_from_text(value)
    except ValueError:
        raise errors.SerializationFailed from None


def _whole_from_json(type_name: str) -> Callable[[Any], int]:
    bound = _BOUNDS[type_name]
    wanted = "an Integer" if type_name == "integer" else "a Long"

    def read(value: Any) -> int:
        try:
            if type(value) is int:
                return _within(value, bound)
            if type(value) is float and value.is_integer():
                return _within(int(value), bound)
            if type(value) is str:
                return _whole_from_text(value, bound)
        except ValueError:
            pass
        raise _json_mismatch(value, wanted)

    return read


def _double_from_json(value: Any) -> float:
    try:
        if type(value) in (int, float):
            number = float(value)
            if math.isfinite(number):
                return number
        elif type(value) is str:
            return _double_from_text(value)
    except (ValueError, OverflowError):
        pass
    raise _json_mismatch(value, "a Double")


# Writing. --------------------------------------------------------------------------------------


def _write_string(value: Any) -> str:
    if type(value) is str:
        return value
    if isinstance(value, str):  # a member of a str Enum
        return str.__str__(value)
    raise TypeError(f"wants a str, not {value!r}")


def _write_blob(value: Any) -> str:
    if not isinstance(value, bytes):
        raise TypeError(f"wants bytes, not {value!r}")
    return base64.b64encode(value).decode("ascii")


def _write_boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"wants a bool, not {value!r}")
    return value


def _write_whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"wants an int, not {value!r}")
    return value


def _write_double(value: Any) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
        raise TypeError(f"wants a finite float, not {value!r}")
    return float(value)


QUERY_READERS: Mapping[str, Callable[[str], Any]] = {
    type_name: _query_reader(type_name) for type_name in _FROM_TEXT
}
PARAMETER_READERS: Mapping[str, Callable[[str], Any]] = {
    type_name: _parameter_reader(type_name) for type_name in _FROM_TEXT
}
JSON_READERS: Mapping[str, Callable[[Any], Any]] = {
    "string": _string_from_json,
    "timestamp": _timestamp_from_json,
    "blob": _blob_from_json,
    "boolean": _boolean_from_json,
    "integer": _whole_from_json("integer"),
    "long": _whole_from_json("long"),
    "double": _double_from_json,
    "float": _double_from_json,
}
JSON_WRITERS: Mapping[str, Callable[[Any], Any]] = {
    "string": _write_string,
    "timestamp": timestamps.to_epoch,
    "blob": _write_blob,
    "boolean": _write_boolean,
    "integer": _write_whole,
    "long": _write_whole,
    "double": _write_double,
    "float": _write_double,
}
QUERY_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "string": _write_string,
    "timestamp": timestamps.to_iso_milliseconds,
    "blob": _write_blob,
    "boolean": lambda value: "true" if _write_boolean(value) else "false",
    "integer": lambda value: str(_write_whole(value)),
    "long": lambda value: str(_write_whole(value)),
    "double": lambda value: repr(_write_double(value)),
    "float": lambda value: repr(_write_double(value)),
}
