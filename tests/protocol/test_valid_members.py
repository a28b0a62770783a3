"""Members are valid or not, whether they are checked by the way or in a second look."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sesfake import errors
from sesfake.protocol import form_reader
from sesfake.protocol.model import operations
from sesfake.protocol.query import QUERY
from sesfake.protocol.restjson import REST_JSON
from sesfake.protocol.validation import validate
from sesfake.wire import Headers, Request

from .botocore_side import ENDPOINT

USUAL_NAME, ODD_NAME = 15, 1  # twentieths of the forms that have one


def names_below(shape, path=""):
    """The names that values of a shape have in a form, and some that say nothing."""
    if shape.type_name == "structure":
        yield path, ODD_NAME
        for name, member in shape.members.items():
            yield from names_below(member, f"{path}.{name}" if path else name)
    elif shape.type_name == "list":
        yield path, ODD_NAME
        for number in (1, 2):
            yield from names_below(shape.member, f"{path}.member.{number}")
    else:
        yield path, USUAL_NAME
        yield f"{path}.x", ODD_NAME


NAMES = {
    name: [(path, chance) for path, chance in names_below(operation.input_shape) if path]
    for name, operation in operations("ses").items()
    if operation.input_shape is not None
}
TEXTS = st.sampled_from(["", "1", "true", "Bounce", "a b", "-", "é" * 70])


@st.composite
def forms(draw):
    action = draw(st.sampled_from(sorted(NAMES)))
    names = [name for name, chance in NAMES[action] if draw(st.integers(0, 19)) < chance]
    return {"Action": action, **{name: draw(TEXTS) for name in names}}


def routed(form):
    body = "&".join(f"{name}={value}" for name, value in form.items())
    return QUERY.route(Request("POST", f"{ENDPOINT}/", Headers(), body.encode(), "us-east-1"))


def outcome(read):
    try:
        return read()
    except errors.SESError as error:
        return type(error), error.message


def in_two_looks(protocol, request):
    members = protocol.parse(request)
    validate(request.operation.input_shape, members)
    return members


def assert_one_look_does(protocol, request):
    by_the_way = outcome(lambda: protocol.parse_valid(request))
    assert by_the_way == outcome(lambda: in_two_looks(protocol, request))


@settings(max_examples=600, deadline=None, derandomize=True)
@given(forms())
def test_a_form_is_valid_or_not_by_its_names_or_else_by_its_values(form):
    assert_one_look_does(QUERY, routed(form))


BODIES = {
    name: operation
    for name, operation in operations("sesv2").items()
    if operation.http["method"] != "GET" and operation.input_shape is not None
}
SCALARS = {
    "string": TEXTS | st.just("x"),
    "boolean": st.booleans(),
    "blob": st.sampled_from(["", "YQ==", "a"]),
    "timestamp": st.just(1.5),
}
ODD = st.sampled_from([None, [], {}, "", 0, [None], "odd"])


@st.composite
def values(draw, shape):
    if draw(st.integers(0, 24)) == 0:
        return draw(ODD)
    if shape.type_name == "structure":
        return {
            member.serialization.get("name", name): draw(values(member))
            for name, member in shape.members.items()
            if name in shape.required_members or draw(st.booleans())
        }
    if shape.type_name == "list":
        return [draw(values(shape.member)) for _ in range(draw(st.integers(0, 2)))]
    if shape.type_name == "map":
        return {draw(TEXTS): draw(values(shape.value))}
    return draw(SCALARS.get(shape.type_name, st.integers(-1, 3)))


@st.composite
def json_requests(draw):
    operation = BODIES[draw(st.sampled_from(sorted(BODIES)))]
    body = json.dumps(draw(values(operation.input_shape))).encode()
    url = f"{ENDPOINT}{operation.http['requestUri']}"
    return Request(operation.http["method"], url, Headers(), body, "us-east-1")


@settings(max_examples=600, deadline=None, derandomize=True)
@given(json_requests())
def test_a_json_body_is_valid_or_not_on_the_way_or_else_by_a_second_look(request):
    assert_one_look_does(REST_JSON, REST_JSON.route(request))


USUAL = {
    "Action": "SendEmail",
    "Source": "shop@example.com",
    "Destination.ToAddresses.member.1": "customer@example.org",
    "Message.Subject.Data": "Hi",
    "Message.Body.Text.Data": "Hi",
}


def test_a_usual_mail_is_not_checked_again(monkeypatch):
    monkeypatch.setattr(form_reader, "validate", None)

    assert QUERY.parse_valid(routed(USUAL))["Source"] == "shop@example.com"


@pytest.mark.parametrize(
    ("name", "instead", "path"),
    [
        ("Source", "Source.x", "source"),
        ("Source", "source", "source"),
        ("Message.Subject.Data", "Message.Subject.Charset", "message.subject.data"),
        ("Message.Subject.Data", "Message.Subject", "message.subject.data"),
    ],
)
def test_a_required_member_under_a_name_of_nothing_is_missing(name, instead, path):
    form = {instead if key == name else key: value for key, value in USUAL.items()}
    form.update({"Message.Subject": ""} if instead == "Message.Subject" else {})

    with pytest.raises(errors.ConstraintViolated) as refused:
        QUERY.parse_valid(routed(form))

    assert refused.value.message == (
        f"1 validation error detected: Value at '{path}' failed to satisfy constraint: "
        "Member must not be null"
    )
