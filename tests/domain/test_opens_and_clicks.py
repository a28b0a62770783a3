"""Opens and clicks, as the recipients make them. Rows: facts "events" 3.3, 3.4 and 8."""

from __future__ import annotations

import re
from datetime import datetime, timezone

import boto3
import pytest

from tests.installed import needs_member
from tests.refusing import refusal

SHOP = "shop@example.com"
ANN = "ann@example.org"
TOPIC = "arn:aws:sns:us-east-1:123456789012:mail"
NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
HTML = (
    '<p><a href="https://example.com/a?b=1" ses:tags="item:seven;colour:red">A</a>'
    '<a href="https://example.com/private" ses:no-track>B</a></p>'
)

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture
def sent(ses, sesv2_client):
    """Sends html through a set that publishes some types of events."""

    def sent(*types, html=HTML, to=(ANN,)):
        sesv2_client.create_configuration_set(ConfigurationSetName="news")
        if types:
            sesv2_client.create_configuration_set_event_destination(
                ConfigurationSetName="news",
                EventDestinationName="topic",
                EventDestination={
                    "Enabled": True,
                    "MatchingEventTypes": list(types),
                    "SnsDestination": {"TopicArn": TOPIC},
                },
            )
        boto3.client("ses").send_email(
            Source=SHOP,
            Destination={"ToAddresses": list(to)},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": html}}},
            ConfigurationSetName="news",
        )
        return ses.outbox.last

    return sent


def test_an_open_is_told_each_time(ses, sent):
    message = sent("OPEN")

    ses.open(message)
    ses.clock.advance(minutes=1)
    event = ses.open(message, user_agent="Mail/1.0", ip_address="192.0.2.7")

    # events 8: every repeat is a new event
    assert [p.type for p in ses.published] == ["Open", "Open"]
    assert event.record["open"] == {
        "timestamp": event.record["open"]["timestamp"],
        "userAgent": "Mail/1.0",
        "ipAddress": "192.0.2.7",
    }
    assert message.outcome == {ANN: "delivery"}  # what became of it


def test_a_click_names_the_link_as_it_was_sent_and_its_tags(ses, sent):
    message = sent("CLICK")

    event = ses.click(message)

    assert event.record["click"] == {
        "timestamp": event.record["click"]["timestamp"],
        "ipAddress": "192.0.2.1",
        "userAgent": "Mozilla/5.0",
        "link": "https://example.com/a?b=1",
        "linkTags": {"item": ["seven"], "colour": ["red"]},
    }
    assert ses.published.one().record == event.record


@pytest.mark.parametrize("as_seen", [True, False])
def test_a_link_is_named_as_it_was_sent_or_as_the_recipient_sees_it(ses, sent, as_seen):
    message = sent("CLICK", html=HTML + '<a href="https://example.com/other">C</a>')
    other = message.delivered.tracked_links[1]

    event = ses.click(message, ANN, link=other.address if as_seen else other.url)

    assert event.record["click"]["link"] == "https://example.com/other"
    assert event.record["click"]["linkTags"] is None


def test_they_are_told_for_sixty_days(ses, sent):
    # events 8: limits
    ses.clock.freeze(NOON)
    message = sent("OPEN", "CLICK")
    ses.clock.advance(days=60)
    ses.open(message)
    ses.click(message)
    ses.clock.advance(seconds=1)

    for act in (ses.open, ses.click):
        with pytest.raises(ValueError) as caught:
            act(message)
        assert str(caught.value) == (
            f"{message!r} is older than 60 days: SES does not tell of its opens and clicks any "
            "more."
        )
    assert [p.type for p in ses.published] == ["Open", "Click"]


def test_who_waits_has_not_opened_it(ses, sent):
    message = sent("OPEN", to=[ANN, "bob@example.net"])
    ses.delay(message, ANN)

    assert ses.open(message).recipients == ("bob@example.net",)
    assert message.outcome[ANN] == "deliverydelay"
    assert ses.open(message, ANN).recipients == (ANN,)  # at last
    kinds = [event.type for event in message.events if ANN in event.recipients]
    assert kinds == ["Send", "DeliveryDelay", "Delivery", "Open"]


def test_opens_and_clicks_come_after_the_delivery(ses, sent):
    message = sent("OPEN", "CLICK")

    ses.open(message)
    ses.click(message)

    # events 3.4
    assert [e.type for e in message.events] == ["Send", "Delivery", "Open", "Click"]


def test_what_came_back_is_not_opened(ses, sent):
    message = sent("OPEN")
    ses.bounce(message)

    with pytest.raises(ValueError, match=r"cannot be opened for ann@example.org: it came back\."):
        ses.open(message)


@pytest.mark.parametrize("types", [[], ["CLICK"]])
def test_without_a_pixel_there_is_no_open(ses, sent, types):
    message = sent(*types)

    with pytest.raises(ValueError) as caught:
        ses.open(message)
    assert str(caught.value) == (
        f"{message!r} has no pixel to tell of its opening. It needs html, and a configuration set "
        "with an enabled event destination for OPEN events."
    )


