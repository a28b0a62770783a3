"""One accepted message, whatever sent it."""

from __future__ import annotations

import email
import json

import boto3
import pytest

from tests.installed import needs_member


@pytest.fixture
def message(ses):
    needs_member("sesv2", "SendEmail", "Content.Simple.Attachments")
    ses.verify("example.com")
    ses.clock.freeze()
    boto3.client("sesv2").send_email(
        FromEmailAddress="Shop <shop@example.com>",
        Destination={
            "ToAddresses": ["Ann <ann@example.com>"],
            "CcAddresses": ["cc@example.com"],
            "BccAddresses": ["bcc@example.com"],
        },
        ReplyToAddresses=["help@example.com"],
        FeedbackForwardingEmailAddress="bounces@example.com",
        EmailTags=[{"Name": "kind", "Value": "welcome"}],
        Content={
            "Simple": {
                "Subject": {"Data": "Grüße"},
                "Body": {
                    "Text": {"Data": "See https://example.com/t, please."},
                    "Html": {
                        "Data": '<a href="https://example.com/h?a=1&amp;b=2">x</a> <a name="y">'
                    },
                },
                "Attachments": [{"FileName": "a.bin", "RawContent": b"\x00\xff"}],
            }
        },
    )
    return ses.outbox.last


def test_it_tells_everything_that_was_asked_for(ses, message):
    assert message.from_ == message.source == "Shop <shop@example.com>"
    assert message.to == ["Ann <ann@example.com>"]
    assert message.cc == ["cc@example.com"]
    assert message.bcc == ["bcc@example.com"]
    assert message.recipients == ["ann@example.com", "cc@example.com", "bcc@example.com"]
    assert message.reply_to == ["help@example.com"]
    assert message.return_path == "bounces@example.com"
    assert message.subject == "Grüße"
    assert message.text == "See https://example.com/t, please."
    assert message.html.startswith("<a href=")
    assert message.tags == {"kind": "welcome"}
    assert (message.configuration_set, message.tenant, message.template) == (None, None, None)
    assert (message.api, message.operation) == ("sesv2", "SendEmail")
    assert message.request["Content"]["Simple"]["Subject"] == {"Data": "Grüße"}
    assert message.sent_at == ses.clock.now().replace(
        microsecond=ses.clock.now().microsecond // 1000 * 1000
    )
    [file] = message.attachments
    assert (file.filename, file.content_type) == ("a.bin", "application/octet-stream")


def test_what_was_asked_for_never_changes(message):
    with pytest.raises(TypeError):
        message.request["FromEmailAddress"] = "else@example.com"
    message.request["Destination"]["ToAddresses"].clear()
    del message.request["Content"]["Simple"]

    assert message.request["FromEmailAddress"] == "Shop <shop@example.com>"
    assert message.request["Destination"]["ToAddresses"] == ["Ann <ann@example.com>"]
    assert message.request["Content"]["Simple"]["Subject"] == {"Data": "Grüße"}
    assert json.loads(json.dumps(message.request["Destination"]))["CcAddresses"]


def test_what_is_read_of_it_may_be_taken_apart(message):
    [event] = [event for event in message.events if event.type == "Delivery"]
    message.links.clear()
    message.delivered.links.clear()
    message.delivered.tracked_links.append(None)
    message.to_dict()["events"][-1]["record"].clear()
    event.record["mail"].clear()

    assert message.links == message.delivered.links != []
    assert message.delivered.tracked_links == []
    assert event.record["mail"]["messageId"] == message.id
    assert message.events[-1].record["eventType"] == "Delivery"


def test_links_are_those_a_reader_meets_each_once(message):
    assert message.links == ["https://example.com/h?a=1&b=2", "https://example.com/t"]


def test_who_changes_the_parsed_mail_changes_it_for_nobody_else(ses, message):
    ses.receive(message, recipients=["ann@example.com"])
    boto3.client("ses").verify_email_identity(EmailAddress="bob@example.com")
    mails = [message, message.delivered, ses.received.last, ses.notices.last]
    before = [mail.mime.as_bytes() for mail in mails]

    for mail in mails:
        parsed = mail.mime
        parsed.replace_header("Subject", "Spoilt")
        for part in parsed.walk():
            if not part.is_multipart():
                part.set_payload("spoilt")

    assert [mail.mime.as_bytes() for mail in mails] == before
    assert message.subject == "Grüße"


