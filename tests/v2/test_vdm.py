"""The Virtual Deliverability Manager. Rows: facts "resources" 9, "events" 9."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import boto3
import pytest
from botocore.config import Config

from tests.installed import needs_operation, needs_value
from tests.refusing import refusal, refusal_with_status

SHOP = "shop@example.com"
ANN = "ann@gmail.com"
BOB = "bob@example.net"
NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
MONDAY = datetime(2026, 3, 2, tzinfo=timezone.utc)
DAY = timedelta(days=1)

pytestmark = pytest.mark.ses(production=True, verified=["example.com"])


@pytest.fixture(autouse=True)
def _newer_botocore():
    needs_operation("sesv2", "BatchGetMetricData")


@pytest.fixture
def vdm(ses, sesv2_client):
    """Enabled, with engagement metrics; it is Monday noon."""
    ses.clock.freeze(NOON)
    sesv2_client.put_account_vdm_attributes(
        VdmAttributes={
            "VdmEnabled": "ENABLED",
            "DashboardAttributes": {"EngagementMetrics": "ENABLED"},
        }
    )


def send(to=ANN, html="<a href='https://example.com'>x</a>", **more):
    given = {
        "Source": SHOP,
        "Destination": {"ToAddresses": [to] if isinstance(to, str) else to},
        "Message": {"Subject": {"Data": "Hi"}, "Body": {"Html": {"Data": html}}},
    }
    boto3.client("ses").send_email(**given, **more)


def query(metric="SEND", identifier="q", start=MONDAY, end=MONDAY + 7 * DAY, **dimensions):
    found = {
        "Id": identifier,
        "Namespace": "VDM",
        "Metric": metric,
        "StartDate": start,
        "EndDate": end,
    }
    return {**found, "Dimensions": dimensions} if dimensions else found


def values(metric, **more):
    answer = boto3.client("sesv2").batch_get_metric_data(Queries=[query(metric, **more)])
    assert answer["Errors"] == []
    [result] = answer["Results"]
    return {at.day: value for at, value in zip(result["Timestamps"], result["Values"], strict=True)}


def needs_dimensions(names):
    for name in names:
        needs_value("sesv2", "MetricDimensionName", name)


class TestAttributes:
    def test_they_are_absent_until_they_are_put(self, sesv2_client):
        assert "VdmAttributes" not in sesv2_client.get_account()

    def test_its_features_are_told_while_it_is_on(self, vdm, sesv2_client):
        assert sesv2_client.get_account()["VdmAttributes"] == {
            "VdmEnabled": "ENABLED",
            "DashboardAttributes": {"EngagementMetrics": "ENABLED"},
            "GuardianAttributes": {"OptimizedSharedDelivery": "DISABLED"},
        }

        sesv2_client.put_account_vdm_attributes(VdmAttributes={"VdmEnabled": "DISABLED"})

        assert sesv2_client.get_account()["VdmAttributes"] == {"VdmEnabled": "DISABLED"}

    def test_engagement_metrics_track_opens_and_clicks(self, ses, vdm, sesv2_client):
        # events 8: when on
        send()
        sesv2_client.put_account_vdm_attributes(VdmAttributes={"VdmEnabled": "DISABLED"})
        send()

        assert [bool(m.delivered.tracked_links) for m in ses.outbox] == [True, False]

    def test_a_configuration_set_has_the_last_word(self, ses, vdm, sesv2_client):
        sesv2_client.create_configuration_set(
            ConfigurationSetName="quiet",
            VdmOptions={"DashboardOptions": {"EngagementMetrics": "DISABLED"}},
        )
        sesv2_client.create_configuration_set(ConfigurationSetName="plain")

        send(ConfigurationSetName="quiet")
        send(ConfigurationSetName="plain")

        assert [bool(m.delivered.tracked_links) for m in ses.outbox] == [False, True]


class TestMetrics:
    @pytest.mark.usefixtures("vdm")
    def test_they_are_sums_by_day(self, ses):
        send()
        send()
        ses.bounce(ses.outbox.last)
        ses.clock.advance(days=2)
        send(BOB)
        ses.complain(ses.outbox.last)

        assert values("SEND") == {2: 2, 4: 1}
        assert values("DELIVERY") == {2: 1, 4: 1}
        assert values("PERMANENT_BOUNCE") == {2: 1}
        assert values("TRANSIENT_BOUNCE") == {}
        assert values("COMPLAINT") == {4: 1}
        assert values("DELIVERY_COMPLAINT") == {4: 1}  # Gmail tells of no complaints

    @pytest.mark.usefixtures("vdm")
    def test_opens_and_clicks_count_once_a_message(self, ses):
        send()
        for _ in range(2):
            ses.open(ses.outbox.last)
            ses.click(ses.outbox.last)
        send(html="<p>No links</p>")

        assert values("OPEN") == values("CLICK") == {2: 1}
        assert values("DELIVERY_OPEN") == {2: 2}
        assert values("DELIVERY_CLICK") == {2: 1}

    @pytest.mark.usefixtures("vdm")
    def test_several_recipients_the_simulator_and_own_lists_do_not_count(self, ses):
        # events 9: BatchGetMetricData; the model's text on each metric
        send([ANN, BOB])
        send("bounce@simulator.amazonses.com")
        ses.suppress(ANN)
        send(ANN)

        assert values("SEND") == {2: 1}
        assert values("PERMANENT_BOUNCE") == {}

    @pytest.mark.usefixtures("vdm")
    @pytest.mark.parametrize(
        ("dimensions", "found"),
        [
            ({"EMAIL_IDENTITY": "example.com"}, {2: 2}),
            ({"EMAIL_IDENTITY": "example.org"}, {}),
            ({"CONFIGURATION_SET": "news"}, {2: 1}),
            ({"ISP": "Gmail"}, {2: 1}),
            ({"ISP": "UNKNOWN_ISP", "CONFIGURATION_SET": "news"}, {2: 1}),
            ({"TENANT_NAME": "acme"}, {}),
        ],
    )
    def test_dimensions_select(self, sesv2_client, dimensions, found):
        needs_dimensions(dimensions)
        sesv2_client.create_configuration_set(ConfigurationSetName="news")
        send()
        send(BOB, ConfigurationSetName="news")

        assert values("SEND", **dimensions) == found

    @pytest.mark.usefixtures("vdm")
    def test_an_interval_is_of_whole_days(self, ses):
        send()
        ses.clock.advance(days=1)
        send()

        assert values("SEND", start=NOON + timedelta(hours=1), end=MONDAY + DAY) == {2: 1}
        assert values("SEND", start=MONDAY + DAY, end=NOON + DAY) == {3: 1}

    @pytest.mark.usefixtures("vdm")
    def test_other_regions_have_their_own(self):
        send()

        there = boto3.client("sesv2", region_name="eu-west-1")
        there.put_account_vdm_attributes(VdmAttributes={"VdmEnabled": "ENABLED"})
        assert there.batch_get_metric_data(Queries=[query()])["Results"] == [
            {"Id": "q", "Timestamps": [], "Values": []}
        ]


class TestRefusals:
    def test_it_must_be_enabled(self, sesv2_client):
        assert refusal_with_status(sesv2_client.batch_get_metric_data, Queries=[query()]) == (
            "NotFoundException",
            "To use this feature you must enable Virtual Deliverability Manager",
            404,
        )

    @pytest.mark.parametrize(
        "queries", [[query("SHOE")], [query(identifier=f"q{n}") for n in range(11)]]
    )
    def test_that_comes_before_all_that_is_wrong_with_the_queries(self, sesv2_client, queries):
        # resources 9.2: checked first
        assert refusal_with_status(sesv2_client.batch_get_metric_data, Queries=queries) == (
            "NotFoundException",
            "To use this feature you must enable Virtual Deliverability Manager",
            404,
        )

    @pytest.mark.usefixtures("vdm")
    @pytest.mark.parametrize(
        ("wrong", "text"),
        [
            (
                {"number", "id", "dimension", "member", "value", "interval"},
                "1 validation error detected: Value at 'queries' failed to satisfy constraint: "
                "Member must have length less than or equal to 10",
            ),
            (
                {"id", "dimension", "member", "value", "interval"},
                "All queries must have a unique identifier.",
            ),
            ({"dimension", "member", "value", "interval"}, "Unsupported dimension provided."),
            (
                {"member", "value", "interval"},
                "2 validation errors detected: Value at 'queries.1.member.id' failed to satisfy "
                "constraint: Member must have length less than or equal to 255; Value at "
                "'queries.2.member.metric' failed to satisfy constraint: Member must satisfy enum "
                "value set: [DELIVERY_COMPLAINT, CLICK, SEND, OPEN, COMPLAINT, DELIVERY, "
                "DELIVERY_OPEN, PERMANENT_BOUNCE, DELIVERY_CLICK, TRANSIENT_BOUNCE]",
            ),
            ({"value", "interval"}, "Invalid ISP name provided."),
            ({"interval"}, "Expected start date to be before the end date."),
        ],
    )
    def test_one_rule_comes_after_the_other(self, sesv2_client, wrong, text):
        # resources 9.2: in order
        first = query(
            identifier="x" * 256 if "member" in wrong else "a",
            end=MONDAY if "interval" in wrong else MONDAY + DAY,
        )
        second = query("SHOE" if "member" in wrong else "SEND", "b")
        third = query(identifier="b" if "id" in wrong else "c")
        if wrong & {"dimension", "value"}:
            third["Dimensions"] = {"SHOE": "7"} if "dimension" in wrong else {"ISP": "Nobody"}
        more = [query(identifier=f"q{n}") for n in range(8)] if "number" in wrong else []

        assert refusal(
            sesv2_client.batch_get_metric_data, Queries=[first, second, third, *more]
        ) == ("BadRequestException", text)

    @pytest.mark.usefixtures("vdm")
    @pytest.mark.parametrize(
        ("queries", "text"),
        [
            ([query(), query("OPEN")], "All queries must have a unique identifier."),
            ([query(SHOE="7")], "Unsupported dimension provided."),
            (
                # events 9: 1..3 of them
                [
                    query(),
                    query(
                        "OPEN",
                        "o",
                        EMAIL_IDENTITY="-",
                        CONFIGURATION_SET="a",
                        ISP="b",
                        TENANT_NAME="c",
                    ),
                ],
                "1 validation error detected: Value at 'queries.2.member.dimensions' failed to "
                "satisfy constraint: Member must have length less than or equal to 3",
            ),
            (
                [{**query(), "Dimensions": {}}],
                "1 validation error detected: Value at 'queries.1.member.dimensions' failed to "
                "satisfy constraint: Member must have length greater than or equal to 1",
            ),
            ([query(EMAIL_IDENTITY="no identity")], "Invalid email identity provided."),
            ([query(ISP="Nobody")], "Invalid ISP name provided."),
            (
                [query(CONFIGURATION_SET="a b")],
                "Invalid configuration set name <a b>: only alphanumeric ASCII characters, '_', "
                "and '-' are allowed.",
            ),
            (
                [query(start=MONDAY, end=MONDAY)],
                "Expected start date to be before the end date.",
            ),
            (
                [query(end=MONDAY + 60 * DAY + timedelta(seconds=1))],
                "Invalid interval, can request at most 60 days. Please partition your requested "
                "interval.",
            ),
        ],
    )
    def test_a_query_that_makes_no_sense_is_refused(self, sesv2_client, queries, text):
        for each in queries:
            needs_dimensions(set(each.get("Dimensions", ())) - {"SHOE"})

        assert refusal(sesv2_client.batch_get_metric_data, Queries=queries) == (
            "BadRequestException",
            text,
        )

    @pytest.mark.usefixtures("vdm")
    def test_no_queries_at_all_are_missed(self, ses):
        config = Config(parameter_validation=False)
        unchecked = boto3.client("sesv2", config=config)

        assert refusal(unchecked.batch_get_metric_data) == (
            "BadRequestException",
            "1 validation error detected: Value at 'queries' failed to satisfy constraint: Member "
            "must not be null",
        )

    @pytest.mark.usefixtures("vdm")
    def test_sixty_days_and_ten_queries_are_allowed(self, sesv2_client):
        queries = [query(identifier=f"q{n}", end=MONDAY + 60 * DAY) for n in range(10)]

        assert len(sesv2_client.batch_get_metric_data(Queries=queries)["Results"]) == 10
