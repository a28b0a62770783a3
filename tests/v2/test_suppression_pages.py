"""The suppression list through v2, page by page."""

from __future__ import annotations

from datetime import timedelta, timezone

import boto3
import pytest

from tests.refusing import refusal, refusal_with_status
from tests.v2.suppressing import DAY, NOON, listed, put, read

BAD_TOKEN = ("InvalidNextTokenException", "Token is invalid.", 400)


class TestFilters:
    @pytest.fixture(autouse=True)
    def three_days(self, ses, sesv2_client):
        ses.clock.freeze(NOON)
        put(sesv2_client, "monday@example.com", "BOUNCE")
        ses.clock.advance(days=1)
        put(sesv2_client, "tuesday@example.com", "COMPLAINT")
        ses.clock.advance(days=1)
        put(sesv2_client, "wednesday@example.com", "BOUNCE")

    @pytest.mark.parametrize(
        ("given", "days"),
        [
            ({}, ["monday", "tuesday", "wednesday"]),
            ({"Reasons": []}, ["monday", "tuesday", "wednesday"]),
            ({"Reasons": ["BOUNCE"]}, ["monday", "wednesday"]),
            ({"Reasons": ["COMPLAINT"]}, ["tuesday"]),
            ({"Reasons": ["COMPLAINT", "BOUNCE"]}, ["monday", "tuesday", "wednesday"]),
            ({"StartDate": NOON}, ["monday", "tuesday", "wednesday"]),
            ({"StartDate": NOON + timedelta(milliseconds=1)}, ["tuesday", "wednesday"]),
            ({"StartDate": NOON + DAY}, ["tuesday", "wednesday"]),
            ({"StartDate": (NOON + DAY).timestamp()}, ["tuesday", "wednesday"]),
            ({"EndDate": NOON + DAY}, ["monday", "tuesday"]),
            ({"EndDate": NOON + DAY - timedelta(milliseconds=1)}, ["monday"]),
            ({"EndDate": NOON - DAY}, []),
            ({"StartDate": NOON + DAY, "EndDate": NOON + DAY}, ["tuesday"]),
            ({"StartDate": NOON + DAY, "EndDate": NOON}, []),
            ({"StartDate": NOON + DAY, "Reasons": ["BOUNCE"]}, ["wednesday"]),
        ],
    )
    def test_reasons_and_dates_select(self, sesv2_client, given, days):
        # resources 6.3, last row; events 7.2, List
        assert listed(sesv2_client, **given) == [f"{day}@example.com" for day in days]

    def test_the_date_is_that_of_the_last_update(self, sesv2_client):
        # resources 6.3: StartDate and EndDate filter on LastUpdateTime
        put(sesv2_client, "monday@example.com", "COMPLAINT")

        assert listed(sesv2_client, EndDate=NOON + DAY) == ["tuesday@example.com"]
        assert listed(sesv2_client, Reasons=["BOUNCE"]) == ["wednesday@example.com"]

    def test_what_is_put_now_is_in_a_listing_that_ends_now(self, ses, sesv2_client):
        ses.clock.freeze(NOON.replace(year=2027, microsecond=123_456))
        put(sesv2_client, "new@example.com")

        now = ses.clock.now()

        assert listed(sesv2_client, EndDate=now)[-1] == "new@example.com"
        shown = read(sesv2_client, "new@example.com")["LastUpdateTime"]
        assert listed(sesv2_client, StartDate=shown, EndDate=shown) == ["new@example.com"]

    def test_a_bad_reason_names_the_list(self, sesv2_client):
        # events 7.2, bad member in List
        answer = refusal(sesv2_client.list_suppressed_destinations, Reasons=["BOUNCE", "SPAM"])

        assert answer == (
            "BadRequestException",
            "1 validation error detected: Value at 'reasons' failed to satisfy constraint: Member "
            "must satisfy constraint: [Member must satisfy enum value set: [BOUNCE, COMPLAINT]]",
        )


