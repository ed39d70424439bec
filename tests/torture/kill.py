"""kill -9, again and again, at random and at every named point, with articles pouring in.

Whenever it dies: no article is lost or taken twice, one alert for each, every message arrives at
both sinks, and each kill makes at most one copy at each of them, under the key of the first.
"""

import contextlib
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from monitor.assembly.audit import audit
from monitor.clock import SystemClock
from monitor.eventlog.anchors import read_anchors
from monitor.eventlog.sqlite import SqliteLog
from monitor.events.codec import decode
from monitor.events.envelope import Envelope
from monitor.flow.replay import walk
from tests.delivery.servers import mail_server
from tests.desk import Desk, mailbox
from tests.torture.disk import quick

KINDS = """
article.received article.accepted article.read rule.matched alert.raised delivery.requested
delivery.started delivery.succeeded delivery.unknown checkpoint snapshot daemon.started send
"""
POINTS = [f"{when} {kind}" for kind in KINDS.split() for when in ("before", "after")]
STOPPED = 10.0  # seconds within which a daemon stops when told to
PATIENCE = 90.0  # seconds until the last daemon must have told everything


class Sink:
    """What arrived, by key: a web hook, and a mailbox beside it."""

    def __init__(self) -> None:
        self.keys: Counter[str] = Counter()
        self._lock = threading.Lock()

    def take(self, key: str) -> None:
        with self._lock:
            self.keys[key] += 1


