"""Errors that SES sends, by name: those the service model declares, and those it does not.

A name is the shape's, and in v1 the wire's code as well, since that is what a v1 client sees:
`ConfigurationSetDoesNotExist` and `ConfigurationSetDoesNotExistException` are the same error.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from sesfake.protocol.model import service_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from botocore.model import StructureShape


class Fault(NamedTuple):
    """An error's code on the wire, its HTTP status, and its shape when the model declares it."""

    code: str
    status: int
    shape: StructureShape | None


# "Common Errors" of the SES API reference of 2015, p. 95.
_COMMON = {
    "IncompleteSignature": 400,
    "InternalFailure": 500,
    "InvalidAction": 400,
    "InvalidClientTokenId": 403,
    "InvalidParameterCombination": 400,
    "InvalidParameterValue": 400,
    "InvalidQueryParameter": 400,
    "MalformedQueryString": 404,
    "MissingAction": 400,
    "MissingAuthenticationToken": 403,
    "MissingParameter": 400,
    "OptInRequired": 403,
    "RequestExpired": 400,
    "ServiceUnavailable": 503,
    "Throttling": 400,
    "ValidationError": 400,
}

# Seen from the real service, or from any service that speaks the same protocol.
_SEEN = {
    "AccessDenied": 403,
    "AccessDeniedException": 403,
    "ExpiredToken": 403,
    "ExpiredTokenException": 403,
    "IncompleteSignatureException": 400,
    "InvalidSignatureException": 403,
    "MalformedInput": 400,
    "MissingAuthenticationTokenException": 403,
    "RequestExpiredException": 400,
    "SerializationException": 400,
    "ServiceUnavailableException": 503,
    "SignatureDoesNotMatch": 403,
    "ThrottlingException": 400,
    "UnknownOperationException": 404,
    "UnrecognizedClientException": 403,
    "ValidationException": 400,
}

# Never sent by AWS: 501 is the one server error that botocore does not retry.
_OURS = {"NotModelled": 501}

UNMODELLED: Mapping[str, int] = _COMMON | _SEEN | _OURS


def resolve(service: str, name: str) -> Fault:
    """Find an error of "ses" or "sesv2" by name: in the model first, then among the others."""
    fault = _modelled(service).get(name)
    if fault is not None:
        return fault
    if name in UNMODELLED:
        return Fault(name, UNMODELLED[name], None)
    raise ValueError(
        f"{service} has no error named {name!r}: neither its service model nor the common errors "
        "know it."
    )


@cache
def _modelled(service: str) -> Mapping[str, Fault]:
    faults: dict[str, Fault] = {}
    shapes = cast("list[StructureShape]", service_model(service).error_shapes)
    for shape in shapes:
        status = shape.metadata.get("error", {}).get("httpStatusCode", 400)
        fault = Fault(shape.error_code, status, shape)
        faults[shape.name] = fault
        faults.setdefault(fault.code, fault)
    return faults
