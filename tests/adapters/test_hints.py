"""A tester reads on the exception how to mend the test; the code under test does not see it."""

from __future__ import annotations

import sys
import traceback

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from sesfake import mock_ses
from sesfake.adapters.hints import hint_of

from .sending import ADDRESS, send

needs_notes = pytest.mark.skipif(
    sys.version_info < (3, 11), reason="exceptions have notes since Python 3.11"
)
TEXT = (
    "Email address is not verified. The following identities failed the check in region "
    "US-EAST-1: shop@example.com"
)
HINT = (
    "To mend the test: `ses.verify('shop@example.com')` or "
    "`mock_ses(verified=['shop@example.com'])`, or `mock_ses(production=True)` to leave the "
    "sandbox, where recipients are checked too; senders always are."
)


def rejection(client):
    with pytest.raises(client.exceptions.MessageRejected) as caught:
        send(client)
    return caught.value


@needs_notes
def test_an_error_says_how_to_mend_the_test(service):
    with mock_ses():
        error = rejection(boto3.client(service))

    assert error.__notes__ == [HINT]
    assert HINT in "".join(traceback.format_exception(error))


@needs_notes
def test_a_client_made_before_the_fake_gets_the_hint_too(service, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    client = boto3.client(service, region_name="us-east-1")

    with mock_ses():
        assert rejection(client).__notes__ == [HINT]


@needs_notes
def test_nested_fakes_give_the_hint_once(service):
    with mock_ses(), mock_ses():
        assert rejection(boto3.client(service)).__notes__ == [HINT]


def test_the_hint_is_not_part_of_the_error(service):
    """What the code under test can read is AWS's text and nothing else."""
    with mock_ses():
        error = rejection(boto3.client(service))

    assert str(error) == (
        f"An error occurred (MessageRejected) when calling the SendEmail operation: {TEXT}"
    )
    assert error.response["Error"]["Message"] == TEXT
    assert "To mend the test" not in repr(error.response)


def test_an_error_that_needs_no_hint_has_none(service):
    with mock_ses(verified=[ADDRESS]) as ses:
        ses.fail_next("SendEmail", "AccessDenied")
        with pytest.raises(ClientError) as caught:
            send(boto3.client(service))

    assert not hasattr(caught.value, "__notes__")


def test_two_fakes_with_the_same_seed_do_not_mix_their_hints(service):
    """Their request ids are the same, for ids repeat from run to run."""
    errors = []
    for options in ({}, {"verified": [ADDRESS], "max_24_hour_send": 0}):
        with mock_ses(**options), pytest.raises(ClientError) as caught:
            send(boto3.client(service, config=Config(retries={"max_attempts": 0})), to=ADDRESS)
        errors.append(caught.value)

    hints = [hint_of(error) for error in errors]
    assert hints[0] == HINT
    assert hints[1].startswith("0 of 0 recipients were sent to in the last 24 hours, ")
