"""The protocol of v2, "rest-json": method, path, query string and a JSON body in, JSON out."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn
from urllib.parse import parse_qsl

from sesfake import errors
from sesfake.protocol import faults
from sesfake.protocol.json_reader import Doubtful, structure_reader, valid_structure_reader
from sesfake.protocol.model import wire_name
from sesfake.protocol.output import Output
from sesfake.protocol.routing import Routed, find_route
from sesfake.protocol.scalars import JSON_WRITERS, PARAMETER_READERS
from sesfake.protocol.validation import validate
from sesfake.wire import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.model import OperationModel, Shape, StructureShape

    from sesfake.protocol.json_reader import Reader
    from sesfake.wire import Request


_WHITE_SPACE = " \t\r\n"
# An endpoint with a path of its own puts it in front. One operation was once below /v1.
_PATH = re.compile(r"/v[12]/email\b.*", re.DOTALL)


class Given(NamedTuple):
    """What a request carries, by place. `is_older` has all its members in the query string."""

    labels: dict[str, str]
    query: str
    body: bytes
    is_older: bool


class RestJSON:
    """The wire form of the newer API."""

    service = "sesv2"

    def __init__(self) -> None:
        self._output = Output(JSON_WRITERS, wrap_list=list, wrap_map=dict, exceptions={})

    def route(self, request: Request) -> Routed:
        """Find the operation by method and path."""
        location, _, query = request.url.partition("#")[0].partition("?")
        match = _PATH.search(location)
        route, labels = find_route(request.method, match[0] if match else "")
        return Routed(route.operation, Given(labels, query, request.body, route.is_older))

    def parse(self, routed: Routed) -> dict[str, Any]:
        """Type the members of the operation's input from wherever they stand."""
        given: Given = routed.given
        shape = routed.operation.input_shape
        if shape is None:
            return {}
        places = _places(shape)
        members: dict[str, Any] = {}
        if places.body is not None:
            members = places.body(_body(given.body))
        for spelling, (name, read) in places.labels.items():
            members[name] = read(given.labels[spelling])
        if given.query:
            parameters = places.in_older_query if given.is_older else places.query
            _read_query(given.query, parameters, members)
        return members

    def parse_valid(self, routed: Routed) -> dict[str, Any]:
        """The same for members that keep the model's constraints; else ConstraintViolated."""
        shape = routed.operation.input_shape
        read = None if shape is None or routed.given.query else _places(shape).valid_body
        if read is None:
            return self._parse_and_validate(routed)
        try:
            members: dict[str, Any] = read(_body(routed.given.body))
        except Doubtful:
            return self._parse_and_validate(routed)
        else:
            return members

    def _parse_and_validate(self, routed: Routed) -> dict[str, Any]:
        members = self.parse(routed)
        validate(routed.operation.input_shape, members)
        return members

    def respond(
        self, operation: OperationModel, result: Mapping[str, Any], request_id: str
    ) -> Response:
        """Write the answer of an operation that succeeded."""
        written = self._output.write(operation, result)
        status: int = operation.http.get("responseCode", 200)
        return _response(status, written or {}, {}, request_id)

    def refuse(self, error: errors.SESError, request_id: str) -> Response:
        """Write an error: its shape in a header, its message in the body."""
        code, status, _ = faults.resolve("sesv2", error.v2)
        key = "Message" if code == "AccessDeniedException" else "message"  # seen so
        kind = {"x-amzn-ErrorType": code}
        return _response(status, {key: error.message}, kind, request_id, error.hint)


REST_JSON = RestJSON()


def _response(
    status: int,
    document: dict[str, Any],
    headers: dict[str, str],
    request_id: str,
    hint: str | None = None,
) -> Response:
    body = _ENCODER.encode(document).encode("ascii")
    headers = {
        "x-amzn-RequestId": request_id,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        **headers,
    }
    return Response(status, headers, body, request_id, hint)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and the infinities are Python's, not JSON's


# Escapes everything beyond ASCII, so that a lone surrogate is carried rather than choked on.
_ENCODER = json.JSONEncoder(allow_nan=False, check_circular=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _body(body: bytes) -> Any:
    if not body:
        return {}
    try:
        text = body.decode("utf-8").strip(_WHITE_SPACE)
        value, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        raise errors.SerializationFailed from None
    if end != len(text):
        raise errors.SerializationFailed
    return value


def _read_query(
    query: str, parameters: Mapping[str, tuple[str, Reader, bool]], members: dict[str, Any]
) -> None:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict")
    except ValueError:
        raise errors.SerializationFailed from None
    for spelling, text in pairs:
        if spelling in parameters:
            name, read, is_list = parameters[spelling]
            if is_list:
                members.setdefault(name, []).append(read(text))
            else:
                members[name] = read(text)


class _Places(NamedTuple):
    """An operation's members by where they stand, each as wire name -> (name, reader, ...)."""

    labels: Mapping[str, tuple[str, Reader]]
    query: Mapping[str, tuple[str, Reader, bool]]
    in_older_query: Mapping[str, tuple[str, Reader, bool]]
    body: Reader | None
    valid_body: Reader | None  # where no member stands elsewhere


@cache
def _places(shape: StructureShape) -> _Places:
    labels: dict[str, tuple[str, Reader]] = {}
    query: dict[str, tuple[str, Reader, bool]] = {}
    in_body: dict[str, Shape] = {}
    for name, member in shape.members.items():
        spelling = wire_name(name, member)
        location = member.serialization.get("location")
        if location == "uri":
            labels[spelling] = (name, PARAMETER_READERS[member.type_name])
        elif location == "querystring":
            query[spelling] = _parameter(name, member)
        else:
            in_body[name] = member
    older = {
        name: _parameter(name, member)
        for name, member in in_body.items()
        if member.type_name in PARAMETER_READERS
    }
    body = structure_reader(shape, in_body) if in_body else None
    is_whole = bool(in_body) and not labels and not query
    valid_body = valid_structure_reader(shape, in_body) if is_whole else None
    return _Places(labels, query, {**older, **query}, body, valid_body)


def _parameter(name: str, shape: Any) -> tuple[str, Reader, bool]:
    is_list = shape.type_name == "list"
    scalar = shape.member if is_list else shape
    return name, PARAMETER_READERS[scalar.type_name], is_list