@contextmanager
def web_sink() -> Iterator[tuple[Sink, int]]:
    sink = Sink()

    class Take(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            sink.take(self.headers["Idempotency-Key"])
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Take)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield sink, server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Nest:
    """The process that hatches daemons."""

    def __init__(self, config: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.nest", str(config)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._hear()

    def _ask(self, **order: object) -> dict[str, int]:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._hear()

    def _hear(self) -> dict[str, int]:
        assert self._process.stdout
        heard: dict[str, int] = json.loads(self._process.stdout.readline())
        return heard

    def start(self, **order: object) -> "Hatched":
        return Hatched(self, self._ask(verb="start", **order)["process"])

    def wait(self) -> int:
        return self._ask(verb="wait")["status"]

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(timeout=20)
        self._process.stdout.close()


class Hatched:
    """One daemon: it may die of its fate, or be killed."""

    def __init__(self, nest: Nest, process: int) -> None:
        self._nest = nest
        self._handle = os.pidfd_open(process)

    def ended_within(self, seconds: float) -> bool:
        return bool(select.select([self._handle], [], [], seconds)[0])

    def tell(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, number)

    def end(self, number: int) -> int:
        """Send a signal (too late is no harm) and return how it ended."""
        self.tell(number)
        status = self._nest.wait()
        os.close(self._handle)
        return status


@dataclass(slots=True)
class Report:
    """What came of it. ``copies`` are messages that a sink got once more."""

    kills: int = 0
    articles: int = 0
    copies: Counter[str] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    slowest_stop: float = 0.0
    findings: list[str] = field(default_factory=list)


class Scene(Desk):
    """A desk with two sinks to tell."""

    def __init__(self, folder: Path, web: tuple[Sink, int], mail: tuple[object, int]) -> None:
        hook = f"json://127.0.0.1:{web[1]}/hook"
        super().__init__(folder, {"web": hook, "mail": mailbox(mail[1])})
        self.web = web[0]
        self.mailbox = mail[0]

    def log(self) -> SqliteLog:
        return SqliteLog(self.state / "events.db", SystemClock(), read_only=True)

    def mailed(self) -> Counter[str]:
        mails = getattr(self.mailbox, "mails", [])
        return Counter(str(mail["X-Monitor-Delivery-Id"]) for mail in mails)

    def arrived(self) -> int:
        """Return how many different messages the sinks have got."""
        return len(self.web.keys) + len(self.mailed())

    def complete(self) -> bool:
        return min(len(self.web.keys), len(self.mailed())) >= self.dropped


@contextmanager
def scene() -> Iterator[Scene]:
    with tempfile.TemporaryDirectory(dir=quick()) as name, web_sink() as web, mail_server() as mail:
        yield Scene(Path(name), web, mail)


def torture(seed: int, count: int, *, real: bool = False) -> Report:
    """Kill ``count`` daemons, let a last one finish, and look at what is there."""
    chance, report = random.Random(seed), Report()
    with scene() as stage:
        nest = Nest(stage.config)
        try:
            for number in range(count):
                # Every named point in turn, then at random.
                point = POINTS[number % len(POINTS)] if number % 3 else None
                _round(stage, nest, report, chance, point=point, real=real)
            _finish(stage, nest, report, real=real)
        finally:
            nest.close()
        report.articles = stage.dropped
        report.findings += findings(stage, report)
    return report


def _round(
    stage: Scene, nest: Nest, report: Report, chance: random.Random, **order: object
) -> None:
    stage.drop(chance.randrange(3))
    daemon = nest.start(nth=chance.choice((1, 1, 2, 3)), **order)
    if order["point"] is None:
        ended = daemon.ended_within(chance.uniform(0.02, 1.5))
    else:
        ended = daemon.ended_within(chance.uniform(0.1, 0.5))
        stage.drop(1 + chance.randrange(2))
        if "snapshot" in str(order["point"]):
            daemon.tell(signal.SIGTERM)  # snapshots are kept at the end
        ended = ended or daemon.ended_within(1.5)
    status = daemon.end(signal.SIGKILL)
    report.kills += status == -signal.SIGKILL
    if ended and status == -signal.SIGKILL:
        report.reached[str(order["point"])] += 1
    if status not in {0, -signal.SIGKILL, -signal.SIGTERM}:
        words = (stage.folder / "journal").read_text().splitlines()[-3:]
        raise RuntimeError(f"a daemon ended by itself with {status}: {words}")


def stops(seed: int, count: int) -> Report:
    """Tell ``count`` daemons to stop while articles pour in; return what came of it."""
    chance, report = random.Random(seed), Report()
    with scene() as stage:
        nest = Nest(stage.config)
        try:
            for _ in range(count):
                stage.drop(5 + chance.randrange(10))
                daemon = nest.start()
                daemon.ended_within(chance.uniform(0.05, 1.0))
                stage.drop(5)
                _stop(daemon, report)
            _finish(stage, nest, report)
        finally:
            nest.close()
        report.articles = stage.dropped
        report.findings += findings(stage, report)
    return report


def _stop(daemon: Hatched, report: Report) -> None:
    began = time.monotonic()
    daemon.tell(signal.SIGTERM)
    if not daemon.ended_within(STOPPED):
        report.findings.append(f"a daemon did not stop within {STOPPED} s")
    status = daemon.end(signal.SIGKILL)
    report.slowest_stop = max(report.slowest_stop, time.monotonic() - began)
    if status not in {0, -signal.SIGTERM}:
        # Minus SIGTERM: told before it had anything to take care of.
        report.findings.append(f"a daemon that was told to stop ended with {status}")


def _finish(stage: Scene, nest: Nest, report: Report, **order: object) -> None:
    """Let a last daemon catch up: as long as more reaches the sinks, it is waited for."""
    stage.drop(1)
    daemon = nest.start(**order)
    there, end = stage.arrived(), time.monotonic() + PATIENCE
    while not stage.complete() and time.monotonic() < end and not daemon.ended_within(0.1):
        if stage.arrived() > there:
            there, end = stage.arrived(), time.monotonic() + PATIENCE
    _stop(daemon, report)


def findings(stage: Scene, report: Report) -> list[str]:
    """Return what is not as promised, in the log and at the sinks."""
    log = stage.log()
    try:
        events: list[Envelope[Any]] = [decode(recorded) for recorded in walk(log)]
        fault = audit(log, read_anchors(stage.state / "anchors.jsonl")).fault
    finally:
        log.close()
    found = [fault] if fault else []
    counted = Counter(event.type for event in events)
    taken = Counter(event.data.key for event in events if event.type == "article.received")
    if len(taken) != stage.dropped or max(taken.values()) > 1:
        found.append(f"{stage.dropped} articles were dropped, {taken.total()} taken")
    for kind, wanted in (("alert.raised", 1), ("delivery.requested", 2), ("delivery.succeeded", 2)):
        if counted[kind] != wanted * stage.dropped:
            found.append(f"{counted[kind]} times {kind} for {stage.dropped} articles")
    return found + _at_the_sinks(stage, report, events)


def _at_the_sinks(stage: Scene, report: Report, events: list[Envelope[Any]]) -> list[str]:
    found, asked = [], defaultdict(set)
    for event in events:
        if event.type == "delivery.requested":
            asked[event.data.destination].add(event.data.delivery)
    for name, keys in (("web", stage.web.keys), ("mail", stage.mailed())):
        if set(keys) != asked[name]:
            found.append(f"{name}: {len(asked[name])} messages requested, {len(keys)} arrived")
        report.copies[name] = keys.total() - len(keys)
        if report.copies[name] > report.kills:
            found.append(f"{name}: {report.copies[name]} copies after {report.kills} kills")
    return found
