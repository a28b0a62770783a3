"""Warming up dedicated IPs, by the clock.

Rows: facts "events" 10, "resources" 7, and the announcement of automatic warm-up, sentence by
sentence (seed 003): 45 days, a maximum a day that rises to 50,000, and what is beyond it.
"""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta, timezone

import boto3
import pytest

from sesfake.clock import Clock
from sesfake.domain.dedicated_ips.dedicated_ips import DedicatedIps
from sesfake.domain.dedicated_ips.pools import DEFAULT_POOL
from sesfake.domain.dedicated_ips.routing import Route, route
from sesfake.domain.dedicated_ips.warmup import begun_at, daily_maximum, percentage

NOON = datetime(2026, 3, 15, 12, tzinfo=timezone.utc)
A, B, C = "198.51.100.1", "198.51.100.2", "198.51.100.3"
SHARED = Route("ses-shared-pool")


@pytest.fixture
def clock():
    clock = Clock()
    clock.freeze(NOON)
    return clock


@pytest.fixture
def ips(clock):
    return DedicatedIps(clock)


def lease(ips, *addresses, pool=DEFAULT_POOL):
    ips.lease(addresses, ips.pools.get(pool))


def made(ips, *pools, mode="STANDARD"):
    for name in pools:
        ips.pools.add(name, mode, {})


def ways(ips, count, pool=None, mails=50):
    """Where so many messages go."""
    return [route(ips, pool, mails) for _ in range(count)]


def by(address, pool=DEFAULT_POOL):
    return Route(pool, address)


class TestThePlan:
    def test_it_goes_from_0_to_100_percent_in_45_days(self):
        told = {
            days: percentage(NOON, NOON + timedelta(days=days)) for days in (0, 9, 22.5, 45, 99)
        }

        assert told == {0: 0, 9: 20, 22.5: 50, 45: 100, 99: 100}

    def test_it_is_complete_after_45_days_and_no_second_sooner(self):
        assert percentage(NOON, NOON + timedelta(days=45, seconds=-1)) == 99
        assert percentage(NOON, NOON + timedelta(days=45)) == 100

    @pytest.mark.parametrize("so_far", range(100))
    def test_a_percentage_that_is_put_is_read_back(self, so_far):
        begun = begun_at(so_far, NOON)

        assert begun is not None
        assert percentage(begun, NOON) == so_far

    def test_what_is_put_to_100_percent_has_no_process(self):
        assert begun_at(100, NOON) is None
        assert percentage(None, NOON) == 100

    def test_the_daily_maximum_rises_from_the_first_day_until_50_000(self):
        maxima = [daily_maximum(NOON, NOON + timedelta(days=day)) for day in range(45)]

        assert maxima[0] == 50
        assert maxima[-1] == 50_000
        assert all(later > earlier for earlier, later in itertools.pairwise(maxima))

    def test_a_clock_that_is_set_back_changes_nothing_but_the_day(self):
        before = NOON - timedelta(days=3)

        assert (percentage(NOON, before), daily_maximum(NOON, before)) == (0, 50)


class TestBeyondTheDailyMaximum:
    def test_of_a_first_lease_it_is_sent_through_shared_ips(self, ips):
        lease(ips, A, B)

        assert ways(ips, 3) == [by(A), by(B), SHARED]

    def test_a_maximum_is_reached_to_the_last_mail(self, ips):
        lease(ips, A)

        assert ways(ips, 51, mails=1) == [by(A)] * 50 + [SHARED]

    def test_the_last_day_allows_50_000(self, ips, clock):
        lease(ips, A)
        clock.advance(days=44)

        assert ways(ips, 1001) == [by(A)] * 1000 + [SHARED]

    def test_the_next_day_in_utc_begins_anew_with_more(self, ips, clock):
        lease(ips, A)
        assert ways(ips, 2, mails=40) == [by(A), SHARED]

        clock.advance(hours=12)

        assert ways(ips, 2, mails=58) == [by(A), SHARED]

    def test_after_the_warm_up_only_dedicated_ips_send(self, ips, clock):
        lease(ips, A)
        clock.advance(days=45)

        assert set(ways(ips, 2000)) == {by(A)}

    def test_of_additional_ips_it_is_sent_through_those_that_are_there_already(self, ips, clock):
        lease(ips, A)
        clock.advance(days=45)
        lease(ips, B)

        assert ways(ips, 5) == [by(A), by(B), by(A), by(A), by(A)]

    def test_so_it_is_where_those_are_in_another_pool(self, ips, clock):
        made(ips, "marketing")
        lease(ips, A)
        clock.advance(days=45)
        lease(ips, B, pool="marketing")

        assert ways(ips, 3, "marketing") == [by(B, "marketing"), by(A), by(A)]

    def test_where_those_are_at_their_maximum_too_shared_ips_send(self, ips):
        made(ips, "marketing")
        lease(ips, A)
        lease(ips, B, pool="marketing")

        assert ways(ips, 3, "marketing") == [by(B, "marketing"), by(A), SHARED]

    def test_ips_of_the_same_lease_in_another_pool_are_not_there_already(self, ips):
        made(ips, "marketing")
        lease(ips, A, B)
        ips.move(B, "marketing")

        assert ways(ips, 2, "marketing") == [by(B, "marketing"), SHARED]

    def test_who_has_given_all_back_leases_for_the_first_time_again(self, ips, clock):
        lease(ips, A)
        clock.advance(days=45)
        ips.release(A)
        lease(ips, B)

        assert ways(ips, 2) == [by(B), SHARED]

    def test_ips_of_managed_pools_take_nothing_over(self, ips):
        made(ips, "managed", mode="MANAGED")
        lease(ips, A, pool="managed")
        lease(ips, B)

        assert ways(ips, 2) == [by(B), SHARED]

    def test_a_managed_pool_has_no_maximum_that_shows(self, ips):
        made(ips, "managed", mode="MANAGED")
        lease(ips, A, pool="managed")

        assert set(ways(ips, 100, "managed")) == {by(A, "managed")}


