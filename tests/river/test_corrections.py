"""Whoever was told hears what became of it: exactly, in words, and nobody hears anything twice."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.assembly.build import build
from monitor.config.settings import Settings
from monitor.events.codec import decode
from tests.fakes.clock import FixedClock

ROOT = Path(__file__).parents[2]
SUNDAY = datetime(2021, 7, 4, 12, tzinfo=UTC)
FELL = "Taliban fighters captured Imam Sahib district in Kunduz province on Sunday, {who} said."
AGAIN = "Imam Sahib district of Kunduz fell to the Taliban on Sunday, a resident said."
DENIED = "The governor of Kunduz denied that Imam Sahib district had fallen to the Taliban."
RETAKEN = (
    "The Afghan army retook Imam Sahib district of Kunduz from the Taliban on {day}, {who} said."
)


class Ticking(FixedClock):
    """A clock that goes on whenever it is looked at: what waits a moment for a file gets there."""

    def now(self):
        self.advance(seconds=0.2)
        return super().now()


class Desk:
    """The whole river over a folder, with two routes; ``tell`` puts an article into it."""

    def __init__(self, app, inbox, clock):
        self._app, self._inbox, self._clock = app, inbox, clock

    def tell(self, outlet, text, hours=1):
        """Return the messages that an article leads to: destination, subject, what changed."""
        before = self._app.log.head().position
        self._clock.advance(hours=hours)
        path = self._inbox / outlet / f"{before}.txt"
        path.write_text(f"Date: {self._clock.now():%Y-%m-%d}\n\n{text}\n")
        long_ago = self._clock.now().timestamp() - 60
        os.utime(path, (long_ago, long_ago))
        asyncio.run(self._app.poller.poll_all())
        self._app.advance()
        found = [decode(each) for each in self._app.log.read(before, limit=1000)]
        changes = {
            each.id: getattr(each.data, "change", "")
            for each in found
            if each.type in {"alert.raised", "alert.updated"}
        }
        return sorted(
            (each.data.destination, changes.get(each.causation_id, "?"))
            for each in found
            if each.type == "delivery.requested"
        )


@pytest.fixture
def desk(tmp_path):
    clock = Ticking(SUNDAY)
    outlets = ("khovar", "amu", "tolo", "pajhwok")
    for outlet in outlets:
        (tmp_path / "in" / outlet).mkdir(parents=True)
    settings = Settings(
        state=tmp_path / "state",
        rules=ROOT / "rules",
        sources=[
            {"kind": "directory", "name": name, "outlet": name, "path": str(tmp_path / "in" / name)}
            for name in outlets
        ],
        destinations={
            "mail": {"url": "json://localhost:1/never"},
            "chat": {"url": "json://localhost:1/never-either"},
        },
        routes={"border-desk": {"to": ["mail", "chat"]}},
    )
    with build(settings, clock, {}) as built:
        built.app.restore()
        yield Desk(built.app, tmp_path / "in", clock)


def both(change):
    return [("chat", change), ("mail", change)]


def test_a_fall_is_confirmed_denied_and_retaken_under_one_alert_for_the_same_people(desk):
    assert desk.tell("khovar", FELL.format(who="a council member")) == both("")
    assert desk.tell("khovar", FELL.format(who="an elder of the district")) == []
    assert desk.tell("amu", AGAIN) == both(
        "level now critical (was high); confirmed by a second source: amu"
    )
    assert desk.tell("amu", f"{AGAIN} He gave no details.") == []
    assert desk.tell("tolo", DENIED) == both("now denied by the governor of Kunduz")
    assert desk.tell("pajhwok", f"{DENIED} He spoke in Kunduz city.") == []
    retaken = RETAKEN.format(day="Tuesday", who="the army")
    assert desk.tell("tolo", retaken, hours=48) == both("retaken by the Afghan army (tolo)")
    assert desk.tell("khovar", RETAKEN.format(day="Tuesday", who="a spokesman")) == []
