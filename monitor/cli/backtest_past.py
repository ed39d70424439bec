"""A backtest's past from the log: the claims of its articles as they are stored."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from heapq import merge
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import msgspec

from monitor.alerts.options import AlertsOptions
from monitor.cli.backtest_run import Candidate
from monitor.events.codec import decode
from monitor.events.envelope import Envelope, Header, Recorded, microseconds, moment
from monitor.events.readings import ArticleRead
from monitor.events.registry import class_of
from monitor.flow.replay import walk, walk_headers
from monitor.rules.memory.article_ref import ArticleRef, reference_of
from monitor.rules.memory.past import RulesMemory
from monitor.rules.ruleset.rules import Anchor, RuleSet

if TYPE_CHECKING:
    from monitor.eventlog.protocol import EventLog

RECEIVED, READ = "article.received", "article.read"
INCIDENTS = tuple(
    f"incident.{change}" for change in ("opened", "corroborated", "disputed", "amended", "closed")
)
PEOPLE = ("silence.created", "silence.expired")
WARM_UP = timedelta(days=60)
"""How much of the past before ``--since`` is still run, for counts and open alerts."""


class Past:
    """The stored past, opened only as far as rules ask about it.

    Of a source that hands something over only the moment is read, where no rule asks whether it is
    silent; a reading only once a rule wants the words of its article, where none is about words
    alone; and of a change only which incident it is of, where no rule is about such or was before.
    """

    def __init__(self, log: "EventLog") -> None:
        self._log = log
        self._at = 0
        self._known: tuple[int, str, ArticleRef | None] = (0, "", None)

    def candidates(
        self, sets: Sequence[RuleSet], since: datetime | None, alerts: AlertsOptions
    ) -> list[Candidate]:
        """Return what runs rule sets over this past, counting from a moment on."""
        found = []
        for rules in sets:
            memory = RulesMemory(self._reading)
            found.append(Candidate(rules, self._log.body, alerts=alerts, memory=memory))
            found[-1].count_from(since)
        return found

    def run(self, candidates: Sequence[Candidate], since: datetime | None) -> Iterator[int]:
        """Run the past through its candidates; yield each position that is done."""
        start = microseconds(since - WARM_UP) if since else None
        whole = {*INCIDENTS, *PEOPLE, *_asked_whole(candidates)}
        for stored in self._in_order(whole):
            self._at = stored.position
            if start is None or stored.time >= start:
                if isinstance(stored, Header):
                    for candidate in candidates:
                        candidate.let_time_pass(moment(stored.time))
                else:
                    _tell(stored, candidates)
            yield stored.position

    def _in_order(self, whole: set[str]) -> Iterator[Recorded | Header]:
        """Yield events up to the log's present end, each page of a type read once.

        What comes of an article has its moment, so that those of articles are all there are.
        """
        end = self._log.head().position
        each: list[Iterator[Recorded | Header]] = [
            walk(self._log, types={name}) for name in sorted(whole)
        ]
        if RECEIVED not in whole:
            each.append(walk_headers(self._log, types={RECEIVED}))
        for stored in merge(*each, key=attrgetter("position")):
            if stored.position > end:
                return
            yield stored

    def _reading(self, article: str) -> ArticleRef | None:
        """Return the last reading of an article before the event in hand."""
        at, name, found = self._known
        if (at, name) != (self._at, article):
            found = self._looked_up(article)
            self._known = (self._at, article, found)
        return found

    def _looked_up(self, article: str) -> ArticleRef | None:
        for recorded in reversed(self._log.read_stream(f"article/{article}")):
            if recorded.type == READ and recorded.position < self._at:
                reading = decode(recorded).data
                assert isinstance(reading, ArticleRead)
                return reference_of(reading)
        return None


def _tell(stored: Recorded, candidates: Sequence[Candidate]) -> None:
    """Tell an event to whom it may concern; to the others only that time has passed."""
    about = _about(stored)
    envelope: Envelope[Any] | None = None
    for candidate in candidates:
        if about is not None and not candidate.is_asked(about.id, about.claim.type):
            candidate.let_time_pass(moment(stored.time))
            continue
        envelope = envelope or decode(stored)
        candidate.recorded(envelope)


class _Claim(msgspec.Struct):
    type: str


class _Incident(msgspec.Struct):
    id: str
    claim: _Claim


class _Change(msgspec.Struct):
    """The little of a change that tells whether any rule is about it."""

    incident: _Incident


_change = msgspec.json.Decoder(_Change).decode


def _about(stored: Recorded) -> _Incident | None:
    """Return which incident an event changes; None where it changes none, or has an old form."""
    if stored.type not in INCIDENTS or stored.schema_version != class_of(stored.type).VERSION:
        return None
    try:
        return _change(stored.data).incident
    except msgspec.DecodeError:
        return None  # decoding it will say what is wrong


def _asked_whole(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Yield the types of which rules ask more than the moment, beside what happened."""
    if any(candidate.rules.anchored(Anchor.SILENCE) for candidate in candidates):
        yield RECEIVED
    if any(candidate.rules.anchored(Anchor.TEXT) for candidate in candidates):
        yield READ
