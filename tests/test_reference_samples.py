"""The samples of the 2015 API reference, posted as they were printed.

Their keys are AWS3 and signature version 2, which today's clients no longer write, and their bodies
are wrapped over lines. An answer must have the printed tree: names, nesting, order, namespace.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import botocore.parsers
import pytest

from sesfake.app import handle
from sesfake.domain.accounts import Accounts
from sesfake.domain.identities.notifications import NotificationType
from sesfake.protocol.model import service_model
from sesfake.protocol.query import QUERY
from sesfake.settings import Settings
from sesfake.wire import Headers, Request

SAMPLES = Path(__file__).parent / "samples"
ADDED_SINCE = re.compile("HeadersIn.*NotificationsEnabled$")  # members younger than 2015
ACTIONS = sorted(path.stem for path in SAMPLES.glob("*.http"))


def sample_accounts() -> Accounts:
    """The account that the samples' key belongs to, in a state in which they succeed."""
    accounts = Accounts(Settings())
    accounts.keys["AKIAIOSFODNN7EXAMPLE"] = "999999999999"
    identities = accounts.open("999999999999", "us-east-1").identities
    for name in (
        "example.com",
        "user@example.com",
        "domain.com",
        "user@domain.com",
        "example@amazon.com",
    ):
        identities.verify(name)
    for number in ("", 1, 2, 3):
        identities.find("user@example.com").policies.put(f"TestPolicy{number}", "{}", "", "")
    for type_ in NotificationType:
        topic = "arn:aws:sns:us-east-1:123456789012:example"
        identities.find("user@example.com").notifications.publish(type_, topic)
    handle(accounts, "ses", sample_request("SendEmail"))  # so that there are statistics
    return accounts


def sample_request(action: str) -> Request:
    head, body = (SAMPLES / f"{action}.http").read_text().split("\n\n", 1)
    start_line, *lines = (
        head.replace("\n ", " ")
        .replace("\nSignature", " Signature")
        .replace("\nAlgorithm", " Algorithm")
        .splitlines()
    )
    headers = Headers(dict(line.split(": ", 1) for line in lines))
    method, path, _ = start_line.split()
    url = f"https://{headers['Host']}{path}"
    return Request(method, url, headers, body.encode(), region="us-east-1")


def tree(element: ElementTree.Element, *, values: bool) -> tuple:
    text = (element.text or "").strip() if values and not len(element) else ""
    return (element.tag, text, [tree(child, values=values) for child in element])


def names(element: ElementTree.Element) -> set:
    """The names and nesting of a tree, however often and in whatever order they occur."""
    children = [child for child in element if not ADDED_SINCE.search(child.tag)]
    return {(element.tag, frozenset(child.tag for child in children))}.union(*map(names, children))


def test_all_22_samples_of_the_reference_are_here():
    assert len(ACTIONS) == 22


@pytest.mark.parametrize("action", ACTIONS)
def test_a_sample_request_is_answered_with_the_printed_tree(action):
    accounts = sample_accounts()

    response = handle(accounts, "ses", sample_request(action))

    printed = ElementTree.parse(SAMPLES / f"{action}.xml").getroot()
    assert response.status == 200, response.body
    assert names(ElementTree.fromstring(response.body)) == names(printed)


@pytest.mark.parametrize("action", ACTIONS)
def test_what_a_sample_response_says_is_written_as_it_was_printed(action):
    """botocore reads the printed answer, we write it, and the two trees are equal, values too."""
    printed = (SAMPLES / f"{action}.xml").read_bytes()
    operation = service_model("ses").operation_model(action)
    parsed = botocore.parsers.create_parser("query").parse(
        {"body": printed, "headers": {}, "status_code": 200}, operation.output_shape
    )
    request_id = parsed.pop("ResponseMetadata")["RequestId"]

    written = QUERY.respond(operation, parsed, request_id)

    expected = tree(ElementTree.fromstring(printed), values=True)
    actual = tree(ElementTree.fromstring(written.body), values=True)
    assert unordered(actual) == unordered(expected)


def unordered(node: tuple) -> tuple:
    """The reference: "The order of each element in the response is not guaranteed"."""
    tag, text, children = node
    return (tag, text, sorted(map(unordered, children)))
