"""Counting in windows: any window that holds the moment is good, and the fullest one counts."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.events.envelope import Envelope
from monitor.events.matches import RuleCounted
from monitor.rules.format.schema import Count
from monitor.rules.memory.counted import MOST, Counted, Group
from monitor.rules.memory.past import RulesMemory
from monitor.rules.memory.windows import reach, tally
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


moments = st.lists(st.tuples(hours, st.integers(0, 9)), max_size=60)


@given(moments, hours, st.integers(1, 90))
def test_what_is_counted_is_found_by_its_moment_in_the_order_in_which_it_came(found, hour, width):
    entries = [entry(number, each) for each, number in found]
    group, plain = Group(entries), list(dict.fromkeys(entries))
    assert list(group) == plain
    assert all(each in group for each in entries)
    first, last = (NOON + timedelta(hours=each) for each in (hour - width, hour))
    between = group.between(first, last)
    near = [each for each in plain if first <= each.moment <= last]
    assert between[len(between) - len(near) :] == near
    earlier = min((each.moment for each in plain if each.moment < first), default=None)
    assert [each.moment for each in between[: len(between) - len(near)]] == (
        [earlier] if earlier else []
    )


def test_the_oldest_that_came_goes_when_there_are_too_many():
    group = Group(entry(number, -number) for number in range(MOST + 3))
    assert len(list(group)) == MOST
    assert entry(2, -2) not in group
    assert group.between(NOON - timedelta(hours=4), NOON) == [
        entry(MOST + 2, -MOST - 2),
        entry(3, -3),
        entry(4, -4),
    ]


@given(st.lists(hours, min_size=1, max_size=40), hours, st.sampled_from(["2", "4"]))
def test_what_lies_out_of_reach_changes_no_count(found, hour, times):
    asked = Count.model_validate({"articles": "3", "within": "2d", "times_normal": times})
    entries = [entry(number, 10 * each) for number, each in enumerate(found)]
    moment = NOON + timedelta(hours=hour)
    near = Group(entries).between(*reach(asked, moment))
    mine = entry(99, hour)
    assert tally(asked, [*near, mine], moment) == tally(asked, [*entries, mine], moment)


def count(memory, group, day):
    time = NOON + timedelta(days=day)
    event = RuleCounted(
        rule="r", group=group, article=f"{group}{day}", outlet="o", wire="w", happened=""
    )
    memory.apply(Envelope(1, "e", event.TYPE, "x", 1, time, time, "e", None, event))


def counted(memory, group):
    return len(list(memory.counted("r", group)))


def test_what_a_rule_counted_is_forgotten_a_year_after_the_last_of_its_kind():
    memory, fresh = RulesMemory(), RulesMemory()
    for group, day in (("often", 0), ("once", 0), ("often", 300), ("other", 366)):
        count(memory, group, day)
    assert (counted(memory, "often"), counted(memory, "once")) == (2, 1)
    fresh.load(memory.dump())
    for each in (memory, fresh):
        count(each, "other", 367)
        assert (counted(each, "often"), counted(each, "once")) == (2, 0)
