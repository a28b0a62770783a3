"""Predictive inbox placement tests, which only v2 has. Rows: facts "resources" 9.4, 1, 10."""

from __future__ import annotations

from datetime import datetime, timezone

import boto3
import pytest

from sesfake.domain.deliverability.seeds import PROVIDERS, SEEDS
from tests.installed import needs_member
from tests.refusing import refusal, refusal_with_status

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
SIMPLE = {
    "Subject": {"Data": "News"},
    "Body": {"Text": {"Data": "text"}, "Html": {"Data": "<p>html"}},
}
MISSING = ("NotFoundException", "Report with id: x doesn't exist.", 404)

pytestmark = pytest.mark.ses(verified=["example.com"], production=True)


@pytest.fixture(autouse=True)
def it_is_noon(ses):
    ses.clock.freeze(NOON)


@pytest.fixture
def client(sesv2_client):
    sesv2_client.put_deliverability_dashboard_option(DashboardEnabled=True)
    return sesv2_client


def create(client, sender="shop@example.com", content=None, **more):
    return client.create_deliverability_test_report(
        FromEmailAddress=sender, Content=content or {"Simple": SIMPLE}, **more
    )


def report(client, report_id):
    answer = client.get_deliverability_test_report(ReportId=report_id)
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def completed(ses, client, report_id):
    """What it says when a day has passed: overall, and by provider."""
    ses.clock.advance(hours=24)
    found = report(client, report_id)
    return found["OverallPlacement"], {
        one["IspName"]: one["PlacementStatistics"] for one in found["IspPlacements"]
    }


def placement(inbox, spam=0.0, missing=0.0, spf=None, dkim=None):
    arrived = inbox + spam
    return {
        "InboxPercentage": inbox,
        "SpamPercentage": spam,
        "MissingPercentage": missing,
        "SpfPercentage": arrived if spf is None else spf,
        "DkimPercentage": arrived if dkim is None else dkim,
    }


def test_a_test_sends_its_content_to_mailboxes_at_the_providers(ses, client):
    answer = create(client)

    assert answer["DeliverabilityTestStatus"] == "IN_PROGRESS"
    [message] = ses.outbox
    assert message.operation == "CreateDeliverabilityTestReport"
    assert message.recipients == list(SEEDS)
    assert (message.from_, message.to, message.subject) == ("shop@example.com", [], "News")
    assert client.get_account()["SendQuota"]["SentLast24Hours"] == len(SEEDS)


def test_a_test_takes_a_day(ses, client):  # resources 9.4
    created = create(client, ReportName="spring")
    ses.clock.advance(hours=23, minutes=59, seconds=59)

    assert report(client, created["ReportId"]) == {
        "DeliverabilityTestReport": {
            "ReportId": created["ReportId"],
            "ReportName": "spring",
            "Subject": "News",
            "FromEmailAddress": "shop@example.com",
            "CreateDate": NOON,
            "DeliverabilityTestStatus": "IN_PROGRESS",
        },
        "OverallPlacement": {},
        "IspPlacements": [],
        "Message": "<p>html",
        "Tags": [],
    }
    ses.clock.advance(seconds=1)
    done = report(client, created["ReportId"])
    assert done["DeliverabilityTestReport"]["DeliverabilityTestStatus"] == "COMPLETED"


def test_all_is_in_the_inbox_unless_a_test_says_otherwise(ses, client):
    report_id = create(client)["ReportId"]

    overall, by_provider = completed(ses, client, report_id)

    assert overall == placement(100.0)
    assert by_provider == dict.fromkeys(PROVIDERS, placement(100.0))
    assert PROVIDERS == ("Gmail", "Hotmail", "Yahoo", "AOL", "Icloud")


def test_a_tester_says_where_the_mail_is(ses, client):
    report_id = create(client)["ReportId"]

    ses.place_test_mail(report_id, spam=10)
    ses.place_test_mail(report_id, isp="Gmail", inbox=25, spam=50)

    overall, by_provider = completed(ses, client, report_id)
    assert by_provider["Gmail"] == placement(25.0, 50.0, 25.0)
    assert by_provider["Yahoo"] == placement(90.0, 10.0)
    assert overall == placement((25 + 4 * 90) / 5, (50 + 4 * 10) / 5, 5.0)


