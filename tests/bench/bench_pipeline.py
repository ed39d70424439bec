"""The whole river: from files in a folder to requested deliveries, room by room, and its memory.

As in the daemon, files are taken in by one thread while the river flows in another, and other
processes work ahead. Rooms are told in processor time of the river's thread; what the intake and
the talk with the other processes take is what the rest of this process took.

The clock is a false one and goes on as if ``A_DAY`` articles came in a day: as many as some hundred
feeds of a very busy desk bring (``BENCH_A_DAY`` is another number: with 2,000, what is kept for a
month is full after 60,000). So windows of time move on as they would there, what should be
forgotten is, and a sweep comes with every lot as the daemon's would. Nothing is sent: all messages
stay requested, more of them than a desk ever has. ``BENCH_ARTICLES`` is how many articles; the aim
is 1,000 a second on two cores and flat memory over 200,000 (ten days).
"""

import asyncio
import os
import resource
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import structlog

from monitor.assembly.app import SHOWN, App
from monitor.assembly.build import build
from monitor.config.settings import Settings
from monitor.events.alerts import SweepDue
from monitor.flow.runner import StepRunner
from tests.bench.stream import stream
from tests.fakes.clock import FixedClock

ROOT = Path(__file__).parents[2]
ARTICLES = int(os.environ.get("BENCH_ARTICLES", "6000"))
LOT = 2000
A_DAY = int(os.environ.get("BENCH_A_DAY", "20000"))
START = datetime(2026, 1, 18, 6, tzinfo=UTC)


class Stopwatch:
    """CPU seconds of this thread by what they were spent on."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def over(self, name: str, began: float) -> None:
        self.spent[name] += time.thread_time() - began  # type: ignore[assignment]


class Timed:
    """A runner whose every turn is timed under its step's name."""

    def __init__(self, runner: StepRunner, watch: Stopwatch) -> None:
        self._runner = runner
        self._watch = watch

    @property
    def waiting(self) -> bool:
        return self._runner.waiting

    def run_once(self, *, busy: bool) -> int:
        began = time.thread_time()
        try:
            return self._runner.run_once(busy=busy)
        finally:
            self._watch.over(self._runner.step.name, began)


def settings_in(folder: Path) -> Settings:
    return Settings(
        state=folder / "state",
        rules=ROOT / "rules",
        sources=({"kind": "directory", "name": "in", "path": str(folder / "inbox")},),
        destinations={"hook": {"url": "json://localhost:1/never-called"}},
        default_route="desk",
        routes={"desk": {"to": ["hook"]}, "border-desk": {"to": ["hook"]}},
    )


def fill(inbox: Path, texts: Iterator[str], lot: int, now: datetime) -> int:
    """Replace what lies in the inbox by a new lot; return how many."""
    for old in inbox.iterdir():
        old.unlink()
    count = 0
    for text in islice(texts, LOT):
        path = inbox / f"{lot:04}-{count:05}.txt"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (now.timestamp() - 60, now.timestamp() - 60))
        count += 1
    return count


def resident() -> float:
    """Return the MiB that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def take_in(app: App, watch: Stopwatch) -> None:
    """Take in what lies in the inbox, and let the river flow meanwhile and until it is still."""
    intake = threading.Thread(target=lambda: asyncio.run(app.poller.poll_all()))
    everything, here = time.process_time(), time.thread_time()
    intake.start()
    coming = True
    while coming:
        coming = intake.is_alive()
        moved = app.river.round()
        began = time.thread_time()
        shown = app.views.catch_up(most=SHOWN)
        watch.over("views", began)
        coming = coming or moved + shown > 0
        if not moved + shown:
            intake.join(0.005)
    spent = time.process_time() - everything - (time.thread_time() - here)
    watch.spent["intake"] += spent  # type: ignore[assignment]


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    watch, clock, texts = Stopwatch(), FixedClock(START), stream()
    taken, seconds, sizes = 0, 0.0, []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "inbox").mkdir()
        with build(settings_in(folder), clock, {}) as built:
            built.app.restore()
            river = built.app.river
            river.runners = tuple(Timed(each, watch) for each in river.runners)  # type: ignore[misc]
            while taken < ARTICLES:
                taken += fill(folder / "inbox", texts, taken // LOT, clock.now())
                began = time.perf_counter()
                take_in(built.app, watch)
                seconds += time.perf_counter() - began
                sizes.append(resident())
                clock.advance(days=LOT / A_DAY)
                built.app.say(SweepDue(), "sweep")
            head = built.app.log.head().position
            requested = sum(1 for _ in _all(built.app, "delivery.requested"))
    for room, spent in watch.spent.most_common():
        print(f"  {room:10} {spent / taken * 1e6:8,.0f} us of CPU an article")
    beside = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"  together   {sum(watch.spent.values()) / taken * 1e6:8,.0f} us in this process")
    print(f"  beside it  {(beside.ru_utime + beside.ru_stime) / taken * 1e6:8,.0f} us")
    print(f"  {taken / seconds:,.0f} articles/s from files to {requested} requested deliveries")
    print(f"  {head:,} events; memory after each {LOT} articles: {_told(sizes)} MiB")


def _all(app: App, kind: str) -> Iterator[object]:
    after = 0
    while page := app.log.read(after, types={kind}, limit=1000):
        yield from page
        after = page[-1].position


def _told(sizes: list[float]) -> str:
    step = max(1, len(sizes) // 10)
    return " ".join(f"{size:,.0f}" for size in sizes[::step])


if __name__ == "__main__":
    main()
