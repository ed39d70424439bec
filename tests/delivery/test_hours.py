"""Quiet hours hold, and know their zone's clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.delivery.hours import held_until, next_time
from monitor.delivery.options import QuietHours
from monitor.events.values import Level

DUSHANBE = ZoneInfo("Asia/Dushanbe")  # UTC+5 all year
BERLIN = ZoneInfo("Europe/Berlin")


def quiet(start, end, zone=DUSHANBE, floor=Level.CRITICAL):
    return QuietHours(start=start, end=end, zone=zone, floor=floor)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        pytest.param(
            datetime(2026, 1, 18, 20, tzinfo=UTC),
            datetime(2026, 1, 19, 2, tzinfo=UTC),
            id="in the night",
        ),
        pytest.param(
            datetime(2026, 1, 18, 17, tzinfo=UTC),
            datetime(2026, 1, 19, 2, tzinfo=UTC),
            id="at its start",
        ),
        pytest.param(datetime(2026, 1, 19, 2, tzinfo=UTC), None, id="at its end"),
        pytest.param(datetime(2026, 1, 18, 12, tzinfo=UTC), None, id="in the day"),
    ],
)
def test_a_message_waits_for_the_end_of_the_night(now, until):
    assert held_until(quiet(time(22), time(7)), Level.HIGH, now) == until


def test_quiet_hours_may_lie_within_a_day():
    lunch = quiet(time(12), time(13), zone=ZoneInfo("UTC"))
    assert held_until(lunch, Level.LOW, datetime(2026, 1, 18, 12, 30, tzinfo=UTC)) == datetime(
        2026, 1, 18, 13, tzinfo=UTC
    )
    assert held_until(lunch, Level.LOW, datetime(2026, 1, 18, 23, tzinfo=UTC)) is None


def test_the_floor_goes_out_at_once():
    night = datetime(2026, 1, 18, 20, tzinfo=UTC)
    assert held_until(quiet(time(22), time(7)), Level.CRITICAL, night) is None
    assert held_until(quiet(time(22), time(7), floor=Level.HIGH), Level.HIGH, night) is None
    assert held_until(None, Level.LOW, night) is None


def test_an_end_that_the_spring_change_skips_does_not_hold_for_a_day():
    # 29 March 2026: 02:00 becomes 03:00 in Berlin.
    now = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    until = held_until(quiet(time(22), time(2, 30), zone=BERLIN), Level.LOW, now)
    assert until is not None
    assert until - now <= timedelta(hours=1)


def test_an_end_that_the_autumn_change_repeats_does_not_hold_for_a_day():
    # 25 October 2026: 03:00 becomes 02:00 in Berlin; 01:10 UTC is the second 02:10.
    now = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    until = held_until(quiet(time(22), time(2, 30), zone=BERLIN), Level.LOW, now)
    assert until == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


zones = st.sampled_from(["Asia/Dushanbe", "Europe/Berlin", "America/New_York", "Asia/Tehran"])
moments = st.integers(0, 10 * 366 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(zones, moments, clocks)
def test_the_next_time_of_day_is_later_and_at_most_a_day_and_an_hour_away(zone, now, clock):
    moment = next_time(clock, ZoneInfo(zone), now)
    assert timedelta(0) < moment - now <= timedelta(hours=25)


@given(zones, moments, clocks, clocks, st.sampled_from(list(Level)))
def test_nothing_is_held_for_longer_than_the_quiet_hours_last(zone, now, start, end, level):
    if start == end:
        return
    hours = quiet(start, end, zone=ZoneInfo(zone))
    until = held_until(hours, level, now)
    if until is not None:
        length = (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % (24 * 60)
        assert until - now <= timedelta(minutes=length + 60)