class TestTurns:
    def test_ips_of_a_pool_take_turns(self, ips):
        ips.switch_warmup(automatic=False)
        lease(ips, A, B, C)

        assert ways(ips, 4) == [by(A), by(B), by(C), by(A)]

    def test_two_pools_take_turns_by_themselves(self, ips):
        ips.switch_warmup(automatic=False)
        made(ips, "marketing")
        lease(ips, A, B)
        lease(ips, C, pool="marketing")

        assert [route(ips, pool, 1) for pool in (None, "marketing", None, "marketing")] == [
            by(A), by(C, "marketing"), by(B), by(C, "marketing"),
        ]  # fmt: skip


# Through the API. What is disabled is fully warmed up (seed 003; facts events 10 has it that IPs in
# progress go on).


def warm_up(client, ip=A):
    shown = client.get_dedicated_ip(Ip=ip)["DedicatedIp"]
    return shown["WarmupStatus"], shown["WarmupPercentage"]


def switch(client, enabled):
    client.put_account_dedicated_ip_warmup_attributes(AutoWarmupEnabled=enabled)


def test_a_new_ip_is_warmed_up_by_default(ses, sesv2_client):
    ses.clock.freeze(NOON)
    ses.lease_dedicated_ips(A)

    told = []
    for days in (0, 9, 35.9, 0.1):
        ses.clock.advance(days=days)
        told.append(warm_up(sesv2_client))

    assert told == [("IN_PROGRESS", 0), ("IN_PROGRESS", 20), ("IN_PROGRESS", 99), ("DONE", 100)]


def test_disabling_it_means_fully_warmed_up(ses, sesv2_client):
    ses.lease_dedicated_ips(A)

    switch(sesv2_client, enabled=False)

    assert warm_up(sesv2_client) == ("DONE", 100)
    assert sesv2_client.get_account()["DedicatedIpAutoWarmupEnabled"] is False


def test_enabling_it_again_does_not_restart_it(ses, sesv2_client):
    ses.lease_dedicated_ips(A)
    switch(sesv2_client, enabled=False)

    switch(sesv2_client, enabled=True)

    assert warm_up(sesv2_client) == ("DONE", 100)
    assert sesv2_client.get_account()["DedicatedIpAutoWarmupEnabled"] is True


def test_what_is_leased_while_it_is_disabled_is_warm(ses, sesv2_client):
    switch(sesv2_client, enabled=False)
    ses.lease_dedicated_ips(A)
    switch(sesv2_client, enabled=True)
    ses.lease_dedicated_ips(B)

    assert warm_up(sesv2_client, A) == ("DONE", 100)
    assert warm_up(sesv2_client, B) == ("IN_PROGRESS", 0)


def test_a_process_can_be_resumed_and_goes_on_by_the_clock(ses, sesv2_client):
    # events 10: 100 is DONE, less is IN_PROGRESS
    ses.clock.freeze(NOON)
    ses.lease_dedicated_ips(A)
    switch(sesv2_client, enabled=False)

    sesv2_client.put_dedicated_ip_warmup_attributes(Ip=A, WarmupPercentage=40)

    assert warm_up(sesv2_client) == ("IN_PROGRESS", 40)
    ses.clock.advance(days=9)
    assert warm_up(sesv2_client) == ("IN_PROGRESS", 60)
    sesv2_client.put_dedicated_ip_warmup_attributes(Ip=A, WarmupPercentage=100)
    assert warm_up(sesv2_client) == ("DONE", 100)


def test_the_switch_is_of_one_region(ses, sesv2_client):
    elsewhere = boto3.client("sesv2", region_name="eu-west-1")

    switch(elsewhere, enabled=False)

    assert sesv2_client.get_account()["DedicatedIpAutoWarmupEnabled"] is True


def test_a_switch_that_is_left_out_is_off(ses, sesv2_client):
    # resources 0.3
    sesv2_client.put_account_dedicated_ip_warmup_attributes()

    assert sesv2_client.get_account()["DedicatedIpAutoWarmupEnabled"] is False
