"""An archive read in one go: the same place falls in several years."""

import pytest

from monitor.alerts.step import AlertsStep
from tests.alerts.builders import Stream, a_match, types

IN_2017 = a_match(incident="i1", happened="2017-05-06T12:00:00+00:00", when="2017-05-06")
IN_2021 = a_match(incident="i2", happened="2021-07-05T12:00:00+00:00", when=None)


@pytest.fixture
def stream():
    return Stream(AlertsStep())


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(IN_2017, IN_2021, id="in the order of the years"),
        pytest.param(IN_2021, IN_2017, id="the older one later"),
    ],
)
def test_happenings_years_apart_are_alerts_of_their_own(stream, first, second):
    (one,) = stream.put(first)
    (other,) = stream.put(second)
    assert types([one, other]) == ["alert.raised", "alert.raised"]
    assert one.alert != other.alert


def test_news_of_the_older_one_updates_the_older_alert(stream):
    (old,) = stream.put(IN_2017)
    stream.put(IN_2021)
    (update,) = stream.put(
        a_match(
            incident="i1",
            happened="2017-05-06T12:00:00+00:00",
            sources=("Tolo", "Khaama"),
            when="2017-05-06",
        )
    )
    assert (update.TYPE, update.alert) == ("alert.updated", old.alert)


def test_a_snapshot_keeps_both(stream):
    stream.put(IN_2017)
    stream.put(IN_2021)
    step = AlertsStep()
    step.load(stream.river.runners[0].step.dump())
    reach = step._reach(IN_2017)
    first = step.board.for_match(IN_2017, reach)
    second = step.board.for_match(IN_2021, reach)
    assert first
    assert second
    assert first.id != second.id


def test_within_the_life_of_an_alert_it_stays_one(stream):
    stream.put(IN_2017)
    later = a_match(incident="i3", happened="2017-05-08T12:00:00+00:00", when="2017-05-08")
    assert "alert.raised" not in types(stream.put(later))