def test_its_mime_form_can_be_read_and_saved(message, tmp_path):
    saved = message.save_eml(tmp_path / "welcome.eml")

    assert email.message_from_bytes(saved.read_bytes())["Subject"] == "=?utf-8?b?R3LDvMOfZQ==?="
    assert message.mime["Subject"] == message.subject
    assert message.mime["Reply-To"] == "help@example.com"
    assert message.headers["x-ses-outgoing"]
    assert [f.get_content() for f in message.mime.iter_attachments()] == [b"\x00\xff"]


def test_it_is_ready_for_json(message):
    shown = json.loads(json.dumps(message.to_dict()))

    assert shown["to"] == ["Ann <ann@example.com>"]
    assert shown["attachments"] == [
        {
            "filename": "a.bin",
            "content_type": "application/octet-stream",
            "content_id": None,
            "disposition": "attachment",
            "size": 2,
        }
    ]
    assert shown["outcome"] == dict.fromkeys(message.recipients, "delivery")
    assert [event["type"] for event in shown["events"]] == ["Send", "Delivery"]
    assert shown["events"][0]["recipients"] == message.recipients
    assert shown["events"][0]["record"]["mail"]["messageId"] == message.id
    assert shown["template"] is None


def test_its_template_is_ready_for_json_too(ses):
    ses.verify("example.com")
    ses.add_template("hello", subject="Hi {{name}}", text="Hello {{name}}")
    boto3.client("sesv2").send_email(
        FromEmailAddress="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Content={"Template": {"TemplateName": "hello", "TemplateData": '{"name": "Ann"}'}},
    )

    shown = json.loads(json.dumps(ses.outbox.last.to_dict()))

    assert shown["template"] == {
        "name": "hello",
        "data": {"name": "Ann"},
        "source": {"subject": "Hi {{name}}", "text": "Hello {{name}}", "html": None},
    }


@pytest.mark.ses(verified=["example.com"])
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=?utf-8?q?M=C3=BCller?=", "Müller <ann@example.com>"),
        ("=?utf-8?b?TcO8bGxlciwgQW5u?=", '"Müller, Ann" <ann@example.com>'),
        ("=?utf-8?q?Ann_=22=5C=22?=", '"Ann \\"\\\\\\"" <ann@example.com>'),
        ('"Bell, Ann"', '"Bell, Ann" <ann@example.com>'),
        ("Ann", "Ann <ann@example.com>"),
    ],
)
def test_a_display_name_is_shown_as_it_is_read(ses, ses_client, written, shown):
    ses_client.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": [f"{written} <ann@example.com>"]},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": "Hi"}}},
    )

    assert ses.outbox.last.to == [shown]


def test_it_is_equal_to_itself_and_its_facts_cannot_be_changed(message):
    assert message == message  # noqa: PLR0124
    assert message != "message"
    assert len({message, message}) == 1
    message.to.append("x")
    assert message.to == ["Ann <ann@example.com>"]
    with pytest.raises(AttributeError):
        message.id = "other"


@pytest.mark.ses(verified=["example.com"])
def test_without_a_return_path_bounces_go_to_the_sender(ses, ses_client):
    ses_client.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": "<p>Hi</p>"}}},
    )

    assert ses.outbox.last.return_path == "shop@example.com"
    assert ses.outbox.last.text is None


def test_of_many_links_ten_are_listed(ses, ses_client):
    ses.verify("example.com")
    links = [f"https://example.com/{number}" for number in range(11)]
    ses_client.send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Message={"Subject": {"Data": "Hi"}, "Body": {"Text": {"Data": " ".join(links)}}},
    )

    with pytest.raises(AssertionError) as caught:
        ses.outbox.last.assert_has_link("https://example.com/none")

    listed = "".join(f"\n  {link}" for link in links[:10])
    assert str(caught.value).endswith(f" There are:{listed}\n  and 1 more")


def test_of_many_files_the_three_nearest_are_shown(ses, sesv2_client):
    needs_member("sesv2", "SendEmail", "Content.Simple.Attachments")
    ses.verify("example.com")
    sesv2_client.send_email(
        FromEmailAddress="shop@example.com",
        Destination={"ToAddresses": ["ann@example.com"]},
        Content={
            "Simple": {
                "Subject": {"Data": "Hi"},
                "Body": {"Text": {"Data": "Hi"}},
                "Attachments": [{"FileName": f"{n}.txt", "RawContent": b"x"} for n in range(4)],
            }
        },
    )

    with pytest.raises(AssertionError) as caught:
        ses.outbox.last.assert_has_attachment("4.txt")

    first, *nearest = str(caught.value).splitlines()
    assert first.endswith(" Nearest of 4:")
    assert [line.rpartition(": ")[2] for line in nearest] == [
        f"filename is '{n}.txt'" for n in range(3)
    ]
