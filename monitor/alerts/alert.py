"""One alert as it stands: a value folded from its events."""

from datetime import datetime, timedelta

import msgspec

from monitor.events.matches import RuleMatched
from monitor.events.values import Level

OVER = ("retracted", "superseded")
NO_LONGER = "no longer holds"
KEPT_HAPPENINGS = 64
KEPT_KEYS = 512


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What people were last told of one happening; what differs from it is a change."""

    state: str | None = None
    place: str | None = None
    when: str | None = None
    count: tuple[int, int] | None = None
    killed: tuple[int, int] | None = None
    over: bool = False


class Alert(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An alert, open or resolved.

    ``match`` is the newest match that people were told of, ``level`` the highest so far.
    ``told_at`` is the last message, ``active_at`` the last change (a repetition is none).
    ``happenings`` are the incidents (or articles, for matches on text) told of, newest last;
    ``keys`` name every change told, so that nothing is told twice.
    """

    id: str
    fingerprint: str
    match: RuleMatched
    level: Level
    raised_at: datetime
    told_at: datetime
    active_at: datetime
    sources: tuple[str, ...]
    happenings: dict[str, Told]
    keys: tuple[str, ...] = ()
    updates: int = 0
    change: str = ""
    silenced_by: str | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    comment: str = ""
    resolved_at: datetime | None = None
    resolved_reason: str = ""
    verdict: str | None = None

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None

    @property
    def state(self) -> str:
        """Return open, acknowledged or resolved."""
        if self.resolved_at is not None:
            return "resolved"
        return "acknowledged" if self.acknowledged_by else "open"

    def resolve_at(self, otherwise: timedelta) -> datetime:
        """Return the moment at which the alert is over if nothing new comes."""
        seconds = self.match.resolve_after
        return self.active_at + (timedelta(seconds=seconds) if seconds else otherwise)

    def repeat_at(self) -> datetime | None:
        """Return the moment of the next repetition; None where nobody waits for one."""
        if self.match.repeat_every is None or self.acknowledged_by or not self.is_open:
            return None
        return self.told_at + timedelta(seconds=self.match.repeat_every)


def happening_of(match: RuleMatched) -> str:
    """Return what a match is about: an incident, or an article where a rule reads text."""
    return match.incident or match.article


def sources_of(match: RuleMatched) -> tuple[str, ...]:
    """Return the independent sources a match knows; at least the outlet it came from."""
    return match.sources or tuple(name for name in (match.outlet or match.source,) if name)


def told(match: RuleMatched) -> Told:
    return Told(
        state=match.state,
        place=match.place,
        when=match.when,
        count=match.count,
        killed=match.killed,
        over=is_over(match),
    )


def withdrawn(match: RuleMatched) -> tuple[str, ...]:
    """Return why a rule that held for a happening no longer does; empty where it holds.

    The rules room says so in its reasons; such a match is its last word on the happening.
    """
    return tuple(reason for reason in match.why if reason.startswith(NO_LONGER))


def is_over(match: RuleMatched) -> bool:
    """Tell whether there is nothing left to alert about."""
    return match.state in OVER or bool(withdrawn(match))


def says_again(alert: Alert, match: RuleMatched) -> bool:
    """Tell, quickly, that a match says what people were told last; a no may turn out wrong.

    Of a denial nobody remembers who denied: it is never such.
    """
    return (
        alert.happenings.get(happening_of(match)) == told(match)
        and match.level.rank <= alert.level.rank
        and match.state != "disputed"
        and not is_over(match)
        and all(name in alert.sources for name in sources_of(match))
    )


def opened(alert: str, match: RuleMatched, at: datetime, silence: str | None) -> Alert:
    """Return the alert that a first match raises."""
    return Alert(
        id=alert,
        fingerprint=match.fingerprint,
        match=match,
        level=match.level,
        raised_at=at,
        told_at=at,
        active_at=at,
        sources=sources_of(match),
        happenings={happening_of(match): told(match)},
        silenced_by=silence,
    )


def repeated(alert: Alert, at: datetime) -> Alert:
    return msgspec.structs.replace(alert, told_at=max(at, alert.told_at))


def updated(alert: Alert, match: RuleMatched, at: datetime, keys: tuple[str, ...]) -> Alert:
    """Return the alert after people were told of a change."""
    happening = happening_of(match)
    happenings = {k: v for k, v in alert.happenings.items() if k != happening}
    happenings[happening] = told(match)
    while len(happenings) > KEPT_HAPPENINGS:
        del happenings[next(iter(happenings))]
    return msgspec.structs.replace(
        alert,
        match=match,
        level=max(alert.level, match.level, key=lambda level: level.rank),
        told_at=max(at, alert.told_at),
        active_at=max(at, alert.active_at),
        sources=tuple(dict.fromkeys((*alert.sources, *sources_of(match)))),
        happenings=happenings,
        keys=(*alert.keys, *keys)[-KEPT_KEYS:],
        updates=alert.updates + 1,
    )
