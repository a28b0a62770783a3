"""`ses.relay`: captured mail goes to an SMTP address, if somebody names one."""

from __future__ import annotations

import email
import smtplib
import socket

import pytest

from sesfake.adapters.smtp import host_and_port
from tests.adapters.smtp_server import smtp_server


@pytest.fixture
def server(network_guard):
    with smtp_server() as server, network_guard.open_to(server.address):
        yield server


@pytest.fixture
def send(ses, sesv2_client):
    """Send a simple message; gives it back."""
    ses.verify("example.com")

    def send(to=("ann@example.com",), subject="Hi", text="Hello", **options):
        sesv2_client.send_email(
            FromEmailAddress="Shop <shop@example.com>",
            Destination={"ToAddresses": list(to), **options.pop("destination", {})},
            Content={"Simple": {"Subject": {"Data": subject}, "Body": {"Text": {"Data": text}}}},
            **options,
        )
        return ses.outbox.last

    return send


def test_mail_goes_to_its_envelope_as_it_was_sent(ses, send, server):
    message = send(destination={"BccAddresses": ["bob@example.com"]}, text="a\n.\n..b")

    assert ses.relay(server.address) == [message]

    [taken] = server.taken
    assert taken.sender == "shop@example.com"
    assert taken.recipients == ["ann@example.com", "bob@example.com"]
    assert taken.data == message.raw.rstrip(b"\r\n") + b"\r\n"
    assert "bob@example.com" not in str(email.message_from_bytes(taken.data))


def test_all_of_a_view_goes_in_one_connection_in_order(ses, send, server):
    sent = [send(subject="One"), send(subject="Two")]

    assert ses.region("us-east-1").relay(server.address) == sent
    assert ses.region("eu-west-1").relay(server.address) == []

    subjects = [email.message_from_bytes(taken.data)["Subject"] for taken in server.taken]
    assert subjects == ["One", "Two"]
    assert server.connections == 1


def test_some_messages_may_be_named(ses, send, server):
    one, two = send(subject="One"), send(subject="Two")

    assert ses.relay(server.address, one) == [one]
    assert ses.relay(server.address, messages=[two]) == [two]

    assert len(server.taken) == 2


def test_the_return_path_is_the_sender_of_the_envelope(ses, send, server):
    send(FeedbackForwardingEmailAddress="bounces@example.com")

    ses.relay(server.address)

    assert server.taken[0].sender == "bounces@example.com"


def test_who_would_not_get_it_does_not_get_it(ses, send, server):
    ses.suppress("bob@example.com")
    some = send(["ann@example.com", "bob@example.com"])
    send(["bob@example.com"], "Nobody's")

    assert ses.relay(server.address) == [some]

    assert [taken.recipients for taken in server.taken] == [["ann@example.com"]]


def test_raw_mail_with_any_bytes_goes_as_it_is(ses, ses_client, server):
    ses.verify("example.com")
    ses_client.send_raw_email(
        RawMessage={
            "Data": b"From: shop@example.com\r\nTo: ann@example.com\r\n"
            b"Content-Type: text/plain; charset=iso-8859-1\r\n"
            b"Content-Transfer-Encoding: 8bit\r\n\r\nGr\xfc\xdfe\r\n"
        }
    )

    ses.relay(server.address)

    assert server.taken[0].data.endswith(b"\r\n\r\nGr\xfc\xdfe\r\n")


def test_what_the_server_refuses_is_told_by_smtplib(ses, send, server):
    send()
    server.refuses.add("ann@example.com")

    with pytest.raises(smtplib.SMTPRecipientsRefused, match="no such user"):
        ses.relay(server.address)


def test_a_server_that_is_not_there_is_named(ses, send, network_guard):
    send()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"127.0.0.1:{listening.getsockname()[1]}"

    with (
        network_guard.open_to(address),
        pytest.raises(ConnectionError, match=f"^nobody takes mail at {address}: "),
    ):
        ses.relay(address)


def test_nobody_is_called_where_there_is_nothing_to_send(ses):
    assert ses.relay("localhost:1") == []


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("localhost:1025", ("localhost", 1025)),
        ("mailpit", ("mailpit", 1025)),
        ("[::1]:25", ("::1", 25)),
        ("[::1]", ("::1", 1025)),
        ("a:65535", ("a", 65535)),
    ],
)
def test_addresses_are_a_host_and_maybe_a_port(address, meant):
    assert host_and_port(address) == meant


@pytest.mark.parametrize(
    "address",
    [
        "",
        ":25",
        "a:0",
        "a:65536",
        "a:b",
        "a:",
        "::1",
        "a:1²",
        "[]",
        "[]:25",
        "[a",
        "a]:25",
        "[[a]]",
    ],
)
def test_what_is_no_address_is_a_value_error(ses, address):
    with pytest.raises(ValueError, match="an SMTP address is like 'localhost:1025', not"):
        ses.relay(address)


def test_what_is_neither_an_address_nor_a_message_is_a_type_error(ses):
    with pytest.raises(TypeError, match="an SMTP address is a text like 'localhost:1025', not 25"):
        ses.relay(25)
    with pytest.raises(TypeError, match="give a message, such as ses.outbox.last, not 'ann'"):
        ses.relay("localhost:1", ["ann"])
