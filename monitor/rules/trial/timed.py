"""Several articles in time, tried on a rule: the steps of the river, one article after another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from monitor.events.envelope import Envelope
from monitor.events.incidents import IncidentChanged
from monitor.events.matches import RuleDropped, RuleMatched
from monitor.events.readings import ArticleRead
from monitor.events.sources import ArticleReceived
from monitor.events.values import Claim
from monitor.flow.ids import digest
from monitor.flow.step import Step
from monitor.rules.conditions.reasons import Reason
from monitor.rules.conditions.subject import Subject
from monitor.rules.deciding.decide import Case, Decision, decide
from monitor.rules.format.examples import FiringExample, QuietExample, TimedArticle
from monitor.rules.format.schema import RuleStatus
from monitor.rules.memory.past import RulesMemory
from monitor.rules.ruleset.rules import Anchor, CompiledRule, RuleSet
from monitor.rules.step import RulesStep
from monitor.rules.trial.push import Push
from monitor.rules.trial.text import Text, Tried, tried

Example = FiringExample | QuietExample
MORNING = time(9)
"""When an example's first article arrives, in UTC, if the rule has no hours to say otherwise."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Reading, and the steps from article.read to incidents."""

    read: Callable[[Text], Sequence[Claim]]
    steps: Callable[[], Sequence[Step]]


def try_timed(
    rule: CompiledRule, example: Example, day: date, rules: RuleSet, tools: Tools
) -> Tried:
    """Return what a rule makes of an example's articles, one after another."""
    return _Run(rule, rules, tools, datetime.combine(day, MORNING, tzinfo=UTC)).run(example)


def as_if_running(rules: RuleSet, *, reminding: bool = True) -> RuleSet:
    """Return the rules with a status under which all of them are asked and sent."""
    return RuleSet(tuple(_awake(rule, reminding=reminding) for rule in rules.rules), rules.digest)


def _awake(rule: CompiledRule, *, reminding: bool) -> CompiledRule:
    alert = rule.rule.alert
    if not reminding:
        alert = alert.model_copy(update={"repeat_every": None})
    update = {"status": RuleStatus.STABLE, "alert": alert}
    return replace(rule, rule=rule.rule.model_copy(update=update))


def _articles(example: Example) -> tuple[TimedArticle, ...]:
    if example.articles is not None:
        return tuple(sorted(example.articles, key=lambda article: article.at))
    if example.text is None and example.title is None:
        return ()
    return (TimedArticle(title=example.title, text=example.text or example.title or ""),)


