"""How long each page takes on a long log: `python -m tests.web.bench_pages [articles] [folder]`.

The log holds articles as the river would leave them (a fourth with a claim, a twentieth with an
incident, an alert and a delivery), over four years and 200 sources. A folder given is kept, so that
a second run only measures.
"""

import random
import statistics
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from monitor.events.alerts import AlertRaised
from monitor.events.articles import ArticleAccepted
from monitor.events.codec import encode
from monitor.events.deliveries import DeliveryRequested, DeliveryStarted, DeliverySucceeded
from monitor.events.envelope import NewEvent, microseconds
from monitor.events.incidents import IncidentOpened
from monitor.events.matches import RuleMatched
from monitor.events.readings import ArticleRead
from monitor.events.sources import ArticleReceived, SourcePolled
from monitor.events.values import ClaimRef, Incident, IncidentState, Level, Status
from monitor.flow.ids import digest, event_id
from monitor.web.app import create_app
from monitor.web.options import WebOptions
from monitor.web.uvicorn_server import WebServer
from tests.web.claims import claim
from tests.web.ground import DISTRICTS
from tests.web.world import NOON, World

SPAN = timedelta(days=1500)
BATCH = 5000
BUDGET_MS = 100
PATHS = (
    "/",
    "/?page=5",
    "/alerts?state=all",
    "/alerts/{alert}",
    "/incidents/{incident}",
    "/articles/{article}",
    "/map",
    "/api/map",
    "/map?since=2018-08-01&until=2021-07-06",
    "/api/map?since=2018-08-01&until=2021-07-06",
    "/alerts?state=all&order=level",
    "/rules/territory-captured-near-border",
    "/deliveries/{delivery}",
    "/api/alerts?limit=500",
    "/api/incidents?limit=500",
    "/api/tally",
    "/incidents",
    "/incidents?type=territory-captured&page=20",
    "/tally",
    "/tally?by=type,place",
    "/search",
    "/search?q={rare}",
    "/search?q=taliban",
    "/search?q=taliban&type=territory-captured",
    "/search?place=Darqad",
    "/rules",
    "/sources",
    "/deliveries",
    "/deliveries?page=40",
    "/log",
    "/log?type=alert.raised",
    "/log?type=sweep.due",
    "/log?subject=source/source-3",
    "/feed.atom",
    "/metrics",
    "/healthz",
)


class Writer:
    """Collects events and appends them by the thousand."""

    def __init__(self, log):
        self.log = log
        self.events, self.bodies, self.count = [], {}, 0

    def put(self, event, subject, at, cause=None):
        self.count += 1
        name = event_id("bench", self.count)
        self.events.append(
            NewEvent(
                id=name,
                type=event.TYPE,
                schema_version=event.VERSION,
                subject=subject,
                time=microseconds(at),
                correlation_id=cause or name,
                causation_id=cause,
                data=encode(event),
            )
        )
        return name

    def flush(self, least=1):
        if len(self.events) >= least:
            self.log.append(self.events, bodies=self.bodies)
            self.events, self.bodies = [], {}


def words_of(chance):
    letters = "abcdefghijklmnopqrstuvwxyz"
    return ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(20_000)]


def fill(world, articles):
    chance = random.Random(5)
    words, writer = words_of(chance), Writer(world.log)
    for number in range(articles):
        at = NOON - SPAN + SPAN * number / articles
        arrive(writer, number, at, chance, words)
        writer.flush(BATCH)
    writer.flush()
    world.views.catch_up()


def arrive(writer, number, at, chance, words):
    name, source, day = f"{number:012x}", f"source-{number % 200}", at.date().isoformat()
    place = chance.choice(list(DISTRICTS))
    text = f"{place} fell to the Taliban. " + " ".join(chance.choices(words, k=120))
    body = digest(text.encode())
    writer.bodies[body] = text.encode()
    received = ArticleReceived(source=source, key=name, body=body, media_type="text/plain")
    cause = writer.put(received, f"source/{source}", at)
    fields = {
        "article": name,
        "revision": 1,
        "source": source,
        "outlet": source,
        "title": f"{place}: " + " ".join(chance.choices(words, k=6)),
        "body": body,
        "wire": name,
        "published": day,
    }
    cause = writer.put(ArticleAccepted(**fields), f"article/{name}", at, cause)
    said = claim(text, f"{place} fell to the Taliban", place=place) if number % 4 == 0 else None
    read = ArticleRead(claims=(said,) if said else (), reader="bench", **fields)
    cause = writer.put(read, f"article/{name}", at, cause)
    if said and number % 20 == 0:
        follow(writer, fields, said, at, (cause, chance.choice(list(Level)), number))


