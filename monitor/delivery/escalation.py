"""Escalation: who is told next when nobody acknowledges an alert in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.delivery.memory import Watched
from monitor.delivery.options import Escalation


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the ladder; ``step`` counts from 1."""

    step: int
    escalation: Escalation

    @property
    def words(self) -> str:
        return f"nobody acknowledged this alert within {_words(self.escalation.after)}"


def rungs_due(known: Watched, rungs: Sequence[Rung], now: datetime) -> list[Rung]:
    """Return the rungs whose time has come, lowest first."""
    return [rung for rung in _waiting(known, rungs) if _moment(known, rung) <= now]


def next_rung_at(known: Watched, rungs: Sequence[Rung]) -> datetime | None:
    moments = [_moment(known, rung) for rung in _waiting(known, rungs)]
    return min(moments) if moments else None


def _waiting(known: Watched, rungs: Sequence[Rung]) -> list[Rung]:
    if not known.is_open or known.acknowledged_by or known.silenced:
        return []
    return [
        rung
        for rung in rungs
        if rung.step not in known.rungs and known.level.rank >= rung.escalation.floor.rank
    ]


def _moment(known: Watched, rung: Rung) -> datetime:
    return known.raised_at + rung.escalation.after


def _words(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"
    return f"{minutes // 60} hours"
