"""When feeds are polled: all that are due, whatever the clock does."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from monitor.clock import SystemClock
from monitor.daemon.jobs import Jobs
from monitor.daemon.jumps import Jumps
from tests.fakes.clock import FixedClock


def now():
    return SystemClock().now()


class Feeds:
    """Feeds that take their time to answer; each is due at the moment that it is given."""

    def __init__(self, due, takes=0.5):
        self.due = dict(due)
        self.takes = takes
        self.polled = Counter()
        self.at_once = self.most_at_once = 0

    async def poll(self, name):
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.takes)
        self.at_once -= 1
        self.polled[name] += 1
        self.due[name] = now() + timedelta(hours=1)

    def next_due(self, name):
        return self.due[name]


def run(feeds, seconds, meanwhile=lambda jobs: None):
    async def story():
        jobs = Jobs(feeds.poll, feeds.next_due, now)
        jobs.start(feeds.due)
        await asyncio.sleep(seconds / 2)
        meanwhile(jobs)
        await asyncio.sleep(seconds / 2)
        jobs.stop()

    asyncio.run(story())


def test_of_two_hundred_feeds_that_are_due_at_once_all_are_polled_once():
    feeds = Feeds({f"feed-{n}": now() for n in range(200)})
    run(feeds, 3)
    assert len(feeds.polled) == 200
    assert set(feeds.polled.values()) == {1}
    assert feeds.most_at_once > 100


def test_feeds_that_stall_do_not_delay_the_others():
    class Stalling(Feeds):
        async def poll(self, name):
            if int(name.removeprefix("feed-")) < 50:
                await asyncio.sleep(3600)
            await super().poll(name)

    feeds = Stalling({f"feed-{n}": now() for n in range(200)}, takes=0)
    run(feeds, 2)
    assert len(feeds.polled) == 150


@pytest.mark.parametrize("hours", [1, -1])
def test_when_the_clock_jumps_what_is_due_is_reckoned_anew(hours):
    """A feed set for later by the old time is due now by the new one."""
    feeds = Feeds({"feed-1": now() + timedelta(hours=1)}, takes=0)

    def jump(jobs):
        feeds.due["feed-1"] = now()  # what the poller says, by the new time
        jobs.reckon()

    run(feeds, 0.6, jump)
    assert feeds.polled["feed-1"] == 1


def test_a_feed_that_is_being_polled_when_the_clock_jumps_is_not_polled_twice():
    feeds = Feeds({"feed-1": now()}, takes=1)
    run(feeds, 1.0, Jobs.reckon)
    assert feeds.most_at_once == 1


@pytest.mark.parametrize("jump", [3600, -3600, 60, -60])
def test_a_clock_that_is_set_or_a_machine_that_slept_is_noticed_once(jump):
    clock, steady = FixedClock(), [0.0]
    jumps = Jumps(clock.now, lambda: steady[0])
    for _ in range(5):
        clock.advance(seconds=0.1)
        steady[0] += 0.1
        assert jumps.noticed() == 0
    clock.advance(seconds=jump)
    assert jumps.noticed() == pytest.approx(jump)
    assert jumps.noticed() == 0


def test_summer_time_is_no_jump():
    """All that is reckoned is reckoned in UTC, where no hour is missing or comes twice."""
    clock, steady = FixedClock(datetime(2026, 3, 29, 0, 59, tzinfo=UTC)), [0.0]
    jumps = Jumps(clock.now, lambda: steady[0])
    for _ in range(300):
        clock.advance(seconds=1)
        steady[0] += 1
        assert jumps.noticed() == 0
