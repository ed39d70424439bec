"""A backtest's past from the log: the claims of its articles as they are stored."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from heapq import merge
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from monitor.cli.backtest_run import Candidate
from monitor.events.codec import decode
from monitor.events.envelope import Recorded, microseconds, moment
from monitor.events.readings import ArticleRead
from monitor.flow.replay import walk
from monitor.rules.anchors import mentioned
from monitor.rules.ruleset import Anchor, RuleSet

if TYPE_CHECKING:
    from monitor.eventlog.protocol import EventLog

INCIDENTS = tuple(
    f"incident.{change}" for change in ("opened", "corroborated", "disputed", "amended", "closed")
)
PEOPLE = ("silence.created", "silence.expired")
WARM_UP = timedelta(days=60)
"""How much of the past before ``--since`` is still run, for counts and open alerts."""


def asks_about_words(rules: RuleSet) -> bool:
    """Tell whether any rule needs an article's text."""
    return any(
        Anchor.TEXT in mentioned(condition)
        for rule in rules.rules
        for condition in (rule.rule.when, *rule.rule.unless.values())
    )


def run_log(
    log: "EventLog", candidates: Sequence[Candidate], since: datetime | None
) -> Iterator[int]:
    """Run the stored past through every candidate; yield each position that is done.

    What no rule asks about is not looked at: readings where none asks about words, and of a source
    that hands something over only the moment, where none asks whether it is silent.
    """
    words = any(asks_about_words(candidate.rules) for candidate in candidates)
    silence = any(candidate.rules.anchored(Anchor.SILENCE) for candidate in candidates)
    start = microseconds(since - WARM_UP) if since else None
    types = {*INCIDENTS, *PEOPLE, "article.received", *({"article.read"} if words else ())}
    for recorded in _in_order(log, types):
        if start is None or recorded.time >= start:
            if recorded.type == "article.received" and not silence:
                for candidate in candidates:
                    candidate.let_time_pass(moment(recorded.time))
            else:
                envelope = decode(_lightened(recorded))
                for candidate in candidates:
                    candidate.recorded(envelope)
        yield recorded.position


def _in_order(log: "EventLog", types: set[str]) -> Iterator[Recorded]:
    """Yield the events of some types up to the log's present end, each page of a type read once."""
    end = log.head().position
    each = (walk(log, types={name}) for name in sorted(types))
    for recorded in merge(*each, key=attrgetter("position")):
        if recorded.position > end:
            return
        yield recorded


class _Reading(msgspec.Struct, kw_only=True):
    """An ``article.read`` without its claims: rules ask incidents for those."""

    article: str
    revision: int
    source: str
    outlet: str
    title: str
    body: str
    wire: str
    reader: str
    published: str | None = None
    url: str | None = None
    language: str = "en"
    backlog: bool = False
    claims: msgspec.Raw = msgspec.Raw(b"[]")


_readings = msgspec.json.Decoder(_Reading)


def _lightened(recorded: Recorded) -> Recorded:
    """Return a reading without its claims, which nobody asks for: they take the longest."""
    if recorded.type != ArticleRead.TYPE or recorded.schema_version != ArticleRead.VERSION:
        return recorded
    reading = _readings.decode(recorded.data)
    reading.claims = msgspec.Raw(b"[]")
    return msgspec.structs.replace(recorded, data=msgspec.json.encode(reading))
