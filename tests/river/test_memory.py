"""What every room remembers is bounded: counted in entries, not in megabytes.

The windows of time are made short and the bounds of number small, so that some hundred articles
fill them; after twice as many every room must hold as much as before, and no more.
"""

import asyncio
import os
from collections import deque
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import timedelta

import pytest
import structlog

from monitor.assembly.build import build
from monitor.assembly.engines import Engines
from monitor.config.settings import Alerts, Incidents, Settings
from monitor.reading.places.gazetteer import load_gazetteer
from tests.desk import RULE
from tests.fakes.clock import FixedClock
from tests.torture.week import Accepting

DAY = timedelta(days=1)
A_DAY = 12  # articles
DISTRICTS = 15  # some rooms keep a little of every place
FILLED = 12  # days after which all that is kept for a time is there
CAPTURE = """\
title: A district falls
id: falls
status: stable
level: high
description: Somebody captured a district.
when: {claim: territory-captured, place: {kind: district}}
alert: {one_per: article, notify: desk}
examples:
  fires:
    - text: "Taliban fighters captured Darqad district in Takhar province on Sunday."
  quiet:
    - text: "Nothing happened."
      because: no_claim
"""
# What bounds a room's memory, where the settings do not say: (module, name, so small here).
BOUNDS = (
    ("monitor.articles.window", "SPAN", 2 * DAY),
    ("monitor.articles.memory", "SPAN", 2 * DAY),
    ("monitor.articles.memory", "_KNOWN", 30),
    ("monitor.articles.memory", "_FRESH", 20),
    ("monitor.articles.memory", "_TEXTS", 10),
    ("monitor.incidents.memory", "_MOST_HOLDINGS", 20),
    ("monitor.incidents.memory", "AT_HAND", 10),
    ("monitor.rules.memory.captures", "MOST", 3),
    ("monitor.rules.memory.past", "KEEP", 2 * DAY),
    ("monitor.rules.memory.past", "MOST_INCIDENTS", 20),
    ("monitor.rules.memory.past", "MOST_ARTICLES", 20),
    ("monitor.rules.memory.past", "MOST_ENTRIES", 20),
    ("monitor.rules.memory.past", "MOST_TIMES", 20),
    ("monitor.delivery.memory", "KEPT", 2 * DAY),
    ("monitor.sources.directory", "_GONE", 10),
)


def entries(thing, seen):
    """Return how many entries all containers hold that hang on a thing of ours."""
    if id(thing) in seen or isinstance(thing, str | bytes | type):
        return 0
    seen.add(id(thing))
    if isinstance(thing, Mapping):
        return len(thing) + sum(entries(each, seen) for each in list(thing.values()))
    if isinstance(thing, Sequence | AbstractSet | deque):
        return len(thing) + sum(entries(each, seen) for each in thing)
    if not type(thing).__module__.startswith("monitor"):
        return 0
    slots = [name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ())]
    names = {*slots, *getattr(thing, "__dict__", ()), *getattr(thing, "__struct_fields__", ())}
    return sum(entries(getattr(thing, name, None), seen) for name in sorted(names))


def held(built):
    """Return the number of entries of each room's memory."""
    app = built.app
    steps = app.steps
    memories = {
        "articles": steps.articles._memory,
        "incidents": (steps.incidents._memory, steps.incidents._denials),
        "rules": steps.rules.memory,
        "alerts": (steps.alerts.board, steps.alerts._vigil, steps.alerts._agenda),
        "delivery": steps.delivery._memory,
        "outbox": app.sender._outbox,
        "sources": (app.poller._memory, [each._known for each in built.folders]),
    }
    return {room: entries(memory, set()) for room, memory in memories.items()}


class Desk:
    def __init__(self, built, inbox, clock):
        self.built, self._inbox, self._clock = built, inbox, clock
        gazetteer = load_gazetteer([])
        self._districts = [
            (place.name, place.province)
            for place in gazetteer.places.values()
            if place.kind == "district" and place.country == "AF" and place.province
        ][:DISTRICTS]
        self._told = 0

    def live(self, days):
        """Let days go by, each with some articles, as the daemon would."""
        for _ in range(days):
            for old in self._inbox.iterdir():
                old.unlink()
            for _ in range(A_DAY):
                self._drop()
            asyncio.run(self.built.app.poller.poll_all())
            self.built.app.advance()
            assert self.built.app.sender.drain(30)
            self.built.app.advance()
            self._clock.advance(days=1)

    def _drop(self):
        self._told += 1
        name, province = self._districts[self._told * 7 % len(self._districts)]
        own = " ".join(f"word{self._told}x{at}" for at in range(40))
        path = self._inbox / f"{self._told}.txt"
        path.write_text(
            f"Date: {self._clock.now():%Y-%m-%d}\n\n"
            f"Taliban fighters captured {name} district in {province} province on "
            f"{self._clock.now():%A}, an elder said. A flood followed. {own}.\n"
        )
        long_ago = self._clock.now().timestamp() - 60
        os.utime(path, (long_ago, long_ago))

    def count(self, kind):
        found, after = 0, 0
        while page := self.built.app.log.headers(after, types={kind}, limit=1000):
            found, after = found + len(page), page[-1].position
        return found


@pytest.fixture
def small(monkeypatch):
    for module, name, value in BOUNDS:
        monkeypatch.setattr(f"{module}.{name}", value)


@pytest.fixture
def endless(monkeypatch):
    for module, name, value in BOUNDS:
        monkeypatch.setattr(f"{module}.{name}", 1000 * DAY if value == 2 * DAY else 10**6)


@pytest.fixture
def desk(tmp_path):
    clock = FixedClock()
    for part in ("in", "rules"):
        (tmp_path / part).mkdir()
    (tmp_path / "rules" / "flood.yml").write_text(RULE)
    (tmp_path / "rules" / "falls.yml").write_text(CAPTURE)
    settings = Settings(
        state=tmp_path / "state",
        rules=tmp_path / "rules",
        sources=[{"kind": "directory", "name": "in", "path": str(tmp_path / "in")}],
        destinations={"hook": {"url": "json://localhost:1/", "at_most": {"messages": 0}}},
        routes={"desk": {"to": ["hook"]}},
        alerts=Alerts(resolve_after=DAY, remember_resolved=2 * DAY),
        incidents=Incidents(remember=2 * DAY, supersede=2 * DAY, most_claims=3),
    )
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with build(settings, clock, {}, Engines(transport=Accepting)) as built:
        built.app.restore()
        yield Desk(built, tmp_path / "in", clock)


@pytest.mark.usefixtures("small")
def test_no_room_remembers_more_once_its_window_is_full(desk):
    desk.live(FILLED)
    before = held(desk.built)
    desk.live(FILLED)
    after = held(desk.built)
    articles = 2 * FILLED * A_DAY
    assert desk.count("incident.opened") > articles / 5
    assert desk.count("alert.raised") > articles
    assert desk.count("delivery.succeeded") > articles
    # One claim tells a little more than another, so that a few entries come and go.
    grown = {room: (n, after[room]) for room, n in before.items() if after[room] > 1.05 * n}
    assert not grown


@pytest.mark.usefixtures("endless")
def test_a_room_that_forgets_nothing_would_be_found(desk):
    desk.live(3)
    before = held(desk.built)
    desk.live(3)
    after = held(desk.built)
    for room in ("articles", "rules", "delivery"):
        assert after[room] > 1.5 * before[room], room
