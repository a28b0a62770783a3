"""Sends with templates, stored and inline, through both APIs. Rows: facts "templates"."""

from __future__ import annotations

import json

import boto3
import pytest

from sesfake import mock_ses
from sesfake.adapters.hints import hint_of
from tests.domain.conftest import assert_no_trace
from tests.installed import needs_member
from tests.refusing import refusal_with_status

SHOP = "shop@example.com"
ANN = "ann@example.com"


def send_v1(data, template="order", **more) -> str:
    return boto3.client("ses").send_templated_email(
        Source=SHOP,
        Destination={"ToAddresses": [ANN]},
        Template=template,
        TemplateData=data if isinstance(data, str) else json.dumps(data),
        **more,
    )["MessageId"]


def send_v2(data, template="order", **more) -> str:
    return boto3.client("sesv2").send_email(
        FromEmailAddress=SHOP,
        Destination={"ToAddresses": [ANN]},
        Content={
            "Template": {
                "TemplateName": template,
                "TemplateData": data if isinstance(data, str) else json.dumps(data),
            }
        },
        **more,
    )["MessageId"]


def send_inline(content: dict, data="{}") -> str:
    needs_member("sesv2", "SendEmail", "Content.Template.TemplateContent")
    return boto3.client("sesv2").send_email(
        FromEmailAddress=SHOP,
        Destination={"ToAddresses": [ANN]},
        Content={"Template": {"TemplateContent": content, "TemplateData": data}},
    )["MessageId"]


@pytest.fixture(params=[send_v1, send_v2], ids=["v1", "v2"])
def send(request):
    return request.param


@pytest.fixture(autouse=True)
def order(ses):
    ses.verify("example.com")
    ses.add_template(
        "order",
        subject="Order {{number}}",
        text="Dear {{name}},{{#each items}} {{title}}{{/each}}",
        html="<p>Dear {{name}}</p>",
    )


class TestStoredTemplates:
    def test_the_message_is_the_template_filled_in(self, ses, send, api):
        data = {"number": 7, "name": "Ann", "items": [{"title": "Tea"}, {"title": "Milk"}]}

        message_id = send(data)

        message = ses.outbox.one(to=ANN)
        assert message.id == message_id
        assert message.subject == "Order 7"
        assert (message.text, message.html) == ("Dear Ann, Tea Milk", "<p>Dear Ann</p>")
        assert message.mime.get_content_type() == "multipart/alternative"
        assert message.operation == {"v1": "SendTemplatedEmail", "v2": "SendEmail"}[api]

    def test_it_keeps_name_data_and_source(self, ses, send):
        send({"number": 7, "name": "Ann"})

        template = ses.outbox.last.template
        assert (template.name, template.data) == ("order", {"number": 7, "name": "Ann"})
        assert template.source.subject == "Order {{number}}"

    def test_taking_its_data_apart_changes_nothing(self, ses, send):
        send({"number": 7, "name": "Ann", "items": [{"title": "Tea"}]})

        ses.outbox.last.template.data["items"].clear()
        del ses.outbox.last.template.data["name"]

        assert ses.outbox.last.text == "Dear Ann, Tea"

    def test_it_is_made_from_the_template_as_it_was(self, ses, send):
        send({"number": 7, "name": "Ann"})

        ses.add_template("order", subject="Another", text="Another")

        assert ses.outbox.last.subject == "Order 7"

    def test_unused_data_are_ignored(self, ses, send):
        send({"number": 7, "name": "Ann", "more": [1, 2]})

        assert ses.outbox.last.subject == "Order 7"

    def test_values_are_never_escaped(self, ses, send):
        # Section 1, row 3
        send({"number": "<7>", "name": "<b>Ann & Bob</b>"})

        assert ses.outbox.last.html == "<p>Dear <b>Ann & Bob</b></p>"
        assert ses.outbox.last.subject == "Order <7>"

    def test_a_template_that_does_not_exist(self, ses, send, api):
        # Section 3; sending 6
        code, status = {
            "v1": ("TemplateDoesNotExist", 400),
            "v2": ("NotFoundException", 404),
        }[api]

        assert refusal_with_status(send, "{}", template="missing") == (
            code,
            "Template missing does not exist",
            status,
        )
        assert_no_trace(ses)

    def test_how_to_store_a_missing_one_is_said(self, send):
        with pytest.raises(Exception, match="Template missing does not exist") as caught:
            send("{}", template="missing")

        assert hint_of(caught.value) == (
            "To mend the test: `ses.add_template('missing', subject='...', text='...')`."
        )

    @pytest.mark.parametrize("data", ["", "{", "[]", '"x"', "3", "{name: 1}", '{"a": NaN}'])
    def test_data_that_are_no_json_object_are_refused_at_once(self, ses, send, invalid, data):
        # Section 1, row 2
        assert refusal_with_status(send, data) == invalid(
            "Unable to parse template data (invalid JSON)."
        )
        assert_no_trace(ses)

    def test_a_templated_mail_may_be_tagged_and_use_a_set(self, ses, api, send, ses_client):
        ses_client.create_configuration_set(ConfigurationSet={"Name": "news"})
        tags = {"v1": "Tags", "v2": "EmailTags"}[api]

        send(
            {"number": 7, "name": "Ann"},
            ConfigurationSetName="news",
            **{tags: [{"Name": "a", "Value": "b"}]},
        )

        message = ses.outbox.last
        assert (message.configuration_set, message.tags) == ("news", {"a": "b"})


