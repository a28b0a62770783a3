"""Pricing plans through v2, the only API that has them. Rows: facts "resources" 9.1."""

from __future__ import annotations

from datetime import datetime, timezone

import boto3
import pytest

from tests.installed import needs_operation
from tests.refusing import refusal_with_status

PENDING = ("ConflictException", "A change of the pricing plan is already pending.", 409)


@pytest.fixture(autouse=True)
def _newer_botocore(ses):
    needs_operation("sesv2", "PutAccountPricingAttributes")
    ses.clock.freeze(datetime(2026, 1, 31, 23, tzinfo=timezone.utc))


def choose(client, plan):
    return client.put_account_pricing_attributes(Plan=plan)


def plans(client):
    return client.get_account().get("PricingAttributes")


def test_there_is_none_until_one_is_chosen(sesv2_client):
    assert plans(sesv2_client) is None


def test_a_plan_begins_with_the_next_month(ses, sesv2_client):
    # resources 9.1: NextPlan takes effect next month
    assert set(choose(sesv2_client, "PRO")) == {"ResponseMetadata"}
    assert plans(sesv2_client) == {"CurrentPlan": "NONE", "NextPlan": "PRO"}

    ses.clock.advance(seconds=3599)
    assert plans(sesv2_client) == {"CurrentPlan": "NONE", "NextPlan": "PRO"}
    ses.clock.advance(seconds=1)
    assert plans(sesv2_client) == {"CurrentPlan": "PRO"}


@pytest.mark.parametrize("plan", ["ESSENTIALS", "PRO", "NONE"])
def test_while_a_change_is_pending_there_is_no_other(ses, sesv2_client, plan):
    # resources 9.1: ConflictException
    choose(sesv2_client, "PRO")

    assert refusal_with_status(choose, sesv2_client, plan) == PENDING
    assert plans(sesv2_client) == {"CurrentPlan": "NONE", "NextPlan": "PRO"}


@pytest.mark.parametrize("plan", ["NONE", "ESSENTIALS", "ENTERPRISE"])
def test_then_there_may_be(ses, sesv2_client, plan):
    choose(sesv2_client, "PRO")
    ses.clock.advance(hours=1)

    choose(sesv2_client, plan)

    assert plans(sesv2_client) == {"CurrentPlan": "PRO", "NextPlan": plan}
    ses.clock.advance(days=28)
    assert plans(sesv2_client) == {"CurrentPlan": plan}


def test_the_plan_that_holds_already_changes_nothing(ses, sesv2_client):
    choose(sesv2_client, "NONE")
    assert plans(sesv2_client) == {"CurrentPlan": "NONE"}

    choose(sesv2_client, "PRO")

    assert plans(sesv2_client)["NextPlan"] == "PRO"


def test_december_is_followed_by_january(ses, sesv2_client):
    ses.clock.freeze(datetime(2026, 12, 1, tzinfo=timezone.utc))
    choose(sesv2_client, "PRO")

    ses.clock.advance(days=30)
    assert plans(sesv2_client)["CurrentPlan"] == "NONE"
    ses.clock.advance(days=1)

    assert plans(sesv2_client) == {"CurrentPlan": "PRO"}


def test_another_word_is_none(sesv2_client):
    # resources 0.2
    assert refusal_with_status(choose, sesv2_client, "BASIC") == (
        "BadRequestException",
        "1 validation error detected: Value at 'plan' failed to satisfy constraint: Member must "
        "satisfy enum value set: [NONE, ESSENTIALS, PRO, ENTERPRISE]",
        400,
    )


def test_each_region_has_its_own(sesv2_client):
    choose(sesv2_client, "PRO")

    assert plans(boto3.client("sesv2", "eu-west-1")) is None
