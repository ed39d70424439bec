"""Days of operation by a false clock: many feeds over real HTTP, and messages that are taken.

What is kept of each item is kept for a time: its words for a fortnight, what was sent of it for 37
days, its text until 8 MB of others came. So forty days go by first, polled four times a day; from
then on memory, file handles and threads must stay what they were.
"""

import asyncio
import gc
import os
import random
import sys
import tempfile
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from monitor.assembly.build import Built, build
from monitor.assembly.engines import Engines
from monitor.clock import SystemClock
from monitor.config.settings import Alerts, Incidents, Settings
from monitor.delivery.options import Destination
from monitor.delivery.transport import Outgoing, Sent
from monitor.events.alerts import AlertRaised
from tests.desk import RULE
from tests.fakes.clock import FixedClock
from tests.torture.disk import quick

HOURS = 24
A_DAY = timedelta(days=1)
SHOWN = 25  # items of a feed: some ten days of them, so that none is lost to a poll that failed
BEFORE = 40  # days after which all that is kept for a time is there
SELDOM = 6  # hours between two polls of those days
LONG = 120  # words of an item: the texts kept at hand (8 MB) are then full within those days
WORDS = 20_000  # that a press uses, as a language does: they come again, their order does not


class Accepting:
    """Takes every message."""

    def start(self) -> None:
        pass

    def send(self, destination: Destination, message: Outgoing) -> Sent:
        del destination, message
        return Sent()

    def close(self) -> None:
        pass


class Press:
    """Feeds, each with an item more at times."""

    def __init__(self, feeds: int, seed: int) -> None:
        self._chance = random.Random(seed)
        self.items = [0] * feeds
        self.rests = False

    def an_hour_passes(self) -> None:
        if self.rests:
            return
        for number in range(len(self.items)):
            self.items[number] += self._chance.random() < 1 / 12

    def tag(self, number: int) -> str:
        """Return what changes with the feed: most polls find it as it was."""
        return f'"{self.items[number]}"'

    def feed(self, number: int) -> bytes:
        last = self.items[number]
        items = "".join(self._item(number, at) for at in range(max(0, last - SHOWN) + 1, last + 1))
        return (
            f'<rss version="2.0"><channel><title>Feed {number}</title>{items}</channel></rss>'
        ).encode()

    def _item(self, number: int, at: int) -> str:
        chance = random.Random(f"{number}-{at}")
        village, *own = (f"w{chance.randrange(WORDS)}" for _ in range(LONG))
        text = f"A flood reached {village}, an elder said. {' '.join(own)}."
        return (
            f"<item><title>News {at} of {number}</title><guid>{number}-{at}</guid>"
            f"<description>{text}</description></item>"
        )


class Server(ThreadingHTTPServer):
    """Says nothing of callers that gave up meanwhile, as happens on a busy machine."""

    request_queue_size = 256  # all feeds are asked at once; the usual five would keep most waiting

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(press: Press) -> Iterator[int]:
    class Serve(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = int(self.path[1:])
            tag = press.tag(number)
            if self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return
            body = press.feed(number)
            self.send_response(200)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Serve)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(slots=True)
class Day:
    """What was held at the end of a day: bytes of Python's own objects, handles, threads."""

    memory: int
    handles: int
    threads: int


@dataclass(slots=True)
class Report:
    days: list[Day] = field(default_factory=list)
    polls: int = 0
    failed: int = 0
    items: int = 0
    raised: int = 0

    def findings(self, most: int = 3_000_000) -> list[str]:
        """Return what grew after the first day; ``most`` bytes are no growth."""
        settled, last, found = self.days[0], self.days[-1], []
        if last.memory - settled.memory > most:
            found.append(f"memory grew from {settled.memory} to {last.memory} bytes")
        if last.handles > settled.handles + 2:
            found.append(f"file handles grew from {settled.handles} to {last.handles}")
        if last.threads > settled.threads + 2:  # a parser's or a timer's may just be at work
            found.append(f"threads grew from {settled.threads} to {last.threads}")
        if self.raised != self.items:
            found.append(f"{self.raised} alerts were raised for {self.items} items")
        return found


def settings_in(folder: Path, feeds: int, port: int) -> Settings:
    (folder / "rules").mkdir()
    (folder / "rules" / "flood.yml").write_text(RULE)
    sources = [
        {
            "kind": "feed",
            "name": f"feed-{number}",
            "url": f"http://127.0.0.1:{port}/{number}",
            "allow_addresses": ["127.0.0.0/8"],
            "alert_on_first_poll": True,
            "pages": "never",
        }
        for number in range(feeds)
    ]
    return Settings(
        state=folder / "state",
        rules=folder / "rules",
        sources=sources,
        destinations={"hook": {"url": "json://localhost:1/"}},
        routes={"desk": {"to": ["hook"]}},
        alerts=Alerts(resolve_after=A_DAY, remember_resolved=A_DAY),
        incidents=Incidents(remember=A_DAY),
    )


def torture(
    seed: int,
    days: int,
    *,
    feeds: int = 200,
    before: int = BEFORE,
    told: Callable[[int, Day], None] = lambda number, day: None,
) -> Report:
    """Live through some days after those ``before``; return what was held at the end of each."""
    press, clock, report = Press(feeds, seed), FixedClock(SystemClock().now()), Report()
    engines = Engines(transport=Accepting)
    with tempfile.TemporaryDirectory(dir=quick()) as name, served(press) as port:
        settings = settings_in(Path(name), feeds, port)
        with build(settings, clock, os.environ, engines) as built:
            built.app.restore()
            tracemalloc.start()
            try:
                for _ in range(before):
                    _live_through_a_day(built, clock, press, report, every=SELDOM)
                for number in range(1, days + 1):
                    _live_through_a_day(built, clock, press, report)
                    report.days.append(_held())
                    told(number, report.days[-1])
            finally:
                tracemalloc.stop()
            press.rests = True  # what a poll that failed put off is taken, within a day at most
            _live_through_a_day(built, clock, press, report, every=SELDOM)
            report.raised = _raised(built)
    report.items = sum(press.items)
    return report


def _live_through_a_day(
    built: Built, clock: FixedClock, press: Press, report: Report, *, every: int = 1
) -> None:
    for hour in range(HOURS):
        press.an_hour_passes()
        clock.moment += timedelta(hours=1)
        if hour % every:
            continue
        outcomes = asyncio.run(built.app.poller.poll_all())
        report.polls += len(outcomes)
        report.failed += sum(bool(each.failure) for each in outcomes)
        built.app.advance()
        built.app.sender.drain(20)
    built.app.save()


def _held() -> Day:
    gc.collect()
    handles = len(list(Path("/proc/self/fd").iterdir()))
    # The server's are not ours; names are resolved by a pool that grows to its bound.
    others = ("process_request", "resolve")
    ours = [each for each in threading.enumerate() if not any(o in each.name for o in others)]
    return Day(tracemalloc.get_traced_memory()[0], handles, len(ours))


def _raised(built: Built) -> int:
    """Return how many alerts were raised, but for those about the monitor's own troubles."""
    count = after = 0
    while page := built.app.log.decoded(after, types={AlertRaised.TYPE}):
        count += sum(not each.data.match.rule.startswith("monitor:") for each in page)
        after = page[-1].position
    return count
