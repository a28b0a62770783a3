"""The clock of a fake: it follows time.time(), and can be moved, stopped and held."""

from __future__ import annotations

import contextlib
import time
from datetime import datetime, timedelta, timezone

import pytest

from sesfake.clock import Clock

freezegun = pytest.importorskip("freezegun")
time_machine = pytest.importorskip("time_machine")

UTC = timezone.utc
NOW = 1_700_000_000.0
INSTANT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def computer(monkeypatch):
    """What time.time() tells, to be set by the test; nobody holds it as far as a clock can see."""

    class Computer:
        time = NOW

    monkeypatch.setattr(time, "time", lambda: Computer.time)
    return Computer


def test_a_clock_tells_the_time_of_the_computer(computer):
    clock = Clock()

    assert clock.timestamp() == NOW
    assert clock.now() == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    computer.time += 5
    assert clock.timestamp() == NOW + 5


def test_the_time_is_aware_and_in_utc():
    assert Clock().now().tzinfo is UTC


def test_advance_moves_the_clock_and_not_the_computer(computer):
    clock = Clock()

    clock.advance(days=1, hours=2, minutes=3, seconds=4.5)

    assert clock.timestamp() == NOW + 86_400 + 2 * 3_600 + 3 * 60 + 4.5
    assert time.time() == NOW


def test_advance_adds_up(computer):
    clock = Clock()

    clock.advance(hours=1)
    clock.advance(hours=1)

    assert clock.timestamp() == NOW + 7_200


def test_advance_by_nothing_is_nothing(computer):
    clock = Clock()

    clock.advance()

    assert clock.timestamp() == NOW


def test_the_parts_of_a_step_may_be_negative_if_their_sum_is_not(computer):
    clock = Clock()

    clock.advance(hours=1, minutes=-30)

    assert clock.timestamp() == NOW + 1_800


def test_time_does_not_run_backwards(computer):
    clock = Clock()

    with pytest.raises(ValueError) as caught:
        clock.advance(seconds=-1)

    assert str(caught.value) == (
        "ses.clock.advance() moves forward only; make a new fake to start earlier."
    )
    assert clock.timestamp() == NOW


def test_no_step_leaves_the_calendar(computer):
    clock = Clock()

    with pytest.raises(ValueError, match="goes to the year 9998 and no further"):
        clock.advance(days=10**7)

    assert clock.timestamp() == NOW


def test_a_step_needs_a_unit():
    with pytest.raises(TypeError):
        Clock().advance(24)


def test_a_frozen_clock_stands(computer):
    clock = Clock()

    clock.freeze()
    computer.time += 60

    assert clock.timestamp() == NOW
    assert clock.is_held


def test_a_clock_can_be_frozen_at_an_instant(computer):
    clock = Clock()

    clock.freeze(INSTANT)
    computer.time += 60

    assert clock.now() == INSTANT


def test_a_clock_frozen_in_another_zone_tells_utc():
    clock = Clock()

    clock.freeze(datetime(2026, 1, 2, 4, 4, 5, tzinfo=timezone(timedelta(hours=1))))

    assert str(clock.now()) == "2026-01-02 03:04:05+00:00"


def test_an_instant_without_a_zone_is_refused(computer):
    clock = Clock()

    with pytest.raises(ValueError) as caught:
        clock.freeze(datetime(2026, 1, 2))  # noqa: DTZ001  # what is refused

    assert str(caught.value) == (
        "ses.clock.freeze(at) needs an aware datetime, such as datetime(..., tzinfo=timezone.utc)."
    )
    assert not clock.is_held


def test_a_frozen_clock_can_be_advanced(computer):
    clock = Clock()
    clock.freeze(INSTANT)

    clock.advance(days=1)
    computer.time += 60

    assert clock.now() == INSTANT + DAY


def test_a_frozen_clock_runs_on_from_where_it_stands(computer):
    clock = Clock()
    clock.freeze(INSTANT)
    computer.time += 60

    clock.unfreeze()
    assert clock.now() == INSTANT
    computer.time += 5

    assert clock.now() == INSTANT + timedelta(seconds=5)
    assert not clock.is_held


