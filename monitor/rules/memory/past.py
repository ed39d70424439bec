"""What the rules step remembers: folded from the log alone, bounded, forgetting by event time.

It does not depend on the rules in force, so a rule set can change without folding anew. What
depends on the order of events (counts, matches, holds) is folded from the step's own outputs only,
which always are those of the events before the one in hand.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from sys import intern
from typing import Any

import msgspec

from monitor.events.envelope import Envelope
from monitor.events.incidents import IncidentChanged
from monitor.events.matches import RuleCounted, RuleDropped, RuleHeld, RuleMatched
from monitor.events.readings import ArticleRead
from monitor.events.sources import ArticleReceived
from monitor.events.values import ClaimType, Incident, Level
from monitor.rules.conditions.control import Capture, Frontier, capture_of
from monitor.rules.memory.article_ref import ArticleRef, reference_of
from monitor.rules.memory.captures import Captures
from monitor.rules.memory.counted import Counted, Group
from monitor.rules.memory.moments import parsed

KEEP = timedelta(days=366)
MOST_INCIDENTS = 50_000
MOST_ARTICLES = 2_000
MOST_ENTRIES = 2_000
MOST_HELD = 10_000
MOST_TIMES = 300
SAME = ("place", "province", "country", "border", "actor", "incident")
"""What two matches may share, under the names that rules use."""
NO_LONGER = "no longer holds"
"""How the reasons begin of a match that takes an earlier one back."""


class Standing(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How a rule last stood to an incident: the alert it belongs to, and how grave it was."""

    rule: str
    fingerprint: str
    level: Level


class Past(msgspec.Struct, frozen=True, array_like=True):
    """A match of some rule, as other rules ask for it. ``at`` is when it was found.

    ``same`` are the values of ``SAME``, in that order.
    """

    at: datetime
    happened: datetime
    fingerprint: str
    outlet: str
    wire: str
    same: tuple[str | None, ...]

    def has(self, name: str, value: str) -> bool:
        """Tell whether a value that two matches may share is this."""
        return self.same[SAME.index(name)] == value


class Activity(msgspec.Struct, frozen=True):
    """A source handed something over: the event's position and time."""

    position: int
    at: datetime


class _State(msgspec.Struct):
    """All of the memory, as it is kept in a snapshot."""

    articles: dict[str, ArticleRef] = {}
    standing: dict[str, tuple[Standing, ...]] = {}
    counted: dict[str, tuple[list[Counted], datetime]] = {}
    past: dict[str, list[Past]] = {}
    held: dict[str, RuleHeld] = {}
    activity: dict[str, list[Activity]] = {}
    captures: dict[str, list[Capture]] = {}
    began: datetime | None = None


def _pair(rule: str, other: str) -> str:
    return f"{rule}\x1f{other}"


