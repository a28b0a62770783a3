"""What the suppression list does to a send. Rows: facts "sending" 6 and 12, "events" 0."""

from __future__ import annotations

import boto3
import pytest

SHOP = "shop@example.com"
ANN = "ann@example.com"
BOB = "bob@example.com"

pytestmark = pytest.mark.ses(verified=["example.com"])


def test_the_send_succeeds_and_a_bounce_follows(ses, send, ses_client):
    ses.suppress(ANN)

    message_id = send(SHOP, to=[ANN, BOB])

    with pytest.raises(AssertionError):
        ses.outbox.assert_sent(to=ANN)
    message = ses.outbox.one(to=BOB)
    assert message.id == message_id
    assert message.outcome == {ANN: "bounce", BOB: "delivery"}
    assert message.suppressed == {ANN: "BOUNCE"}
    assert [(e.type, e.recipients) for e in message.events] == [
        ("Send", (ANN, BOB)),
        ("Delivery", (BOB,)),
        ("Bounce", (ANN,)),
    ]
    assert ses_client.get_send_quota()["SentLast24Hours"] == 2  # both count
    [point] = ses_client.get_send_statistics()["SendDataPoints"]
    assert (point["DeliveryAttempts"], point["Bounces"]) == (2, 0)  # not in the bounce rate


def test_who_was_suppressed_stays_so_whoever_reads_it(ses, send):
    ses.suppress(ANN)
    send(SHOP, to=[ANN, BOB])
    message = ses.outbox.last

    with pytest.raises(TypeError, match="does not support item assignment"):
        message.suppressed[BOB] = "BOUNCE"

    assert message.suppressed == {ANN: "BOUNCE"}


def test_a_complaint_answers_for_who_is_there_for_having_complained(ses, send):
    ses.suppress(ANN, reason="COMPLAINT")

    send(SHOP, to=[ANN])

    assert ses.outbox.last.outcome == {ANN: "complaint"}


def test_a_message_that_only_suppressed_recipients_have_satisfies_no_assertion(ses, send):
    ses.suppress(ANN)

    send(SHOP, to=[ANN], text="Hello")

    with pytest.raises(AssertionError, match="NOT DELIVERED: every recipient is on the account's"):
        ses.outbox.assert_sent(to=ANN)
    assert ses.outbox.one(outcome="bounce").text == "Hello"


def test_addresses_are_compared_without_case(ses, send):
    ses.suppress("Ann@example.com")

    send(SHOP, to=["ann@EXAMPLE.com"])

    assert ses.outbox.last.outcome == {"ann@EXAMPLE.com": "bounce"}


def test_what_was_on_the_list_when_it_was_sent_counts(ses, send, sesv2_client):
    send(SHOP, to=[ANN])
    ses.suppress(ANN)
    send(SHOP, to=[ANN])
    sesv2_client.delete_suppressed_destination(EmailAddress=ANN)
    send(SHOP, to=[ANN])

    assert [m.outcome[ANN] for m in ses.outbox] == ["delivery", "bounce", "delivery"]


def test_reasons_that_the_account_does_not_use_do_not_count(ses, send, sesv2_client):
    ses.suppress(ANN, reason="COMPLAINT")
    sesv2_client.put_account_suppression_attributes(SuppressedReasons=["BOUNCE"])

    send(SHOP, to=[ANN])

    assert ses.outbox.last.outcome == {ANN: "delivery"}


@pytest.mark.parametrize(
    ("reasons", "outcome"), [([], "delivery"), (["BOUNCE"], "bounce"), (["COMPLAINT"], "delivery")]
)
def test_a_configuration_sets_reasons_count_before_the_accounts(ses, send, reasons, outcome):
    boto3.client("sesv2").create_configuration_set(
        ConfigurationSetName="news", SuppressionOptions={"SuppressedReasons": reasons}
    )
    ses.suppress(ANN)

    send(SHOP, to=[ANN], ConfigurationSetName="news")

    assert ses.outbox.last.outcome == {ANN: outcome}


def test_each_region_has_its_own_list(ses, send):
    ses.region("eu-west-1").suppress(ANN)

    send(SHOP, to=[ANN])

    assert ses.outbox.last.outcome == {ANN: "delivery"}
