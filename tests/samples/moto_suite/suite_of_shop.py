"""Tests as people write them for moto, in the patterns that public repositories have."""

import asyncio
import json
import unittest
from unittest.mock import patch

import boto3
import botocore.client
import pytest
import shop
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses import ses_backends
from moto.ses.models import RawMessage


def get_ses_sent_messages(region="us-east-1"):
    return ses_backends[DEFAULT_ACCOUNT_ID][region].sent_messages


def verify_ses_email(address):
    boto3.client("ses", region_name="us-east-1").verify_email_identity(EmailAddress=address)


# The private backend


@mock_aws
def test_welcome():
    verify_ses_email("shop@example.com")

    shop.welcome("ann@example.com")

    [message] = get_ses_sent_messages()
    assert message.source == "shop@example.com"
    assert message.subject == "Welcome, Ann"
    assert message.body == "<p>Hello Ann</p>"
    assert message.destinations["ToAddresses"] == ["ann@example.com"]
    assert message.destinations["BccAddresses"] == ["audit@example.com"]


@mock_aws()
def test_the_id_is_that_of_the_answer():
    verify_ses_email("shop@example.com")

    message_id = shop.welcome("ann@example.com")

    assert get_ses_sent_messages()[-1].id == message_id


def test_v2(verified_sender):
    shop.remind("ann@example.com")

    message = ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages[0]
    assert message.subject == "Your basket"
    assert message.body == "Waiting."
    assert message.source == "The Shop <shop@example.com>"


def test_raw(verified_sender):
    shop.invoice("ann@example.com")

    message = get_ses_sent_messages()[0]
    assert isinstance(message, RawMessage)
    assert message.destinations == ["ann@example.com"]
    assert "Subject: Invoice" in message.raw_data
    assert "7.pdf" in message.raw_data


def test_template(verified_sender):
    shop.store_template()

    shop.announce_sale("ann@example.com", "Ann")

    message = get_ses_sent_messages()[0]
    assert message.template == "sale"
    assert json.loads(message.template_data) == {"name": "Ann"}
    assert message.destinations == {"ToAddresses": ["ann@example.com"]}


def test_bulk(verified_sender):
    shop.store_template()

    answer = shop.announce_sale_to_all({"ann@example.com": "Ann", "bob@example.com": "Bob"})

    assert len(answer["Status"]) == 2
    [call] = get_ses_sent_messages()
    assert [entry["Destination"]["ToAddresses"] for entry in call.destinations] == [
        ["ann@example.com"],
        ["bob@example.com"],
    ]


def test_nothing_was_sent(ses):
    assert get_ses_sent_messages() == []
    assert not ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages


# The quota as a counter, and ids


def test_the_quota_counts(ses, verified_sender):
    shop.welcome("ann@example.com")
    shop.welcome("bob@example.com")

    assert int(ses.get_send_quota()["SentLast24Hours"]) == 4


def test_the_answer(verified_sender):
    with mock_aws():
        verify_ses_email("shop@example.com")
        answer = shop.remind("ann@example.com")

    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert answer["MessageId"]


# Refusals


def test_a_sender_who_is_not_verified(ses):
    with pytest.raises(ClientError) as caught:
        shop.welcome("ann@example.com")

    assert caught.value.response["Error"]["Code"] == "MessageRejected"
    assert ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].rejected_messages_count == 1


def test_a_template_that_is_not_there(verified_sender):
    with pytest.raises(ClientError) as caught:
        shop.announce_sale("ann@example.com", "Ann")

    assert caught.value.response["Error"]["Code"] == "TemplateDoesNotExist"


# State that is made beforehand


def test_a_template_put_there(verified_sender):
    backend = ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"]
    backend.add_template(
        {"template_name": "sale", "subject_part": "Hi", "text_part": "Hi", "html_part": ""}
    )
    backend.verify_email_identity("other@example.com")

    shop.announce_sale("ann@example.com", "Ann")

    assert list(backend.templates) == ["sale"]
    assert list(backend.email_identities) == ["shop@example.com", "other@example.com"]


# Other ways to be inside of the mock


@mock_aws
class TestShop:
    def setup_method(self, method):
        verify_ses_email("shop@example.com")

    def test_one(self):
        shop.welcome("ann@example.com")
        assert len(get_ses_sent_messages()) == 1

    def test_another(self):
        assert len(get_ses_sent_messages()) == 0


class TestUnit(unittest.TestCase):
    def setUp(self):
        self.mock = mock_aws()
        self.mock.start()
        self.addCleanup(self.mock.stop)
        verify_ses_email("shop@example.com")

    def test_it(self):
        shop.welcome("ann@example.com", name="Bob")
        self.assertEqual(get_ses_sent_messages()[0].subject, "Welcome, Bob")  # noqa: PT009


def test_async():
    async def main():
        with mock_aws():
            verify_ses_email("shop@example.com")
            await shop.welcome_later("ann@example.com")
            assert len(get_ses_sent_messages()) == 1

    asyncio.run(main())


# An operation that moto does not have, patched on top


def test_a_patch_on_top(ses):
    original = botocore.client.BaseClient._make_api_call

    def patched(self, operation_name, kwargs):
        if operation_name == "GetAccountSendingEnabled":
            return {"Enabled": False}
        return original(self, operation_name, kwargs)

    with patch("botocore.client.BaseClient._make_api_call", new=patched):
        assert ses.get_account_sending_enabled() == {"Enabled": False}
        ses.verify_email_identity(EmailAddress="shop@example.com")
        assert ses.list_identities()["Identities"] == ["shop@example.com"]
