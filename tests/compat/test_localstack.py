"""The JSON that LocalStack answers with at `/_aws/ses`."""

from __future__ import annotations

import json

import pytest

from sesfake.compat import localstack

SIMPLE = {
    "Subject": {"Data": "Hi"},
    "Body": {"Text": {"Data": "Hello"}, "Html": {"Data": "<p>Hello</p>"}},
}
RAW = "From: The Shop <shop@example.com>\nTo: ann@example.com\nSubject: Hi\n\nHello\n"


@pytest.fixture
def ses(ses):
    ses.verify("example.com")
    ses.clock.freeze()
    return ses


def sent_at(ses):
    return ses.clock.now().strftime("%Y-%m-%dT%H:%M:%S")


def test_a_composed_mail(ses, ses_client):
    ses_client.send_email(
        Source="The Shop <shop@example.com>",
        Destination={"ToAddresses": ["Ann <ann@example.com>"], "CcAddresses": ["bob@example.com"]},
        Message=SIMPLE,
    )

    assert ses.outbox.last.to_localstack() == {
        "Id": ses.outbox.last.id,
        "Region": "us-east-1",
        "Source": "The Shop <shop@example.com>",
        "Destination": {
            "ToAddresses": ["Ann <ann@example.com>"],
            "CcAddresses": ["bob@example.com"],
        },
        "Subject": "Hi",
        "Body": {"text_part": "Hello", "html_part": "<p>Hello</p>"},
        "Timestamp": sent_at(ses),
    }


def test_a_part_that_is_not_there_is_null(ses, sesv2_client):
    sesv2_client.send_email(
        FromEmailAddress="shop@example.com",
        Destination={"BccAddresses": ["ann@example.com"]},
        Content={"Simple": {"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": "<p>Hi</p>"}}}},
    )

    found = json.loads(json.dumps(ses.outbox.last.to_localstack()))
    assert found["Body"] == {"text_part": None, "html_part": "<p>Hi</p>"}
    assert found["Destination"] == {"BccAddresses": ["ann@example.com"]}
    assert found["Source"] == "shop@example.com"


def raw_v1(ses_client, sesv2_client):
    ses_client.send_raw_email(RawMessage={"Data": RAW})


def raw_v2(ses_client, sesv2_client):
    sesv2_client.send_email(Content={"Raw": {"Data": RAW}})


@pytest.mark.parametrize("send", [raw_v1, raw_v2])
def test_a_raw_mail_has_its_data_and_the_sender_of_its_header(ses, ses_client, sesv2_client, send):
    send(ses_client, sesv2_client)

    assert ses.outbox.last.to_localstack() == {
        "Id": ses.outbox.last.id,
        "Region": "us-east-1",
        "Source": "The Shop <shop@example.com>",
        "RawData": RAW,
        "Timestamp": sent_at(ses),
    }


def test_the_sender_of_the_call_comes_first(ses, ses_client):
    ses_client.send_raw_email(Source="other@example.com", RawMessage={"Data": RAW})

    assert ses.outbox.last.to_localstack()["Source"] == "other@example.com"


def test_a_template(ses, ses_client):
    ses.add_template("sale", subject="Hi {{name}}", text="Hi")
    ses_client.send_templated_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Template="sale",
        TemplateData='{ "name": "Ann" }',
    )

    assert ses.outbox.last.to_localstack() == {
        "Id": ses.outbox.last.id,
        "Region": "us-east-1",
        "Source": "shop@example.com",
        "Destination": {"ToAddresses": ["ann@example.com"]},
        "Template": "sale",
        "TemplateData": '{ "name": "Ann" }',
        "Timestamp": sent_at(ses),
    }


def test_every_message_of_a_bulk_send_with_the_data_it_was_made_with(ses, sesv2_client):
    ses.add_template("sale", subject="Hi {{name}}", text="Hi")
    sesv2_client.send_bulk_email(
        FromEmailAddress="shop@example.com",
        DefaultContent={"Template": {"TemplateName": "sale", "TemplateData": '{"name": "you"}'}},
        BulkEmailEntries=[
            {"Destination": {"ToAddresses": ["ann@example.com"]}},
            {
                "Destination": {"ToAddresses": ["bob@example.com"]},
                "ReplacementEmailContent": {
                    "ReplacementTemplate": {"ReplacementTemplateData": '{"name": "Bob"}'}
                },
            },
        ],
    )

    found = localstack.messages()["messages"]
    assert [(one["Destination"]["ToAddresses"], one["TemplateData"]) for one in found] == [
        (["ann@example.com"], '{"name": "you"}'),
        (["bob@example.com"], '{"name": "Bob"}'),
    ]


def test_the_endpoint_and_its_filters(ses, ses_client):
    for source in ("shop@example.com", "news@example.com"):
        ses_client.send_email(
            Source=source, Destination={"ToAddresses": ["ann@example.com"]}, Message=SIMPLE
        )
    first, second = (message.to_localstack() for message in ses.outbox)

    assert localstack.messages() == {"messages": [first, second]}
    assert localstack.messages(id=second["Id"]) == {"messages": [second]}
    assert localstack.messages(email="shop@example.com") == {"messages": [first]}
    assert localstack.messages(id="", email="") == {"messages": [first, second]}
    assert localstack.messages(id=second["Id"], email="shop@example.com") == {"messages": []}


def test_of_one_region(ses, ses_client):
    ses_client.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Message=SIMPLE,
    )

    assert localstack.messages(ses.region("eu-west-1")) == {"messages": []}
    assert len(localstack.messages(ses.region("us-east-1"))["messages"]) == 1


def test_without_a_fake_it_says_what_to_do():
    with pytest.raises(RuntimeError, match="No fake of SES is active"):
        localstack.messages()


def test_a_raw_mail_that_is_not_utf_8(ses, ses_client):
    ses_client.send_raw_email(RawMessage={"Data": RAW.encode() + b"\xfc\n"})

    assert ses.outbox.last.to_localstack()["RawData"] == RAW + "\ufffd\n"
