"""The protocol of v1, "query": a form in, XML out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sesfake import errors
from sesfake.protocol import faults
from sesfake.protocol.form import read_form
from sesfake.protocol.form_reader import read_members, read_valid_members
from sesfake.protocol.model import operations, service_model
from sesfake.protocol.output import Output
from sesfake.protocol.routing import Routed
from sesfake.protocol.scalars import QUERY_WRITERS
from sesfake.protocol.timestamps import to_iso_seconds
from sesfake.protocol.xml import elements
from sesfake.wire import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.model import OperationModel

    from sesfake.wire import Request

_SERVER_ERROR = 500
_METADATA = """\
  <ResponseMetadata>
    <RequestId>{}</RequestId>
  </ResponseMetadata>
"""


class Query:
    """The wire form of the classic API."""

    service = "ses"

    def __init__(self) -> None:
        self._output = Output(
            QUERY_WRITERS,
            wrap_list=lambda items: _repeated("member", items),
            wrap_map=lambda items: _repeated(
                "entry", [{"key": key, "value": value} for key, value in items.items()]
            ),
            # The one place where SES writes no fraction of a second.
            exceptions={"SendDataPoint": {"timestamp": to_iso_seconds}},
        )

    def route(self, request: Request) -> Routed:
        """Read the form, and the operation it names. `Version` is not looked at."""
        form = read_form(request)
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
        return {} if shape is None else read_members(shape, routed.given)

    def parse_valid(self, routed: Routed) -> dict[str, Any]:
        """The same for members that keep the model's constraints; else ConstraintViolated."""
        shape = routed.operation.input_shape
        return {} if shape is None else read_valid_members(shape, routed.given)

    def respond(
        self, operation: OperationModel, result: Mapping[str, Any], request_id: str
    ) -> Response:
        """Write the answer of an operation that succeeded."""
        answer = self._output.write(operation, result)
        shape = operation.output_shape
        inside = "" if shape is None else elements({shape.serialization["resultWrapper"]: answer})
        inside += _METADATA.format(request_id)
        return _response(200, f"{operation.name}Response", inside, request_id)

    def refuse(self, error: errors.SESError, request_id: str) -> Response:
        """Write an error, with its further members beside code and message."""
        code, status, shape = faults.resolve("ses", error.v1)
        body = {"Type": "Receiver" if status >= _SERVER_ERROR else "Sender", "Code": code}
        if error.message is not None:
            body["Message"] = error.message
        if shape is not None:
            known = {name: error.members[name] for name in shape.members if name in error.members}
            body |= self._output.writer(shape)(known)
        inside = elements({"Error": body, "RequestId": request_id})
        return _response(status, "ErrorResponse", inside, request_id, error.hint)


QUERY = Query()


def _repeated(name: str, items: list[Any]) -> dict[str, Any]:
    return {name: items} if items else {}


@cache
def _namespace() -> str:
    namespace: str = service_model("ses").metadata["xmlNamespace"]
    return namespace


def _response(
    status: int, root: str, inside: str, request_id: str, hint: str | None = None
) -> Response:
    body = f'<{root} xmlns="{_namespace()}">\n{inside}</{root}>\n'.encode()
    headers = {
        "x-amzn-RequestId": request_id,
        "Content-Type": "text/xml",
        "Content-Length": str(len(body)),
    }
    return Response(status, headers, body, request_id, hint)
