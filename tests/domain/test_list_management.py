"""List management of sends, and unsubscribing.

Rows: facts "events" 3.3, 6, 8; "resources" 6.2; "sending" 6 and 12.
"""

from __future__ import annotations

from datetime import datetime, timezone
from email.message import EmailMessage
from email.policy import SMTP

import boto3
import pytest

from tests.domain.events.documents import exactly, simple_mail
from tests.domain.signatures import unsigned
from tests.refusing import refusal

SHOP, ANN, BOB = "shop@example.com", "ann@example.com", "bob@example.com"
PLACE = "{{amazonSESUnsubscribeUrl}}"
TOPIC_ARN = "arn:aws:sns:us-east-1:123456789012:mail-events"
CONTACT = {"ContactListName": "news", "EmailAddress": ANN}
CAMPAIGN = {
    "ConfigurationSetName": "news",
    "EmailTags": [{"Name": "campaign", "Value": "book"}],
}
NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)

pytestmark = pytest.mark.ses(verified=["example.com"])


def said(**preferences):
    return [
        {"TopicName": name, "SubscriptionStatus": status} for name, status in preferences.items()
    ]


@pytest.fixture
def client(sesv2_client):
    """A client whose account has a contact list, and a set that wants to know everything."""
    sesv2_client.create_contact_list(
        ContactListName="news",
        Topics=[
            {
                "TopicName": name,
                "DisplayName": name,
                "DefaultSubscriptionStatus": status,
            }
            for name, status in [("Sports", "OPT_IN"), ("Cycling", "OPT_OUT")]
        ],
    )
    sesv2_client.create_configuration_set(ConfigurationSetName="news")
    sesv2_client.create_configuration_set_event_destination(
        ConfigurationSetName="news",
        EventDestinationName="sns",
        EventDestination={
            "Enabled": True,
            "MatchingEventTypes": ["SEND", "BOUNCE", "SUBSCRIPTION"],
            "SnsDestination": {"TopicArn": TOPIC_ARN},
        },
    )
    return sesv2_client


def send(client, *to, topic=None, text="Hi", html=None, **more):
    options = {"ContactListName": "news", **({} if topic is None else {"TopicName": topic})}
    body = {"Text": {"Data": text}, **({} if html is None else {"Html": {"Data": html}})}
    return client.send_email(
        FromEmailAddress=SHOP,
        Destination={"ToAddresses": to or [ANN]},
        Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": body}},
        ListManagementOptions=options,
        **more,
    )


def send_raw(mail):
    boto3.client("ses").send_raw_email(
        RawMessage={"Data": mail.as_bytes().replace(b"/no>", b"/no>,\r\n <mailto:no@example.com>")}
    )


def raw_mail(options="news"):
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = SHOP, ANN, "Hi"
    mail["X-SES-LIST-MANAGEMENT-OPTIONS"] = options
    mail["List-Unsubscribe"] = "<https://example.com/no>"
    mail.set_content(f"Stop: {PLACE}\n", cte="quoted-printable")
    mail.add_alternative(f'<a href="{PLACE}">Stop</a> {PLACE}\n', subtype="html", cte="base64")
    return mail


