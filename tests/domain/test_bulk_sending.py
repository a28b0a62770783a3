"""Bulk sends through both APIs. Rows: facts "sending" 10 and "templates" 7."""

from __future__ import annotations

import json

import boto3
import pytest

from tests.domain.conftest import assert_no_trace
from tests.installed import needs_member
from tests.refusing import refusal_with_status

SHOP = "shop@example.com"
ANN = "ann@example.com"
BOB = "bob@example.com"


def bulk_v1(entries, default="{}", **more) -> list[dict]:
    """Each entry is an address, or a mapping with `to`, `cc`, `bcc`, `data`, `tags`."""
    destinations = []
    for entry in map(as_entry, entries):
        destination = {"Destination": recipients_of(entry)}
        if "data" in entry:
            destination["ReplacementTemplateData"] = as_json(entry["data"])
        if "tags" in entry:
            destination["ReplacementTags"] = as_tags(entry["tags"])
        destinations.append(destination)
    given = {"Source": SHOP, "Template": "order"} | more
    if "tags" in given:
        given["DefaultTags"] = as_tags(given.pop("tags"))
    return boto3.client("ses").send_bulk_templated_email(
        DefaultTemplateData=as_json(default), Destinations=destinations, **given
    )["Status"]


def bulk_v2(entries, default="{}", **more) -> list[dict]:
    given = {"Source": SHOP, "Template": "order"} | more
    bulk = []
    for entry in map(as_entry, entries):
        each = {"Destination": recipients_of(entry)}
        if "data" in entry:
            replacement = {"ReplacementTemplateData": as_json(entry["data"])}
            each["ReplacementEmailContent"] = {"ReplacementTemplate": replacement}
        if "tags" in entry:
            each["ReplacementTags"] = as_tags(entry["tags"])
        bulk.append(each)
    if "tags" in given:
        given["DefaultEmailTags"] = as_tags(given.pop("tags"))
    if "ReturnPath" in given:
        given["FeedbackForwardingEmailAddress"] = given.pop("ReturnPath")
    template = {"TemplateName": given.pop("Template"), "TemplateData": as_json(default)}
    return boto3.client("sesv2").send_bulk_email(
        FromEmailAddress=given.pop("Source"),
        DefaultContent={"Template": template},
        BulkEmailEntries=bulk,
        **given,
    )["BulkEmailEntryResults"]


def as_entry(entry) -> dict:
    entry = {"to": entry} if isinstance(entry, (str, list)) else dict(entry)
    if isinstance(entry["to"], str):
        entry["to"] = [entry["to"]]
    return entry


def recipients_of(entry: dict) -> dict:
    kinds = {"to": "ToAddresses", "cc": "CcAddresses", "bcc": "BccAddresses"}
    return {kinds[kind]: entry[kind] for kind in kinds if kind in entry}


def as_json(data) -> str:
    return data if isinstance(data, str) else json.dumps(data)


def as_tags(tags: dict) -> list[dict]:
    return [{"Name": name, "Value": value} for name, value in tags.items()]


@pytest.fixture(params=[bulk_v1, bulk_v2], ids=["v1", "v2"])
def bulk(request):
    return request.param


@pytest.fixture
def status(bulk):
    """An API's own name of a status."""
    return (lambda v1, v2: v1) if bulk is bulk_v1 else (lambda v1, v2: v2)


@pytest.fixture
def invalid(status):
    code = status("InvalidParameterValue", "BadRequestException")
    return lambda text: (code, text, 400)


@pytest.fixture(autouse=True)
def order(ses):
    ses.verify("example.com")
    ses.add_template("order", subject="Hi {{name}}", text="{{shop.name}}, {{shop.city}}")


DATA = {"name": "friend", "shop": {"name": "Shop", "city": "Rome"}}


