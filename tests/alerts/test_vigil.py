"""Sources that fall silent: each by its own rhythm, and all of them together."""

from datetime import timedelta

import pytest

from monitor.alerts.options import AlertsOptions, SourceWatch
from monitor.alerts.step import AlertsStep
from monitor.delivery.jinja_templates import Templates
from monitor.delivery.options import DeliveryOptions, Destination, Route, Secret
from monitor.delivery.step import DeliveryStep
from monitor.events.alerts import AlertResolved, SweepDue
from monitor.events.operations import DaemonStarted, IntakePaused
from monitor.events.sources import SourceFailed, SourcePolled, SourceRecovered
from monitor.events.values import Level
from tests.alerts.builders import Stream, types

TEN_MINUTES = timedelta(minutes=10)
FEED = SourceWatch(interval=TEN_MINUTES)
DAILY = SourceWatch(interval=TEN_MINUTES, expect_every=timedelta(days=1))
FOLDER = SourceWatch(interval=timedelta(seconds=1), expects=False)


class World(Stream):
    """Sources that are asked each hour; what is due is swept as the daemon would."""

    def __init__(self, *more_steps, all_silent_after=timedelta(days=365), **sources):
        options = AlertsOptions(sources=sources, all_silent_after=all_silent_after)
        self.alerts = AlertsStep(options)
        super().__init__(self.alerts, *more_steps)

    def polled(self, source, new=0):
        return self.put(SourcePolled(source=source, items=9, new=new))

    def sweep(self):
        found = []
        for _ in range(5):
            due = self.alerts.due(self.clock.now())
            if due is None or due > self.clock.now():
                return found
            found += self.put(SweepDue())
        raise AssertionError("what is due stays due")

    def hours(self, count, *asked):
        """Let time pass; the sources named are asked and bring nothing. Return what followed."""
        found = []
        for _ in range(count):
            self.clock.advance(hours=1)
            for source in asked:
                found += self.polled(source)
            found += self.sweep()
        return [event for event in found if event.TYPE.startswith("alert.")]

    def raised(self):
        return [event.match.title for event in self.of_type("alert.raised")]


def test_a_source_that_answers_but_brings_nothing_for_too_long_is_an_alert_once():
    world = World(news=DAILY)
    world.polled("news", new=3)
    assert world.hours(23, "news") == []
    (raised,) = world.hours(2, "news")
    assert raised.match.title == "Source news has brought nothing new for 24 hours"
    assert "the last was at 2026-01-18 12:00 UTC" in raised.match.evidence
    assert raised.match.level is Level.MEDIUM
    assert world.hours(20, "news") == []


def test_it_is_over_when_something_new_comes():
    world = World(news=DAILY)
    world.polled("news", new=3)
    world.hours(30, "news")
    (resolved,) = world.polled("news", new=1)
    assert (resolved.TYPE, resolved.reason) == ("alert.resolved", "news brings something new again")
    world.hours(30, "news")
    assert len(world.raised()) == 2


def test_who_resolved_it_by_hand_is_not_told_again_of_the_same_silence():
    world = World(news=DAILY)
    world.polled("news", new=3)
    (raised,) = world.hours(30, "news")
    world.put(AlertResolved(alert=raised.alert, reason="holidays", by="ann"))
    assert world.hours(50, "news") == []


def test_a_silence_that_lasts_is_recalled_each_day_until_somebody_acknowledges():
    world = World(news=DAILY)
    world.polled("news", new=3)
    world.hours(26, "news")
    assert types(world.hours(48, "news")) == ["alert.updated", "alert.updated"]


def test_without_a_word_of_the_operator_the_sources_own_rhythm_counts():
    world = World(news=FEED)
    for _ in range(12):
        world.polled("news", new=1)
        world.hours(12, "news")
    world.polled("news", new=1)
    # Three times the usual quiet of half a day.
    assert world.hours(35, "news") == []
    assert len(world.hours(2, "news")) == 1


def test_of_a_source_with_a_short_past_a_week_is_expected():
    world = World(news=FEED)
    world.polled("news", new=1)
    assert world.hours(24 * 7 - 1, "news") == []
    assert len(world.hours(2, "news")) == 1


def test_a_folder_is_expected_to_bring_something_only_where_it_is_said():
    world = World(inbox=FOLDER, desk=SourceWatch(interval=TEN_MINUTES, expects=False))
    world.polled("inbox", new=1)
    assert world.hours(24 * 60, "inbox") == []


def test_of_a_source_that_does_not_answer_only_that_is_told():
    world = World(news=DAILY)
    world.polled("news", new=1)
    for attempt in range(1, 40):
        world.clock.advance(hours=1)
        again = (world.clock.now() + timedelta(hours=1)).isoformat()
        world.put(
            SourceFailed(
                source="news", failure="dns", reason="gone", attempt=attempt, retry_at=again
            )
        )
        world.sweep()
    assert world.raised() == ["Source news does not answer"]


