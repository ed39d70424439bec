"""Short versions of the kills; the long ones are ``python -m tests.torture kill`` and ``stop``."""

import pytest

from tests.torture import kill

pytestmark = pytest.mark.slow


def test_whenever_it_is_killed_nothing_is_lost_or_taken_twice_and_copies_carry_the_same_key():
    report = kill.torture(seed=1, count=len(kill.POINTS))
    assert not report.findings
    assert report.kills > len(kill.POINTS) // 2
    assert report.reached.total() >= 5


def test_told_to_stop_under_load_it_stops_in_time_and_loses_nothing():
    report = kill.stops(seed=1, count=6)
    assert not report.findings
    assert report.slowest_stop < kill.STOPPED
    assert report.copies.total() == 0
