"""Whatever arrives, the answer is an error of SES and never a crash."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sesfake import errors
from sesfake.protocol.credentials import read_credential
from sesfake.protocol.model import operations
from sesfake.protocol.query import QUERY
from sesfake.protocol.restjson import REST_JSON
from sesfake.wire import Headers, Request

from .botocore_side import ENDPOINT

METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH"])
PATHS = st.one_of(
    st.sampled_from([op.http["requestUri"] for op in operations("sesv2").values()]),
    st.text(max_size=30).map("/{}".format),
    st.text(max_size=10).map("/v2/email/identities/{}".format),
    st.text(alphabet="v2/email%0F?#&=-", max_size=30).map("/v2/email/{}".format),
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
MEMBERS = sorted({m for op in operations("sesv2").values() for m in op.input_shape.members})
BODIES = st.one_of(
    st.binary(max_size=40),
    ANY_JSON.map(lambda value: json.dumps(value).encode()),
    st.dictionaries(st.sampled_from(MEMBERS), ANY_JSON, max_size=4).map(
        lambda value: json.dumps(value).encode()
    ),
)
NAMES = st.lists(
    st.sampled_from(
        ["Source", "Destination", "ToAddresses", "member", "1", "2", "", "Data", "Tags"]
    ),
    min_size=1,
    max_size=5,
).map(".".join)
FORMS = st.lists(
    st.tuples(NAMES | st.text(max_size=4), st.text(max_size=5) | st.just("")), max_size=5
).map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs).encode("utf-8", "replace"))
thorough = settings(max_examples=300, deadline=None, derandomize=True)


def serve(protocol, request):
    try:
        routed = protocol.route(request)
        protocol.parse_valid(routed)
    except errors.SESError as error:
        protocol.refuse(error, "id")


@thorough
@given(METHODS, PATHS, BODIES)
def test_v2_survives_any_path_and_body(method, path, body):
    serve(REST_JSON, Request(method, f"{ENDPOINT}{path}", Headers(), body, "us-east-1"))


@thorough
@given(st.sampled_from(sorted(operations("sesv2"))), BODIES)
def test_every_operation_of_v2_survives_any_body(name, body):
    http = operations("sesv2")[name].http
    url = f"{ENDPOINT}{http['requestUri']}"
    serve(REST_JSON, Request(http["method"], url, Headers(), body, "us-east-1"))


@thorough
@given(METHODS, st.text(max_size=20), st.binary(max_size=60))
def test_v1_survives_any_query_and_body(method, query, body):
    serve(QUERY, Request(method, f"{ENDPOINT}/?{query}", Headers(), body, "us-east-1"))


@thorough
@given(st.sampled_from(sorted(operations("ses"))), FORMS)
def test_every_operation_of_v1_survives_any_form(name, form):
    body = f"Action={name}&".encode() + form
    serve(QUERY, Request("POST", f"{ENDPOINT}/", Headers(), body, "us-east-1"))


@thorough
@given(
    st.dictionaries(
        st.sampled_from(["Authorization", "X-Amzn-Authorization"]),
        st.text(max_size=20)
        | st.text(alphabet="AWS34-HMC ,=/Credntialgu", max_size=40).map(
            "AWS4-HMAC-SHA256 Credential={}, SignedHeaders=a, Signature=b".format
        ),
    ),
    st.text(max_size=20) | st.text(max_size=9).map("?X-Amz-Credential={}".format),
    st.binary(max_size=30) | st.binary(max_size=9).map(lambda key: b"AWSAccessKeyId=" + key),
)
def test_any_headers_give_a_credential_or_an_error(headers, query, body):
    request = Request("POST", f"{ENDPOINT}/{query}", Headers(headers), body, "us-east-1")
    try:
        read_credential(request)
    except errors.SESError as error:
        QUERY.refuse(error, "id")
        REST_JSON.refuse(error, "id")
