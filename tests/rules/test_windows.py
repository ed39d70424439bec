"""Counting in windows: any window that holds the moment is good, and the fullest one counts."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.rules.memory import Counted
from monitor.rules.schema import Count
from monitor.rules.windows import tally
from tests.rules.conftest import NOON

DAY = 86_400
hours = st.integers(-200, 200)


def entry(number, hour):
    return Counted(NOON + timedelta(hours=hour), f"a{number}", "o", f"w{number}", None, None)


def counts(at_least):
    return Count.model_validate({"articles": str(at_least), "within": "2d"})


def fullest(moments, moment, width):
    """The most of the windows that hold the moment, one window after another."""
    ends = [end for end in moments if timedelta() <= end - moment < width]
    return max((sum(end - width < each <= end for each in moments) for end in ends), default=0)


@given(st.lists(hours, max_size=30), hours)
def test_the_fullest_window_that_holds_the_moment_is_counted(found, hour):
    entries = [entry(number, each) for number, each in enumerate([*found, hour])]
    moment = NOON + timedelta(hours=hour)
    most = fullest([each.moment for each in entries], moment, timedelta(days=2))
    assert tally(counts(most), entries, moment).enough
    assert not tally(counts(most + 1), entries, moment).enough


def test_a_window_ends_at_the_moment_or_begins_with_it():
    entries = [entry(0, -47), entry(1, 0), entry(2, 47)]
    assert tally(counts(2), entries, NOON).enough
    assert not tally(counts(3), entries, NOON).enough
