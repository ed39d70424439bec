"""The rules step: incident.*, article.read, sweep.due -> rule.matched."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from monitor.events.alerts import SweepDue
from monitor.events.envelope import Envelope
from monitor.events.incidents import IncidentChanged, IncidentClosed
from monitor.events.matches import RuleCounted, RuleDropped, RuleHeld, RuleMatched
from monitor.events.readings import ArticleRead
from monitor.events.registry import Event
from monitor.events.values import ClaimRef, ClaimType
from monitor.flow.step import Bodies, Draft
from monitor.rules.conditions.subject import Provenance, Subject, claim_by
from monitor.rules.deciding.decide import Case, by_hours, decide
from monitor.rules.deciding.silence import silent_at, silent_sources
from monitor.rules.memory.article_ref import ArticleRef
from monitor.rules.memory.history import followed
from monitor.rules.memory.moments import happened, parsed
from monitor.rules.memory.past import RulesMemory, same_values
from monitor.rules.ruleset.rules import EMPTY, Anchor, CompiledRule, RuleSet
from monitor.rules.text.article_text import ArticleText

INCIDENT_EVENTS = frozenset(
    f"incident.{change}" for change in ("opened", "corroborated", "disputed", "amended", "closed")
)


class _News(msgspec.Struct, frozen=True):
    """What changed, when it came, and in words what ended an incident."""

    change: str
    time: datetime
    reason: str = ""


def _ending(event: IncidentChanged) -> str:
    return event.reason if isinstance(event, IncidentClosed) else ""


class RulesStep:
    """Asks the rules in force about every happening, article and sweep."""

    name = "rules"
    version = 1
    memory_version = "2"
    consumes = INCIDENT_EVENTS | {"article.read", "sweep.due"}
    remembers = (
        frozenset(
            {
                "article.received",
                "article.read",
                "rule.matched",
                "rule.counted",
                "rule.held",
                "rule.dropped",
            }
        )
        | INCIDENT_EVENTS
    )

    def __init__(
        self, rules: RuleSet = EMPTY, *, memory: RulesMemory | None = None, in_words: bool = True
    ) -> None:
        """``in_words`` puts its sentence and reasons into a match: a backtest does without."""
        self.rules = rules
        self._in_words = in_words
        self._memory = memory or RulesMemory()

    @property
    def memory(self) -> RulesMemory:
        return self._memory

    def activate(self, rules: RuleSet) -> None:
        """Put another rule set in force; what was counted and matched stays remembered."""
        self.rules = rules

    def remember(self, envelope: Envelope[Any]) -> None:
        self._memory.apply(envelope)

    def dump(self) -> bytes:
        return self._memory.dump()

    def load(self, state: bytes) -> None:
        self._memory.load(state)

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]:
        event = envelope.data
        if isinstance(event, IncidentChanged):
            found = [] if event.backlog else list(self._incident(event, envelope, bodies))
        elif isinstance(event, ArticleRead):
            found = [] if event.backlog else list(self._article(event, envelope.time, bodies))
        elif isinstance(event, SweepDue):
            found = list(self._sweep(envelope))
        else:
            found = []
        return [Draft(event=each, subject=f"rule/{rule_of(each)}") for each in found]

    def due(self, now: datetime) -> datetime | None:
        """Return when the next sweep has something to do; None: never."""
        moments = [until for hold in self._memory.holds() if (until := parsed(hold.until))]
        for rule in self.rules.anchored(Anchor.SILENCE):
            moments.extend(silent_at(rule, self._memory))
        return max(min(moments), now) if moments else None

    def _incident(
        self, event: IncidentChanged, envelope: Envelope[Any], bodies: Bodies
    ) -> Iterator[Event]:
        subject = self.subject_of(event, bodies)
        news = _News(envelope.type.removeprefix("incident."), envelope.time, _ending(event))
        known = set(self._memory.rules_of(event.incident.id))
        for rule in self._candidates(subject, known):
            # Most candidates do not hold: ask them first, the rest is for those that do.
            held = rule.when.holds(subject)
            if held or rule.id in known:
                case = self._case(rule, subject, news, held=held)
                yield from decide(case, self._memory).events
        if subject.claim and subject.claim.type is ClaimType.TERRITORY_CAPTURED:
            for rule in self.rules.anchored(Anchor.CONTROL):
                yield from self._control(rule, subject, news, envelope)

    def _control(
        self, rule: CompiledRule, subject: Subject, news: "_News", envelope: Envelope[Any]
    ) -> Iterator[Event]:
        """Ask a rule on control when a capture changed the map."""
        asked = self.with_share(rule, subject, envelope)
        if asked is not None:
            case = self._case(rule, asked, news)
            yield from decide(case, self._memory).events

    def with_share(
        self, rule: CompiledRule, subject: Subject, envelope: Envelope[Any]
    ) -> Subject | None:
        """Return the subject with the border's share as it now is; None if it is no capture."""
        claim, frontier = subject.claim, rule.frontier
        if frontier is None or claim is None or claim.type is not ClaimType.TERRITORY_CAPTURED:
            return None
        now = happened(subject, envelope.time)
        share = self._memory.share_outside(frontier, envelope.position, now)
        return subject.having_share(share)

    def _candidates(self, subject: Subject, known: set[str]) -> list[CompiledRule]:
        """Return the rules that may hold, and those that held for this incident before."""
        found = self.rules.index.for_claim(subject)
        if not known:
            return found
        every = {rule.id: rule for rule in found}
        for identity in sorted(known):
            rule = self.rules.by_id.get(identity)
            if rule is not None and rule.runs and rule.anchor is Anchor.CLAIM:
                every.setdefault(identity, rule)
        return list(every.values())

    def subject_of(self, event: IncidentChanged | ArticleRead, bodies: Bodies) -> Subject:
        """Return what the rules are asked about: a changed incident, or an article."""
        if isinstance(event, ArticleRead):
            body = bodies(event.body) or b""
            article = ArticleText(event.title, body.decode("utf-8"))
            return Subject(_origin(event.article, event), text=lambda: article)
        return self._happening(event, bodies)

    def _happening(self, event: IncidentChanged, bodies: Bodies) -> Subject:
        incident = event.incident
        ref = claim_by(incident, event.article)
        origin = _origin(event.article, ref or self._memory.article(event.article))

        def text() -> ArticleText | None:
            known = self._memory.article(event.article)
            body = bodies(known.body) if known else None
            return None if body is None else ArticleText(origin.title, body.decode("utf-8"))

        return Subject(origin, claim=incident.claim, incident=incident, text=text)

    def _article(self, event: ArticleRead, time: datetime, bodies: Bodies) -> Iterator[Event]:
        if not self.rules.anchored(Anchor.TEXT):
            return
        subject = self.subject_of(event, bodies)
        for rule in self.rules.index.for_text(subject.text):
            if rule.when.holds(subject):
                case = self._case(rule, subject, _News("read", time), held=True)
                yield from decide(case, self._memory).events

    def _case(
        self, rule: CompiledRule, subject: Subject, news: "_News", *, held: bool = False
    ) -> Case:
        return Case(
            rule=rule,
            subject=subject,
            change=news.change,
            time=news.time,
            reason=news.reason,
            in_words=self._in_words,
            held=held,
        )

    def _sweep(self, envelope: Envelope[Any]) -> Iterator[Event]:
        for hold in self._memory.holds():
            until = parsed(hold.until)
            if until is not None and until <= envelope.time:
                yield self._released(hold, envelope.time)
        for rule in self.rules.anchored(Anchor.SILENCE):
            yield from silent_sources(rule, self._memory, envelope)

    def _released(self, hold: RuleHeld, time: datetime) -> Event:
        """Return what becomes of a held match when its time has come."""
        match = hold.match
        rule = self.rules.by_id.get(match.rule)
        if rule is None or not rule.runs:
            return _dropped(hold, "the rule is no longer in force")
        wait = rule.rule.not_followed_by
        if hold.waits_for and wait:
            since = (parsed(hold.until) or time) - timedelta(seconds=wait.within)
            if followed(self._memory, wait.rule, same_values(match), wait.same, since):
                return _dropped(hold, f"followed by {wait.rule}")
            return by_hours(rule, match, time)
        return match


def _dropped(hold: RuleHeld, reason: str) -> RuleDropped:
    return RuleDropped(
        rule=hold.match.rule,
        article=hold.match.article,
        reason=reason,
        hold=hold.hold,
        fingerprint=hold.match.fingerprint,
    )


def rule_of(event: Event) -> str:
    """Return the id of the rule that an event is about."""
    if isinstance(event, RuleHeld):
        return event.match.rule
    assert isinstance(event, RuleMatched | RuleCounted | RuleDropped)
    return event.rule


def _origin(article: str, told: ClaimRef | ArticleRef | ArticleRead | None) -> Provenance:
    """Return where an article came from: by its own claim, or by its reading."""
    if told is None:
        return Provenance(article=article, source="", outlet="")
    return Provenance(
        article=article,
        source=told.source,
        outlet=told.outlet,
        title=told.title,
        wire=told.wire,
        published=told.published,
        url=told.url,
    )
