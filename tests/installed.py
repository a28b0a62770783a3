"""What the installed botocore knows: older ones lack members that AWS has added since."""

from __future__ import annotations

import botocore
import pytest

from sesfake.protocol.model import operations, service_model


def needs_member(service: str, operation: str, path: str) -> None:
    """Skip the test where the operation's input does not know a member, as in `Content.Raw`."""
    needs_operation(service, operation)
    shape = operations(service)[operation].input_shape
    for name in path.split("."):
        if name not in shape.members:
            pytest.skip(f"botocore {botocore.__version__} knows no {path} in {operation}")
        shape = shape.members[name]
        if shape.type_name == "list":
            shape = shape.member


def needs_value(service: str, shape: str, value: str) -> None:
    """Skip the test where an enumeration has no such value."""
    if value not in service_model(service).shape_for(shape).enum:
        pytest.skip(f"botocore {botocore.__version__} knows no {shape} {value}")


def needs_operation(service: str, operation: str) -> None:
    """Skip the test where a service has no such operation."""
    if operation not in operations(service):
        pytest.skip(f"botocore {botocore.__version__} knows no {operation}")
