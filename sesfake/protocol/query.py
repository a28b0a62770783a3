"""The protocol of v1, "query": a form in, XML out.

The form is flat (`Destination.ToAddresses.member.1=...`), so it is first folded into a tree at the
dots; the tree is then read by the shapes. An absent list and an empty one differ, an absent
structure and an empty one do not: an empty structure leaves no trace in a form.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

import xmltodict

from sesfake import errors
from sesfake.protocol import faults
from sesfake.protocol.model import operations, service_model
from sesfake.protocol.output import Output
from sesfake.protocol.routing import Routed
from sesfake.protocol.scalars import QUERY_READERS, QUERY_WRITERS, write_iso_seconds
from sesfake.wire import Headers, Response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from botocore.model import ListShape, MapShape, OperationModel, Shape, StructureShape

    from sesfake.wire import Request

    # A node of the folded form: text, or what stands behind a dot.
    Node = str | dict[str, "Node"]
    Reader = Callable[[Any], Any]

_SERVER_ERROR = 500
_WHITE_SPACE = " \t\r\n"
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_INDEX = 9  # digits


class Query:
    """The wire form of the classic API."""

    service = "ses"

    def __init__(self) -> None:
        self._output = Output(
            QUERY_WRITERS,
            wrap_list=lambda items: {"member": items},
            wrap_map=lambda items: {
                "entry": [{"key": key, "value": value} for key, value in items.items()]
            },
            # The one place where SES writes no fraction of a second.
            exceptions={"SendDataPoint": {"timestamp": write_iso_seconds}},
        )

    def route(self, request: Request) -> Routed:
        """Read the form, and the operation it names. `Version` is not looked at."""
        form = _form(request)
        action = form.get("Action")
        if not action:
            raise errors.MissingAction("The request is missing an action or a required parameter.")
        operation = operations("ses").get(action)
        if operation is None:
            raise errors.InvalidAction
        if "Timestamp" in form and "Expires" in form:
            raise errors.InvalidParameterCombination(
                "Parameters that must not be used together were used together."
            )
        return Routed(operation, form)

    def parse(self, routed: Routed) -> dict[str, Any]:
        """Type the members of the operation's input; anything else in the form is ignored."""
        shape = routed.operation.input_shape
        if shape is None:
            return {}
        members: dict[str, Any] = _reader(shape)(_fold(routed.given))
        return members

    def respond(
        self, operation: OperationModel, result: Mapping[str, Any], request_id: str
    ) -> Response:
        """Write the answer of an operation that succeeded."""
        written = self._output.write(operation, result)
        body: dict[str, Any] = {"@xmlns": _namespace()}
        if operation.output_shape is not None:
            body[operation.output_shape.serialization["resultWrapper"]] = written
        body["ResponseMetadata"] = {"RequestId": request_id}
        return _response(200, {f"{operation.name}Response": body}, request_id)

    def refuse(self, error: errors.SESError, request_id: str) -> Response:
        """Write an error, with its further members beside code and message."""
        code, status, shape = faults.resolve("ses", error.v1)
        body = {"Type": "Receiver" if status >= _SERVER_ERROR else "Sender", "Code": code}
        if error.message is not None:
            body["Message"] = error.message
        if shape is not None:
            known = {name: error.members[name] for name in shape.members if name in error.members}
            body |= self._output.writer(shape)(known)
        document = {
            "ErrorResponse": {"@xmlns": _namespace(), "Error": body, "RequestId": request_id}
        }
        return _response(status, document, request_id, error.hint)


QUERY = Query()


def _namespace() -> str:
    namespace: str = service_model("ses").metadata["xmlNamespace"]
    return namespace


def _response(
    status: int, document: dict[str, Any], request_id: str, hint: str | None = None
) -> Response:
    text = xmltodict.unparse(
        document, full_document=False, short_empty_elements=True, pretty=True, indent="  "
    )
    # A parser would take a bare carriage return for a line feed. Some characters XML cannot say.
    text = _NO_XML.sub("\ufffd", text.replace("\r", "&#13;"))
    body = f"{text}\n".encode()
    headers = Headers(
        {
            "x-amzn-RequestId": request_id,
            "Content-Type": "text/xml",
            "Content-Length": str(len(body)),
        }
    )
    return Response(status, headers, body, request_id, hint)