class TestSending:
    def test_whom_the_list_does_not_know_becomes_a_contact(self, ses, client):
        # events 8, unknown recipient
        send(client)

        shown = client.get_contact(**CONTACT)
        assert (shown["TopicPreferences"], shown["UnsubscribeAll"]) == ([], False)
        assert ses.outbox.last.outcome == {ANN: "delivery"}

    def test_a_topic_that_the_list_has_not_is_refused(self, ses, client):
        answer = refusal(send, client, topic="Chess")

        assert answer == ("BadRequestException", "List: news doesn't contain Topic: Chess")
        assert len(ses.outbox) == 0

    @pytest.mark.parametrize(
        ("contact", "topic", "outcome"),
        [
            # events 8, send to opted-out contact
            ({"UnsubscribeAll": True}, None, "bounce"),
            ({"UnsubscribeAll": True, "TopicPreferences": said(Sports="OPT_IN")}, "Sports",
             "bounce"),
            ({"TopicPreferences": said(Sports="OPT_OUT")}, "Sports", "bounce"),
            ({"TopicPreferences": said(Sports="OPT_OUT")}, None, "delivery"),
            ({"TopicPreferences": said(Sports="OPT_OUT", Cycling="OPT_IN")}, "Cycling",
             "delivery"),
            ({}, "Sports", "delivery"),
            ({}, "Cycling", "bounce"),
        ],
    )  # fmt: skip
    def test_who_has_opted_out_gets_no_mail(self, ses, client, contact, topic, outcome):
        client.create_contact(**CONTACT, **contact)

        send(client, topic=topic)

        assert ses.events.last.message.outcome == {ANN: outcome}

    def test_the_bounce_is_sess_own(self, ses, client):
        # events 6, UnsubscribedRecipient
        client.create_contact(**CONTACT, UnsubscribeAll=True)

        send(client, ConfigurationSetName="news")

        [message] = ses.outbox
        assert [event.type for event in message.events] == ["Send", "Bounce"]
        bounce = message.events[-1].record["bounce"]
        assert (bounce["bounceType"], bounce["bounceSubType"]) == (
            "Permanent",
            "UnsubscribedRecipient",
        )
        assert bounce["reportingMTA"] == "dns; amazonses.com"
        assert [p.type for p in ses.published] == ["Send", "Bounce"]
        assert message.unsubscribed == {ANN}
        assert message.suppressed == {}
        assert message.undelivered == "the recipient has unsubscribed"
        with pytest.raises(AssertionError, match="the recipient has unsubscribed"):
            ses.outbox.assert_sent(to=ANN)
        assert ses.reputation().bounces == 0
        assert client.list_suppressed_destinations()["SuppressedDestinationSummaries"] == []

    def test_with_several_recipients_nothing_is_managed(self, ses, client):
        # sending 12, single recipient only; of contacts a guess
        client.create_contact(**CONTACT, UnsubscribeAll=True)

        send(client, ANN, BOB, text=PLACE)

        message = ses.outbox.last
        assert message.outcome == {ANN: "delivery", BOB: "delivery"}
        assert message.unsubscribe_link is None
        assert message.delivered.text.strip() == PLACE
        assert "List-Unsubscribe" not in message.delivered.headers
        assert len(client.list_contacts(ContactListName="news")["Contacts"]) == 1

    def test_the_suppression_list_counts_first(self, ses, client):
        client.create_contact(**CONTACT, UnsubscribeAll=True)
        ses.suppress(ANN)

        send(client)

        message = ses.outbox[0]
        assert (message.suppressed, message.unsubscribed) == ({ANN: "BOUNCE"}, frozenset())
        assert [event.type for event in message.events] == ["Send", "Bounce"]