class TestMissingAttributes:
    """Section 1, row 1: the send succeeds, and nothing is delivered."""

    TEXT = "Attribute 'name' is not present in the rendering data."

    @pytest.mark.parametrize("data", [{"number": 7}, {"number": 7, "name": None}])
    def test_the_send_is_accepted_and_a_rendering_failure_recorded(self, ses, send, data):
        # null as missing: aws-sdk-js#2239
        message_id = send(data)

        [message] = ses.outbox
        assert message.id == message_id
        assert message.undelivered == self.TEXT
        assert message.outcome == {ANN: "rendering failure"}
        [event] = message.events
        assert (event.type, event.error, event.recipients) == (
            "Rendering Failure",
            self.TEXT,
            (ANN,),
        )
        assert (message.subject, message.text, message.html, message.raw) == ("", None, None, b"")

    def test_it_does_not_satisfy_an_assertion_unless_the_outcome_is_asked_for(self, ses, send):
        send({"number": 7})

        with pytest.raises(AssertionError) as caught:
            ses.outbox.assert_sent(to=ANN)
        told = f"NOT DELIVERED: {self.TEXT} (template order; data given: number)>: nobody received"
        assert told in str(caught.value)
        with pytest.raises(TimeoutError, match="NOT DELIVERED"):
            ses.outbox.wait_for(to=ANN, timeout=0.01)
        with pytest.raises(AssertionError, match="NOT DELIVERED"):
            ses.outbox.one()
        assert ses.outbox.one(outcome="rendering failure").template.name == "order"
        assert len(ses.outbox.find(to=ANN)) == 1

    def test_it_counts_against_the_quota_but_is_no_delivery_attempt(self, ses, send, ses_client):
        send({"number": 7})

        assert ses_client.get_send_quota()["SentLast24Hours"] == 1
        assert ses_client.get_send_statistics()["SendDataPoints"] == []

    @pytest.mark.ses(strict_templates=True)
    def test_strict_templates_fail_the_send_and_say_what_was_missing(self, ses, send, api):
        with pytest.raises(Exception, match="Attribute 'name' is not present") as caught:
            send({"number": 7, "Name": "Ann"})

        code = {"v1": "MissingRenderingAttribute", "v2": "BadRequestException"}[api]
        assert caught.value.response["Error"]["Code"] == code
        assert_no_trace(ses)
        assert hint_of(caught.value).startswith("Template: order. Data given: Name, number.")
        if api == "v1":
            assert caught.value.response["TemplateName"] == "order"
        send({"number": 7, "name": "Ann"})
        assert len(ses.outbox) == 1