class TestPages:
    def test_a_page_has_a_thousand_entries_unless_told(self, ses, sesv2_client):
        # resources 1 and events 7.2, List: default page 1000
        names = [f"u{number}@example.com" for number in range(2500)]
        ses.suppress(*names)

        first = sesv2_client.list_suppressed_destinations()
        second = sesv2_client.list_suppressed_destinations(NextToken=first["NextToken"])
        third = sesv2_client.list_suppressed_destinations(NextToken=second["NextToken"])

        pages = [
            [entry["EmailAddress"] for entry in page["SuppressedDestinationSummaries"]]
            for page in (first, second, third)
        ]
        assert [len(page) for page in pages] == [1000, 1000, 500]
        assert [name for page in pages for name in page] == names
        assert "NextToken" not in third

    @pytest.mark.parametrize(("count", "has_more"), [(1000, False), (1001, True)])
    def test_a_page_that_the_last_entry_fills_has_no_token(
        self, ses, sesv2_client, count, has_more
    ):
        ses.suppress(*[f"u{number}@example.com" for number in range(count)])

        page = sesv2_client.list_suppressed_destinations(PageSize=1000)

        assert len(page["SuppressedDestinationSummaries"]) == 1000
        assert ("NextToken" in page) == has_more

    def test_pages_of_one_give_each_entry_once(self, ses, sesv2_client):
        names = [f"{name}@example.com" for name in "abcde"]
        ses.suppress(*names)

        found, token = [], {}
        while True:
            page = sesv2_client.list_suppressed_destinations(PageSize=1, **token)
            found.append([e["EmailAddress"] for e in page["SuppressedDestinationSummaries"]])
            if "NextToken" not in page:
                break
            token = {"NextToken": page["NextToken"]}

        assert found == [[name] for name in names]

    def test_who_removes_what_was_listed_misses_nothing(self, ses, sesv2_client):
        names = [f"{name}@example.com" for name in "abcde"]
        ses.suppress(*names)

        found, token = [], {}
        while True:
            page = sesv2_client.list_suppressed_destinations(PageSize=2, **token)
            for entry in page["SuppressedDestinationSummaries"]:
                found.append(entry["EmailAddress"])
                sesv2_client.delete_suppressed_destination(EmailAddress=entry["EmailAddress"])
            if "NextToken" not in page:
                break
            token = {"NextToken": page["NextToken"]}

        assert found == names
        assert listed(sesv2_client) == []

    @pytest.mark.parametrize("size", [-1, 0, 1001, 2**31 - 1])
    def test_a_page_has_1_to_1000_entries(self, sesv2_client, size):
        # resources 1, row of ListSuppressedDestinations
        answer = refusal_with_status(
            sesv2_client.list_suppressed_destinations, PageSize=size, NextToken="rubbish"
        )

        assert answer == (
            "BadRequestException",
            f"Page size {size} is invalid, expected a number between 1 and 1000",
            400,
        )

    @pytest.mark.parametrize("size", [1, 1000])
    def test_the_least_and_the_most_pass(self, ses, sesv2_client, size):
        ses.suppress("ann@example.com")

        assert listed(sesv2_client, PageSize=size) == ["ann@example.com"]

    @pytest.mark.parametrize("token", ["", "rubbish", "e30=", "W10=", "é", "\0", "a" * 5000])
    def test_a_token_of_somebody_elses_making_is_invalid(self, sesv2_client, token):
        # resources 1: InvalidNextTokenException, an empty token too
        answer = refusal_with_status(sesv2_client.list_suppressed_destinations, NextToken=token)

        assert answer == BAD_TOKEN

    def test_a_token_is_of_its_region_and_kind(self, ses, sesv2_client):
        # resources 1: tokens are bound to the kind of resource and the Region
        ses.suppress("a@example.com", "b@example.com")
        ses.verify("a@example.com", "b@example.com")
        token = sesv2_client.list_suppressed_destinations(PageSize=1)["NextToken"]
        other = sesv2_client.list_email_identities(PageSize=1)["NextToken"]
        elsewhere = boto3.client("sesv2", "eu-west-1")

        assert listed(sesv2_client, NextToken=token) == ["b@example.com"]
        assert refusal_with_status(listed, elsewhere, NextToken=token) == BAD_TOKEN
        assert refusal_with_status(listed, sesv2_client, NextToken=other) == BAD_TOKEN

    FILTERS = (
        {},
        {"Reasons": ["BOUNCE"]},
        {"Reasons": ["COMPLAINT"]},
        {"StartDate": NOON},
        {"StartDate": NOON + timedelta(seconds=1)},
        {"EndDate": NOON + DAY},
        {"StartDate": NOON, "EndDate": NOON + DAY},
    )

    @pytest.mark.parametrize("taken", FILTERS, ids=str)
    @pytest.mark.parametrize("used", FILTERS, ids=str)
    def test_a_token_taken_with_one_filter_is_no_good_with_another(
        self, ses, sesv2_client, taken, used
    ):
        # resources 1: the token is bound to its filter
        ses.clock.freeze(NOON + timedelta(seconds=1))
        ses.suppress("a@example.com", "b@example.com")
        ses.suppress("c@example.com", "d@example.com", reason="COMPLAINT")
        token = sesv2_client.list_suppressed_destinations(PageSize=1, **taken)["NextToken"]

        if used == taken:
            assert listed(sesv2_client, NextToken=token, **used)
        else:
            answer = refusal_with_status(listed, sesv2_client, NextToken=token, **used)
            assert answer == BAD_TOKEN

    def test_the_same_filter_in_other_words_and_pages_of_another_size_go_on(
        self, ses, sesv2_client
    ):
        ses.suppress("a@example.com", "b@example.com", "c@example.com")
        given = {"Reasons": ["BOUNCE", "COMPLAINT"], "StartDate": NOON}
        token = sesv2_client.list_suppressed_destinations(PageSize=1, **given)["NextToken"]
        plus_one = timezone(timedelta(hours=1))

        rest = listed(
            sesv2_client,
            NextToken=token,
            PageSize=5,
            Reasons=["COMPLAINT", "BOUNCE", "BOUNCE"],
            StartDate=NOON.astimezone(plus_one),
        )

        assert rest == ["b@example.com", "c@example.com"]
