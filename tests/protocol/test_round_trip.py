"""Every operation and every error, through botocore's own serializer and parser and back."""

import botocore
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sesfake import errors
from sesfake.protocol import faults
from sesfake.protocol.model import service_model

from .botocore_side import (
    OPERATIONS,
    PROTOCOLS,
    operation,
    request_for,
    samples,
    strategy,
    understood,
)

ERRORS = [
    (service, shape.name) for service in PROTOCOLS for shape in service_model(service).error_shapes
]
REQUEST_ID = "0f5f9b2e-1111-2222-3333-444455556666"
relaxed = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read(service, name, parameters):
    protocol = PROTOCOLS[service]
    routed = protocol.route(request_for(service, name, parameters))
    return routed.operation.name, protocol.parse(routed)


def on_the_wire(service, name, parameters):
    """What is left of the parameters once botocore has written them."""
    shape = operation(service, name).input_shape
    if service == "ses":
        # A form has nothing to write for an empty structure, nor for what holds only such.
        return without_hollows(parameters) or {}
    # A query string repeats a name for each element of a list: for an empty one, never.
    return {
        member: value
        for member, value in parameters.items()
        if value != [] or shape.members[member].serialization.get("location") != "querystring"
    }


def without_hollows(value):
    """Drop empty structures, and lists of nothing else; a list that was empty stays."""
    if isinstance(value, dict):
        kept = {name: without_hollows(member) for name, member in value.items()}
        return {name: member for name, member in kept.items() if member is not None} or None
    if isinstance(value, list) and value:
        return [item for item in map(without_hollows, value) if item is not None] or None
    return value


def test_every_operation_of_the_model_is_tried():
    counts = {service: len(service_model(service).operation_names) for service in PROTOCOLS}
    if botocore.__version__ == "1.44.5":
        assert counts == {"ses": 71, "sesv2": 116}
    assert len(OPERATIONS) == sum(counts.values())


@pytest.mark.parametrize(("service", "name"), OPERATIONS)
def test_what_botocore_writes_is_read_back(service, name):
    for parameters in samples(operation(service, name).input_shape):
        assert read(service, name, parameters) == (name, on_the_wire(service, name, parameters))


@relaxed
@given(st.data())
def test_any_input_is_read_back(data):
    service, name = data.draw(st.sampled_from(OPERATIONS))
    shape = operation(service, name).input_shape
    parameters = {} if shape is None else data.draw(strategy(shape))
    assert read(service, name, parameters) == (name, on_the_wire(service, name, parameters))


def answered(service, name, result):
    response = PROTOCOLS[service].respond(operation(service, name), result, REQUEST_ID)
    parsed = understood(response, service, operation(service, name).output_shape)
    metadata = parsed.pop("ResponseMetadata")
    assert metadata["RequestId"] == REQUEST_ID
    assert metadata["HTTPStatusCode"] == 200
    return parsed


@pytest.mark.parametrize(("service", "name"), OPERATIONS)
def test_what_is_answered_reaches_the_caller_unchanged(service, name):
    for result in samples(operation(service, name).output_shape):
        assert answered(service, name, result) == result


@relaxed
@given(st.data())
def test_any_result_reaches_the_caller_unchanged(data):
    service, name = data.draw(st.sampled_from(OPERATIONS))
    shape = operation(service, name).output_shape
    result = {} if shape is None else data.draw(strategy(shape))
    assert answered(service, name, result) == result


@pytest.mark.parametrize(("service", "name"), ERRORS)
def test_every_modelled_error_reaches_the_caller_with_its_members(service, name):
    shape = service_model(service).shape_for(name)
    for members in samples(shape):
        error = refusal(name)("It's <wrong> & nothing\ris \U0001d518 done", **members)
        response = PROTOCOLS[service].refuse(error, REQUEST_ID)
        parsed = understood(response, service, None)
        assert parsed["Error"]["Code"] == shape.error_code
        assert parsed["Error"]["Message"] == error.message
        assert parsed["ResponseMetadata"]["RequestId"] == REQUEST_ID
        assert parsed["ResponseMetadata"]["HTTPStatusCode"] == faults.resolve(service, name).status
        assert understood(response, service, shape) == members


@pytest.mark.parametrize("name", sorted(faults.UNMODELLED))
@pytest.mark.parametrize("service", PROTOCOLS)
def test_every_common_error_reaches_the_caller(service, name):
    parsed = understood(PROTOCOLS[service].refuse(refusal(name)("No."), REQUEST_ID), service, None)
    assert parsed["Error"]["Code"] == name
    assert parsed["Error"]["Message"] == "No."
    assert parsed["ResponseMetadata"]["HTTPStatusCode"] == faults.UNMODELLED[name]


def refusal(name):
    return type("Refusal", (errors.SESError,), {"v1": name, "v2": name})