def test_a_source_that_nobody_asks_any_more_is_told_as_a_fault_of_the_monitor():
    world = World(news=FEED)
    world.put(DaemonStarted(version="1"))
    world.polled("news", new=1)
    assert world.hours(2) == []
    (raised,) = world.hours(1)
    assert raised.match.title == "Source news has not been asked for 3 hours"
    (resolved,) = world.polled("news")
    assert resolved.reason == "news is asked again"


def test_after_the_monitor_was_off_nobody_is_blamed_before_the_sources_were_asked():
    world = World(news=DAILY, wire=DAILY, all_silent_after=timedelta(days=1))
    world.put(DaemonStarted(version="1"))
    world.polled("news", new=1)
    world.polled("wire", new=1)
    world.clock.advance(days=9)
    world.put(DaemonStarted(version="1"))
    world.sweep()
    assert world.raised() == []
    world.clock.advance(minutes=5)
    world.polled("news", new=1)
    world.polled("wire", new=1)
    world.sweep()
    assert world.raised() == []


def test_while_the_disk_is_full_nobody_says_that_sources_are_not_asked():
    world = World(news=FEED)
    world.put(DaemonStarted(version="1"))
    world.polled("news", new=1)
    world.put(IntakePaused(reason="the disk is full"))
    world.hours(20)
    assert world.raised() == ["No articles are taken in"]


HALF_DAILY = SourceWatch(interval=TEN_MINUTES, expect_every=timedelta(hours=12))
NOTHING = "Nothing new has come from any source for 12 hours"


def test_when_nothing_new_comes_from_any_source_that_is_critical():
    world = World(news=HALF_DAILY, wire=FEED, all_silent_after=timedelta(hours=12))
    world.polled("news", new=1)
    world.clock.advance(hours=1)
    world.polled("wire", new=1)
    world.hours(11, "news", "wire")
    assert NOTHING not in world.raised()
    raised = [event for event in world.hours(2, "news", "wire") if event.match.title == NOTHING]
    assert [event.match.level for event in raised] == [Level.CRITICAL]
    resolved = world.polled("news", new=1)
    assert raised[0].alert in [event.alert for event in resolved]


def test_it_counts_also_where_they_all_fail():
    world = World(news=HALF_DAILY, wire=FEED, all_silent_after=timedelta(hours=12))
    world.polled("news", new=1)
    world.polled("wire", new=1)
    for hour in range(1, 14):
        world.clock.advance(hours=1)
        again = (world.clock.now() + timedelta(hours=1)).isoformat()
        for source in ("news", "wire"):
            world.put(
                SourceFailed(
                    source=source, failure="dns", reason="gone", attempt=hour, retry_at=again
                )
            )
        world.sweep()
    assert NOTHING in world.raised()


def test_where_even_the_liveliest_source_is_quiet_for_days_a_quiet_day_is_no_alarm():
    world = World(news=FEED, wire=FEED, all_silent_after=timedelta(hours=12))
    for _ in range(12):
        world.polled("news", new=1)
        world.polled("wire", new=1)
        world.hours(36, "news", "wire")
    assert world.raised() == []
    world.polled("news", new=1)
    world.hours(3 * 36 + 2, "news", "wire")
    assert "Nothing new has come from any source for 4 days" in world.raised()


def test_what_it_remembers_survives_a_restart():
    one, other = World(news=FEED, wire=DAILY), World(news=FEED, wire=DAILY)
    for world in (one, other):
        for _ in range(12):
            world.polled("news", new=1)
            world.hours(5, "news", "wire")
    other.alerts.load(other.alerts.dump())
    for world in (one, other):
        world.hours(30, "news", "wire")
    assert one.log.head() == other.log.head()
    assert one.raised()


@pytest.mark.parametrize(("wanted", "count"), [(None, 2), (True, 2), (False, 1)])
def test_whoever_heard_of_a_trouble_hears_of_its_end_unless_the_route_forbids(wanted, count):
    destinations = (Destination(name="ops", url=Secret("slack://h")),)
    routes = (Route(name="ops", to=("ops",), tell_resolved=wanted),)
    options = DeliveryOptions(destinations=destinations, routes=routes, fallback="ops")
    world = World(DeliveryStep(options, Templates()), news=DAILY)
    world.put(SourceFailed(source="news", failure="dns", reason="gone", attempt=5, retry_at=""))
    world.put(SourceRecovered(source="news", attempts=5, failed_since=""))
    subjects = [event.subject for event in world.of_type("delivery.requested")]
    assert len(subjects) == count
    assert subjects[0] == "[MEDIUM] Source news does not answer"
    assert (
        subjects[1:]
        == ["[MEDIUM] Resolved: news answers again: Source news does not answer"][: count - 1]
    )
