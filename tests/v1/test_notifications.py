"""Feedback notifications of identities. Rows named are those of the fact sheet "resources"."""

from __future__ import annotations

import pytest

from tests.refusing import refusal

ANN = "ann@example.com"
TOPIC = "arn:aws:sns:us-east-1:123456789012:feedback"


def attributes(client, name: str = ANN) -> dict | None:
    answer = client.get_identity_notification_attributes(Identities=[name])
    return answer["NotificationAttributes"].get(name)


def set_topics(client, *types: str, topic: str | None = TOPIC) -> None:
    for type_ in types:
        more = {} if topic is None else {"SnsTopic": topic}
        client.set_identity_notification_topic(Identity=ANN, NotificationType=type_, **more)


DEFAULTS = {
    "ForwardingEnabled": True,
    "HeadersInBounceNotificationsEnabled": False,
    "HeadersInComplaintNotificationsEnabled": False,
    "HeadersInDeliveryNotificationsEnabled": False,
}


@pytest.mark.ses(verified=[ANN])
class TestAttributes:
    def test_a_new_identity_forwards_and_publishes_nothing(self, ses_client):
        # Section 2.4
        assert attributes(ses_client) == DEFAULTS

    def test_an_unknown_identity_is_left_out(self, ses_client):
        assert attributes(ses_client, "bob@example.com") is None

    def test_topics_and_headers_are_kept_by_type(self, ses_client):
        set_topics(ses_client, "Bounce", "Delivery")
        ses_client.set_identity_headers_in_notifications_enabled(
            Identity=ANN, NotificationType="Delivery", Enabled=True
        )

        assert attributes(ses_client) == DEFAULTS | {
            "BounceTopic": TOPIC,
            "DeliveryTopic": TOPIC,
            "HeadersInDeliveryNotificationsEnabled": True,
        }

    def test_a_topic_that_is_left_out_is_cleared(self, ses_client):
        set_topics(ses_client, "Bounce")
        set_topics(ses_client, "Bounce", topic=None)

        assert attributes(ses_client) == DEFAULTS

    def test_headers_are_switched_off_again(self, ses_client):
        for enabled in (True, False, False):
            ses_client.set_identity_headers_in_notifications_enabled(
                Identity=ANN, NotificationType="Bounce", Enabled=enabled
            )

        assert attributes(ses_client) == DEFAULTS


@pytest.mark.ses(verified=[ANN])
class TestForwarding:
    """Section 2.8: off only with both topics, on again when one of them goes."""

    def test_it_cannot_be_switched_off_with_one_topic(self, ses_client, sesv2_client):
        set_topics(ses_client, "Bounce", "Delivery")

        v1 = refusal(
            ses_client.set_identity_feedback_forwarding_enabled,
            Identity=ANN,
            ForwardingEnabled=False,
        )
        v2 = refusal(sesv2_client.put_email_identity_feedback_attributes, EmailIdentity=ANN)

        assert (v1[0], v2[0]) == ("InvalidParameterValue", "BadRequestException")
        assert attributes(ses_client)["ForwardingEnabled"]

    def test_it_is_switched_off_with_both_and_both_apis_see_it(self, ses_client, sesv2_client):
        set_topics(ses_client, "Bounce", "Complaint")
        ses_client.set_identity_feedback_forwarding_enabled(Identity=ANN, ForwardingEnabled=False)

        assert not attributes(ses_client)["ForwardingEnabled"]
        assert not sesv2_client.get_email_identity(EmailIdentity=ANN)["FeedbackForwardingStatus"]

        sesv2_client.put_email_identity_feedback_attributes(
            EmailIdentity=ANN, EmailForwardingEnabled=True
        )
        assert attributes(ses_client)["ForwardingEnabled"]

    def test_it_comes_back_when_a_topic_goes(self, ses_client):
        set_topics(ses_client, "Bounce", "Complaint", "Delivery")
        ses_client.set_identity_feedback_forwarding_enabled(Identity=ANN, ForwardingEnabled=False)

        set_topics(ses_client, "Delivery", topic=None)
        assert not attributes(ses_client)["ForwardingEnabled"]
        set_topics(ses_client, "Complaint", topic=None)
        assert attributes(ses_client)["ForwardingEnabled"]


class TestUnknownIdentities:
    """Section 2.2: two wordings, and 400 in v2 as well."""

    MUST = "Identity bob@example.com is invalid. Must be a verified email address or domain."
    IT_MUST = "Identity bob@example.com is invalid. It must be a verified email address or domain."

    def test_each_call_has_its_words(self, ses_client, sesv2_client):
        bob = {"Identity": "bob@example.com"}
        assert refusal(
            ses_client.set_identity_feedback_forwarding_enabled, **bob, ForwardingEnabled=True
        ) == ("InvalidParameterValue", self.MUST)
        assert refusal(
            ses_client.set_identity_notification_topic, **bob, NotificationType="Bounce"
        ) == ("InvalidParameterValue", self.MUST)
        assert refusal(
            ses_client.set_identity_headers_in_notifications_enabled,
            **bob,
            NotificationType="Bounce",
            Enabled=True,
        ) == ("InvalidParameterValue", self.IT_MUST)
        assert refusal(
            sesv2_client.put_email_identity_feedback_attributes, EmailIdentity="bob@example.com"
        ) == ("BadRequestException", self.MUST)


@pytest.mark.parametrize("topic", ["zzz", "arn:aws:sns:us-east-1:123456789012:t.fifo"])
def test_what_is_no_standard_topic_is_refused(ses, ses_client, topic):
    # resources 2.8: begins with "SNS topic <arn>"; events 4: standard topics only
    ses.verify("example.com")

    assert refusal(
        ses_client.set_identity_notification_topic,
        Identity="example.com",
        NotificationType="Bounce",
        SnsTopic=topic,
    ) == ("InvalidParameterValue", f"SNS topic <{topic}> is not valid.")
