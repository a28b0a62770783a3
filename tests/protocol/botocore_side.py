"""The client's half of each conversation, done by botocore's own code, and values to talk about."""

from datetime import datetime, timedelta, timezone
from functools import cache

import botocore
import pytest
from botocore.awsrequest import HeadersDict, create_request_object, prepare_request_dict
from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from hypothesis import strategies as st

from sesfake.protocol.model import operations, service_model
from sesfake.protocol.query import QUERY
from sesfake.protocol.restjson import REST_JSON
from sesfake.wire import Headers, Request

PROTOCOLS = {"ses": QUERY, "sesv2": REST_JSON}
OPERATIONS = [
    (service, name) for service in PROTOCOLS for name in service_model(service).operation_names
]
# The texts and bounds quoted from AWS are of 2026; an older botocore does not know them all.
of_today = pytest.mark.skipif(
    tuple(map(int, botocore.__version__.split(".")[:2])) < (1, 44),
    reason="this botocore's models are older",
)
ENDPOINT = "https://email.us-east-1.amazonaws.com"


def operation(service, name):
    if name not in operations(service):
        pytest.skip(f"botocore {botocore.__version__} has no {name}")
    return operations(service)[name]


@cache
def _serializer(service):
    name = service_model(service).metadata["protocol"]
    return create_serializer(name, include_validation=False)


@cache
def _parser(service):
    return create_parser(service_model(service).metadata["protocol"])


def request_for(service, name, parameters):
    """What botocore would send."""
    request = _serializer(service).serialize_to_request(parameters, operation(service, name))
    prepare_request_dict(request, ENDPOINT, context={})
    prepared = create_request_object(request).prepare()
    body = prepared.body or b""
    if isinstance(body, str):
        body = body.encode()
    return Request(prepared.method, prepared.url, Headers(prepared.headers), body, "us-east-1")


def understood(response, service, shape):
    """What botocore would make of an answer."""
    answer = {
        "status_code": response.status,
        "headers": HeadersDict(dict(response.headers)),
        "body": response.body,
    }
    return _parser(service).parse(answer, shape)


STRINGS = [
    "plain",
    "Grüße, 世界 \U0001d518\u200b",
    "",
    "  blank at both ends\t",
    "a+b&c=d%20e;f/g?h#i",
    "line\r\nbreak\rand\nmore",
    '<p class="x">&amp; it\'s</p>',
    "a.b.member.1",
]
LABELS = ["plain", "a/b c%2Fd?e#f&g+h", "Grüße@世界", ".", "..", "{x}", "<>"]
WHOLE = {
    "integer": [0, 1, -1, 2**31 - 1, -(2**31)],
    "long": [0, 1, -1, 2**63 - 1, -(2**63)],
}
DOUBLES = [0.0, 200.0, -0.5, 1e-9, 1.7976931348623157e308]
BLOBS = [b"", b"\x00\xff\xfe", "Grüße".encode(), b"From: a@example.com\r\n\r\nHello" * 40]
MOMENTS = [
    datetime(2016, 7, 15, 16, 25, 59, tzinfo=timezone.utc),
    datetime(1970, 1, 1, tzinfo=timezone.utc),
    datetime(2100, 2, 28, 23, 59, 59, tzinfo=timezone(timedelta(hours=5, minutes=30))),
]


def arms(shape):
    """The largest number of members of a union inside a shape."""
    if shape.type_name == "list":
        return arms(shape.member)
    if shape.type_name == "map":
        return arms(shape.value)
    if shape.type_name != "structure":
        return 1
    own = len(shape.members) if shape.metadata.get("union") else 1
    return max([own, *map(arms, shape.members.values())])


def full(shape, turn):
    """A value with every member set: another `turn`, other scalars and other arms of unions."""
    if shape.metadata.get("enum"):
        return shape.enum[turn % len(shape.enum)]
    if shape.type_name == "structure":
        names = list(shape.members)
        if shape.metadata.get("union"):
            names = [names[turn % len(names)]]
        return {
            name: label(turn + place)
            if shape.members[name].serialization.get("location") == "uri"
            else full(shape.members[name], turn + place)
            for place, name in enumerate(names)
        }
    if shape.type_name == "list":
        return [full(shape.member, turn + place) for place in range(1 + turn % 3)]
    if shape.type_name == "map":
        keys = shape.key.metadata.get("enum") or STRINGS
        return {key: full(shape.value, turn + place) for place, key in enumerate(keys[:4])}
    values = {
        "string": STRINGS,
        "blob": BLOBS,
        "timestamp": MOMENTS,
        "boolean": [True, False],
        "double": DOUBLES,
        "float": DOUBLES,
        **WHOLE,
    }[shape.type_name]
    return values[turn % len(values)]


def label(turn):
    return LABELS[turn % len(LABELS)]


def bare(shape):
    """A value with as little in it as can be: empty, with only what is required."""
    if shape.type_name == "structure":
        names = shape.required_members
        if shape.metadata.get("union"):
            names = list(shape.members)[:1]
        return {
            name: "x"
            if shape.members[name].serialization.get("location") == "uri"
            else bare(shape.members[name])
            for name in names
        }
    return {"list": [], "map": {}, "string": "", "blob": b""}.get(shape.type_name, full(shape, 0))


def hollow(shape):
    """Every member present and every container and string in it empty."""
    if shape.type_name == "structure" and not shape.metadata.get("union"):
        return {
            name: "x" if member.serialization.get("location") == "uri" else hollow(member)
            for name, member in shape.members.items()
        }
    return bare(shape)


def samples(shape):
    """Values that together have every member, every boundary value, and each arm of a union."""
    if shape is None:
        return [{}]
    turns = range(max(8, arms(shape)))
    return [bare(shape), hollow(shape), *(full(shape, turn) for turn in turns)]


# Whatever XML 1.0 and UTF-8 can carry. Their exceptions have tests of their own.
_TEXT = st.text(
    st.characters(
        min_codepoint=9,
        exclude_categories=("Cs",),
        exclude_characters="\x0b\x0c\ufffe\uffff" + "".join(map(chr, range(14, 32))),
    ),
    max_size=12,
)
_SCALARS = {
    "string": _TEXT,
    "blob": st.binary(max_size=20),
    "boolean": st.booleans(),
    "integer": st.integers(-(2**31), 2**31 - 1),
    "long": st.integers(-(2**63), 2**63 - 1),
    "double": st.floats(allow_nan=False, allow_infinity=False),
    # Whole seconds: botocore before 1.43 sends no fraction in JSON.
    "timestamp": st.integers(0, 2**32).map(lambda n: datetime.fromtimestamp(n, timezone.utc)),
}


@cache
def strategy(shape):
    """Any value of a shape, optional members present or not."""
    if shape.metadata.get("enum"):
        return st.sampled_from(shape.enum)
    if shape.type_name == "list":
        return st.lists(strategy(shape.member), max_size=3)
    if shape.type_name == "map":
        return st.dictionaries(strategy(shape.key), strategy(shape.value), max_size=3)
    if shape.type_name != "structure":
        return _SCALARS[shape.type_name]
    members = {
        name: _TEXT.filter(bool)
        if member.serialization.get("location") == "uri"
        else strategy(member)
        for name, member in shape.members.items()
    }
    if shape.metadata.get("union"):
        return st.one_of([st.fixed_dictionaries({name: one}) for name, one in members.items()])
    required = {name: members.pop(name) for name in shape.required_members}
    return st.fixed_dictionaries(required, optional=members)
