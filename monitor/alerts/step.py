"""The alerts step: decides what becomes of a match, and what time does to alerts."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec

from monitor.alerts import troubles
from monitor.alerts.agenda import Agenda
from monitor.alerts.alert import OVER, Alert, happening_of, is_over
from monitor.alerts.board import REMEMBERS, AlertsBoard
from monitor.alerts.changes import CORRECTIONS, Change, changes, in_days, in_words
from monitor.alerts.options import AlertsOptions
from monitor.alerts.silences import Silence
from monitor.alerts.vigil import REMEMBERS as HEARD
from monitor.alerts.vigil import Concern, Vigil
from monitor.events.alerts import (
    AlertRaised,
    AlertResolved,
    AlertSuppressed,
    AlertUpdated,
    SilenceExpired,
    SweepDue,
)
from monitor.events.envelope import Envelope
from monitor.events.matches import RuleMatched
from monitor.flow.ids import short
from monitor.flow.step import Bodies, Draft

# What people say changes nothing at once; it is consumed so that memory (and `due`) knows of it.
PEOPLE = frozenset(
    {
        "alert.acknowledged",
        "alert.resolved",
        "alert.judged",
        "silence.created",
        "silence.expired",
    }
)


class AlertsStep:
    """rule.matched, sweep.due, troubles -> alert.raised | updated | suppressed | resolved."""

    name = "alerts"
    version = 1
    memory_version = "3"
    consumes = frozenset({"rule.matched", "sweep.due"}) | troubles.CONSUMES | PEOPLE
    remembers = REMEMBERS | HEARD

    def __init__(self, options: AlertsOptions | None = None) -> None:
        self._options = options or AlertsOptions()
        self._board, self._vigil = self._empty()
        self._agenda = Agenda(self._board, self._next)

    def _empty(self) -> tuple[AlertsBoard, Vigil]:
        options = self._options
        return (
            AlertsBoard(options.remember_resolved),
            Vigil(options.sources, options.all_silent_after),
        )

    @property
    def board(self) -> AlertsBoard:
        return self._board

    def remember(self, envelope: Envelope[Any]) -> None:
        if envelope.type in HEARD:
            self._vigil.apply(envelope)
            return
        self._board.apply(envelope)
        alert = self._board.get(getattr(envelope.data, "alert", ""))
        if alert:
            self._agenda.put(alert)

    def dump(self) -> bytes:
        return msgspec.msgpack.encode((self._board.dump(), self._vigil.dump()))

    def load(self, state: bytes) -> None:
        kept = msgspec.msgpack.decode(state, type=tuple[bytes, bytes])
        board, vigil = self._empty()
        board.load(kept[0])
        vigil.load(kept[1])
        # Only now: of a state that cannot be read as a whole nothing is taken over.
        self._agenda = Agenda(board, self._next)
        self._board, self._vigil = board, vigil

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]:  # noqa: ARG002
        event = envelope.data
        if isinstance(event, RuleMatched):
            return list(self._matched(event, envelope))
        if isinstance(event, SweepDue):
            return [*self._swept(envelope.time), *self._concerned(envelope)]
        return list(self._troubled(envelope))

    def due(self, now: datetime) -> datetime | None:
        """Return when the next sweep has something to do (``now`` if it is late); None: never."""
        moments = [silence.until for silence in self._board.silences()]
        if soonest := self._agenda.soonest():
            moments.append(soonest)
        moments.extend(concern.due for concern in self._untold(now))
        return max(min(moments), now) if moments else None

    def _matched(self, match: RuleMatched, envelope: Envelope[Any]) -> Iterator[Draft]:
        alert = self._board.for_match(match, self._reach(match))
        if match.silent:
            yield suppressed(match, "rule is in test", alert)
        elif alert is None or self._begins_anew(alert, match):
            yield from self._raise(match, envelope)
        else:
            yield from self._update(alert, match, envelope.time)

    def _reach(self, match: RuleMatched) -> timedelta:
        """Return how far apart two happenings of one alert may lie: its life without news."""
        return timedelta(seconds=match.resolve_after or 0) or self._options.resolve_after

    def _begins_anew(self, alert: Alert, match: RuleMatched) -> bool:
        """Tell whether news of another happening came after the last alert was resolved."""
        known = alert.happenings.get(happening_of(match))
        return not alert.is_open and (known is None or (known.over and not is_over(match)))

    def _raise(self, match: RuleMatched, envelope: Envelope[Any]) -> Iterator[Draft]:
        if is_over(match):
            what = match.state if match.state in OVER else "over"
            yield suppressed(match, f"nobody was told of it before it was {what}", None)
            return
        yield from self._open(short(match.fingerprint, envelope.id), match, envelope.time)

    def _open(self, alert: str, match: RuleMatched, at: datetime) -> Iterator[Draft]:
        silence = self._board.silence_for(match, at)
        raised = AlertRaised(alert=alert, match=match, silenced_by=silence.id if silence else None)
        yield Draft(event=raised, subject=f"alert/{alert}")
        if silence:
            yield _silenced(alert, match, silence)

    def _update(self, alert: Alert, match: RuleMatched, at: datetime) -> Iterator[Draft]:
        found = changes(alert, match)
        if not alert.is_open:
            # Whoever was told must hear of a correction, but of nothing else once it is over.
            found = [change for change in found if change.kind in CORRECTIONS]
        if not found:
            state = "already told" if alert.is_open else "resolved, and nothing to correct"
            yield suppressed(match, f"{state}: alert {alert.id}", alert)
        else:
            yield from self._tell(alert, match, found, at)
        if alert.is_open and _all_over(alert, match):
            yield _resolved(alert, reason=found[0].words if found else "over")

    def _tell(
        self, alert: Alert, match: RuleMatched, found: list[Change], at: datetime
    ) -> Iterator[Draft]:
        silence = self._board.silence_for(match, at)
        # A level once reached is not lowered by a later, weaker report.
        level = max(alert.level, match.level, key=lambda level: level.rank)
        match = msgspec.structs.replace(match, level=level)
        update = AlertUpdated(
            alert=alert.id,
            kind=found[0].kind,
            change=in_words(found),
            match=match,
            silenced_by=silence.id if silence else None,
        )
        yield Draft(event=update, subject=f"alert/{alert.id}")
        if silence:
            yield _silenced(alert.id, match, silence)

    def _swept(self, now: datetime) -> Iterator[Draft]:
        for silence in self._board.silences():
            if silence.until <= now:
                event = SilenceExpired(silence=silence.id)
                yield Draft(event=event, subject=f"silence/{silence.id}")
        for alert in self._agenda.until(now):
            yield from self._aged(alert, now)

    def _next(self, alert: Alert) -> datetime:
        """Return when an open alert is to be repeated or resolved."""
        over, repeat = alert.resolve_at(self._options.resolve_after), alert.repeat_at()
        return min(over, repeat) if repeat else over

    def _aged(self, alert: Alert, now: datetime) -> Iterator[Draft]:
        repeat = alert.repeat_at()
        if alert.resolve_at(self._options.resolve_after) <= now:
            quiet = in_days(now - alert.active_at)
            yield _resolved(alert, reason=f"nothing new for {quiet}")
        elif repeat and repeat <= now:
            words = f"still open, nothing new for {in_days(now - alert.active_at)}"
            change = Change(kind="repeated", words=words, key="")
            yield from self._tell(alert, alert.match, [change], now)

    def _troubled(self, envelope: Envelope[Any]) -> Iterator[Draft]:
        for fingerprint, reason in troubles.mended(envelope):
            alert = self._board.by_fingerprint(fingerprint)
            if alert and alert.is_open:
                yield _resolved(alert, reason=reason)
        match = troubles.trouble(envelope.data, source_attempts=self._options.source_attempts)
        if match is None:
            return
        alert = self._board.by_fingerprint(match.fingerprint)
        if alert and alert.is_open:
            yield suppressed(match, f"already told: alert {alert.id}", alert)
        else:
            yield from self._raise(match, envelope)

    def _untold(self, now: datetime) -> Iterator[Concern]:
        """Yield the sources' silences that nobody was told of since they began."""
        for concern in self._vigil.concerns(now):
            if concern.kind == "unasked" and self._is_paused():
                continue  # they are asked; what they say cannot be written down
            if concern.due > now or not self._knows(concern, now):
                yield concern

    def _is_paused(self) -> bool:
        paused = self._board.by_fingerprint(short(troubles.INTAKE))
        return paused is not None and paused.is_open

    def _knows(self, concern: Concern, now: datetime) -> bool:
        told = self._board.by_fingerprint(troubles.concern(concern, now).fingerprint)
        return told is not None and told.raised_at >= concern.since

    def _concerned(self, envelope: Envelope[Any]) -> Iterator[Draft]:
        now = envelope.time
        for concern in self._untold(now):
            if concern.due <= now:
                match = troubles.concern(concern, now)
                alert = short(match.fingerprint, envelope.id)
                yield from self._open(alert, match, now)


def suppressed(match: RuleMatched, reason: str, alert: Alert | None) -> Draft:
    return _suppressed(match, reason, alert.id if alert else None)


def _suppressed(match: RuleMatched, reason: str, alert: str | None) -> Draft:
    event = AlertSuppressed(
        alert=alert,
        fingerprint=match.fingerprint,
        rule=match.rule,
        article=match.article,
        reason=reason,
    )
    subject = f"alert/{alert}" if alert else f"rule/{match.rule}"
    return Draft(event=event, subject=subject)


def _silenced(alert: str, match: RuleMatched, silence: Silence) -> Draft:
    return _suppressed(match, silence.reason, alert)


def _resolved(alert: Alert, *, reason: str) -> Draft:
    event = AlertResolved(alert=alert.id, reason=reason)
    return Draft(event=event, subject=f"alert/{alert.id}")


def _all_over(alert: Alert, match: RuleMatched) -> bool:
    """Tell whether this match closes the last happening that the alert is about."""
    others = (told for key, told in alert.happenings.items() if key != happening_of(match))
    return is_over(match) and all(told.over for told in others)
