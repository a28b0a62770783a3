"""The guard in conftest.py really fires, whichever way the network is sought."""

from __future__ import annotations

import asyncio
import errno
import socket

import botocore.session
import pytest
from botocore.config import Config
from botocore.exceptions import HTTPClientError

from .conftest import NetworkForbidden

ADDRESS = ("192.0.2.1", 80)  # kept for documentation, RFC 5737


def test_a_client_of_another_service_cannot_leave_the_process(network_attempts):
    s3 = botocore.session.Session().create_client(
        "s3",
        "us-east-1",
        aws_access_key_id="AKIA",
        aws_secret_access_key="secret",
        config=Config(retries={"total_max_attempts": 1}),
    )

    with pytest.raises(HTTPClientError, match="A test tried to reach the network"):
        s3.list_buckets()

    assert network_attempts == ["socket.getaddrinfo('s3.amazonaws.com')"]
    network_attempts.clear()


@pytest.mark.parametrize("blocking", [True, False])
def test_a_socket_cannot_connect(network_attempts, blocking):
    with socket.socket() as sock:
        sock.setblocking(blocking)

        with pytest.raises(NetworkForbidden, match=r"socket\.connect\(\('192\.0\.2\.1', 80\)\)"):
            sock.connect(ADDRESS)
        with pytest.raises(NetworkForbidden):
            sock.connect_ex(ADDRESS)

    network_attempts.clear()


def test_a_datagram_cannot_be_sent(network_attempts):
    with (
        socket.socket(type=socket.SOCK_DGRAM) as sock,
        pytest.raises(NetworkForbidden, match="sendto"),
    ):
        sock.sendto(b"spam", ADDRESS)

    network_attempts.clear()


def test_no_name_is_resolved(network_attempts):
    with pytest.raises(NetworkForbidden, match="getaddrinfo"):
        socket.create_connection(("email.us-east-1.amazonaws.com", 443))

    network_attempts.clear()


@pytest.mark.parametrize("host", ["192.0.2.1", "email.us-east-1.amazonaws.com"])
def test_asyncio_cannot_connect(network_attempts, host):
    with pytest.raises(NetworkForbidden):
        asyncio.run(asyncio.open_connection(host, 443))

    network_attempts.clear()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no Unix sockets here")
def test_unix_sockets_are_not_the_network(tmp_path):
    with socket.socket(socket.AF_UNIX) as sock:
        assert sock.connect_ex(str(tmp_path / "nobody")) == errno.ENOENT


def test_an_attempt_that_was_swallowed_fails_the_test_all_the_same(pytester):
    source = pytester.makepyfile(
        """
        import contextlib, socket

        def test_swallowing():
            with contextlib.suppress(Exception):
                socket.create_connection(("example.com", 80))
        """
    )
    pytester.makeconftest("from tests.conftest import network_attempts, network_guard")

    result = pytester.runpytest_inprocess(source, "-p", "no:hypothesispytest")

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        ["*The test tried to reach the network: socket.getaddrinfo('example.com')"]
    )
