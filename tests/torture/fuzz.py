"""Generated feeds, articles and rule files over the entry points: no crash, no hang.

A crash is an exception that leaves an entry point, or one of ours that its last net caught; a
hang is an input that takes more processor time than ``LIMIT``. Whatever is found is named by its
seed, kind and number: ``Inputs(seed).make(kind, number)`` makes it again.
"""

import multiprocessing
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from monitor.articles.step import ArticlesStep
from monitor.assembly.known import known_to_rules
from monitor.config.settings import Settings
from monitor.events.articles import ArticleAccepted
from monitor.events.codec import encode
from monitor.events.envelope import Envelope
from monitor.events.registry import Event
from monitor.events.sources import ArticleReceived
from monitor.flow.ids import digest
from monitor.reading.places.gazetteer import load_gazetteer
from monitor.reading.reader import Reader
from monitor.reading.step import ReadingStep
from monitor.reading.vocabulary.load import load_vocabulary
from monitor.rules.loader import load_texts
from monitor.sources import feedparser_feed
from monitor.sources.decoding import NotText, decode
from tests.torture.fuzz_inputs import Inputs

KINDS = ("feed", "article", "rules")
LIMIT = 5.0  # seconds of processor time for one input of at most 200 kB
AT_ONCE = 500  # after so many articles the memory of copies is made anew
NOW = datetime(2026, 1, 18, 12, tzinfo=UTC)
OURS = str(Path(feedparser_feed.__file__).parents[1])


class HangError(Exception):
    """An input took longer than it may."""


@dataclass(slots=True)
class Found:
    """What a run came to; ``outcomes`` counts what became of the inputs."""

    tried: int = 0
    faults: list[str] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    def add(self, other: "Found") -> None:
        self.tried += other.tried
        self.faults += other.faults
        self.outcomes += other.outcomes
        self.slowest = max(self.slowest, other.slowest)


class Entrance:
    """The entry points, with what they need loaded once."""

    def __init__(self) -> None:
        gazetteer = load_gazetteer([])
        self._reading = ReadingStep(Reader(load_vocabulary([]), gazetteer))
        self._known = known_to_rules(Settings(), gazetteer)
        self._articles, self._taken = ArticlesStep(), 0
        self.enter: dict[str, Callable[[bytes], str]] = {
            "feed": self.feed,
            "article": self.article,
            "rules": self.rules,
        }

    def feed(self, data: bytes) -> str:
        """As the worker process does it, whose result must fit through its pipe."""
        try:
            feed = feedparser_feed.parse(data, url="http://a.example/f", content_type="text/xml")
        except Exception as error:
            if _is_ours(error):
                raise
            return "feed: the parser gave up"  # the worker says so, and the source has failed
        msgspec.msgpack.encode(feed)
        for entry in feed.entries[:3]:
            kind = "text/html" if entry.html else "text/plain"
            self._take(entry.content.encode("utf-8", "replace"), kind, entry.title, entry.published)
        return f"feed: {'items' if feed.entries else 'no items'}"

    def article(self, data: bytes) -> str:
        """As a folder hands it over."""
        html = b"<html" in data[:200]
        text = decode(data, markup=html)
        if isinstance(text, NotText):
            return "article: not text"
        kind = "text/html" if html else "text/markdown" if data[:1] == b"#" else "text/plain"
        return self._take(text.encode("utf-8", "replace"), kind, None, None)

    def rules(self, data: bytes) -> str:
        loaded = load_texts({"rule.yml": data}, self._known)
        for fault in (*loaded.faults, *loaded.warnings):
            fault.render().encode()
        return f"rules: {'faults' if loaded.faults else 'in force'}"

    def _take(self, body: bytes, kind: str, title: str | None, published: str | None) -> str:
        self._taken += 1
        if self._taken % AT_ONCE == 0:
            self._articles = ArticlesStep()
        received = ArticleReceived(
            source="fuzz", key=str(self._taken), body=digest(body), media_type=kind,
            title=title, published=published,
        )  # fmt: skip
        encode(received)
        texts = {received.body: body}
        drafts = self._articles.handle(_envelope(received, self._taken), texts.get)
        for draft in drafts:
            encode(draft.event)
            texts |= draft.bodies
            if isinstance(draft.event, ArticleAccepted):
                envelope = _envelope(draft.event, self._taken)
                self._articles.remember(envelope)
                for read in self._reading.handle(envelope, texts.get):
                    encode(read.event)
        return f"article: {drafts[0].event.TYPE}"


def _envelope(event: Event, number: int) -> Envelope[Event]:
    return Envelope(
        position=number, id=f"{event.TYPE}:{number}", type=event.TYPE, subject="article/a",
        version=0, time=NOW, recorded_at=NOW, correlation_id="c", causation_id=None, data=event,
    )  # fmt: skip


def _is_ours(error: Exception) -> bool:
    """Tell whether our own code raised it; a parser may give up on what is no feed."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return last.filename.startswith(OURS) or isinstance(error, HangError)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ``HangError`` in the body once it has used so much processor time."""

    def ring(*_: object) -> None:
        raise HangError(f"more than {seconds:g} s of processor time")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def run(seed: int, kind: str, numbers: range) -> Found:
    """Put generated inputs of one kind through their entry point."""
    inputs, entrance, found = Inputs(seed), Entrance(), Found()
    for number in numbers:
        data = inputs.make(kind, number)
        began = time.process_time()
        try:
            with limited(LIMIT):
                found.outcomes[entrance.enter[kind](data)] += 1
        except Exception as error:  # noqa: BLE001  (that is what is looked for)
            where = traceback.extract_tb(error.__traceback__)[-1]
            name = f"seed {seed}, {kind} {number}"
            found.faults.append(f"{name}: {error!r} at {where.filename}:{where.lineno}"[:400])
        found.slowest = max(found.slowest, time.process_time() - began)
        found.tried += 1
    return found


def torture(
    seed: int, count: int, *, workers: int = 1, told: Callable[[Found], None] = lambda _: None
) -> Found:
    """Run so many inputs, a third of each kind; ``told`` hears of the sum now and then."""
    share, piece = -(-count // len(KINDS)), 2000
    work = [
        (seed, kind, range(start, min(start + piece, share)))
        for start in range(0, share, piece)
        for kind in KINDS
    ]
    total = Found()
    context = multiprocessing.get_context("spawn")
    with context.Pool(workers, maxtasksperchild=20) as pool:
        for found in pool.imap_unordered(_run, work):
            total.add(found)
            told(total)
    return total


def _run(work: tuple[int, str, range]) -> Found:
    return run(*work)