def test_what_becomes_of_the_mail_counts(ses, client):
    report_id = create(client)["ReportId"]
    message = ses.outbox.last

    ses.bounce(message, "inbox-placement-1@gmail.com")
    ses.not_spam(message, "inbox-placement-2@gmail.com")

    _, by_provider = completed(ses, client, report_id)
    assert by_provider["Gmail"] == placement(50.0, 25.0, 25.0)


@pytest.mark.ses(verification="manual")
def test_dkim_is_that_of_the_senders_domain(ses, client):
    ses.verify("bob@example.net")
    report_id = create(client, "bob@example.net")["ReportId"]

    overall, _ = completed(ses, client, report_id)

    assert overall == placement(100.0, dkim=0.0)


@pytest.mark.ses(verification="dns", verified=[])
@pytest.mark.parametrize(
    ("text", "spf"),
    [
        ("v=spf1 include:amazonses.com ~all", 100.0),
        ("v=spf1 +Include:AmazonSES.com -all", 100.0),
        ("v=spf1 -include:amazonses.com ~all", 0.0),
        ("v=spf10 include:amazonses.com ~all", 0.0),
        ("v=spf1 include:example.org ~all", 0.0),
        (None, 0.0),
    ],
)
def test_spf_is_that_of_the_mail_from_domain(ses, client, text, spf):
    ses.verify("example.com")
    client.put_email_identity_mail_from_attributes(
        EmailIdentity="example.com", MailFromDomain="bounces.example.com"
    )
    ses.dns.publish("MX", "bounces.example.com", "10 feedback-smtp.us-east-1.amazonses.com")
    if text is not None:
        ses.dns.publish("TXT", "bounces.example.com", text)
    report_id = create(client)["ReportId"]

    assert ses.outbox.last.mail_from == "bounces.example.com"
    assert completed(ses, client, report_id)[0]["SpfPercentage"] == spf


@pytest.mark.parametrize(
    ("content", "subject", "body"),
    [
        ({"Raw": {"Data": b"From: shop@example.com\nSubject: Raw\n\nraw text"}}, "Raw", "raw text"),
        (
            {
                "Template": {
                    "TemplateContent": {"Subject": "Hi {{name}}", "Text": "Hello, {{name}}"},
                    "TemplateData": '{"name": "Ann"}',
                }
            },
            "Hi Ann",
            "Hello, Ann",
        ),
        ({"Simple": {"Subject": {"Data": "S"}, "Body": {"Text": {"Data": "b"}}}}, "S", "b"),
    ],
)
def test_the_content_is_as_that_of_any_send(ses, client, content, subject, body):
    if "Template" in content:
        needs_member("sesv2", "SendEmail", "Content.Template.TemplateContent")
    report_id = create(client, content=content)["ReportId"]

    found = report(client, report_id)

    assert found["DeliverabilityTestReport"]["Subject"] == subject
    assert found["Message"].strip() == body
    assert ses.outbox.last.recipients == list(SEEDS)


def test_a_template_that_cannot_be_filled_in_reaches_nobody(ses, client):
    client.create_email_template(
        TemplateName="hello", TemplateContent={"Subject": "Hi {{name}}", "Text": "Hello"}
    )
    content = {"Template": {"TemplateName": "hello", "TemplateData": "{}"}}
    report_id = create(client, content=content)["ReportId"]

    overall, _ = completed(ses, client, report_id)

    assert overall == placement(0.0, missing=100.0)
    assert "Message" not in report(client, report_id)


def test_a_sender_that_is_not_verified_is_refused_as_by_any_send(ses, client):
    code, text = refusal(create, client, "shop@example.org")

    assert code == "MessageRejected"
    assert text.endswith("failed the check in region US-EAST-1: shop@example.org")
    assert len(ses.outbox) == 0
    assert client.list_deliverability_test_reports()["DeliverabilityTestReports"] == []


@pytest.mark.ses(production=False)
def test_the_sandbox_knows_no_exception_for_tests(client):
    code, text = refusal(create, client)

    assert code == "MessageRejected"
    assert "inbox-placement-1@gmail.com" in text


@pytest.mark.ses(max_24_hour_send=19)
def test_a_test_counts_in_the_daily_quota(ses, client):
    assert refusal(create, client)[1] == "Daily message quota exceeded."
    assert len(ses.outbox) == 0


