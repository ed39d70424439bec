"""One text, tried on one rule: each claim as if it were a happening of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from monitor.events.matches import RuleMatched
from monitor.events.values import Claim, Incident, IncidentState, Status
from monitor.flow.ids import short
from monitor.rules.conditions.reasons import Failing, Reason
from monitor.rules.conditions.subject import Provenance, Subject
from monitor.rules.deciding.decide import Case, Decision, decide
from monitor.rules.memory.past import RulesMemory
from monitor.rules.ruleset.rules import Anchor, CompiledRule
from monitor.rules.text.article_text import ArticleText


@dataclass(frozen=True, slots=True)
class Text:
    """What a person may write into an example."""

    title: str
    text: str
    published: date
    source: str = "example"


@dataclass(frozen=True, slots=True)
class Stopped:
    """One claim (or article) at which the rule stayed quiet, and why."""

    evidence: str
    exception: str | None
    failing: tuple[Failing, ...]

    def __str__(self) -> str:
        about = f' (at "{self.evidence}")' if self.evidence else ""
        if self.exception:
            return f"the exception {self.exception} holds{about}"
        return "; ".join(str(failing) for failing in self.failing) + about


@dataclass(frozen=True, slots=True)
class Tried:
    """What an example came to: matches; or the reasons for which there are none."""

    matches: tuple[RuleMatched, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    exceptions: frozenset[str] = frozenset()
    skipped: str = ""
    extra: frozenset[str] = frozenset()

    @property
    def reasons(self) -> frozenset[str]:
        """Return every reason for which the rule is quiet here."""
        named = {stopped.exception for stopped in self.stopped if stopped.exception}
        failing = {f.reason.value for stopped in self.stopped for f in stopped.failing}
        return frozenset(named | failing) | self.extra

    def why_quiet(self) -> str:
        """Return in words what stopped the rule, the nearest misses first."""
        nearest = sorted(self.stopped, key=lambda stopped: len(stopped.failing))[:3]
        told = " | ".join(str(stopped) for stopped in nearest) or ", ".join(sorted(self.extra))
        return told or "nothing in it meets the rule"


def try_text(rule: CompiledRule, text: Text, claims: Sequence[Claim]) -> Tried:
    """Return what a rule makes of one text with these claims."""
    return tried(list(decisions(rule, text, claims)), rule, claims)


def decisions(
    rule: CompiledRule, text: Text, claims: Sequence[Claim]
) -> Iterator[tuple[Subject, Decision]]:
    """Yield each subject of a text with what the rule decides about it."""
    moment = datetime.combine(text.published, time(12), tzinfo=UTC)
    for subject in subjects(rule, text, claims):
        change = "opened" if subject.claim else "read"
        case = Case(rule=rule, subject=subject, change=change, time=moment, explain=True)
        yield subject, decide(case, RulesMemory())


def subjects(rule: CompiledRule, text: Text, claims: Sequence[Claim]) -> Iterator[Subject]:
    """Yield what a rule is asked about for a text: its claims, or the article itself."""
    article = ArticleText(text.title, text.text)
    origin = Provenance(
        article="example",
        source=text.source,
        outlet=text.source,
        title=text.title,
        wire="example",
        published=text.published.isoformat(),
    )
    if rule.anchor is not Anchor.CLAIM:
        yield Subject(origin, text=lambda: article)
        return
    for number, claim in enumerate(claims):
        incident = _incident(claim, number, text.source) if claim.is_news else None
        yield Subject(origin, claim=claim, incident=incident, text=lambda: article)


def _incident(claim: Claim, number: int, source: str) -> Incident:
    """Return the incident of one claim. It has no claims behind it: the claim speaks itself."""
    disputed = claim.status is Status.DISPUTED
    return Incident(
        id=short("example", number),
        state=IncidentState.DISPUTED if disputed else IncidentState.SINGLE,
        claim=claim,
        claims=(),
        sources=(source,),
    )


def tried(
    found: Sequence[tuple[Subject, Decision]], rule: CompiledRule, claims: Sequence[Claim]
) -> Tried:
    """Return decisions as an example's outcome."""
    matches = tuple(decision.match for _, decision in found if decision.match)
    lowered = {decision.verdict.exception for _, decision in found if decision.match}
    stopped = tuple(
        Stopped(
            subject.claim.evidence if subject.claim else "",
            decision.verdict.exception if not decision.verdict.holds else None,
            (*decision.verdict.failing, *decision.failing),
        )
        for subject, decision in found
        if not decision.match
    )
    exceptions = frozenset(name for name in lowered if name)
    return Tried(matches, (*stopped, *_nothing(rule, claims)), exceptions)


def _nothing(rule: CompiledRule, claims: Sequence[Claim]) -> Iterator[Stopped]:
    """Yield that the reader found nothing of the rule's type."""
    if rule.anchor is not Anchor.CLAIM:
        return
    if any(not rule.types or claim.type in rule.types for claim in claims):
        return
    wanted = f"a claim of {' or '.join(sorted(rule.types)) or 'any type'}"
    others = ", ".join(sorted({claim.type.value for claim in claims}))
    actual = f"only claims of {others}" if others else "none that the reader finds"
    yield Stopped("", None, (Failing(Reason.NO_CLAIM, wanted, actual),))