class TestMessages:
    def test_each_destination_gets_a_message_and_a_status_in_order(self, ses, bulk, status):
        results = bulk([{"to": ANN, "data": {"name": "Ann"}}, {"to": BOB}], DATA)

        assert [r["Status"] for r in results] == [status("Success", "SUCCESS")] * 2
        assert [r["MessageId"] for r in results] == [m.id for m in ses.outbox]
        assert [(m.to, m.subject) for m in ses.outbox] == [
            ([ANN], "Hi Ann"),
            ([BOB], "Hi friend"),
        ]

    def test_a_destination_has_copies_of_its_own(self, ses, bulk):
        bulk([{"to": ANN, "cc": ["c@example.com"], "bcc": ["b@example.com"]}, BOB], DATA)

        assert [(m.to, m.cc, m.bcc) for m in ses.outbox] == [
            ([ANN], ["c@example.com"], ["b@example.com"]),
            ([BOB], [], []),
        ]

    def test_replacement_data_are_merged_into_the_default_at_any_depth(self, ses, bulk):
        # templates 1, row 4: aws-ses-v2-local#102
        bulk([{"to": ANN, "data": {"shop": {"city": "Oslo"}}}], DATA)

        assert ses.outbox.last.text == "Shop, Oslo"
        assert ses.outbox.last.template.data == DATA | {"shop": {"name": "Shop", "city": "Oslo"}}

    @pytest.mark.parametrize("entry", [{"to": ANN, "data": "{}"}, {"to": ANN}])
    def test_without_replacement_data_the_default_is_used(self, ses, bulk, entry):
        bulk([entry], DATA)

        assert ses.outbox.last.subject == "Hi friend"

    def test_tags_are_replaced_by_name(self, ses, bulk):
        bulk([{"to": ANN, "tags": {"b": "3"}}, BOB], DATA, tags={"a": "1", "b": "2"})

        assert [m.tags for m in ses.outbox] == [{"a": "1", "b": "3"}, {"a": "1", "b": "2"}]

    def test_the_names_of_tags_have_case(self, ses, bulk):
        bulk([{"to": ANN, "tags": {"kind": "2"}}], DATA, tags={"Kind": "1"})

        assert ses.outbox.last.tags == {"Kind": "1", "kind": "2"}

    def test_headers_are_replaced_by_name_and_attachments_are_for_all(self, ses, sesv2_client):
        needs_member("sesv2", "SendBulkEmail", "DefaultContent.Template.Attachments")

        sesv2_client.send_bulk_email(
            FromEmailAddress=SHOP,
            DefaultContent={
                "Template": {
                    "TemplateName": "order",
                    "TemplateData": json.dumps(DATA),
                    "Headers": [{"Name": "X-A", "Value": "1"}, {"Name": "X-B", "Value": "1"}],
                    "Attachments": [{"FileName": "a.pdf", "RawContent": b"%PDF"}],
                }
            },
            BulkEmailEntries=[
                {
                    "Destination": {"ToAddresses": [ANN]},
                    "ReplacementHeaders": [
                        {"Name": "x-b", "Value": "2"},
                        {"Name": "X-C", "Value": "3"},
                    ],
                },
                {"Destination": {"ToAddresses": [BOB]}},
            ],
        )

        first, second = ses.outbox
        assert [first.headers.get(n) for n in ("X-A", "X-B", "X-C")] == ["1", "2", "3"]
        assert [second.headers.get(n) for n in ("X-A", "X-B", "X-C")] == ["1", "1", None]
        assert [f.filename for m in ses.outbox for f in m.attachments] == ["a.pdf", "a.pdf"]

    def test_a_missing_attribute_is_a_success_that_nobody_receives(self, ses, bulk, status):
        results = bulk([{"to": ANN, "data": {"name": "Ann"}}, BOB], {"shop": DATA["shop"]})

        assert [r["Status"] for r in results] == [status("Success", "SUCCESS")] * 2
        assert [m.undelivered for m in ses.outbox] == [
            None,
            "Attribute 'name' is not present in the rendering data.",
        ]

    def test_a_rendering_without_a_reasonable_end_is_one_too(self, ses, bulk, status):
        endless = {"name": "x" * 10_000, "all": [1] * 10_000}
        ses.add_template("order", subject="Hi", text="{{#each all}}{{../name}}{{/each}}")

        [result] = bulk([ANN], endless)

        assert result["Status"] == status("Success", "SUCCESS")
        assert ses.outbox.last.outcome == {ANN: "rendering failure"}
        assert ses.outbox.last.undelivered == (
            "Template cannot be rendered: Rendering takes more than 2000000 steps or 10485760 "
            "characters."
        )

    @pytest.mark.ses(strict_templates=True)
    def test_strict_templates_fail_the_call_before_anything_is_sent(self, ses, bulk):
        with pytest.raises(Exception, match="Attribute 'name' is not present"):
            bulk([{"to": ANN, "data": {"name": "Ann"}}, BOB], {"shop": DATA["shop"]})

        assert_no_trace(ses)


