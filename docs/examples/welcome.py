"""A shop that welcomes its customers by mail, and how it is tested.

python docs/examples/welcome.py       prints what arrived, and a refused send
pytest docs/examples/welcome.py       runs the tests
"""

from __future__ import annotations

import boto3
import pytest
from botocore.exceptions import ClientError

from sesfake import mock_ses

# --- the application: plain boto3, a client made at import time, nothing about tests -------------

ses_client = boto3.client("sesv2", region_name="eu-west-1")


def welcome(name: str, address: str) -> str:
    """Send the welcome mail; gives Amazon's id for it."""
    answer = ses_client.send_email(
        FromEmailAddress="The Shop <shop@example.com>",
        Destination={"ToAddresses": [f"{name} <{address}>"]},
        Content={
            "Simple": {
                "Subject": {"Data": f"Welcome, {name}"},
                "Body": {
                    "Text": {"Data": f"Dear {name}, have a look: https://shop.example.com/start"},
                    "Html": {"Data": f'<p>Dear {name}, <a href="https://shop.example.com/start">'
                                     "have a look</a>.</p>"},
                },
            }
        },
    )  # fmt: skip
    return answer["MessageId"]


# --- its tests -----------------------------------------------------------------------------------


def test_a_customer_is_welcomed():
    with mock_ses(verified=["shop@example.com", "ann@example.com"]) as ses:
        message_id = welcome("Ann", "ann@example.com")

        [message] = ses.outbox
        assert message.id == message_id
        assert message.to == ["Ann <ann@example.com>"]
        assert message.subject == "Welcome, Ann"
        assert message.links == ["https://shop.example.com/start"]


@mock_ses(verified=["shop@example.com"])
def test_in_the_sandbox_a_stranger_cannot_be_welcomed():
    with pytest.raises(ClientError, match="Email address is not verified"):
        welcome("Bob", "bob@example.com")


# --- the same, to look at ------------------------------------------------------------------------


def main() -> None:
    with mock_ses(verified=["shop@example.com", "ann@example.com"]) as ses:
        welcome("Ann", "ann@example.com")
        print("What arrived:\n")
        print(ses.outbox.last.raw.decode())

        print("A send that Amazon would refuse while the account is in the sandbox:\n")
        try:
            welcome("Bob", "bob@example.com")
        except ClientError as error:
            print(f"  {error}")
            for note in getattr(error, "__notes__", []):
                print(f"  {note}")
        print(f"\nIn the outbox: {ses.outbox}")


if __name__ == "__main__":
    main()