class TestDelivered:
    def test_headers_and_texts_have_the_link(self, ses, client):
        # events 8, headers, and the placeholder
        send(client, text=f"Stop: {PLACE}", html=f'<a href="{PLACE}">Stop</a>')

        message = ses.outbox.last
        link, arrived = message.unsubscribe_link, message.delivered
        assert arrived.headers["List-Unsubscribe"] == f"<{link}>"
        assert arrived.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert arrived.text.strip() == f"Stop: {link}"
        assert arrived.html.strip() == f'<a href="{link}">Stop</a>'
        assert arrived.links == [link]
        assert (message.text, "List-Unsubscribe" in message.headers) == (f"Stop: {PLACE}", False)

    def test_only_the_first_two_places_are_filled(self, ses, client):
        send(client, text=PLACE, html=f"{PLACE} {PLACE}")

        message = ses.outbox.last
        assert message.delivered.text.strip() == message.unsubscribe_link
        assert message.delivered.html.strip() == f"{message.unsubscribe_link} {PLACE}"

    @pytest.mark.parametrize(
        "options", ["news; topic=Sports", "contactListName=news;topicName=Sports"]
    )
    def test_a_raw_mail_with_the_header(self, ses, client, options):
        # sending 12, X-SES-LIST-MANAGEMENT-OPTIONS; the caller's header is replaced
        send_raw(raw_mail(options))

        message = ses.outbox.last
        link, arrived = message.unsubscribe_link, message.delivered
        assert message.list_management == ("news", "Sports")
        assert arrived.mime.get_all("List-Unsubscribe") == [f"<{link}>"]
        assert arrived.text == f"Stop: {link}\n"
        assert arrived.html == f'<a href="{link}">Stop</a> {PLACE}\n'
        assert b"X-SES-LIST" not in arrived.raw

    def test_signatures_come_after_the_headers(self, ses, client):
        send(client)

        delivered = ses.outbox.last.delivered
        assert delivered.raw != unsigned(delivered.raw)
        assert b"List-Unsubscribe: <https://" in unsigned(delivered.raw)

    def test_a_tracked_mail_has_the_link_too_and_it_is_not_tracked(self, ses, client):
        client.create_configuration_set(ConfigurationSetName="clicks")
        client.create_configuration_set_event_destination(
            ConfigurationSetName="clicks",
            EventDestinationName="sns",
            EventDestination={
                "Enabled": True,
                "MatchingEventTypes": ["CLICK"],
                "SnsDestination": {"TopicArn": TOPIC_ARN},
            },
        )

        send(
            client,
            html=f'<a href="{PLACE}">Stop</a> <a href="https://example.com/">Go</a>',
            ConfigurationSetName="clicks",
        )

        message = ses.outbox.last
        assert [link.url for link in message.delivered.tracked_links] == ["https://example.com/"]
        assert f'<a href="{message.unsubscribe_link}">Stop</a>' in message.delivered.html

    def test_without_list_management_the_place_stays(self, ses, client):
        client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [ANN]},
            Content={
                "Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": f"Stop: {PLACE}"}}}
            },
        )

        assert ses.outbox.last.delivered.text.strip() == f"Stop: {PLACE}"

    def test_a_mail_that_the_sender_has_signed_is_not_managed(self, ses, client):
        # events 8: "Not possible when the caller DKIM-signs the message itself"
        mail = EmailMessage(policy=SMTP)
        mail["DKIM-Signature"] = "v=1; a=rsa-sha256; d=example.com; s=own; h=from; bh=eA==; b=eA=="
        mail["From"], mail["To"], mail["Subject"] = SHOP, ANN, "Hi"
        mail["X-SES-LIST-MANAGEMENT-OPTIONS"] = "news; topic=Cycling"
        mail.set_content("Hi")

        client.send_email(Content={"Raw": {"Data": mail.as_bytes()}})

        message = ses.outbox.last
        assert message.list_management is None
        assert not message.unsubscribed
        assert "List-Unsubscribe" not in message.delivered.headers


