"""From start to ready on a long log: with snapshots, after a kill, and without any.

The log holds what a year of a busy desk would: articles that were polled, cleaned, read, and a few
alerts with their deliveries. The memory of the process is measured too: it must not grow with it.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from monitor.clock import SystemClock
from monitor.daemon.saves import AFTER as SAVE_AFTER
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.articles import ArticleAccepted
from monitor.events.codec import encode
from monitor.events.deliveries import DeliveryRequested, DeliveryStarted, DeliverySucceeded
from monitor.events.envelope import NewEvent, microseconds
from monitor.events.readings import ArticleRead
from monitor.events.registry import Event
from monitor.events.sources import ArticleReceived, SourcePolled
from monitor.flow.ids import digest, event_id
from tests.desk import ROOT, Desk

EVENTS = int(os.environ.get("BENCH_EVENTS", "1000000"))
AT_ONCE = 2000
SPAN = timedelta(days=365)


def story(number: int, when: datetime) -> Iterator[tuple[str, Event]]:
    """Yield the events of one article; each tenth is alerted of."""
    name, body = f"{number:012x}", digest(b"%d" % number)
    source = f"feed-{number % 200}"
    yield f"source/{source}", SourcePolled(source=source, items=30, new=1)
    yield (
        f"article/{name}",
        ArticleReceived(source=source, key=name, body=body, media_type="text/html", title=name),
    )
    shared = {"article": name, "revision": 1, "source": source, "outlet": source, "body": body}
    date = when.isoformat()
    yield (
        f"article/{name}",
        ArticleAccepted(**shared, title=f"Title {number}", wire=name, published=date),
    )
    yield (
        f"article/{name}",
        ArticleRead(**shared, title=f"T {number}", wire=name, claims=(), reader="r"),
    )
    if number % 10 == 0:
        yield (
            f"delivery/{name}",
            DeliveryRequested(
                delivery=name, alert=name, route="desk", destination="hook", subject="s", text="t"
            ),
        )
        yield f"delivery/{name}", DeliveryStarted(delivery=name, attempt=1)
        yield f"delivery/{name}", DeliverySucceeded(delivery=name, attempt=1)


def fill(path: Path, count: int, first: int = 0) -> None:
    log = SqliteLog(path, SystemClock())
    log._conn.execute("PRAGMA synchronous=OFF")  # the bench's own preparation
    batch: list[NewEvent] = []
    start, number, written = SystemClock().now() - SPAN, first, 0
    while written < count:
        number += 1
        when = start + SPAN * (written / count)
        for subject, event in story(number, when):
            name = event_id(subject, event.TYPE, number)
            batch.append(
                NewEvent(
                    id=name,
                    type=event.TYPE,
                    schema_version=1,
                    subject=subject,
                    time=microseconds(when),
                    correlation_id=name,
                    causation_id=None,
                    data=encode(event),
                )
            )
        if len(batch) >= AT_ONCE:
            log.append(batch)
            written += len(batch)
            batch = []
    log.close()


PROBE = """
import resource, sys, time
from pathlib import Path
began, cpu = time.perf_counter(), time.process_time()
from monitor.assembly.build import build
from monitor.clock import SystemClock
from monitor.config.load import load
import monitor.daemon.service
from monitor.eventlog.protocol import Checkpoint
imported = time.perf_counter()
with build(load(Path(sys.argv[1])), SystemClock(), {}) as built:
    built.app.restore()
    ready = time.perf_counter()
    used = time.process_time() - cpu
    if sys.argv[2] == "settle":  # as if all of it had been handled
        for runner in built.app.river.runners:
            done = Checkpoint(runner._name, built.app.log.head().position)
            built.app.log.append([], checkpoint=done)
        built.app.views.catch_up()
        built.app.save()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{ready - began:6.2f} s to ready ({used:.2f} s of CPU, imports "
          f"{imported - began:.2f} s), peak memory {peak:,.0f} MiB")
"""


def probe(config: Path, what: str) -> str:
    command = [sys.executable, "-c", PROBE, str(config), what]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        desk = Desk(Path(name))
        config, log = desk.config, desk.state / "events.db"
        print(f"  an empty log            {probe(config, 'look')}", flush=True)
        began = time.perf_counter()
        fill(log, EVENTS)
        print(f"  ({EVENTS:,} events written in {time.perf_counter() - began:.0f} s)", flush=True)
        print(f"  no snapshot at all      {probe(config, 'look')}", flush=True)
        probe(config, "settle")
        print(f"  with snapshots          {probe(config, 'look')}", flush=True)
        fill(log, SAVE_AFTER, first=EVENTS)
        print(f"  killed {SAVE_AFTER:,} later     {probe(config, 'look')}", flush=True)


if __name__ == "__main__":
    main()
