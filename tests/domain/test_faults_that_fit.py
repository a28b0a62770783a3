"""Which calls a fault is for: by operation, mail, API, set, tenant, region, or the test's word."""

from __future__ import annotations

import re
from email.message import EmailMessage

import boto3
import pytest

from tests.domain.failing import ANN, BOB, SHOP, once, outcomes, send
from tests.installed import needs_member
from tests.refusing import refusal

pytestmark = pytest.mark.ses(verified=["example.com"])


@pytest.fixture(params=["ses", "sesv2"])
def client(request, ses):
    return boto3.client(request.param, config=once())


def send_raw(client, destinations, **headers):
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name] = value
    mail.set_content("Hello")
    if client.meta.service_model.service_name == "ses":
        return client.send_raw_email(
            Destinations=destinations, RawMessage={"Data": mail.as_bytes()}
        )
    return client.send_email(
        Destination={"ToAddresses": destinations}, Content={"Raw": {"Data": mail.as_bytes()}}
    )


def test_a_fault_of_no_operation_is_for_all(ses, client):
    ses.fail(error=500)
    read = getattr(client, "get_send_quota", None) or client.get_account

    assert outcomes(lambda: send(client), read) == ["500", "500"]


@pytest.mark.parametrize(
    "criteria",
    [
        {"recipient": BOB},
        {"recipient": "BOB@Example.com"},
        {"recipient": re.compile("^bob")},
        {"recipient": lambda address: address == BOB},
        {"cc": BOB},
        {"source": SHOP, "to": ANN, "cc": BOB},
        {"source": "Shop <shop@example.com>", "recipient": [ANN, BOB]},
        {"from_": SHOP, "recipient": BOB},
    ],
)
def test_a_mail_is_named_as_in_the_outbox(ses, client, criteria):
    ses.fail("SendEmail", 500, **criteria)
    both = {"ToAddresses": [f"Ann <{ANN}>"], "CcAddresses": [BOB]}

    found = outcomes(
        lambda: send(client, both, "Shop <shop@example.com>"),
        lambda: send(client, ANN, "bill@example.com"),
    )

    assert found == ["500", None]


def test_a_raw_mail_is_read_for_it(ses, client):
    operation = "SendRawEmail" if client.meta.service_model.service_name == "ses" else "SendEmail"
    ses.fail(operation, 500, source=SHOP, to=ANN, recipient=BOB, bcc=BOB)
    headers = {"From": f"Shop <{SHOP}>", "To": f"Ann <{ANN}>"}

    found = outcomes(
        lambda: send_raw(client, [BOB], **headers),
        lambda: send_raw(client, [ANN], **headers),
        lambda: send_raw(client, [BOB], **headers | {"From": "bill@example.com"}),
    )

    assert found == ["500", None, None]


def test_whom_a_header_names_is_no_bcc_however_it_is_written(ses, client):
    operation = "SendRawEmail" if client.meta.service_model.service_name == "ses" else "SendEmail"
    seen = []
    ses.fail(operation, 500, when=lambda call: seen.append(call.bcc))

    send_raw(client, [ANN, BOB], From=SHOP, To=f"Ann <{ANN}>")

    assert seen == [[BOB]] == [ses.outbox.last.bcc]


def test_a_raw_mail_that_cannot_be_read_is_refused_as_ever(ses, ses_client):
    fault = ses.fail("SendRawEmail", 500, to=ANN)

    code, text = refusal(ses_client.send_raw_email, RawMessage={"Data": b"no mail"})

    assert (code, text) == ("InvalidParameterValue", "Illegal content.")
    assert fault.calls == 0


def test_an_entry_of_a_bulk_send_is_enough(ses, ses_client):
    ses.add_template("welcome", subject="Welcome", text="Hello")
    ses.fail("SendBulkTemplatedEmail", 500, to=BOB)
    config = once()
    client = boto3.client("ses", config=config)

    def bulk(*addresses):
        return client.send_bulk_templated_email(
            Source=SHOP,
            Template="welcome",
            DefaultTemplateData="{}",
            Destinations=[{"Destination": {"ToAddresses": [to]}} for to in addresses],
        )

    assert outcomes(lambda: bulk(ANN), lambda: bulk(ANN, BOB)) == [None, "500"]


def test_an_entry_of_a_bulk_send_is_enough_in_v2(ses, sesv2_client):
    ses.add_template("welcome", subject="Welcome", text="Hello")
    ses.fail("SendBulkEmail", 500, to=BOB)
    client = boto3.client("sesv2", config=once())

    def bulk(*addresses):
        return client.send_bulk_email(
            FromEmailAddress=SHOP,
            DefaultContent={"Template": {"TemplateName": "welcome", "TemplateData": "{}"}},
            BulkEmailEntries=[{"Destination": {"ToAddresses": [to]}} for to in addresses],
        )

    assert outcomes(lambda: bulk(ANN), lambda: bulk(ANN, BOB)) == [None, "500"]


def test_calls_are_told_apart_by_api_and_configuration_set(ses):
    v1, v2 = boto3.client("ses", config=once()), boto3.client("sesv2", config=once())
    v2.create_configuration_set(ConfigurationSetName="news")
    ses.fail("SendEmail", 500, api="sesv2", configuration_set="news")

    found = outcomes(
        lambda: send(v1, ConfigurationSetName="news"),
        lambda: send(v2),
        lambda: send(v2, ConfigurationSetName="news"),
    )

    assert found == [None, None, "500"]


def test_calls_are_told_apart_by_tenant(ses, sesv2_client):
    needs_member("sesv2", "SendEmail", "TenantName")
    fault = ses.fail("SendEmail", "AccessDenied", tenant="acme")

    send(sesv2_client)
    refusal(send, sesv2_client, TenantName="acme")

    assert fault.met == 1


def test_a_test_decides_by_the_call_itself(ses, client):
    calls = []
    ses.fail("SendEmail", 500, when=lambda call: calls.append(call) or BOB in call.recipients)

    found = outcomes(lambda: send(client, ANN), lambda: send(client, f"Bob <{BOB}>"))

    assert found == [None, "500"]
    assert calls[1].operation == "SendEmail"
    assert calls[1].api == client.meta.service_model.service_name
    assert (calls[1].region, calls[1].account_id) == ("us-east-1", "123456789012")
    assert calls[1].request["Destination"]["ToAddresses"] == [f"Bob <{BOB}>"]


def test_a_decision_that_fails_is_seen(ses, client):
    ses.fail("SendEmail", 500, when=lambda call: call.request["Nothing"])

    with pytest.raises(KeyError, match="Nothing"):
        send(client)


def test_a_decision_may_look_at_the_fake(ses, client):
    ses.fail("SendEmail", 500, when=lambda _: len(ses.faults) == 1 and len(ses.outbox) == 2)

    assert outcomes(*[lambda: send(client)] * 3) == [None, None, "500"]


def test_a_fault_of_a_view_is_for_its_region(ses):
    ses.region("eu-west-1").fail("GetSendQuota", 500)

    here, there = (
        boto3.client("ses", region, config=once()) for region in ("us-east-1", "eu-west-1")
    )

    assert outcomes(here.get_send_quota, there.get_send_quota) == [None, "500"]
