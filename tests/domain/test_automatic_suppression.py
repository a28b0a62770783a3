"""What bounces and complaints do to the suppression lists. Rows: facts "events" 6 and 7.1."""

from __future__ import annotations

import pytest

from sesfake.domain.events.vocabulary import BOUNCES
from tests.installed import needs_operation
from tests.refusing import refusal

SHOP = "shop@example.com"
ANN = "ann@example.org"
BOB = "bob@example.org"

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


def entry(client, address=ANN, **more):
    found = client.get_suppressed_destination(EmailAddress=address, **more)
    return found["SuppressedDestination"]


def test_a_hard_bounce_puts_the_address_on_the_list_with_the_ids_of_the_event(
    ses, send, sesv2_client
):
    message_id = send(SHOP, to=[ANN, BOB])

    event = ses.bounce(ses.outbox.last, ANN)

    found = entry(sesv2_client)
    assert found["Reason"] == "BOUNCE"
    assert found["Attributes"] == {
        "MessageId": message_id,
        "FeedbackId": event.record["bounce"]["feedbackId"],
    }
    send(SHOP, to=[ANN, BOB])
    assert ses.outbox.last.outcome == {ANN: "bounce", BOB: "delivery"}
    told = ses.outbox.last.events[-1].record["bounce"]
    assert told["bounceSubType"] == "OnAccountSuppressionList"


def test_a_complaint_does_so_too_and_what_is_not_spam_takes_it_off(ses, send, sesv2_client):
    send(SHOP, to=[ANN])
    message = ses.outbox.last

    ses.complain(message)
    assert entry(sesv2_client)["Reason"] == "COMPLAINT"
    send(SHOP, to=[ANN])
    [told] = [e for e in ses.outbox.last.events if e.type == "Complaint"]
    assert told.record["complaint"]["complaintSubType"] == "OnAccountSuppressionList"

    ses.not_spam(message)
    assert refusal(sesv2_client.get_suppressed_destination, EmailAddress=ANN) == (
        "NotFoundException",
        f"Email address {ANN} does not exist on your suppression list.",
    )


@pytest.mark.parametrize("kind", BOUNCES.values(), ids=lambda k: f"{k.type}/{k.sub_type}")
def test_only_hard_bounces_do(ses, send, sesv2_client, kind):
    # events 6: auto-suppressed
    send(SHOP, to=[ANN])

    ses.bounce(ses.outbox.last, type=kind.type.value, sub_type=kind.sub_type.value)

    listed = sesv2_client.list_suppressed_destinations()["SuppressedDestinationSummaries"]
    is_hard = (kind.type.value, kind.sub_type.value) in {
        ("Permanent", "General"),
        ("Permanent", "NoEmail"),
    }
    assert len(listed) == is_hard


def test_the_simulator_is_not_put_on_it(ses, send, sesv2_client):
    # events 2
    send(SHOP, to=["bounce@simulator.amazonses.com", "complaint@simulator.amazonses.com"])

    assert sesv2_client.list_suppressed_destinations()["SuppressedDestinationSummaries"] == []


def test_reasons_that_are_not_in_use_put_nobody_on_it(ses, send, sesv2_client):
    sesv2_client.put_account_suppression_attributes(SuppressedReasons=["COMPLAINT"])
    send(SHOP, to=[ANN])

    ses.bounce(ses.outbox.last)

    assert sesv2_client.list_suppressed_destinations()["SuppressedDestinationSummaries"] == []
    # events 7.1: the account's list overrides the global one, if it is in use
    send(SHOP, to=[ANN])
    told = ses.outbox.last.events[-1].record["bounce"]
    assert told["bounceSubType"] == "Suppressed"
    assert told["bouncedRecipients"][0]["diagnosticCode"].startswith(
        "Amazon SES has suppressed sending to this address because it has a recent history of"
    )
    assert ses.reputation().bounces == 2  # events 6: those of the global list count


def test_a_tenant_has_a_list_of_its_own(ses, send, sesv2_client):
    needs_operation("sesv2", "CreateTenant")
    sesv2_client.create_tenant(
        TenantName="acme",
        SuppressionAttributes={"SuppressedReasons": ["BOUNCE"], "SuppressionScope": "TENANT"},
    )
    sesv2_client.create_tenant_resource_association(
        TenantName="acme", ResourceArn="arn:aws:ses:us-east-1:123456789012:identity/example.com"
    )

    def send_for_tenant():
        sesv2_client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [ANN]},
            Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hello"}}}},
            TenantName="acme",
        )
        return ses.outbox.last

    event = ses.bounce(send_for_tenant())

    assert event.record["mail"]["tags"]["ses:tenant-name"] == ["acme"]
    assert entry(sesv2_client, TenantName="acme")["Reason"] == "BOUNCE"
    assert refusal(sesv2_client.get_suppressed_destination, EmailAddress=ANN)[0] == (
        "NotFoundException"
    )
    told = send_for_tenant().events[-1].record["bounce"]
    assert told["bounceSubType"] == "OnTenantSuppressionList"
    assert told["bouncedRecipients"][0]["diagnosticCode"] == (
        "Amazon SES did not send the message to this address because it is on the suppression "
        "list for your tenant."
    )
