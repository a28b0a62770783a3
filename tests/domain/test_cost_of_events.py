"""Events cost time in proportion to the mail: what grows by squares takes minutes, or hours.

The limits are wide, since a machine may be busy; `python -m tests.benchmarks` tells the true cost.
"""

from __future__ import annotations

import time

import boto3
import pytest

from sesfake import mock_ses

SHOP = "shop@example.com"
TOPIC = "arn:aws:sns:us-east-1:123456789012:mail"
MANY = 10_000


@pytest.fixture(scope="module")
def ses():
    """Ten thousand messages, each of which is told to a topic."""
    with mock_ses(verified=[SHOP], production=True, max_24_hour_send=-1) as ses:
        sesv2 = boto3.client("sesv2", region_name="us-east-1")
        sesv2.create_configuration_set(
            ConfigurationSetName="news", ReputationOptions={"ReputationMetricsEnabled": True}
        )
        sesv2.create_configuration_set_event_destination(
            ConfigurationSetName="news",
            EventDestinationName="all",
            EventDestination={
                "Enabled": True,
                "MatchingEventTypes": ["SEND", "DELIVERY", "BOUNCE"],
                "SnsDestination": {"TopicArn": TOPIC},
            },
        )
        ses.add_template("order", subject="Order {{number}}", text="Thanks")
        for first in range(0, MANY, 50):
            sesv2.send_bulk_email(
                FromEmailAddress=SHOP,
                ConfigurationSetName="news",
                DefaultContent={
                    "Template": {"TemplateName": "order", "TemplateData": '{"number": 1}'}
                },
                BulkEmailEntries=[
                    {"Destination": {"ToAddresses": [f"customer-{n}@example.org"]}}
                    for n in range(first, first + 50)
                ],
            )
        yield ses


def seconds(call):
    """Processor time; other processes do not count."""
    start = time.process_time()
    call()
    return time.process_time() - start


class TestTenThousandMessages:
    def test_are_sent(self, ses):
        assert len(ses.outbox) == MANY

    def test_are_read_with_all_that_was_told_of_them(self, ses):
        def read():
            assert sum(len(message.events) for message in ses.outbox) == 2 * MANY
            assert len([told.record for told in ses.published]) == 2 * MANY

        assert seconds(read) < 60  # a few

    def test_are_measured(self, ses):
        def measure():
            assert len(ses.metrics) == 2 * MANY + 4
            assert ses.reputation("news").volume == MANY

        assert seconds(measure) < 20  # less than one

    def test_bounce_and_are_read_again(self, ses):
        def bounce():
            for message in list(ses.outbox):
                ses.bounce(message)
            assert len(ses.published.find(type="Bounce")) == MANY
            assert {len(message.events) for message in ses.outbox} == {2}
            assert ses.reputation().bounce_rate == 1

        assert seconds(bounce) < 40  # a few


def test_many_wait_for_their_time_at_once(ses):
    """The agenda is a heap; and what is due happens once, whoever looks."""
    client = boto3.client("ses", region_name="us-east-1")
    for n in range(1000):
        client.send_email(
            Source=SHOP,
            Destination={"ToAddresses": [f"late-{n}@example.org"]},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        )
    late = ses.outbox[-1000:]

    def wait():
        for message in late:
            ses.delay(message)
        ses.clock.advance(hours=14)
        assert {message.outcome[message.recipients[0]] for message in late} == {"bounce"}

    assert seconds(wait) < 20  # less than one


def test_one_message_is_opened_thousands_of_times():
    with mock_ses(verified=[SHOP], production=True) as ses:
        sesv2 = boto3.client("sesv2", region_name="us-east-1")
        sesv2.put_account_vdm_attributes(
            VdmAttributes={
                "VdmEnabled": "ENABLED",
                "DashboardAttributes": {"EngagementMetrics": "ENABLED"},
            }
        )
        sesv2.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": ["ann@example.org"]},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": "<p>Hello"}}}},
        )
        [message] = ses.outbox

        def read():
            for _ in range(3000):
                ses.open(message)

        assert seconds(read) < 10  # less than one
        assert [event.type for event in message.events[:2]] == ["Send", "Delivery"]
        assert len(message.events) == 2 + 3000
