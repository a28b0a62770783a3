"""Whether an answer is one that Amazon could give: read by botocore, and looked at by its model."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sesfake.protocol.constraints import ABSENT_THOUGH_REQUIRED
from sesfake.protocol.faults import UNMODELLED
from sesfake.protocol.model import operations, service_model
from sesfake.protocol.output import IS_OLD
from sesfake.wire import Response
from tests.protocol.botocore_side import understood

_PAUSED = {"AccountSendingPausedException", "ConfigurationSetSendingPausedException"}
# What the service answers with though the model declares it for other operations only.
UNDECLARED = {
    ("ses", "DeleteCustomVerificationEmailTemplate"): {
        "CustomVerificationEmailTemplateDoesNotExist"  # facts: resources 4
    },
    # Declared for the other sends, and described as of the whole account and of any set. v1 does
    # answer what it does not declare, as the row above shows; in other words nobody has seen it.
    ("ses", "SendBounce"): _PAUSED,
    ("ses", "SendCustomVerificationEmail"): _PAUSED,
    ("sesv2", "CreateImportJob"): {"NotFoundException"},  # facts: resources 8
}
# Values that were seen and are not in the enum (facts: events 9).
SEEN_UNLISTED = {("RecommendationImpact", "NONE")}
_PYTHON = {
    "string": str,
    "blob": bytes,
    "boolean": bool,
    "integer": int,
    "long": int,
    "double": float,
    "float": float,
    "timestamp": datetime,
}


@cache
def possible_codes(service: str, name: str | None) -> frozenset[str]:
    """What a client may find in `Error.Code`; of no operation in particular, any of the model."""
    declares: Any = service_model(service) if name is None else operations(service)[name]
    declared = {shape.error_code for shape in declares.error_shapes}
    return frozenset(declared | UNDECLARED.get((service, name or ""), set()) | set(UNMODELLED))


def judged(service: str, name: str | None, response: Response) -> dict[str, Any] | None:
    """The output as botocore reads it, or None for an error; AssertionError for anything else."""
    shape = operations(service)[name].output_shape if name and response.status < 300 else None
    parsed = understood(response, service, shape)
    if response.status < 300:
        check_output(shape, parsed)
        return parsed
    assert 400 <= response.status < 500 or response.status in (500, 501, 503), response
    error = parsed["Error"]
    assert error["Code"] in possible_codes(service, name), error
    assert isinstance(error.get("Message") or "", str), error  # some come without one
    assert parsed["ResponseMetadata"]["RequestId"]
    return None


def check_output(shape: Any, parsed: dict[str, Any]) -> None:
    """That an output holds what the model asks for and nothing that it does not know."""
    if shape is not None:
        parsed = {name: value for name, value in parsed.items() if name != "ResponseMetadata"}
        _check(shape, parsed, shape.name)


def _check(shape: Any, value: Any, path: str) -> None:
    kind = shape.type_name
    if kind == "structure":
        assert isinstance(value, dict), path
        absent = ABSENT_THOUGH_REQUIRED.get(shape.name, frozenset())
        for name in shape.required_members:
            assert name in absent or value.get(name) is not None, f"{path} lacks {name}"
        for name, inner in value.items():
            assert name in shape.members, f"{path} has {name}"
            _check(shape.members[name], inner, f"{path}.{name}")
    elif kind == "list":
        assert isinstance(value, list), path
        for inner in value:
            _check(shape.member, inner, f"{path}[]")
    elif kind == "map":
        for key, inner in value.items():
            _check(shape.key, key, f"{path}{{key}}")
            _check(shape.value, inner, f"{path}{{}}")
    else:
        assert isinstance(value, _PYTHON[kind]), f"{path} is {value!r}"
        allowed = shape.metadata.get("enum")
        is_listed = not allowed or value in allowed or (shape.name, value) in SEEN_UNLISTED
        assert is_listed or IS_OLD, f"{path} is {value!r}, none of {allowed}"