class RulesMemory:
    """The fold."""

    def __init__(self, elsewhere: Callable[[str], ArticleRef | None] = lambda _: None) -> None:
        """``elsewhere`` is asked for an article whose reading the memory was not told of."""
        self._elsewhere = elsewhere
        self._articles: OrderedDict[str, ArticleRef] = OrderedDict()
        self._standing: OrderedDict[str, tuple[Standing, ...]] = OrderedDict()
        self._counted: OrderedDict[str, Group] = OrderedDict()
        self._past: dict[str, deque[Past]] = {}
        self._held: OrderedDict[str, RuleHeld] = OrderedDict()
        self._activity: dict[str, deque[Activity]] = {}
        self._captures = Captures()
        self.began: datetime | None = None

    def apply(self, envelope: Envelope[Any]) -> None:
        """Take one event in."""
        event = envelope.data
        match event:
            case ArticleReceived():
                self._received(event, envelope)
            case ArticleRead():
                self._read(event)
            case IncidentChanged():
                self._captured(event.incident, envelope)
            case RuleMatched():
                self._matched(event, envelope.time)
            case RuleCounted():
                self._count(event, envelope.time)
            case RuleHeld():
                self._hold(event)
            case RuleDropped():
                self._held.pop(event.hold or "", None)
            case _:
                pass

    def _received(self, event: ArticleReceived, envelope: Envelope[Any]) -> None:
        self.began = self.began or envelope.time
        times = self._activity.setdefault(event.source, deque(maxlen=MOST_TIMES))
        times.append(Activity(envelope.position, envelope.time))

    def _captured(self, incident: Incident, envelope: Envelope[Any]) -> None:
        claim = incident.claim
        if claim.type is not ClaimType.TERRITORY_CAPTURED or claim.place_id is None:
            return
        moment = parsed(incident.when or claim.when) or envelope.time
        self._captures.add(claim.place_id, capture_of(incident, envelope.position, moment))

    def share_outside(self, frontier: Frontier, upto: int, now: datetime) -> float:
        """Return the share of a border (per cent) outside government control at a position."""
        return self._captures.share_outside(frontier, upto, now)

    def _read(self, event: ArticleRead) -> None:
        _put(self._articles, event.article, reference_of(event), MOST_ARTICLES)

    def _matched(self, match: RuleMatched, time: datetime) -> None:
        self._held.pop(hold_id(match), None)
        if match.incident:
            mine = Standing(intern(match.rule), intern(match.fingerprint), match.level)
            known = self._standing.get(match.incident, ())
            _put(self._standing, match.incident, _with(known, mine), MOST_INCIDENTS)
        if match.state == "retracted" or any(why.startswith(NO_LONGER) for why in match.why):
            return
        past = self._past.setdefault(match.rule, deque(maxlen=MOST_ENTRIES))
        past.append(
            Past(
                time,
                parsed(match.happened) or time,
                intern(match.fingerprint),
                intern(match.outlet),
                match.wire or "",
                tuple(value and intern(value) for value in map(same_values(match).get, SAME)),
            )
        )
        while past and past[0].at < time - KEEP:
            past.popleft()

    def _count(self, event: RuleCounted, time: datetime) -> None:
        key = _pair(event.rule, event.group)
        group = self._counted.setdefault(key, Group())
        self._counted.move_to_end(key)
        moment = parsed(event.happened) or time
        group.add(
            Counted(moment, event.article, event.outlet, event.wire, event.incident, event.killed)
        )
        group.newest = time
        while next(iter(self._counted.values())).newest < time - KEEP:
            self._counted.popitem(last=False)

    def _hold(self, event: RuleHeld) -> None:
        earlier = self._held.get(event.hold)
        if earlier is not None:
            event = msgspec.structs.replace(event, until=earlier.until)
        _put(self._held, event.hold, event, MOST_HELD)

    def article(self, article: str) -> ArticleRef | None:
        return self._articles.get(article) or self._elsewhere(article)

    def standing(self, rule: str, incident: str) -> Standing | None:
        """Return how a rule stood to an incident, if it ever held for it."""
        return next((each for each in self._standing.get(incident, ()) if each.rule == rule), None)

    def rules_of(self, incident: str) -> list[str]:
        """Return the rules that held for an incident."""
        return [each.rule for each in self._standing.get(incident, ())]

    def counted(self, rule: str, group: str) -> Group:
        return self._counted.get(_pair(rule, group)) or Group()

    def past(self, rule: str) -> Iterator[Past]:
        """Yield the matches of a rule, the newest first."""
        return iter(reversed(self._past.get(rule, deque())))

    def holds(self) -> list[RuleHeld]:
        return list(self._held.values())

    def is_holding(self) -> bool:
        """Tell whether any match waits."""
        return bool(self._held)

    def held(self, hold: str) -> RuleHeld | None:
        return self._held.get(hold)

    def sources(self) -> list[str]:
        return sorted(self._activity)

    def last_word(self, source: str, before: int | None = None) -> datetime | None:
        """Return when a source last handed something over (before a position of the log)."""
        for activity in reversed(self._activity.get(source, deque())):
            if before is None or activity.position < before:
                return activity.at
        return None

    def dump(self) -> bytes:
        return msgspec.msgpack.encode(
            _State(
                dict(self._articles),
                dict(self._standing),
                {key: (list(group), group.newest) for key, group in self._counted.items()},
                {key: list(entries) for key, entries in self._past.items()},
                dict(self._held),
                {key: list(times) for key, times in self._activity.items()},
                self._captures.told(),
                self.began,
            )
        )

    def load(self, state: bytes) -> None:
        kept = msgspec.msgpack.decode(state, type=_State)
        self._articles = OrderedDict(kept.articles)
        self._standing = OrderedDict(kept.standing)
        self._counted = OrderedDict((key, Group(*each)) for key, each in kept.counted.items())
        self._past = {key: deque(each, MOST_ENTRIES) for key, each in kept.past.items()}
        self._held = OrderedDict(kept.held)
        self._activity = {key: deque(each, MOST_TIMES) for key, each in kept.activity.items()}
        self._captures = Captures(kept.captures)
        self.began = kept.began


def _with(known: tuple[Standing, ...], mine: Standing) -> tuple[Standing, ...]:
    """Return how rules stand to an incident with one of them anew, in its place or as the last."""
    if all(each.rule != mine.rule for each in known):
        return (*known, mine)
    return tuple(mine if each.rule == mine.rule else each for each in known)


def _put(table: OrderedDict[str, Any], key: str, value: object, most: int) -> None:
    """Keep the newest ``most`` entries."""
    table[key] = value
    table.move_to_end(key)
    while len(table) > most:
        table.popitem(last=False)


def hold_id(match: RuleMatched) -> str:
    """Return what a held match is known by: a later one of the same alert takes its place."""
    return _pair(match.rule, match.fingerprint)


def same_values(match: RuleMatched) -> dict[str, str]:
    """Return what two matches may share: the values of ``SAME`` that there are."""
    values = (
        match.place_id or match.place,
        match.province,
        match.country,
        match.border,
        match.actor,
        match.incident,
    )
    return {key: value for key, value in zip(SAME, values, strict=True) if value}
