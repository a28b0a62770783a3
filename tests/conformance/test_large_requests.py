"""What is large or deep gets its answer soon, in memory that is a multiple of its own size."""

# ruff: noqa: E501  # tables
from __future__ import annotations

import time
import tracemalloc

import pytest

from sesfake.app import handle
from sesfake.protocol.model import operations
from sesfake.wire import Headers, Request
from tests.conformance.judging import judged
from tests.conformance.world import AUTHORIZATION, World, signed
from tests.effort import drawing

SOON = 120.0  # seconds of processor time, much of it tracing; what grows by squares takes hours
MANY = 100_000
MEMORY = 100  # times the size of the request
FORMS = {
    "members": "&".join(f"Destination.ToAddresses.member.{n}=a@b.c" for n in range(MANY)),
    "an index": "Destination.ToAddresses.member.999999999=a@b.c",
    "dots": "a." * 500_000 + "=1",
    "dots in many names": "&".join("a." * 240 + f"{n}=1" for n in range(1000)),
    "pairs": "&".join(f"{n}=" for n in range(MANY)),
    "nothing": "&" * 2_000_000,
    "escapes": "Source=" + "%41" * 500_000,
    "a value": "Source=" + "a" * 10_000_000,
    "a name": "a" * 10_000_000 + "=1",
}
NESTED = [
    pattern
    for deep in (200, 900, 960, MANY)
    for pattern in ("[" * deep + "]" * deep, '{"a":' * deep + "1" + "}" * deep)
]
MAILS = {
    "headers": b"From: ann@example.com\r\nTo: bob@example.org\r\n" + b"X-A: b\r\n" * MANY + b"\r\nx",
    "one header": b"From: ann@example.com\r\nTo: bob@example.org\r\nX: " + b"a\r\n " * MANY + b"\r\n\r\nx",
    "parts": b"From: ann@example.com\r\nTo: bob@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"--b\r\n\r\nx\r\n" * 10_000 + b"--b--\r\n",
    "nesting": b"From: ann@example.com\r\nTo: bob@example.org\r\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1000)
    ),
    "messages in messages": b"From: ann@example.com\r\nTo: bob@example.org\r\n"
    + b"Content-Type: message/rfc822\r\n\r\n" * 1000,
    "addresses": b"From: ann@example.com\r\nTo: " + b"a@b.example,\r\n " * 200_000 + b"a@b.example\r\n\r\nx",
    "comments": b"From: ann@example.com\r\nTo: " + b"(" * MANY + b"\r\n\r\nx",
    "encoded words": b"From: ann@example.com\r\nTo: bob@example.org\r\nSubject: " + b"=?utf-8?q?a?= " * 20_000 + b"\r\n\r\nx",
}  # fmt: skip


@pytest.fixture(scope="module")
def world():
    world = World(drawing("large"))
    world.fill()
    return world


@pytest.fixture(autouse=True)
def soon():
    start = time.process_time()
    yield
    assert time.process_time() - start < SOON


def answered(world, service, request):
    """The answer, which may need memory in proportion to the request."""
    tracemalloc.start()
    try:
        response = handle(world.fake.accounts, service, request)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2_000_000 + MEMORY * (len(request.body) + len(request.url))
    judged(service, None, response)
    return response


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_large_form(world, form):
    body = f"Action=SendEmail&{form}".encode()
    headers = Headers({"Authorization": AUTHORIZATION})

    answer = answered(world, "ses", Request("POST", "https://email/", headers, body, "us-east-1"))

    assert answer.status == 400


def members_in_bodies():
    for name, operation in operations("sesv2").items():
        for member in operation.input_shape.members.values() if operation.input_shape else ():
            if "location" not in member.serialization:
                yield name
                break


@pytest.mark.parametrize("name", [*members_in_bodies()])
def test_deep_json_at_any_member(world, name):
    request = signed("sesv2", name, world.sensible.input_of(operations("sesv2")[name]))

    for wire_name, member in operations("sesv2")[name].input_shape.members.items():
        if "location" in member.serialization:
            continue
        for nested in NESTED:
            body = f'{{"{member.serialization.get("name", wire_name)}":{nested}}}'.encode()
            response = handle(world.fake.accounts, "sesv2", request._replace(body=body))
            # A structure of nothing that is known is an empty one.
            assert response.status < 500


@pytest.mark.parametrize("nested", NESTED, ids=len)
def test_deep_json_in_a_text(world, nested):
    data = {"DefaultContent": {"Template": {"TemplateName": "template-0", "TemplateData": nested}}}
    for service, name, given in (
        ("ses", "TestRenderTemplate", {"TemplateName": "template-0", "TemplateData": nested}),
        (
            "sesv2",
            "TestRenderEmailTemplate",
            {"TemplateName": "template-0", "TemplateData": nested},
        ),
        ("sesv2", "SendBulkEmail", data),
        ("sesv2", "CreateContact", {"AttributesData": nested}),
        ("ses", "PutIdentityPolicy", {"Policy": nested}),
        ("sesv2", "CreateEmailIdentityPolicy", {"Policy": nested}),
    ):
        operation = operations(service).get(name)
        if operation is not None:
            parameters = {**world.sensible.input_of(operation), **given}
            answered(world, service, signed(service, name, parameters))


@pytest.mark.parametrize("mail", MAILS.values(), ids=MAILS)
def test_a_large_mail(world, mail):
    raw = {"Content": {"Raw": {"Data": mail}}}

    answered(world, "ses", signed("ses", "SendRawEmail", {"RawMessage": {"Data": mail}}))
    answered(world, "sesv2", signed("sesv2", "SendEmail", raw))


SENDER = "shop@example.com"
TEXT = {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}}


@pytest.mark.parametrize(
    ("service", "parameters"),
    [
        ("ses", {"Source": SENDER, "Message": TEXT}),
        ("sesv2", {"FromEmailAddress": SENDER, "Content": {"Simple": TEXT}}),
    ],
    ids=["ses", "sesv2"],
)
def test_a_list_of_100_000(world, service, parameters):
    parameters = {**parameters, "Destination": {"ToAddresses": ["a@b.example"] * MANY}}

    assert answered(world, service, signed(service, "SendEmail", parameters)).status == 400
