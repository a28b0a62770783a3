"""What a custom MAIL FROM domain does to a send. Rows: facts "resources" 2.7, "sending" 6."""

from __future__ import annotations

import boto3
import pytest

from tests.domain.conftest import assert_no_trace
from tests.refusing import refusal_with_status

SHOP = "shop@example.com"
ANN = "ann@example.com"

pytestmark = pytest.mark.ses(verified=["example.com"], verification="manual")


def set_mail_from(identity: str, domain: str, behaviour: str) -> None:
    boto3.client("ses").set_identity_mail_from_domain(
        Identity=identity, MailFromDomain=domain, BehaviorOnMXFailure=behaviour
    )


def test_the_return_path_lies_in_it_once_its_record_is_found(ses, send):
    set_mail_from("example.com", "bounces.example.com", "UseDefaultValue")
    send(SHOP, to=[ANN])

    ses.verify("example.com")
    send(SHOP, to=[ANN])

    before, after = (message.headers["Return-Path"] for message in ses.outbox)
    assert before.endswith("@amazonses.com>")
    assert after == f"<{ses.outbox.last.id}@bounces.example.com>"


@pytest.mark.parametrize("hours", [0, 73], ids=["while pending", "after it has failed"])
def test_without_the_record_a_message_is_refused_if_its_owner_wishes(ses, send, hours):
    ses.clock.freeze()
    set_mail_from("example.com", "bounces.example.com", "RejectMessage")
    ses.clock.advance(hours=hours)

    assert refusal_with_status(send, SHOP, to=[ANN]) == (
        "MailFromDomainNotVerifiedException",
        "Mail FROM domain is not verified",
        400,
    )
    assert_no_trace(ses)
    ses.verify("example.com")
    send(SHOP, to=[ANN])
    assert len(ses.outbox) == 1


@pytest.mark.parametrize("hours", [0, 73], ids=["while pending", "after it has failed"])
def test_so_is_a_whole_bulk_send(ses, ses_client, hours):
    ses.clock.freeze()
    ses.add_template("hi", subject="Hi", text="x")
    set_mail_from("example.com", "bounces.example.com", "RejectMessage")
    ses.clock.advance(hours=hours)
    call = {
        "Source": SHOP,
        "Template": "hi",
        "DefaultTemplateData": "{}",
        "Destinations": [{"Destination": {"ToAddresses": [ANN]}}],
    }

    assert refusal_with_status(ses_client.send_bulk_templated_email, **call) == (
        "MailFromDomainNotVerifiedException",
        "Mail FROM domain is not verified",
        400,
    )
    assert_no_trace(ses)
    ses.verify("example.com")
    assert ses_client.send_bulk_templated_email(**call)["Status"][0]["Status"] == "Success"


def test_an_addresss_own_setting_counts_before_its_domains(ses, send):
    ses.verify(SHOP)
    set_mail_from("example.com", "bounces.example.com", "RejectMessage")
    set_mail_from(SHOP, "shop.example.com", "UseDefaultValue")

    send(SHOP, to=[ANN])

    assert len(ses.outbox) == 1
    assert refusal_with_status(send, "other@example.com", to=[ANN])[0] == (
        "MailFromDomainNotVerifiedException"
    )