def test_unfreezing_a_running_clock_changes_nothing(computer):
    clock = Clock()
    clock.advance(hours=1)

    clock.unfreeze()

    assert clock.timestamp() == NOW + 3_600


def test_freezing_again_moves_a_frozen_clock_only_to_a_given_instant():
    clock = Clock()
    clock.freeze(INSTANT)

    clock.freeze()
    assert clock.now() == INSTANT
    clock.freeze(INSTANT + DAY)

    assert clock.now() == INSTANT + DAY


def test_two_clocks_know_nothing_of_each_other(computer):
    one, two = Clock(), Clock()

    one.advance(days=1)

    assert two.timestamp() == NOW


def test_a_clock_follows_freezegun():
    clock = Clock()

    with freezegun.freeze_time(INSTANT) as frozen:
        assert clock.now() == INSTANT
        assert clock.is_held
        frozen.tick(60)
        assert clock.now() == INSTANT + timedelta(minutes=1)

    assert not clock.is_held


def test_a_clock_follows_a_ticking_freezegun():
    clock = Clock()

    with freezegun.freeze_time(INSTANT, tick=True):
        assert INSTANT <= clock.now() < INSTANT + timedelta(minutes=1)
        assert clock.is_held


def test_a_clock_follows_freezegun_in_another_time_zone():
    with freezegun.freeze_time("2026-01-02 03:04:05", tz_offset=-8):
        assert Clock().now() == INSTANT


def test_a_clock_follows_time_machine():
    clock = Clock()

    with time_machine.travel(INSTANT, tick=False) as traveller:
        assert clock.now() == INSTANT
        assert clock.is_held
        traveller.shift(60)
        assert clock.now() == INSTANT + timedelta(minutes=1)

    assert not clock.is_held


def test_a_clock_follows_a_ticking_time_machine():
    clock = Clock()

    with time_machine.travel(INSTANT, tick=True):
        assert INSTANT <= clock.now() < INSTANT + timedelta(minutes=1)
        assert clock.is_held


def test_the_steps_taken_stay_when_somebody_holds_the_clock():
    clock = Clock()
    clock.advance(days=1)

    with freezegun.freeze_time(INSTANT):
        assert clock.now() == INSTANT + DAY
        clock.advance(days=1)
        assert clock.now() == INSTANT + 2 * DAY


def test_a_clock_frozen_by_the_test_does_not_follow_freezegun():
    clock = Clock()
    clock.freeze(INSTANT)

    with freezegun.freeze_time(INSTANT + DAY):
        assert clock.now() == INSTANT


def test_a_backoff_passes(computer):
    clock = Clock()

    clock.pass_backoff(clock.timestamp(), 4)

    assert clock.timestamp() == NOW + 4


def test_a_backoff_that_has_passed_already_does_not_pass_again(computer):
    clock = Clock()
    answered_at = clock.timestamp()

    clock.pass_backoff(answered_at, 4)
    clock.pass_backoff(answered_at, 3)

    assert clock.timestamp() == NOW + 4


def test_the_longer_of_two_backoffs_counts(computer):
    clock = Clock()
    answered_at = clock.timestamp()

    clock.pass_backoff(answered_at, 3)
    clock.pass_backoff(answered_at, 4)

    assert clock.timestamp() == NOW + 4


@pytest.mark.parametrize(
    "hold",
    [
        lambda clock: clock.freeze() or contextlib.nullcontext(),
        lambda _: freezegun.freeze_time(INSTANT),
        lambda _: time_machine.travel(INSTANT, tick=False),
    ],
    ids=["freeze", "freezegun", "time-machine"],
)
def test_a_held_clock_does_not_move_over_a_backoff(hold):
    clock = Clock()

    with hold(clock):
        before = clock.timestamp()
        clock.pass_backoff(before, 4)
        assert clock.timestamp() == before


def test_a_clock_is_frozen_at_a_datetime_only():
    with pytest.raises(TypeError, match="takes an aware datetime, not '2024-01-01'"):
        Clock().freeze("2024-01-01")
