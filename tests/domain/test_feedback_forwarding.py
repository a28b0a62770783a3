"""When feedback is forwarded by mail, and when a topic hears of it. Rows: facts "events" 5."""

from __future__ import annotations

import pytest

SHOP = "shop@example.com"
ANN = "ann@example.org"
TOPIC = "arn:aws:sns:us-east-1:123456789012:feedback"

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture
def topics(ses_client):
    for type_ in ("Bounce", "Complaint"):
        ses_client.set_identity_notification_topic(
            Identity="example.com", NotificationType=type_, SnsTopic=TOPIC
        )


def kinds(ses):
    return [notice.kind for notice in ses.notices]


def test_feedback_goes_to_the_sender_unless_somebody_says_otherwise(ses, send):
    send(SHOP, to=[ANN])
    event = ses.bounce(ses.outbox.last)

    notice = ses.notices.one(kind="bounce")
    assert notice.to == SHOP
    assert notice.subject == "Delivery Status Notification (Failure)"
    assert notice.message_id == event.record["bounce"]["feedbackId"]
    assert notice.mime.get_content_type() == "multipart/report"


def test_deliveries_and_delays_are_not_forwarded(ses, send):
    send(SHOP, to=[ANN])
    ses.delay(ses.outbox.last)
    ses.deliver(ses.outbox.last)

    assert ses.notices == []


def test_what_the_simulator_answers_is_forwarded(ses, send):
    boxes = ("success", "bounce", "complaint", "ooto")
    send(SHOP, to=[f"{box}@simulator.amazonses.com" for box in boxes])

    assert sorted(kinds(ses)) == ["bounce", "bounce", "complaint"]


def test_who_is_out_of_the_office_answers_in_reply_to_the_message(ses, send):
    # the words are a guess, the form is that of RFC 3834
    send(SHOP, to=["ooto+may@simulator.amazonses.com"])

    notice = ses.notices.one(kind="bounce")
    answered = f"<{ses.outbox.last.id}@email.amazonses.com>"
    assert (notice.to, notice.subject) == (SHOP, "Out of Office")
    assert notice.mime["From"] == "ooto+may@simulator.amazonses.com"
    assert notice.mime["To"] == SHOP
    assert notice.mime["In-Reply-To"] == notice.mime["References"] == answered
    assert notice.mime["Auto-Submitted"] == "auto-replied"
    assert notice.mime.get_content_type() == "text/plain"
    assert notice.text == "I am out of the office.\n"


def test_what_a_suppressed_address_gets_is_forwarded(ses, send):
    ses.suppress(ANN)

    send(SHOP, to=[ANN])

    assert kinds(ses) == ["bounce"]


def test_with_topics_it_can_be_switched_off(ses, send, ses_client, topics):
    ses_client.set_identity_feedback_forwarding_enabled(
        Identity="example.com", ForwardingEnabled=False
    )

    send(SHOP, to=[ANN])
    ses.bounce(ses.outbox.last)
    send(SHOP, to=["bounce@simulator.amazonses.com"])

    assert ses.notices == []
    assert [p.type for p in ses.published] == ["Bounce", "Bounce"]


def test_topics_and_mail_may_both_tell(ses, send, topics):
    send(SHOP, to=[ANN])
    ses.complain(ses.outbox.last)

    assert kinds(ses) == ["complaint"]
    assert [p.type for p in ses.published] == ["Complaint"]
