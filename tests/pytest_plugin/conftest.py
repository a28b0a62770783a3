"""A little project that sends mail, and pytest run on it."""

import boto3  # noqa: F401
import hypothesis.strategies  # noqa: F401
import pytest

# Imported here, because pytester takes what its tests import out of `sys.modules` again.
import sesfake.adapters.botocore
import sesfake.fake  # noqa: F401

SHOP = """
import boto3

def send(to="ann@example.com", subject="Welcome"):
    boto3.client("ses").send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": [to]},
        Message={"Subject": {"Data": subject}, "Body": {"Text": {"Data": "Hello"}}},
    )
"""


@pytest.fixture
def run(pytester, monkeypatch):
    """Run a test module, which can import `send` from the module `shop`."""
    pytester.makepyfile(shop=SHOP)
    for name in ("CI", "BUILD_NUMBER"):  # pytest's own summary is longer there
        monkeypatch.delenv(name, raising=False)

    def run(source, *options, subprocess=False):
        pytester.makepyfile(test_shop=source)
        make = pytester.runpytest_subprocess if subprocess else pytester.runpytest_inprocess
        return make("-p", "no:cacheprovider", "--strict-markers", "-Werror", *options)

    return run
