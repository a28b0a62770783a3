"""No input, however odd, gets an answer that Amazon could not give.

For every operation, valid, nearly valid and hostile input is thrown at a real client and at the raw
`handle`. The answer must be one that botocore reads: an output of the model, an error the operation
declares, one common to all, or NotModelled. No other exception leaves boto3 than botocore's own.
"""

from __future__ import annotations

import json
from functools import cache

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sesfake import mock_ses
from sesfake.app import SERVICES, handle
from sesfake.domain.accounts import Accounts
from sesfake.protocol.faults import UNMODELLED
from sesfake.protocol.model import operations, service_model
from sesfake.settings import Settings
from sesfake.wire import Headers, Request
from tests.protocol.botocore_side import understood

EVERY_OPERATION = [(service, name) for service in SERVICES for name in operations(service)]
EXAMPLES = 25
QUICK = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

LIKELY = st.sampled_from([
    "shop@example.com", "Ann <ann@example.com>", "success@simulator.amazonses.com", "example.com",
    "arn:aws:ses:us-east-1:123456789012:identity/example.com", "name", "{}", "UTF-8", "2", "true",
])  # fmt: skip
HOSTILE = st.text(max_size=30) | st.sampled_from(
    ["", " ", "\0", "\x0b", "\r\nBcc: x@y.z", "]]>", "<!DOCTYPE>", "\ud800", "a" * 5000, "@", "é@ü"]
)  # fmt: skip

# What the service answers with though the model declares it for other operations only (facts:
# resources 4).
SEEN_UNDECLARED = {
    ("ses", "DeleteCustomVerificationEmailTemplate"): {
        "CustomVerificationEmailTemplateDoesNotExist"
    },
}


@cache
def values(shape) -> st.SearchStrategy:
    """Values for a shape that are mostly right."""
    kind = shape.type_name
    if kind == "structure":
        optional = {name: values(member) for name, member in shape.members.items()}
        required = {name: optional.pop(name) for name in shape.required_members}
        return st.fixed_dictionaries(required, optional=optional)
    if kind == "list":
        return st.lists(values(shape.member), max_size=3)
    if kind == "map":
        return st.dictionaries(values(shape.key), values(shape.value), max_size=2)
    if shape.metadata.get("enum"):
        return st.sampled_from(shape.metadata["enum"]) | HOSTILE
    return {
        "string": LIKELY | HOSTILE,
        "blob": st.binary(max_size=40),
        "boolean": st.booleans(),
        "integer": st.integers(-(2**31), 2**31 - 1) | st.integers(-1, 101),
        "long": st.integers(-(2**63), 2**63 - 1),
        "double": st.floats(allow_nan=False, allow_infinity=False),
        "float": st.floats(allow_nan=False, allow_infinity=False),
        "timestamp": st.datetimes() | st.integers(0, 2**32),
    }[kind]


def possible_codes(service: str, name: str) -> set[str]:
    """What a client may find in `Error.Code`."""
    declared = {shape.error_code for shape in operations(service)[name].error_shapes}
    return declared | SEEN_UNDECLARED.get((service, name), set()) | set(UNMODELLED)


@cache
def inputs(service: str, name: str) -> st.SearchStrategy:
    shape = operations(service)[name].input_shape
    return values(shape) if shape is not None else st.just({})


@pytest.fixture(scope="module")
def clients():
    config = Config(parameter_validation=False, retries={"max_attempts": 0})
    with mock_ses(verified=["example.com"], max_24_hour_send=-1):
        yield {
            (service, checked): boto3.client(service, config=None if checked else config)
            for service in SERVICES
            for checked in (True, False)
        }


@pytest.mark.parametrize(("service", "name"), EVERY_OPERATION)
def test_a_client_gets_an_answer_of_the_model(clients, service, name):
    @QUICK
    @given(parameters=inputs(service, name), checked=st.booleans())
    def run(parameters, checked):
        client = clients[service, checked]
        try:
            client._make_api_call(name, parameters)
        except ClientError as error:
            assert error.response["Error"]["Code"] in possible_codes(service, name), error
            assert error.response["ResponseMetadata"]["RequestId"]
        except BotoCoreError:
            pass  # refused by the client itself, before anything was sent
        except (AttributeError, TypeError, ValueError, UnicodeEncodeError) as error:
            # botocore's serializers meet what its validator would have stopped; ours are not there
            assert not checked or "surrogates" in str(error), error
            assert not comes_from_sesfake(error)

    run()


def comes_from_sesfake(error: BaseException) -> bool:
    frame = error.__traceback__
    while frame.tb_next is not None:
        frame = frame.tb_next
    return "/sesfake/" in frame.tb_frame.f_code.co_filename.replace("\\", "/")


CREDENTIAL = Headers({
    "Authorization": "AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/ses/aws4_request, "
    "SignedHeaders=host, Signature=0"
})  # fmt: skip
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | HOSTILE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LIKELY, inner, max_size=3),
    max_leaves=8,
)


def answer_is_possible(service: str, name: str | None, request: Request) -> None:
    accounts = Accounts(Settings(verified=["example.com"], max_24_hour_send=-1))

    response = handle(accounts, service, request)

    shape = operations(service)[name].output_shape if name and response.status < 300 else None
    parsed = understood(response, service, shape)
    if response.status >= 300:
        codes = {error.error_code for error in service_model(service).error_shapes}
        assert parsed["Error"]["Code"] in codes | set(UNMODELLED)


@pytest.mark.parametrize("name", sorted(operations("ses")))
def test_a_raw_form_gets_an_answer_of_the_model(name):
    shape = operations("ses")[name].input_shape
    members = [*(shape.members if shape is not None else ()), "Else"]
    keys = st.builds(
        "{}{}".format,
        st.sampled_from(members),
        st.sampled_from(
            ["", ".", ".member.1", ".member.1.Data", ".entry.1.key", "..", ".member.x"]
        ),
    )

    @QUICK
    @given(fields=st.dictionaries(keys, LIKELY | HOSTILE, max_size=4), tail=st.binary(max_size=10))
    def run(fields, tail):
        from urllib.parse import quote_plus

        pairs = [("Action", name), *fields.items()]
        body = "&".join(
            f"{key}={quote_plus(value, errors='surrogatepass')}" for key, value in pairs
        )
        request = Request("POST", "https://email/", CREDENTIAL, body.encode() + tail, "us-east-1")
        answer_is_possible("ses", None, request)

    run()


@pytest.mark.parametrize("name", sorted(operations("sesv2")))
def test_a_raw_body_gets_an_answer_of_the_model(name):
    operation = operations("sesv2")[name]
    shape = operation.input_shape

    @QUICK
    @given(
        members=st.dictionaries(st.sampled_from([*shape.members, "Else"]), json_values, max_size=4),
        odd=st.none()
        | st.binary(max_size=20)
        | st.sampled_from([b"[" * 100_000, b"{}{}", b"\xff"]),
        label=LIKELY | HOSTILE,
        query=st.text(max_size=15),
    )
    def run(members, odd, label, query):
        from urllib.parse import quote

        path = operation.http["requestUri"]
        for member in shape.members.values():
            if member.serialization.get("location") == "uri":
                place = "{" + member.serialization["name"] + "}"
                path = path.replace(place, quote(label, safe="", errors="surrogatepass"))
        body = json.dumps(members).encode() if odd is None else odd
        url = f"https://email{path}?{quote(query, safe='&=', errors='surrogatepass')}"
        method = operation.http["method"]
        answer_is_possible("sesv2", name, Request(method, url, CREDENTIAL, body, "us-east-1"))

    run()
