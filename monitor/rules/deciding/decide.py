"""One rule, one subject, and the memory: what becomes of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from monitor.events.matches import RuleCounted, RuleDropped, RuleHeld, RuleMatched
from monitor.events.registry import Event
from monitor.events.values import IncidentState, Level
from monitor.rules.conditions.reasons import Failing, Reason
from monitor.rules.conditions.subject import Subject
from monitor.rules.deciding.hours import is_open, next_opening
from monitor.rules.deciding.judge import Verdict, judge
from monitor.rules.deciding.matched import Circumstances, matched
from monitor.rules.format.schema import Outside
from monitor.rules.memory.counted import Counted
from monitor.rules.memory.history import Shared, confirming, earlier, text_sources
from monitor.rules.memory.moments import happened
from monitor.rules.memory.past import NO_LONGER, RulesMemory, Standing, hold_id, same_values
from monitor.rules.memory.windows import reach, tally
from monitor.rules.ruleset.rules import Anchor, CompiledRule

OVER = {IncidentState.RETRACTED, IncidentState.SUPERSEDED}


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule makes of a subject: events for the log, and why it is quiet where it is."""

    verdict: Verdict
    events: tuple[Event, ...] = ()
    failing: tuple[Failing, ...] = ()

    @property
    def match(self) -> RuleMatched | None:
        """Return the match, also one that waits."""
        for event in self.events:
            if isinstance(event, RuleMatched):
                return event
            if isinstance(event, RuleHeld):
                return event.match
        return None

    @property
    def reasons(self) -> frozenset[str]:
        """Return the names of all reasons for which nobody is told."""
        return self.verdict.reasons | {failing.reason for failing in self.failing}


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What is decided on: a rule, a subject, what changed, and when it came.

    ``reason`` is what ended an incident, in words.
    ``in_words`` puts into a match why it holds and the whole sentence, for which the article's text
    is fetched. ``held`` says that the rule's ``when`` is known to hold.
    """

    rule: CompiledRule
    subject: Subject
    change: str
    time: datetime
    explain: bool = False
    in_words: bool = True
    held: bool = False
    reason: str = ""


def decide(case: Case, memory: RulesMemory) -> Decision:
    """Return what becomes of a rule and a subject. Pure: the memory is only read."""
    verdict = judge(
        case.rule, case.subject, explain=case.explain, telling=case.in_words, held=case.held
    )
    standing = _standing(case, memory)
    if not verdict.holds:
        return Decision(verdict=verdict, events=tuple(_withdrawn(case, verdict, standing)))
    if standing is None and _is_over(case):
        return Decision(verdict=verdict)
    return _Deciding(case, memory, verdict, standing).decision()


def _is_over(case: Case) -> bool:
    """Tell whether the happening is retracted or superseded: no news for who never heard of it."""
    incident = case.subject.incident
    return case.change == "closed" or (incident is not None and incident.state in OVER)


def _standing(case: Case, memory: RulesMemory) -> Standing | None:
    incident = case.subject.incident
    return memory.standing(case.rule.id, incident.id) if incident else None


def _withdrawn(case: Case, verdict: Verdict, standing: Standing | None) -> Iterator[Event]:
    """Yield a last word about a rule that held for this incident and no longer does."""
    if standing is None:
        return
    told = judge(case.rule, case.subject)
    reasons = [str(failing) for failing in told.failing]
    if told.exception:
        reasons = [f"the exception {told.exception} holds: {'; '.join(told.why)}"]
    around = Circumstances(
        change=case.change,
        happened=happened(case.subject, case.time),
        level=standing.level,
        why=tuple(f"{NO_LONGER}: {reason}" for reason in reasons),
        fingerprint=standing.fingerprint,
        in_words=case.in_words,
        reason=case.reason,
    )
    yield matched(case.rule, case.subject, verdict, around)


class _Deciding:
    """The stages after ``when`` and ``unless``: count, earlier, confirm, hours, waiting."""

    def __init__(
        self, case: Case, memory: RulesMemory, verdict: Verdict, standing: Standing | None
    ) -> None:
        self._case = case
        self._memory = memory
        self._verdict = verdict
        self._standing = standing
        self._moment = happened(case.subject, case.time)
        self._match = matched(case.rule, case.subject, verdict, self._around())
        self._events: list[Event] = []

    def _around(self) -> Circumstances:
        return Circumstances(
            change=self._case.change,
            happened=self._moment,
            level=self._verdict.level,
            fingerprint=self._standing.fingerprint if self._standing else None,
            in_words=self._case.in_words,
            reason=self._case.reason,
        )

    def decision(self) -> Decision:
        failing = self._count() or self._earlier()
        if failing is None:
            self._confirm()
            failing = self._send()
        return Decision(
            verdict=self._verdict,
            events=tuple(self._events),
            failing=(failing,) if failing else (),
        )

    def _add(self, why: str, level: Level | None = None) -> None:
        """Put a further reason into the match, and raise its level where one is given."""
        higher = level if level and level.rank > self._match.level.rank else self._match.level
        self._match = msgspec.structs.replace(
            self._match, why=(*self._match.why, why), level=higher
        )

    def _count(self) -> Failing | None:
        count = self._case.rule.rule.count
        if count is None:
            return None
        group = self._match.fingerprint
        before = self._memory.counted(self._case.rule.id, group)
        mine = self._counted()
        if mine not in before:
            self._events.append(_as_event(self._case.rule.id, group, mine))
        near = before.between(*reach(count, self._moment))
        result = tally(count, [*near, mine], self._moment)
        if not result.enough:
            return Failing(Reason.TOO_FEW, "enough in the window of time", result.told)
        self._add(result.told)
        return None

    def _counted(self) -> Counted:
        subject = self._case.subject
        return Counted(
            self._moment,
            subject.origin.article,
            subject.origin.outlet,
            subject.origin.wire,
            subject.incident.id if subject.incident else None,
            subject.killed,
        )

    def _earlier(self) -> Failing | None:
        asked = self._case.rule.rule.if_earlier
        if asked is None:
            return None
        told = earlier(self._memory, asked, self._mine(), self._moment)
        if told:
            self._add(told, asked.level)
        elif asked.level is None:
            return Failing(Reason.NO_EARLIER, f"a match of {asked.rule} before", "none in time")
        return None

    def _mine(self) -> Shared:
        return same_values(self._match)

    def _confirm(self) -> None:
        confirm = self._case.rule.rule.confirm
        if self._case.rule.anchor is Anchor.TEXT:
            self._confirm_words()
        elif confirm and (told := confirming(confirm, self._case.subject)):
            self._add(told, confirm.level)
        standing = self._standing
        if standing and standing.level.rank > self._match.level.rank:
            # What was confirmed stays confirmed, whatever else is corrected afterwards.
            self._match = msgspec.structs.replace(self._match, level=standing.level)

    def _confirm_words(self) -> None:
        confirm = self._case.rule.rule.confirm
        width = timedelta(seconds=confirm.within) if confirm else timedelta(days=3)
        outlets, number = text_sources(
            self._memory,
            self._case.rule.id,
            self._match.fingerprint,
            self._case.subject,
            self._case.time - width,
        )
        self._match = msgspec.structs.replace(self._match, sources=outlets)
        if confirm and number >= confirm.sources:
            self._add(f"confirmed by {number} independent sources", confirm.level)

    def _send(self) -> Failing | None:
        rule = self._case.rule.rule
        if wait := rule.not_followed_by:
            until = self._case.time + timedelta(seconds=wait.within)
            if not self._already_out():
                self._hold(until, f"waits whether {wait.rule} follows", wait.rule)
                return None
        return self.hours(self._match)

    def _already_out(self) -> bool:
        """Tell whether the alert went out already: then an update need not wait again."""
        return any(
            past.fingerprint == self._match.fingerprint
            for past in self._memory.past(self._case.rule.id)
        )

    def hours(self, match: RuleMatched) -> Failing | None:
        """Send the match, or hold or drop it for the hours."""
        event = by_hours(self._case.rule, match, self._case.time)
        self._events.append(event)
        if isinstance(event, RuleDropped):
            return Failing(Reason.OUTSIDE_HOURS, "in the active hours", self._case.time.isoformat())
        return None

    def _hold(self, until: datetime, reason: str, waits_for: str | None) -> None:
        self._events.append(
            RuleHeld(
                hold=hold_id(self._match),
                match=self._match,
                until=until.isoformat(),
                reason=reason,
                waits_for=waits_for,
            )
        )


def by_hours(rule: CompiledRule, match: RuleMatched, time: datetime) -> Event:
    """Return the match itself, or what becomes of it outside the rule's hours."""
    active = rule.rule.active
    loud = active and active.except_ and match.level.rank >= active.except_.rank
    if active is None or loud or is_open(active, time):
        return match
    if active.outside is Outside.DROP:
        return RuleDropped(
            rule=rule.id,
            article=match.article,
            reason=Reason.OUTSIDE_HOURS,
            hold=hold_id(match),
            fingerprint=match.fingerprint,
        )
    return RuleHeld(
        hold=hold_id(match),
        match=match,
        until=next_opening(active, time).isoformat(),
        reason=Reason.OUTSIDE_HOURS,
    )


def _as_event(rule: str, group: str, counted: Counted) -> RuleCounted:
    return RuleCounted(
        rule=rule,
        group=group,
        article=counted.article,
        outlet=counted.outlet,
        wire=counted.wire,
        happened=counted.moment.isoformat(),
        incident=counted.incident,
        killed=counted.killed,
    )