def _form(request: Request) -> dict[str, str]:
    """The parameters of a request, from its query string and its body."""
    query = request.url.partition("#")[0].partition("?")[2]
    form: dict[str, str] = {}
    try:
        if query:
            _read_form(query, form)
        if request.body:
            _read_form(request.body.decode("utf-8"), form)
    except UnicodeDecodeError:
        raise _malformed() from None
    return form


def _read_form(text: str, form: dict[str, str]) -> None:
    if _BROKEN_ESCAPE.search(text):
        raise _malformed()
    for pair in text.split("&"):
        name, _, value = pair.partition("=")
        name = _decoded(name)
        if name:
            form[name] = _decoded(value)
        elif value:
            raise _malformed()


def _decoded(text: str) -> str:
    # Samples of 2015 break the line before the ampersand. White space that belongs to a value is
    # encoded, and so survives.
    text = text.strip(_WHITE_SPACE)
    return unquote_plus(text, errors="strict") if "%" in text else text.replace("+", " ")


def _malformed() -> errors.MalformedQueryString:
    return errors.MalformedQueryString("The query string contains a syntax error.")


def _fold(form: Mapping[str, str]) -> dict[str, Node]:
    """Fold a flat form into a tree at the dots. A name that is both leaf and branch is a branch."""
    tree: dict[str, Node] = {}
    for name, value in form.items():
        branch = tree
        *parents, leaf = name.split(".")
        for parent in parents:
            child = branch.get(parent)
            if not isinstance(child, dict):
                child = branch[parent] = {}
            branch = child
        if not isinstance(branch.get(leaf), dict):
            branch[leaf] = value
    return tree


@cache
def _reader(shape: Shape) -> Reader:
    """The function that reads a node of the tree as a shape."""
    build = _READER_BUILDERS.get(shape.type_name)
    return QUERY_READERS[shape.type_name] if build is None else build(shape)


def _structure_reader(shape: StructureShape) -> Reader:
    members = {
        member.serialization.get("name", name): (name, _reader(member), _is_scalar(member))
        for name, member in shape.members.items()
    }

    def read_structure(node: Node) -> dict[str, Any]:
        if isinstance(node, str):
            _refuse_text(node)
            return {}
        values: dict[str, Any] = {}
        for wire_name, child in node.items():
            if wire_name not in members:
                continue
            name, read, is_scalar = members[wire_name]
            if not (is_scalar and isinstance(child, dict)):  # a dotted name of nothing
                values[name] = read(child)
        return values

    return read_structure


def _list_reader(shape: ListShape) -> Reader:
    read = _reader(shape.member)
    is_scalar = _is_scalar(shape.member)

    def read_list(node: Node) -> list[Any]:
        if isinstance(node, str):
            _refuse_text(node)
            return []
        return [
            read(child)
            for child in _in_order(node.get("member"))
            if not (is_scalar and isinstance(child, dict))
        ]

    return read_list


def _map_reader(shape: MapShape) -> Reader:
    read = _reader(shape.value)

    def read_map(node: Node) -> dict[str, Any]:
        if isinstance(node, str):
            _refuse_text(node)
            return {}
        values: dict[str, Any] = {}
        for entry in _in_order(node.get("entry")):
            if isinstance(entry, dict) and isinstance(entry.get("key"), str) and "value" in entry:
                values[str(entry["key"])] = read(entry["value"])
        return values

    return read_map


_READER_BUILDERS: Mapping[str, Callable[[Any], Reader]] = {
    "structure": _structure_reader,
    "list": _list_reader,
    "map": _map_reader,
}


def _is_scalar(shape: Shape) -> bool:
    return shape.type_name not in _READER_BUILDERS


def _in_order(node: Node | None) -> list[Node]:
    """What stands under `.1`, `.2`, ...: by number, gaps closed."""
    if not isinstance(node, dict):
        return []
    indexes = [
        index
        for index in node
        if index.isascii() and index.isdigit() and len(index) <= _LONGEST_INDEX
    ]
    return [node[index] for index in sorted(indexes, key=int)]


def _refuse_text(text: str) -> None:
    """`ToAddresses=` is an empty list; any other text is no list, map or structure."""
    if text:
        raise errors.MalformedInput
