"""The models hold nothing that the protocols do not handle.

If one of these fails after an upgrade of botocore, something new has come that needs code.
"""

import subprocess
import sys

import pytest

from sesfake.protocol import constraints
from sesfake.protocol.model import operations, service_model
from sesfake.protocol.scalars import JSON_READERS, JSON_WRITERS, QUERY_READERS, QUERY_WRITERS
from sesfake.protocol.validation import compile_java

from .botocore_side import of_today

SERVICES = ["ses", "sesv2"]
COMMON_PARAMETERS = {
    "AWSAccessKeyId",
    "Action",
    "Expires",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureVersion",
    "Timestamp",
    "Version",
}


def references(shape, above=()):
    """Every reference to a shape below one, with the names of the shapes above it."""
    yield shape, above
    above = (*above, shape.name)
    below = {
        "structure": lambda: list(shape.members.values()),
        "list": lambda: [shape.member],
        "map": lambda: [shape.key, shape.value],
    }.get(shape.type_name, list)()
    for child in below:
        yield from references(child, above)


def roots(service):
    for operation in operations(service).values():
        if operation.input_shape is not None:
            yield operation.input_shape, True
        if operation.output_shape is not None:
            yield operation.output_shape, False
    for shape in service_model(service).error_shapes:
        yield shape, False


@pytest.mark.parametrize("service", SERVICES)
def test_only_types_and_traits_that_are_handled_occur(service):
    tables = (JSON_READERS, JSON_WRITERS, QUERY_READERS, QUERY_WRITERS)
    handled = {"structure", "list", "map", *set.intersection(*map(set, tables))}
    for root, is_input in roots(service):
        for shape, above in references(root):
            assert shape.type_name in handled
            assert shape.name not in above, f"{shape.name} contains itself"
            traits = dict(shape.serialization)
            if shape is root:
                traits.pop("resultWrapper", None)
            if service == "sesv2" and is_input and len(above) == 1:
                assert traits.pop("location", "uri") in {"uri", "querystring"}
                traits.pop("name", None)
            assert not traits, f"{shape.name} has {traits}"
            assert not shape.metadata.get("document")


@pytest.mark.parametrize("service", SERVICES)
def test_every_pattern_can_be_checked(service):
    for root, is_input in roots(service):
        for shape, _ in references(root):
            pattern = shape.metadata.get("pattern")
            assert not is_input or pattern is None or compile_java(pattern) is not None


def test_requests_use_only_what_the_router_knows():
    for operation in operations("sesv2").values():
        assert set(operation.http) <= {"method", "requestUri", "responseCode"}
        assert "+}" not in operation.http["requestUri"]
        assert "?" not in operation.http["requestUri"]
    for operation in operations("ses").values():
        assert operation.http["requestUri"] == "/"


def test_members_in_the_query_string_are_scalars_or_lists_of_them():
    for operation in operations("sesv2").values():
        for member in operation.input_shape.members.values():
            if member.serialization.get("location") == "querystring":
                inner = member.member if member.type_name == "list" else member
                assert inner.type_name in QUERY_READERS


def test_no_member_has_the_name_of_a_common_parameter():
    for operation in operations("ses").values():
        if operation.input_shape is not None:
            assert COMMON_PARAMETERS.isdisjoint(operation.input_shape.members)


def test_error_shapes_of_v2_have_no_members():
    for shape in service_model("sesv2").error_shapes:
        assert not shape.members


@of_today
def test_every_correction_of_the_model_names_something_that_exists():
    shapes = {name for service in SERVICES for name in service_model(service).shape_names}
    assert constraints.ENUM_ORDER.keys() <= shapes
    assert constraints.UNTOLD.keys() <= shapes
    assert constraints.MEMBER_ORDER.keys() <= shapes
    assert constraints.ABSENT_THOUGH_REQUIRED.keys() <= shapes
    assert shapes >= constraints.ABSENCE_LEFT_TO_THE_OPERATION
    for structure, member in constraints.LEFT_TO_THE_OPERATION:
        models = [service_model(s) for s in SERVICES if structure in service_model(s).shape_names]
        assert any(member in model.shape_for(structure).members for model in models)


def test_importing_the_package_loads_no_model():
    code = (
        "import sesfake.protocol.query, sesfake.protocol.restjson, sesfake.protocol.credentials\n"
        "from sesfake.protocol import model\n"
        "assert not model._models"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_model_is_loaded_once():
    assert service_model("ses") is service_model("ses")
    assert operations("ses")["SendEmail"] is operations("ses")["SendEmail"]