def test_without_tracked_links_there_is_no_click(ses, sent):
    message = sent("OPEN")

    with pytest.raises(ValueError) as caught:
        ses.click(message)
    assert str(caught.value) == (
        f"{message!r} has no tracked links. It needs links in its html, and a configuration set "
        "with an enabled event destination for CLICK events."
    )


def test_a_link_that_is_not_tracked_is_told(ses, sent):
    message = sent("CLICK")

    expected = f"'https://example.com/private' is not tracked in {message!r}; link= is one of "
    with pytest.raises(ValueError, match=re.escape(expected + "https://example.com/a?b=1.")):
        ses.click(message, link="https://example.com/private")


def test_a_click_has_its_tags_as_dimensions(ses, sesv2_client):
    # events 4: value source
    ses.clock.freeze(NOON)
    sesv2_client.create_configuration_set(ConfigurationSetName="news")
    sesv2_client.create_configuration_set_event_destination(
        ConfigurationSetName="news",
        EventDestinationName="metrics",
        EventDestination={
            "Enabled": True,
            "MatchingEventTypes": ["CLICK"],
            "CloudWatchDestination": {
                "DimensionConfigurations": [
                    {
                        "DimensionName": "item",
                        "DimensionValueSource": "LINK_TAG",
                        "DefaultDimensionValue": "none",
                    }
                ]
            },
        },
    )
    boto3.client("ses").send_email(
        Source=SHOP,
        Destination={"ToAddresses": [ANN]},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": HTML}}},
        ConfigurationSetName="news",
    )

    ses.click(ses.outbox.last)

    assert ses.published.one().metric.dimensions == (("item", "seven"),)


# --- what the call itself says --------------------------------------------------------------------


@pytest.fixture
def sent_with(ses, sesv2_client):
    """Sends html and says what is tracked; with a set, to which opens and clicks are told."""
    needs_member("sesv2", "SendEmail", "ConfigurationOverrides")

    def sent_with(*, is_told, **overrides):
        sesv2_client.create_configuration_set(
            ConfigurationSetName="news", TrackingOptions={"CustomRedirectDomain": "example.com"}
        )
        if is_told:
            sesv2_client.create_configuration_set_event_destination(
                ConfigurationSetName="news",
                EventDestinationName="topic",
                EventDestination={
                    "Enabled": True,
                    "MatchingEventTypes": ["OPEN", "CLICK"],
                    "SnsDestination": {"TopicArn": TOPIC},
                },
            )
        sesv2_client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [ANN]},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": HTML}}}},
            ConfigurationSetName="news",
            ConfigurationOverrides={"Tracking": overrides},
        )
        return ses.outbox.last

    return sent_with


def test_a_send_may_be_tracked_though_nobody_is_told(ses, sent_with):
    message = sent_with(
        is_told=False, OpenTrackingEnabled="ENABLED", ClickTrackingEnabled="ENABLED"
    )

    ses.open(message)
    ses.click(message)

    # "an override doesn't create an event destination"
    assert [event.type for event in message.events][-2:] == ["Open", "Click"]
    assert ses.published == []
    assert [link.address.split("/")[2] for link in message.delivered.tracked_links] == [
        "example.com"
    ]


def test_a_send_that_says_nothing_leaves_it_to_the_set(ses, sent_with):
    message = sent_with(is_told=True)  # Tracking={}

    ses.open(message)

    assert message.events[-1].type == "Open"


def test_a_send_may_be_left_alone(ses, sent_with):
    message = sent_with(
        is_told=True, OpenTrackingEnabled="DISABLED", ClickTrackingEnabled="DISABLED"
    )

    assert message.delivered.html == HTML
    with pytest.raises(ValueError, match="no pixel"):
        ses.open(message)


def test_what_a_send_does_not_say_is_as_usual(ses, sent_with):
    message = sent_with(is_told=True, OpenTrackingEnabled="DISABLED")

    ses.click(message)

    assert [publication.type for publication in ses.published] == ["Click"]
    with pytest.raises(ValueError, match="no pixel"):
        ses.open(message)


def test_a_word_that_is_neither_is_refused(sent_with):
    code, text = refusal(sent_with, is_told=False, OpenTrackingEnabled="ON")

    assert code == "BadRequestException"
    assert text == (
        "1 validation error detected: Value at "
        "'configurationOverrides.tracking.openTrackingEnabled' failed to satisfy constraint: "
        "Member must satisfy enum value set: [ENABLED, DISABLED]"
    )


def test_nothing_happens_before_what_a_reader_did(ses, sent):
    ses.clock.freeze(NOON)
    message = sent("OPEN")
    ses.clock.advance(hours=1)
    opened = ses.open(message)
    ses.clock.freeze(NOON)

    assert ses.complain(message).timestamp == opened.timestamp