class _Run:
    """One example, from its first article to the moment after its last."""

    def __init__(self, rule: CompiledRule, rules: RuleSet, tools: Tools, start: datetime) -> None:
        self._rule = rule
        self._tools = tools
        self._start = start
        self._step = RulesStep(as_if_running(rules))
        self._push = Push([*tools.steps(), self._step])
        self._matches: list[RuleMatched] = []
        self._dropped: list[RuleDropped] = []
        self._asked: list[tuple[Subject, Decision]] = []
        self._claims: list[Claim] = []
        self._wires: dict[str, str] = {}

    def run(self, example: Example) -> Tried:
        last = self._start
        self._silence_begins(example)
        for number, article in enumerate(_articles(example)):
            last = self._start + timedelta(seconds=article.at)
            self._sweep_until(last)
            self._publish(number, article, example, last)
        self._sweep_until(last + timedelta(seconds=example.silent_for or 0))
        self._settle(last)
        return self._outcome()

    def _silence_begins(self, example: Example) -> None:
        """Let the sources of a rule on silence speak once, so that they can fall silent."""
        silence = self._rule.rule.when.silence
        if silence is None or example.articles:
            return
        for source in silence.source:
            self._receive("example" if source == "*" else source, self._start)

    def _receive(self, source: str, moment: datetime) -> None:
        event = ArticleReceived(source=source, key="example", body="", media_type="text/plain")
        self._take(event, f"source/{source}", moment)

    def _sweep_until(self, moment: datetime) -> None:
        """Let time pass: sweep at every moment for which something waits, and at the last one."""
        while (due := self._next_hold()) and due <= moment:
            self._note(self._push.sweep(due))
        self._note(self._push.sweep(moment))

    def _next_hold(self) -> datetime | None:
        held = [datetime.fromisoformat(hold.until) for hold in self._step.memory.holds()]
        return min(held, default=None)

    def _settle(self, last: datetime) -> None:
        """Wait for what waits on another rule; hours are left as they are."""
        for hold in self._step.memory.holds():
            if hold.waits_for:
                self._sweep_until(max(last, datetime.fromisoformat(hold.until)))

    def _publish(
        self, number: int, article: TimedArticle, example: Example, moment: datetime
    ) -> None:
        published = article.published or example.published or moment.date()
        text = Text(article.title or "", article.text, published, article.source)
        claims = tuple(self._tools.read(text))
        self._claims.extend(claims)
        body = article.text.encode()
        name = f"example-{number}"
        wire = self._wires.get(article.copy_of or "", name)
        self._wires.setdefault(article.source, wire)
        self._push.add_body(digest(body), body)
        self._receive(article.source, moment)
        read = ArticleRead(
            article=name,
            revision=0,
            source=article.source,
            outlet=article.source,
            title=text.title,
            body=digest(body),
            wire=wire,
            claims=claims,
            reader="example",
            published=published.isoformat(),
        )
        self._take(read, f"article/{name}", moment)

    def _take(self, event: ArticleRead | ArticleReceived, subject: str, moment: datetime) -> None:
        self._note(self._push.take(event, subject=subject, time=moment))

    def _note(self, envelopes: Iterator[Envelope[Any]]) -> None:
        """Keep the rule's matches, and ask the rule again about all else, for its reasons."""
        for envelope in envelopes:
            event = envelope.data
            if isinstance(event, RuleMatched) and event.rule == self._rule.id:
                self._matches.append(event)
            elif isinstance(event, RuleDropped) and event.rule == self._rule.id:
                self._dropped.append(event)
            elif isinstance(event, IncidentChanged | ArticleRead):
                self._ask(event, envelope)

    def _ask(self, event: IncidentChanged | ArticleRead, envelope: Envelope[Any]) -> None:
        text = self._rule.anchor is Anchor.TEXT
        if isinstance(event, ArticleRead) != text:
            return
        subject = self._step.subject_of(event, self._push.body)
        if self._rule.anchor is Anchor.CONTROL:
            subject = self._step.with_share(self._rule, subject, envelope) or subject
        case = Case(
            rule=self._rule, subject=subject, change="opened", time=envelope.time, explain=True
        )
        self._asked.append((subject, decide(case, RulesMemory())))

    def _outcome(self) -> Tried:
        found = tried(self._asked, self._rule, self._claims)
        extra = set(self._reasons())
        return Tried(
            matches=tuple(self._matches),
            stopped=found.stopped,
            exceptions=found.exceptions,
            extra=frozenset(extra),
        )

    def _reasons(self) -> Iterator[str]:
        """Yield why matches that the rule had did not become alerts."""
        if self._rule.anchor is Anchor.SILENCE:
            yield Reason.NOT_SILENT
        for dropped in self._dropped:
            hours = dropped.reason == Reason.OUTSIDE_HOURS
            yield Reason.OUTSIDE_HOURS if hours else Reason.FOLLOWED
        if self._step.memory.holds():
            yield Reason.OUTSIDE_HOURS
        if self._rule.rule.count and any(decision.verdict.holds for _, decision in self._asked):
            yield Reason.TOO_FEW
        earlier = self._rule.rule.if_earlier
        if earlier and not earlier.level and any(d.verdict.holds for _, d in self._asked):
            yield Reason.NO_EARLIER
