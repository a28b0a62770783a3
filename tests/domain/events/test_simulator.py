"""What the mailbox simulator answers. Rows: facts "events" 2 and 12."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import boto3
import pytest

from sesfake.domain.events.bodies import body
from sesfake.domain.events.details import Bounce, Delivery
from sesfake.domain.events.feedback import delivery
from sesfake.domain.events.simulator import answered_at, answers
from sesfake.domain.events.vocabulary import BounceSubType

SHOP = "shop@example.com"
ANN = "ann@example.com"
SENT = datetime(2022, 3, 28, 23, 59, 32, 804000, timezone.utc)
LATER = SENT + timedelta(milliseconds=11893)
HOST = r"a\d+-\d+\.smtp-out\.amazonses\.com"
AT_SIMULATOR = "@simulator.amazonses.com"

pytestmark = pytest.mark.ses(verified=["example.com"])


@pytest.fixture
def sent_to(ses):
    """Sends to some addresses at a given time, and gives the message."""
    ses.clock.freeze(SENT)

    def send(*to):
        boto3.client("ses").send_email(
            Source=SHOP,
            Destination={"ToAddresses": list(to)},
            Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}},
        )
        return ses.outbox.last

    return send


def test_one_send_to_all_mailboxes_has_one_answer_of_each_kind(sent_to):
    boxes = ("success", "bounce", "complaint", "ooto", "suppressionlist")
    success, bounced, complains, ooto, listed = (box + AT_SIMULATOR for box in boxes)
    message = sent_to(success, bounced, complains, ooto, listed)

    delivered, hard, soft, complained = answers(message, message.recipients, LATER)

    # events 2: the live run to all five
    assert delivered.details == delivery(message, [success, complains, ooto], LATER)
    assert body(hard.details, hard.at)["bouncedRecipients"] == [
        {
            "emailAddress": bounced,
            "action": "failed",
            "status": "5.1.1",
            "diagnosticCode": f"smtp; 550 5.1.1 As requested: user unknown <{bounced}>",
        },
        {
            "emailAddress": listed,
            "action": "failed",
            "status": "5.1.1",
            "diagnosticCode": "smtp; 550 5.1.1 As requested: user unknown "
            f"(suppressed address: {listed})",
        },
    ]
    assert (hard.details.type.value, hard.details.sub_type.value) == ("Permanent", "General")
    assert re.fullmatch(rf"dns; {HOST}", hard.details.reporting_mta)
    assert hard.details.remote_mta_ip == delivered.details.remote_mta_ip
    assert list(body(soft.details, soft.at).items()) == [
        ("feedbackId", soft.details.feedback_id),
        ("bounceType", "Transient"),
        ("bounceSubType", "General"),
        ("bouncedRecipients", [{"emailAddress": ooto}]),
        ("timestamp", "2022-03-28T23:59:44.674Z"),
    ]
    assert list(body(complained.details, complained.at).items()) == [
        ("feedbackId", complained.details.feedback_id),
        ("complaintSubType", None),
        ("complainedRecipients", [{"emailAddress": complains}]),
        ("timestamp", "2022-03-28T23:59:44.674Z"),
        ("userAgent", "Amazon SES Mailbox Simulator"),
        ("complaintFeedbackType", "abuse"),
        ("arrivalDate", "2022-03-28T23:59:44.674Z"),
    ]


def test_answers_come_half_a_second_after_the_send(sent_to):
    message = sent_to("complaint" + AT_SIMULATOR)

    delivered, complained = answers(message, message.recipients)

    # events 2: timing; the complaint is 23 ms sooner than the delivery
    assert timedelta(milliseconds=400) <= delivered.at - SENT <= timedelta(milliseconds=600)
    assert delivered.at == answered_at(message)
    assert delivered.at - complained.at == timedelta(milliseconds=23)


def test_nothing_is_answered_before_it_was_sent(sent_to):
    message = sent_to("ooto" + AT_SIMULATOR)

    assert {answer.at for answer in answers(message, message.recipients, SENT)} == {SENT}


def test_a_label_is_kept(sent_to):
    message = sent_to("Bounce+order-7" + AT_SIMULATOR)

    [(_, details)] = answers(message, message.recipients)

    assert details.recipients[0].address == "Bounce+order-7" + AT_SIMULATOR  # events 2


def test_the_suppression_list_of_the_simulator_may_be_called_so(sent_to):
    message = sent_to("bounce" + AT_SIMULATOR, "suppressionlist" + AT_SIMULATOR)

    found = answers(message, message.recipients, suppression_list=BounceSubType.SUPPRESSED)

    # events 12: suppressionlist@ sub type is an option
    hard, listed = (answer.details for answer in found)
    assert hard.sub_type is BounceSubType.GENERAL
    assert listed.sub_type is BounceSubType.SUPPRESSED
    assert listed.recipients[0].diagnostic_code.startswith("Amazon SES has suppressed sending")
    assert listed.reporting_mta == "dns; amazonses.com" and listed.remote_mta_ip is None


@pytest.mark.ses(verified=["example.com"], production=True)
def test_an_unknown_mailbox_bounces_and_strangers_are_left_out(sent_to):
    message = sent_to("hi" + AT_SIMULATOR, ANN)

    [(_, details)] = answers(message, message.recipients)

    # events 2: other local parts
    assert isinstance(details, Bounce)
    [recipient] = details.recipients
    assert recipient.address == "hi" + AT_SIMULATOR
    assert recipient.diagnostic_code == "smtp; 550 5.1.1 user unknown"


def test_success_is_delivered_and_that_is_all(sent_to):
    message = sent_to("success" + AT_SIMULATOR)

    [(at, details)] = answers(message, message.recipients)

    assert isinstance(details, Delivery)
    assert details.processing_milliseconds == (at - SENT) // timedelta(milliseconds=1)


@pytest.mark.ses(verified=["example.com"], suppressionlist="Suppressed")
def test_a_program_may_expect_the_suppression_list_to_be_called_so(sent_to):
    message = sent_to("suppressionlist" + AT_SIMULATOR)

    bounce = message.events[-1].record["bounce"]

    # events 12
    assert (bounce["bounceType"], bounce["bounceSubType"]) == ("Permanent", "Suppressed")
