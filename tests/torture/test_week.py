"""A week of the river by a fake clock: memory, file handles and threads stay what they were."""

import asyncio
import gc
import os
import threading
import tracemalloc
from pathlib import Path

import pytest

from monitor.assembly.build import build
from monitor.assembly.engines import Engines
from monitor.clock import SystemClock
from monitor.config.settings import Settings
from monitor.delivery.transport import Sent
from tests.fakes.clock import FixedClock
from tests.torture.kill import RULE

pytestmark = pytest.mark.slow

FEEDS, DAYS, LOOKS_A_DAY = 10, 7, 24


class Accepting:
    def start(self):
        pass

    def send(self, destination, message):
        return Sent()

    def close(self):
        pass


def settings_in(folder):
    (folder / "rules").mkdir()
    (folder / "rules" / "flood.yml").write_text(RULE)
    sources = []
    for number in range(FEEDS):
        inbox = folder / f"in{number}"
        inbox.mkdir()
        sources.append({"kind": "directory", "name": f"in{number}", "path": str(inbox)})
    return Settings(
        state=folder / "state",
        rules=folder / "rules",
        sources=sources,
        destinations={"hook": {"url": "json://localhost:1/"}},
        routes={"desk": {"to": ["hook"]}},
    )


def live_through_a_day(built, clock, folder, day):
    for look in range(LOOKS_A_DAY):
        number = day * LOOKS_A_DAY + look
        inbox = folder / f"in{number % FEEDS}"
        part = folder / "part"
        own = " ".join(f"w{number}x{at}" for at in range(30))
        part.write_text(f"A flood reached village {number}, an elder said. {own}")
        part.rename(inbox / f"{number}.txt")
        clock.advance(minutes=24 * 60 / LOOKS_A_DAY)
        for name in built.app.poller.names:
            asyncio.run(built.app.poller.poll(name, force=True))
        built.app.advance()
        built.app.sender.drain(5)
        for old in inbox.iterdir():
            old.unlink()
    built.app.save()


def held():
    gc.collect()
    handles = len(list(Path("/proc/self/fd").iterdir()))
    return tracemalloc.get_traced_memory()[0], handles, threading.active_count()


def test_a_week_leaks_no_memory_no_file_handles_and_no_threads(tmp_path):
    clock = FixedClock(SystemClock().now())
    engines = Engines(transport=Accepting)
    with build(settings_in(tmp_path), clock, os.environ, engines) as built:
        built.app.restore()
        tracemalloc.start()
        try:
            days = []
            for day in range(DAYS):
                live_through_a_day(built, clock, tmp_path, day)
                days.append(held())
        finally:
            tracemalloc.stop()
        raised = built.app.log.read(types={"alert.raised"}, limit=10_000)
    assert len(raised) == DAYS * LOOKS_A_DAY
    # What is remembered for some days is there after three; from then on it only turns over.
    memory = [each[0] for each in days]
    assert memory[-1] - memory[2] < 3_000_000, memory
    assert days[-1][1] <= days[2][1] + 2, days
    assert days[-1][2] <= days[2][2] + 1, days