class TestUnsubscribing:
    def test_it_makes_an_event(self, ses, client):
        # events 3.3, subscription
        ses.clock.freeze(NOON)
        send(client, topic="Sports", text="Hello", **CAMPAIGN)

        message = ses.outbox.last
        event = ses.unsubscribe(message)

        assert list(event.record) == ["eventType", "mail", "subscription"]
        exactly(event.record, {
            "eventType": "Subscription",
            "mail": simple_mail(message, [ANN]),
            "subscription": {
                "contactList": "news",
                "timestamp": event.record["subscription"]["timestamp"],
                "source": "UnsubscribeHeader",
                "newTopicPreferences": {
                    "unsubscribeAll": False,
                    "topicSubscriptionStatus": [
                        {"topicName": "Sports", "subscriptionStatus": "OptOut"},
                        {"topicName": "Cycling", "subscriptionStatus": "OptOut"},
                    ],
                },
                "oldTopicPreferences": {
                    "unsubscribeAll": False,
                    "topicSubscriptionStatus": [
                        {"topicName": "Sports", "subscriptionStatus": "OptIn"},
                        {"topicName": "Cycling", "subscriptionStatus": "OptOut"},
                    ],
                },
            },
        })  # fmt: skip
        assert event.record["subscription"]["timestamp"].startswith("2026-03-01T12:00:0")
        assert event.record["mail"]["destination"] == [ANN]
        assert [p.type for p in ses.published] == ["Send", "Subscription"]
        assert ses.outbox.last.outcome == {ANN: "delivery"}

    def test_of_the_topic_that_the_send_named(self, ses, client):
        # events 8, header unsubscribe
        send(client, topic="Sports")

        ses.unsubscribe(ses.outbox.last, ANN)

        shown = client.get_contact(**CONTACT)
        assert shown["TopicPreferences"] == said(Sports="OPT_OUT")
        assert shown["UnsubscribeAll"] is False
        assert shown["LastUpdatedTimestamp"] > shown["CreatedTimestamp"]

    def test_of_all_mail_if_the_send_named_none(self, ses, client):
        send(client)

        event = ses.unsubscribe(ses.outbox.last)

        assert event.record["subscription"]["newTopicPreferences"]["unsubscribeAll"] is True
        assert client.get_contact(**CONTACT)["UnsubscribeAll"] is True

    def test_of_another_topic(self, ses, client):
        client.create_contact(**CONTACT, TopicPreferences=said(Cycling="OPT_IN"))
        send(client, topic="Sports")

        ses.unsubscribe(ses.outbox.last, topic="Cycling")

        assert client.get_contact(**CONTACT)["TopicPreferences"] == said(Cycling="OPT_OUT")

    def test_the_next_mail_bounces(self, ses, client):
        send(client)
        ses.unsubscribe(ses.outbox.last)

        send(client)

        assert [message.outcome[ANN] for message in ses.outbox] == ["delivery", "bounce"]

    def test_by_the_link_of_the_mail(self, ses, client):
        send(client, text=f"Stop: {PLACE}")
        [link] = ses.outbox.last.delivered.links

        assert ses.follow(link) == link

        assert client.get_contact(**CONTACT)["UnsubscribeAll"] is True
        assert ses.events.last.type == "Subscription"

    def test_a_link_that_was_changed_is_nobodys(self, ses, client):
        send(client)

        with pytest.raises(ValueError, match="SES has not written the link"):
            ses.follow(f"{ses.outbox.last.unsubscribe_link}0")

    def test_what_was_sent_without_a_list_says_how_to_mend_it(self, ses, client):
        send(client, ANN, BOB)

        with pytest.raises(ValueError, match="It needs ListManagementOptions"):
            ses.unsubscribe(ses.outbox.last)

    def test_who_got_nothing_has_nothing_to_unsubscribe_with(self, ses, client):
        client.create_contact(**CONTACT, UnsubscribeAll=True)
        send(client)

        with pytest.raises(ValueError, match="cannot be unsubscribed with for ann@example.com"):
            ses.unsubscribe(ses.outbox[0])

    def test_a_topic_or_list_that_is_not_there(self, ses, client):
        send(client)
        message = ses.outbox.last

        with pytest.raises(ValueError, match="no topic 'Chess'; it has Sports, Cycling"):
            ses.unsubscribe(message, topic="Chess")
        client.update_contact_list(ContactListName="news", Topics=[])
        with pytest.raises(ValueError) as caught:
            ses.unsubscribe(message, topic="Sports")
        assert str(caught.value) == "the contact list 'news' has no topic 'Sports'; it has none."
        client.delete_contact_list(ContactListName="news")
        with pytest.raises(ValueError, match=r"the contact list of .* is gone"):
            ses.unsubscribe(message)