def follow(writer, fields, said, at, rest):
    """An incident, its match, its alert and a delivery."""
    cause, level, number = rest
    name, source = fields["article"], fields["source"]
    ref = ClaimRef(
        article=name,
        revision=1,
        index=0,
        source=source,
        outlet=source,
        wire=name,
        status=Status.ASSERTED,
        published=fields["published"],
        evidence=said.evidence,
        span=said.span,
    )
    incident = Incident(
        id=f"i{name}",
        state=IncidentState.SINGLE,
        claim=said,
        claims=(ref,),
        sources=(source,),
        when=fields["published"],
    )
    opened = IncidentOpened(incident=incident, article=name, reason="first report")
    cause = writer.put(opened, f"incident/i{name}", at, cause)
    match = RuleMatched(
        rule=f"rule-{number % 12}",
        rule_digest="bench",
        fingerprint=name,
        change="opened",
        level=level,
        title="It fell",
        subject=f"{said.place} fell",
        article=name,
        source=source,
        outlet=source,
        evidence=said.evidence,
        span=said.span,
        incident=incident.id,
        state="single",
        place=said.place,
        published=fields["published"],
        sources=(source,),
    )
    cause = writer.put(AlertRaised(alert=f"a{name}", match=match), f"alert/a{name}", at, cause)
    sent = f"d{name}"
    asked = DeliveryRequested(
        delivery=sent, alert=f"a{name}", route="r", destination="d", subject="s", text="t"
    )
    cause = writer.put(asked, f"delivery/{sent}", at, cause)
    for event in (DeliveryStarted, DeliverySucceeded):
        writer.put(event(delivery=sent, attempt=1), f"delivery/{sent}", at, cause)


@dataclass
class Run:
    """One answer: ms by the clock, ms of the processor (what a busy machine does not change), kB.

    The page is served by this very process; what it does beside (a look at the log) counts too.
    """

    wall: float
    work: float
    size: float


def measure(url):
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    started, worked = time.perf_counter(), time.process_time()
    try:
        with urllib.request.urlopen(request) as answer:
            size = len(answer.read())
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{url}: {error.code}") from error
    wall, work = time.perf_counter() - started, time.process_time() - worked
    return Run(wall * 1000, work * 1000, size / 1000)


def after_news(world, url, number):
    """Return the same right after the log moved: nothing that was kept of the last answer holds."""
    world.put(SourcePolled(source=f"source-{number}", items=1, new=0), f"source/source-{number}")
    world.views.catch_up()
    return measure(url)


def main():
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    folder.mkdir(exist_ok=True)
    known = (folder / "events.db").exists()
    world = World(folder)
    if not known:
        fill(world, articles)
    options = WebOptions(port=0)
    server = WebServer(create_app(world.services(), options), options)
    server.start()
    time.sleep(3)  # what is made ready in the background is no page's business
    name = f"{articles // 40 * 20:012x}"
    fields = {
        "alert": f"a{name}",
        "incident": f"i{name}",
        "article": name,
        "delivery": f"d{name}",
    }
    print("  wall   work  after news, ms; kB")  # noqa: T201
    rare = words_of(random.Random(5))[7]
    for path in PATHS:
        url = server.url.rstrip("/") + path.format(rare=rare, **fields)
        runs = [measure(url) for _ in range(5)]
        moved = [after_news(world, url, number) for number in range(3)]
        wall, work, fresh = (
            statistics.median(values)
            for values in (
                [run.wall for run in runs],
                [run.work for run in runs],
                [run.work for run in moved],
            )
        )
        over = "   over the budget" if max(work, fresh) > BUDGET_MS else ""
        told = f"{wall:6.0f} {work:6.0f} {fresh:6.0f} {runs[0].size:7.1f}  {path}{over}"
        print(told)  # noqa: T201
    server.close()
    world.close()


if __name__ == "__main__":
    main()
