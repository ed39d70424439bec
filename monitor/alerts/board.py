"""The board: all alerts and silences that still matter, folded from their events.

Open alerts stay; resolved ones are kept for a while, so that a late denial reaches the same people.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec

from monitor.alerts.alert import Alert, happening_of, opened, repeated, updated
from monitor.alerts.changes import changes
from monitor.alerts.silences import Silence, covers
from monitor.events.alerts import (
    AlertAcknowledged,
    AlertJudged,
    AlertRaised,
    AlertResolved,
    AlertUpdated,
    SilenceCreated,
    SilenceExpired,
)
from monitor.events.envelope import Envelope
from monitor.events.matches import RuleMatched
from monitor.events.sharing import shared

DAY = timedelta(days=1)
REMEMBERS = frozenset(
    {
        "alert.raised",
        "alert.updated",
        "alert.acknowledged",
        "alert.resolved",
        "alert.judged",
        "silence.created",
        "silence.expired",
    }
)


class Memory(msgspec.Struct, kw_only=True):
    """What a snapshot holds."""

    alerts: dict[str, Alert] = {}
    silences: dict[str, Silence] = {}
    newest: datetime | None = None


class AlertsBoard:
    """Folds alert and silence events; answers questions about what is open."""

    consumes = REMEMBERS

    def __init__(self, remember_resolved: timedelta = timedelta(days=30)) -> None:
        self._kept = remember_resolved
        self._memory = Memory()
        self._by_fingerprint: dict[str, list[str]] = {}
        self._folds: dict[type, Callable[[Any, datetime], None]] = {
            AlertRaised: self._raised,
            AlertUpdated: self._updated,
            AlertAcknowledged: self._acknowledged,
            AlertResolved: self._resolved,
            AlertJudged: self._judged,
            SilenceCreated: self._silenced,
            SilenceExpired: self._unsilenced,
        }

    def apply(self, envelope: Envelope[Any]) -> None:
        fold = self._folds.get(type(envelope.data))
        if fold:
            fold(envelope.data, envelope.time)
            self._forget(envelope.time)

    def get(self, alert: str) -> Alert | None:
        return self._memory.alerts.get(alert)

    def by_fingerprint(self, fingerprint: str) -> Alert | None:
        """Return the newest alert of a fingerprint, open or resolved."""
        return next(self._alike(fingerprint), None)

    def for_match(self, match: RuleMatched, reach: timedelta) -> Alert | None:
        """Return the alert that a match belongs to, open or resolved.

        The one that told of its happening before; else the newest whose last happening lies within
        ``reach`` of it: an archive holds the fall of one place in several years.
        """
        alike = list(self._alike(match.fingerprint))
        told = [alert for alert in alike if happening_of(match) in alert.happenings]
        near = [alert for alert in alike if _apart(alert.match, match) <= reach]
        return next(iter(told + near), None)

    def _alike(self, fingerprint: str) -> Iterator[Alert]:
        for name in reversed(self._by_fingerprint.get(fingerprint, ())):
            yield self._memory.alerts[name]

    def find(self, prefix: str) -> list[Alert]:
        """Return the alerts whose id begins so: people type as little as they must."""
        return [alert for id_, alert in self._memory.alerts.items() if id_.startswith(prefix)]

    def alerts(self) -> list[Alert]:
        return list(self._memory.alerts.values())

    def open_alerts(self) -> list[Alert]:
        return [alert for alert in self._memory.alerts.values() if alert.is_open]

    def silences(self) -> list[Silence]:
        return list(self._memory.silences.values())

    def silence_for(self, match: RuleMatched, at: datetime) -> Silence | None:
        return next((s for s in self._memory.silences.values() if covers(s, match, at)), None)

    def dump(self) -> bytes:
        return msgspec.msgpack.encode(self._memory)

    def load(self, state: bytes) -> None:
        self._memory = msgspec.msgpack.decode(state, type=Memory)
        self._by_fingerprint = {}
        for alert in self.alerts():
            self._put(alert, match=shared(alert.match))
            self._by_fingerprint.setdefault(alert.fingerprint, []).append(alert.id)

    def _raised(self, event: AlertRaised, at: datetime) -> None:
        alert = opened(event.alert, shared(event.match), at, event.silenced_by)
        # Newest last: a snapshot rebuilds the index of fingerprints in this order.
        self._memory.alerts.pop(alert.id, None)
        self._memory.alerts[alert.id] = alert
        names = self._by_fingerprint.setdefault(alert.fingerprint, [])
        names[:] = [name for name in names if name != alert.id] + [alert.id]

    def _updated(self, event: AlertUpdated, at: datetime) -> None:
        alert = self.get(event.alert)
        if alert is None:
            return
        if event.kind == "repeated":
            new = repeated(alert, at)
        else:
            keys = tuple(change.key for change in changes(alert, event.match))
            new = updated(alert, shared(event.match), at, keys)
        self._put(new, change=event.change, silenced_by=event.silenced_by)

    def _acknowledged(self, event: AlertAcknowledged, at: datetime) -> None:
        alert = self.get(event.alert)
        if alert:
            self._put(alert, acknowledged_by=event.by, acknowledged_at=at, comment=event.comment)

    def _resolved(self, event: AlertResolved, at: datetime) -> None:
        alert = self.get(event.alert)
        if alert:
            self._put(alert, resolved_at=at, resolved_reason=event.reason)

    def _judged(self, event: AlertJudged, at: datetime) -> None:  # noqa: ARG002 (one signature)
        alert = self.get(event.alert)
        if alert:
            self._put(alert, verdict=event.verdict)

    def _silenced(self, event: SilenceCreated, at: datetime) -> None:
        self._memory.silences[event.silence] = Silence(
            id=event.silence,
            matcher=event.matcher,
            by=event.by,
            comment=event.comment,
            since=at,
            until=datetime.fromisoformat(event.until),
        )

    def _unsilenced(self, event: SilenceExpired, at: datetime) -> None:  # noqa: ARG002 (the same)
        self._memory.silences.pop(event.silence, None)

    def _put(self, alert: Alert, **fields: Any) -> None:
        self._memory.alerts[alert.id] = msgspec.structs.replace(alert, **fields)

    def _forget(self, now: datetime) -> None:
        """Drop alerts resolved long ago; by event time, and at most once in a day of it."""
        newest = self._memory.newest
        if newest and now - newest < DAY:
            return
        self._memory.newest = now
        before = now - self._kept
        for alert in self.alerts():
            if alert.resolved_at and alert.resolved_at < before:
                self._drop(alert)

    def _drop(self, alert: Alert) -> None:
        del self._memory.alerts[alert.id]
        names = self._by_fingerprint[alert.fingerprint]
        names.remove(alert.id)
        if not names:
            del self._by_fingerprint[alert.fingerprint]


def _apart(one: RuleMatched, other: RuleMatched) -> timedelta:
    """Return the time between two happenings; none where a date is not known."""
    if not one.happened or not other.happened:
        return timedelta(0)
    return abs(datetime.fromisoformat(one.happened) - datetime.fromisoformat(other.happened))