class TestInlineTemplates:
    """Section 5: plain names only."""

    def test_names_are_filled_in(self, ses):
        send_inline(
            {"Subject": "Hi {{name}}", "Text": "Order {{no1}}"}, '{"name": "Ann", "no1": 7}'
        )

        message = ses.outbox.last
        assert (message.subject, message.text) == ("Hi Ann", "Order 7")
        assert message.template.name is None

    @pytest.mark.parametrize(
        "text", ["{{#if a}}x{{/if}}", "{{no_reply}}", "{{a.b}}", "{{#each a}}"]
    )
    def test_more_is_refused(self, ses, text):
        # aws-sdk-js-v3#6657
        assert refusal_with_status(send_inline, {"Subject": "Hi", "Text": text}) == (
            "BadRequestException",
            "Template contains unsupported operations.",
            400,
        )
        assert_no_trace(ses)

    def test_a_missing_attribute_is_a_rendering_failure_too(self, ses):
        send_inline({"Subject": "Hi {{name}}", "Text": "x"})

        assert ses.outbox.last.outcome == {ANN: "rendering failure"}

    @pytest.mark.ses(strict_templates=True)
    def test_strict_templates_fail_it_and_say_that_no_data_were_given(self, ses):
        with pytest.raises(Exception, match="Attribute 'name' is not present") as caught:
            send_inline({"Subject": "Hi {{name}}", "Text": "x"})

        assert hint_of(caught.value) == (
            "Template: the template in the call. Data given: nothing. Amazon accepts such a send "
            "and delivers nothing; `strict_templates=True` makes it fail."
        )
        assert_no_trace(ses)


class TestTheShapeOfV2:
    @pytest.mark.parametrize(
        "template",
        [{}, {"TemplateName": "order", "TemplateArn": "arn:aws:ses:us-east-1:1:template/order"}],
    )
    def test_exactly_one_template_is_named(self, ses, sesv2_client, template):
        code, text, status = refusal_with_status(
            sesv2_client.send_email,
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [ANN]},
            Content={"Template": template},
        )

        assert (code, status) == ("BadRequestException", 400)
        assert text.startswith("Exactly one of TemplateName, TemplateArn and TemplateContent")

    def test_an_arn_names_a_template(self, ses, sesv2_client):
        arn = "arn:aws:ses:us-east-1:123456789012:template/order"

        sesv2_client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [ANN]},
            Content={
                "Template": {"TemplateArn": arn, "TemplateData": '{"number": 7, "name": "Ann"}'}
            },
        )

        assert ses.outbox.last.template.name == "order"

    def test_an_arn_of_another_region_names_none(self, ses, sesv2_client):
        arn = "arn:aws:ses:eu-west-1:123456789012:template/order"

        with pytest.raises(sesv2_client.exceptions.NotFoundException) as caught:
            sesv2_client.send_email(
                FromEmailAddress=SHOP,
                Destination={"ToAddresses": [ANN]},
                Content={"Template": {"TemplateArn": arn, "TemplateData": "{}"}},
            )

        assert caught.value.response["Error"]["Message"] == f"Template {arn} does not exist"
        assert hint_of(caught.value) == (
            "To mend the test: name a template of the same region and account, "
            "`arn:aws:ses:us-east-1:123456789012:template/...`."
        )

    def test_a_template_needs_a_sender(self, sesv2_client):
        # sending 5: floci#1561
        assert refusal_with_status(
            sesv2_client.send_email,
            Destination={"ToAddresses": [ANN]},
            Content={"Template": {"TemplateName": "order"}},
        ) == ("BadRequestException", "Source cannot be empty", 400)

    def test_headers_and_attachments_go_with_a_template(self, ses, sesv2_client):
        needs_member("sesv2", "SendEmail", "Content.Template.Attachments")

        sesv2_client.send_email(
            FromEmailAddress=SHOP,
            Destination={"ToAddresses": [ANN]},
            Content={
                "Template": {
                    "TemplateName": "order",
                    "TemplateData": '{"number": 7, "name": "Ann"}',
                    "Headers": [{"Name": "List-Id", "Value": "orders.example.com"}],
                    "Attachments": [{"FileName": "bill.pdf", "RawContent": b"%PDF"}],
                }
            },
        )

        message = ses.outbox.last
        assert message.headers["List-Id"] == "orders.example.com"
        assert [file.filename for file in message.attachments] == ["bill.pdf"]


@mock_ses(verified=["example.com"])
def test_a_template_is_looked_up_before_the_sandbox_is_asked(ses_client):
    # sending 8: 10 before 13
    code, _, _ = refusal_with_status(
        ses_client.send_templated_email,
        Source="stranger@example.org",
        Destination={"ToAddresses": [ANN]},
        Template="missing",
        TemplateData="{}",
    )

    assert code == "TemplateDoesNotExist"