class TestEntriesThatAreRefused:
    """Section 10: the others go on, and the call answers 200."""

    def test_a_stranger_in_the_sandbox(self, ses, bulk, status):
        results = bulk([ANN, "stranger@example.org", BOB], DATA)

        rejected = status("MessageRejected", "MESSAGE_REJECTED")
        assert results[1] == {
            "Status": rejected,
            "Error": "Email address is not verified. The following identities failed the check in "
            "region US-EAST-1: stranger@example.org",
        }
        assert [m.recipients for m in ses.outbox] == [[ANN], [BOB]]
        with pytest.raises(AssertionError, match=r"Send\w+, destination 2, was refused: Email"):
            ses.outbox.one(to="stranger@example.org")

    @pytest.mark.parametrize(
        ("entry", "text"),
        [
            ({"to": "bad"}, "Missing final '@domain'"),
            ({"to": []}, "There are no recipients specified"),
            ({"to": [BOB] * 51}, "Recipient count exceeds 50."),
            ({"to": BOB, "data": ""}, "Unable to parse template data (invalid JSON)."),
            ({"to": BOB, "data": "{"}, "Unable to parse template data (invalid JSON)."),
            # sending 8: recipients come before the data
            ({"to": "bad", "data": "{"}, "Missing final '@domain'"),
            ({"to": [], "data": "{"}, "There are no recipients specified"),
            ({"to": [BOB] * 51, "data": "{"}, "Recipient count exceeds 50."),
            (
                {"to": BOB, "tags": {"a": "!"}},
                "Invalid tag value <!>: only alphanumeric ASCII characters, '_', and '-' are "
                "allowed.",
            ),
        ],
    )
    def test_bad_input_of_one_destination(self, ses, bulk, status, entry, text):
        results = bulk([entry, ANN], DATA)

        assert results[0] == {
            "Status": status("InvalidParameterValue", "INVALID_PARAMETER"),
            "Error": text,
        }
        assert [m.recipients for m in ses.outbox] == [[ANN]]

    def test_a_bad_reply_to_is_told_by_every_entry(self, ses, bulk, status):
        results = bulk([ANN, BOB], DATA, ReplyToAddresses=["bad"])

        assert {(r["Status"], r["Error"]) for r in results} == {
            (status("InvalidParameterValue", "INVALID_PARAMETER"), "Missing final '@domain'")
        }
        assert_no_trace(ses)

    @pytest.mark.ses(max_24_hour_send=2)
    def test_the_daily_quota_may_end_in_the_middle(self, ses, bulk, status):
        results = bulk([ANN, [ANN, BOB], BOB, ANN], DATA)

        spent = status("AccountDailyQuotaExceeded", "ACCOUNT_DAILY_QUOTA_EXCEEDED")
        success = status("Success", "SUCCESS")
        assert [r["Status"] for r in results] == [success, spent, success, spent]
        assert results[1]["Error"] == "Daily message quota exceeded."
        assert len(ses.outbox) == 2

    @pytest.mark.ses(max_send_rate=2)
    def test_so_may_the_rate(self, ses, bulk, status):
        ses.clock.freeze()

        results = bulk([ANN, BOB, ANN], DATA)

        throttled = status("AccountThrottled", "ACCOUNT_THROTTLED")
        assert [r["Status"] for r in results][2] == throttled
        assert results[2]["Error"] == "Maximum sending rate exceeded."


class TestCallsThatAreRefused:
    def test_fifty_destinations_are_taken_and_one_more_is_not(self, ses, bulk, invalid):
        assert refusal_with_status(bulk, [ANN] * 51, DATA) == invalid(
            "Number of destinations exceeds 50."
        )
        assert_no_trace(ses)
        assert len(bulk([ANN] * 50, DATA)) == 50
        assert len(ses.outbox) == 50

    def test_a_template_that_does_not_exist(self, ses, bulk, status):
        assert refusal_with_status(bulk, [ANN], Template="missing") == (
            status("TemplateDoesNotExist", "NotFoundException"),
            "Template missing does not exist",
            status(400, 404),
        )
        assert_no_trace(ses)

    def test_default_data_that_are_no_json(self, bulk, invalid):
        assert refusal_with_status(bulk, [ANN], "{") == invalid(
            "Unable to parse template data (invalid JSON)."
        )

    def test_a_sender_of_bad_syntax_comes_before_the_template(self, bulk, invalid):
        # sending 4.2 and 4.4: no space before the brackets
        assert refusal_with_status(bulk, [ANN], Source="bad", Template="missing") == invalid(
            "Invalid email address<bad>."
        )
        assert refusal_with_status(bulk, [ANN], ReturnPath="bad", Template="missing") == invalid(
            "Invalid email address<bad>."
        )

    def test_an_unverified_sender(self, ses, bulk):
        code, text, _ = refusal_with_status(bulk, [ANN], DATA, Source="shop@example.org")

        assert code == "MessageRejected"
        assert text.endswith("US-EAST-1: shop@example.org")
        assert_no_trace(ses)

    def test_a_set_that_is_missing_or_paused(self, bulk, status, ses_client):
        _, text, _ = refusal_with_status(bulk, [ANN], DATA, ConfigurationSetName="news")
        assert text == "Configuration set <news> does not exist."

        ses_client.create_configuration_set(ConfigurationSet={"Name": "news"})
        ses_client.update_configuration_set_sending_enabled(
            ConfigurationSetName="news", Enabled=False
        )
        code, text, _ = refusal_with_status(bulk, [ANN], DATA, ConfigurationSetName="news")
        assert code == status("ConfigurationSetSendingPausedException", "SendingPausedException")
        assert text == "Sending is paused for configuration set news"

    def test_an_account_that_is_paused(self, bulk, status, ses_client):
        ses_client.update_account_sending_enabled(Enabled=False)

        code, _, _ = refusal_with_status(bulk, [ANN], DATA)
        assert code == status("AccountSendingPausedException", "SendingPausedException")

    def test_nobody_to_send_to(self, ses, sesv2_client):
        code, text, _ = refusal_with_status(
            sesv2_client.send_bulk_email,
            FromEmailAddress=SHOP,
            DefaultContent={"Template": {"TemplateName": "order"}},
            BulkEmailEntries=[],
        )

        assert (code, text) == ("BadRequestException", "There are no destinations specified")
