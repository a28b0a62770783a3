"""The ten things that users ask for most, each shown in one test that is named after the ask.

They are told in the words of a user's program: plain boto3, and what the test sees of it.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import threading

import boto3
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

import sesfake
from sesfake import mock_ses, v1, v2
from sesfake.protocol.model import operations

from .refusing import refusal

SHOP, ANN = "shop@example.com", "ann@example.org"
EARLY = boto3.client("ses", "us-east-1")  # made at import time, before any fake is active


def welcome(to=ANN, client=None, **more):
    """The program under test."""
    client = client or boto3.client("ses", "us-east-1")
    return client.send_email(
        Source=SHOP,
        Destination={"ToAddresses": [to]},
        Message={
            "Subject": {"Data": "Welcome, Ann"},
            "Body": {
                "Text": {"Data": "Your code: 4711"},
                "Html": {"Data": '<a href="https://shop.example/start">Start</a>'},
            },
        },
        **more,
    )


@mock_ses(verified=[SHOP, ANN])
def test_ask_1_quotas_bite_on_a_clock_that_the_test_holds():
    ses = sesfake.current()
    for _ in range(200):
        welcome()

    assert refusal(welcome) == ("Throttling", "Daily message quota exceeded.")
    ses.clock.advance(hours=24)
    welcome()

    assert boto3.client("ses", "us-east-1").get_send_quota()["SentLast24Hours"] == 1


@mock_ses(verified=[SHOP])
def test_ask_2_the_sandbox_is_on_and_its_error_says_how_to_mend_the_test():
    with pytest.raises(ClientError) as caught:
        welcome()

    assert caught.value.response["Error"]["Message"] == (
        "Email address is not verified. The following identities failed the check in region "
        f"US-EAST-1: {ANN}"
    )
    if sys.version_info >= (3, 11):
        [note] = caught.value.__notes__
        assert f"`ses.verify('{ANN}')`" in note
        assert "`mock_ses(production=True)`" in note
    sesfake.current().outbox.assert_empty()


@mock_ses(production=True, verified=[SHOP])
def test_ask_3_one_message_object_whichever_way_it_was_sent():
    ses = sesfake.current()
    ses.add_template("welcome", subject="Welcome, {{name}}", text="Your code: 4711")
    v2_client = boto3.client("sesv2", "us-east-1")

    welcome()
    v2_client.send_email(
        FromEmailAddress=SHOP,
        Destination={"ToAddresses": [ANN]},
        Content={"Template": {"TemplateName": "welcome", "TemplateData": '{"name": "Ann"}'}},
    )
    raw = f"From: {SHOP}\r\nTo: {ANN}\r\nSubject: Welcome, Ann\r\n\r\nYour code: 4711\r\n"
    v2_client.send_email(Content={"Raw": {"Data": raw.encode()}})

    for message in ses.outbox:
        assert (message.to, message.recipients) == ([ANN], [ANN])
        assert (message.subject, message.text.strip()) == ("Welcome, Ann", "Your code: 4711")
        assert message.code(r"\d{4}") == "4711"
    assert [message.api for message in ses.outbox] == ["ses", "sesv2", "sesv2"]
    assert ses.outbox[1].template.data == {"name": "Ann"}
    found = ses.outbox.find(to=ANN, subject=re.compile("^Welcome"))
    assert found == list(ses.outbox)


@mock_ses(production=True, verified=[SHOP])
def test_ask_4_messages_live_bounces_complaints_lists_and_their_json():
    ses = sesfake.current()
    v2_client = boto3.client("sesv2", "us-east-1")
    v2_client.create_configuration_set(ConfigurationSetName="news")
    v2_client.create_configuration_set_event_destination(
        ConfigurationSetName="news",
        EventDestinationName="topic",
        EventDestination={
            "Enabled": True,
            "MatchingEventTypes": ["BOUNCE"],
            "SnsDestination": {"TopicArn": "arn:aws:sns:us-east-1:123456789012:bounces"},
        },
    )

    welcome(ConfigurationSetName="news")
    ses.bounce(ses.outbox.last)

    [publication] = ses.published
    record = json.loads(publication.parcel.message)
    assert (record["eventType"], record["bounce"]["bounceType"]) == ("Bounce", "Permanent")
    entry = v2_client.get_suppressed_destination(EmailAddress=ANN)["SuppressedDestination"]
    assert entry["Reason"] == "BOUNCE"
    assert ses.reputation().bounce_rate == 1


def test_ask_5_any_client_is_caught_whenever_it_was_made():
    with mock_ses(production=True, verified=[SHOP]) as ses:
        welcome(client=EARLY)
        welcome(client=boto3.client("ses", "eu-west-1", endpoint_url="http://localhost:4566"))

        async def in_a_thread():
            await asyncio.to_thread(welcome)

        asyncio.run(in_a_thread())

        assert [message.region for message in ses.outbox] == [
            "us-east-1",
            "eu-west-1",
            "us-east-1",
        ]


@mock_ses(production=True, verified=[SHOP])
def test_ask_6_faults_on_demand_and_a_mail_that_is_sent_twice():
    ses = sesfake.current()
    ses.fail_next("SendEmail", "Throttling", times=2)

    welcome()  # botocore has tried again, in no time

    assert len(ses.outbox) == 1
    ses.fail_next("SendEmail", "timeout", lost=True)
    welcome()  # the answer was lost, so botocore has sent it once more
    assert len(ses.outbox) == 3
    with ses.fail("SendEmail", "timeout"), pytest.raises(ReadTimeoutError):
        welcome()


@mock_ses(production=True, verified=[SHOP])
def test_ask_7_templates_are_rendered_as_amazon_does_and_a_missing_name_is_found():
    ses = sesfake.current()
    ses.add_template(
        "order",
        subject="{{#if vip}}Dear{{else}}Hello{{/if}} {{name}}",
        text="{{#each items}}{{this}};{{/each}}",
    )

    boto3.client("ses", "us-east-1").send_templated_email(
        Source=SHOP,
        Destination={"ToAddresses": [ANN]},
        Template="order",
        TemplateData='{"name": "Ann", "items": ["cap", "pen"]}',
    )

    assert (ses.outbox.last.subject, ses.outbox.last.text) == ("Hello Ann", "cap;pen;")
    assert ses.lint_template("order", {"items": []}).missing == ("name",)


def test_ask_8_coverage_that_can_be_trusted():
    for service, modelled in (("ses", v1.OPERATIONS), ("sesv2", v2.OPERATIONS)):
        assert set(operations(service)) <= set(modelled)


@mock_ses(production=True)
def test_ask_9_a_suite_written_for_moto_goes_on():
    from sesfake.compat.moto import DEFAULT_ACCOUNT_ID, ses_backends

    client = boto3.client("ses", region_name="us-east-1")
    client.verify_email_identity(EmailAddress=SHOP)
    welcome()

    [message] = ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages
    assert message.source == SHOP
    assert message.subject == "Welcome, Ann"
    assert message.destinations["ToAddresses"] == [ANN]
    [told] = [message.to_localstack() for message in sesfake.current().outbox]
    assert told["Destination"]["ToAddresses"] == [ANN]


def test_ask_10_nothing_leaves_the_process_and_nothing_is_left_behind(tmp_path):
    threads = [threading.Thread(target=welcome) for _ in range(8)]
    with mock_ses(production=True, verified=[SHOP]) as ses:  # the suite forbids the network
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(ses.outbox) == 8
        ses.outbox.save(tmp_path)

    assert len(list(tmp_path.glob("*.eml"))) == 8
    assert "Welcome, Ann" in (tmp_path / "index.html").read_text()
    with mock_ses() as ses:
        assert len(ses.outbox) == 0
