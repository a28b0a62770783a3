"""A rule that sends mail back."""

from __future__ import annotations

import pytest

from .mailing import ANN, BOUNCE, HELP, MAIL, TOPIC, activate_actions, header

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


def test_the_bounce_is_a_message_to_the_sender(ses):
    activate_actions(BOUNCE)

    received = ses.receive(MAIL, recipients=[HELP, "a@example.com"])

    [message] = ses.outbox
    assert received.bounces == [message]
    assert (message.operation, message.api) == ("BounceAction", "ses")
    assert (message.from_, message.recipients) == ("mailer@example.com", [ANN])
    assert message.subject == "Delivery Status Notification (Failure)"
    assert message.text == "Mailbox does not exist"
    assert message.headers["In-Reply-To"] == "<1@mail.example.org>"
    assert message.mime.get_content_type() == "multipart/report"
    fields = [
        dict(part.items()) for part in message.mime.get_payload()[1].get_payload() if part.items()
    ]
    assert [each.get("Final-Recipient") for each in fields] == [
        None,
        "rfc822; help@example.com",
        "rfc822; a@example.com",
    ]
    assert fields[1] == {
        "Final-Recipient": "rfc822; help@example.com",
        "Action": "failed",
        "Status": "5.1.1",
        "Diagnostic-Code": "smtp; 550 5.1.1 Mailbox does not exist",
    }
    assert message.mime.get_payload()[2].get_payload().startswith("From: Ann <ann@example.org>")


def test_without_a_status_code_it_is_that_of_the_reply_code(ses):
    action = {**BOUNCE["BounceAction"], "SmtpReplyCode": "450", "Message": "Later"}
    del action["StatusCode"]
    activate_actions({"BounceAction": action})

    ses.receive(MAIL)

    raw = ses.outbox.last.raw.decode()
    assert "Status: 4.0.0\r\n" in raw
    assert "Diagnostic-Code: smtp; 450 Later\r\n" in raw


def test_later_actions_are_carried_out_all_the_same(ses):
    activate_actions(BOUNCE, header("X-After"))

    assert [one.type for one in ses.receive(MAIL).actions] == ["Bounce", "AddHeader"]


def test_it_is_told_to_its_topic(ses):
    activate_actions({"BounceAction": {**BOUNCE["BounceAction"], "TopicArn": TOPIC}})

    [notification] = ses.receive(MAIL).notifications

    assert notification.record["receipt"]["action"]["sender"] == "mailer@example.com"


def test_mail_without_a_return_path_is_not_bounced(ses):
    activate_actions(BOUNCE)

    received = ses.receive(MAIL, sender="<>")

    [outcome] = received.actions
    text = f"The original message has no return path: {received.message_id}"
    assert (outcome.failure, outcome.bounce) == (text, None)
    assert len(ses.outbox) == 0


def test_a_bounce_that_comes_back_is_not_bounced_again(ses):
    activate_actions(BOUNCE, Recipients=["help@example.com"])
    ses.receive(MAIL, sender=HELP)

    received = ses.receive(ses.outbox.last)

    assert (received.sender, received.recipients) == ("", (HELP,))
    assert len(ses.outbox) == 1


@pytest.mark.ses(production=False)
def test_in_the_sandbox_it_goes_to_verified_addresses_only(ses):
    activate_actions(BOUNCE)

    [outcome] = ses.receive(MAIL).actions

    assert outcome.failure.startswith(
        "Email address is not verified. The following identities failed the check in region "
        "US-EAST-1: ann@example.org To mend the test: `ses.verify('ann@example.org')`"
    )
    ses.verify(ANN)
    assert ses.receive(MAIL).bounces[0].to == [ANN]


def test_its_sender_must_still_be_verified(ses, ses_client):
    activate_actions(BOUNCE)
    ses.verify("example.net")
    ses_client.delete_identity(Identity="example.com")

    assert ses.receive(MAIL).refusal is not None  # without the domain there is no mail at all


@pytest.mark.ses(max_24_hour_send=1)
def test_it_counts_in_the_quota(ses, ses_client):
    activate_actions(BOUNCE)

    first, second = ses.receive(MAIL), ses.receive(MAIL)

    assert first.failures == []
    assert second.failures[0].failure.startswith("Daily message quota exceeded.")
    assert ses_client.get_send_quota()["SentLast24Hours"] == 1.0


def test_mail_that_no_program_can_read_is_bounced_like_any(ses):
    activate_actions(BOUNCE)
    raw = b"Message-ID: <" + b"x" * 100_000 + b">\r\nFrom: \xff\x00@@\r\nno header\r\n\r\n\xff"

    received = ses.receive(raw, sender=ANN, recipients=HELP)

    received.assert_no_failures()
    assert "In-Reply-To" not in ses.outbox.last.headers
    assert ses.outbox.last.mime.get_content_type() == "multipart/report"