def test_an_account_that_is_paused_is_refused(client):
    client.put_account_sending_attributes(SendingEnabled=False)

    assert refusal(create, client)[0] == "SendingPausedException"


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"sender": ""}, "Source cannot be empty"),
        ({"content": {"Simple": SIMPLE, "Raw": {"Data": b"x"}}}, "Exactly one of Simple, Raw and"),
        ({"Tags": [{"Key": "aws:x", "Value": ""}]}, "Caller is an end user and not allowed"),
    ],
)
def test_a_test_that_cannot_be(ses, client, parameters, text):
    code, found = refusal(create, client, **parameters)

    assert (code, found.startswith(text)) == ("BadRequestException", True)
    assert len(ses.outbox) == 0


def test_two_tests_may_have_one_name(client):
    ids = {create(client, ReportName="same")["ReportId"] for _ in range(2)}

    assert len(ids) == 2


def test_an_unknown_report(client):
    assert refusal_with_status(report, client, "x") == MISSING


def test_reports_are_listed_a_page_at_a_time(client):
    made = [create(client)["ReportId"] for _ in range(3)]

    found, token = [], {}
    while True:
        page = client.list_deliverability_test_reports(PageSize=1, **token)
        found += [one["ReportId"] for one in page["DeliverabilityTestReports"]]
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}

    assert found == made


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        ({"PageSize": -1}, "The page size must be between 0 and 1000"),  # resources 1
        ({"PageSize": 1001}, "The page size must be between 0 and 1000"),
        ({"NextToken": "x"}, "The NextToken is invalid."),
    ],
)
def test_pages_have_limits(client, parameters, text):
    create(client)

    assert refusal(client.list_deliverability_test_reports, **parameters) == (
        "BadRequestException",
        text,
    )
    for size in (0, 1000):
        assert len(client.list_deliverability_test_reports(PageSize=size)) == 2


def test_reports_have_tags(client):  # resources 10, 0.5
    report_id = create(client, Tags=[{"Key": "team", "Value": "a"}])["ReportId"]
    arn = f"arn:aws:ses:us-east-1:123456789012:deliverability-test-report/{report_id}"

    client.tag_resource(ResourceArn=arn, Tags=[{"Key": "year", "Value": "2026"}])
    client.untag_resource(ResourceArn=arn, TagKeys=["team"])

    assert report(client, report_id)["Tags"] == [{"Key": "year", "Value": "2026"}]
    assert client.list_tags_for_resource(ResourceArn=arn)["Tags"] == [
        {"Key": "year", "Value": "2026"}
    ]
    assert refusal_with_status(client.list_tags_for_resource, ResourceArn=f"{arn}x") == (
        "NotFoundException",
        f"No DeliverabilityTestReport present with name: {report_id}x",
        404,
    )


@pytest.mark.parametrize(
    ("parameters", "error", "text"),
    [
        ({"isp": "gmail"}, ValueError, "isp= is one of Gmail, Hotmail"),
        ({"inbox": 60, "spam": 41}, ValueError, "together at most 100"),
        ({"spam": -1}, ValueError, "spam= is from 0 to 100"),
        ({"inbox": float("nan")}, ValueError, "inbox= is from 0 to 100"),
        ({"spam": None}, TypeError, "spam= is a number of percent"),
        ({"inbox": True}, TypeError, "inbox= is a number of percent"),
    ],
)
def test_a_tester_is_told_what_is_wrong(ses, client, parameters, error, text):
    report_id = create(client)["ReportId"]

    with pytest.raises(error, match=text):
        ses.place_test_mail(report_id, **parameters)


def test_a_tester_names_a_report_that_is_in_view(ses, client):
    report_id = create(client)["ReportId"]

    ses.region("us-east-1").place_test_mail(report_id, inbox=60, spam=40)
    with pytest.raises(ValueError, match="there is no report"):
        ses.region("eu-west-1").place_test_mail(report_id)
    with pytest.raises(TypeError, match="a report is named by its id"):
        ses.place_test_mail(1)


def test_reports_are_of_one_region(client):
    report_id = create(client)["ReportId"]
    elsewhere = boto3.client("sesv2", region_name="eu-west-1")
    elsewhere.put_deliverability_dashboard_option(DashboardEnabled=True)

    assert refusal(report, elsewhere, report_id)[0] == "NotFoundException"
