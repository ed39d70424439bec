"""Rule sets run over the past, each with an alert board of its own."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from monitor.alerts.options import AlertsOptions
from monitor.alerts.step import AlertsStep
from monitor.events.envelope import Envelope
from monitor.events.matches import RuleMatched
from monitor.flow.step import Bodies, Draft, Step
from monitor.rules.memory.past import RulesMemory
from monitor.rules.ruleset.rules import RuleSet
from monitor.rules.step import RulesStep
from monitor.rules.trial.push import Push

SWEEP_EVERY = timedelta(hours=1)
Key = tuple[str, str, int]


@dataclass(slots=True)
class Seen:
    """An alert that a rule set would have raised. ``levels`` ends with the level it had last."""

    rule: str
    time: datetime
    place: str | None
    subject: str
    article: str
    level: str
    updates: int = 0


@dataclass(slots=True)
class Outcome:
    """All that a rule set would have done.

    Alerts are known by rule, fingerprint and how many of that fingerprint came before, so that two
    runs can be compared.
    """

    alerts: dict[Key, Seen] = field(default_factory=dict)
    quiet: dict[str, Counter[str]] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None

    @property
    def days(self) -> float:
        if self.first is None or self.last is None:
            return 0.0
        return (self.last - self.first) / timedelta(days=1)


class Candidate:
    """One rule set, with the steps that make alerts of it."""

    def __init__(
        self,
        rules: RuleSet,
        bodies: Bodies | None,
        *,
        before: Sequence[Step] = (),
        alerts: AlertsOptions | None = None,
        memory: RulesMemory | None = None,
    ) -> None:
        self.rules = rules
        self._asked = frozenset[str]().union(*(rule.asked for rule in rules.rules))
        self._rules = RulesStep(rules, memory=memory, in_words=False)
        # Rules are tried here: which sources were silent is another matter.
        life = replace(alerts or AlertsOptions(), sources={})
        self._steps = (self._rules, AlertsStep(life))
        self._push = Push([*before, *self._steps], bodies)
        self._passed: datetime | None = None
        self._swept: datetime | None = None
        self._since: datetime | None = None
        self._open: dict[str, Key] = {}
        self._times: Counter[tuple[str, str]] = Counter()
        self.outcome = Outcome()

    def count_from(self, since: datetime | None) -> None:
        """Only alerts from a moment on are counted; what came before is remembered by the steps."""
        self._since = since

    def recorded(self, envelope: Envelope[Any]) -> None:
        """Take an event of the log in."""
        self.let_time_pass(envelope.time)
        self._note(self._push.pass_on(envelope))

    def happened(self, drafts: Sequence[Draft], time: datetime) -> None:
        """Take new events in that come of one article, with the texts that they are about."""
        self.let_time_pass(time)
        for draft in drafts:
            for name, text in draft.bodies.items():
                self._push.add_body(name, text)
            cause = f"{draft.subject}/{draft.event.TYPE}"
            self._note(self._push.take(draft.event, subject=draft.subject, time=time, cause=cause))
        self._push.forget_bodies()

    def is_asked(self, incident: str, kind: str) -> bool:
        """Tell whether a change of an incident can matter: by its type, or by earlier matches."""
        return kind in self._asked or bool(self._rules.memory.rules_of(incident))

    def finish(self) -> Outcome:
        """Let what still waits come to its end."""
        for hold in self._rules.memory.holds():
            self._note(self._push.sweep(datetime.fromisoformat(hold.until)))
        return self.outcome

    def let_time_pass(self, now: datetime) -> None:
        """Let waiting come to its end, and alerts grow old, up to a moment."""
        if now == self._passed and not self._rules.memory.is_holding():
            return  # most events share their moment with the one before
        self._passed = now
        if self._rules.memory.is_holding():
            self._release(now)
        if self._swept is None or now - self._swept >= SWEEP_EVERY:
            self._swept = now
            if any(due <= now for step in self._steps if (due := step.due(now))):
                self._note(self._push.sweep(now))
        if self._since is None or now >= self._since:
            self.outcome.first = self.outcome.first or now
            self.outcome.last = now

    def _release(self, now: datetime) -> None:
        for hold in sorted(self._rules.memory.holds(), key=lambda hold: hold.until):
            until = datetime.fromisoformat(hold.until)
            if until <= now:
                self._note(self._push.sweep(until))

    def _note(self, envelopes: Iterator[Envelope[Any]]) -> None:
        for envelope in envelopes:
            if envelope.type == "alert.raised":
                self._raised(envelope.data.alert, envelope.data.match, envelope.time)
            elif envelope.type == "alert.updated":
                self._updated(envelope.data.alert, envelope.data.match)
            elif envelope.type in {"alert.suppressed", "rule.dropped"}:
                self._quiet(envelope.data.rule, envelope.data.reason, envelope.time)

    def _counts(self, time: datetime) -> bool:
        return self._since is None or time >= self._since

    def _raised(self, alert: str, match: RuleMatched, time: datetime) -> None:
        name = (match.rule, match.fingerprint)
        self._times[name] += 1
        if self._counts(time):
            key = (*name, self._times[name])
            self._open[alert] = key
            self.outcome.alerts[key] = Seen(
                match.rule, time, match.place, match.subject, match.article, match.level.value
            )

    def _updated(self, alert: str, match: RuleMatched) -> None:
        key = self._open.get(alert)
        if key is not None:
            seen = self.outcome.alerts[key]
            seen.updates += 1
            seen.level = match.level.value

    def _quiet(self, rule: str, reason: str, time: datetime) -> None:
        if self._counts(time):
            self.outcome.quiet.setdefault(rule, Counter())[reason] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What an edit changes: alerts that come, that go, and that change their level."""

    added: tuple[Seen, ...]
    lost: tuple[Seen, ...]
    changed: tuple[tuple[Seen, Seen], ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.lost or self.changed)


def difference(before: Outcome, after: Outcome) -> Difference:
    """Compare two outcomes over the same past."""
    added = [seen for key, seen in after.alerts.items() if key not in before.alerts]
    lost = [seen for key, seen in before.alerts.items() if key not in after.alerts]
    both = [(seen, after.alerts[key]) for key, seen in before.alerts.items() if key in after.alerts]
    changed = [(old, new) for old, new in both if old.level != new.level]
    return Difference(added=tuple(added), lost=tuple(lost), changed=tuple(changed))
