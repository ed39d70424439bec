"""Questions to the alert board."""

from dataclasses import dataclass

import msgspec

from monitor.events.matches import RuleMatched
from monitor.views.view import Row, Rows

_COLUMNS = (
    "alert, level, change, kind, updates, raised_at, updated_at, silenced_by, acknowledged_by, "
    "acknowledged_at, comment, resolved_at, resolved_by, resolved_reason, verdict, verdict_by, "
    "verdict_note, match"
)
_match = msgspec.json.Decoder(RuleMatched)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """An alert as it stands. ``match`` holds what people were last told; times are ISO 8601 UTC.

    ``level`` is the highest so far. ``change`` and ``kind`` are the last update ("" and "raised"
    where there was none), ``updated_at`` is its moment: a reminder that nothing is new is none.
    """

    alert: str
    level: str
    change: str
    kind: str
    updates: int
    raised_at: str
    updated_at: str
    silenced_by: str | None
    acknowledged_by: str | None
    acknowledged_at: str | None
    comment: str | None
    resolved_at: str | None
    resolved_by: str | None
    resolved_reason: str | None
    verdict: str | None
    verdict_by: str | None
    verdict_note: str | None
    match: RuleMatched

    @property
    def state(self) -> str:
        """Return open, acknowledged or resolved."""
        if self.resolved_at:
            return "resolved"
        return "acknowledged" if self.acknowledged_by else "open"

    @property
    def sources(self) -> tuple[str, ...]:
        return self.match.sources or tuple(filter(None, (self.match.outlet or self.match.source,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertMoment:
    """One entry of an alert's life: what happened, in words, and by whom."""

    position: int
    at: str
    kind: str
    words: str
    who: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuppressedRow:
    """A match nobody was told of, and why."""

    position: int
    at: str
    alert: str | None
    rule: str
    article: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFilter:
    """Which alerts are asked for; ``since`` is an ISO 8601 date or moment of the last change."""

    state: str | None = None
    level: str | None = None
    rule: str | None = None
    place: str | None = None
    source: str | None = None
    since: str | None = None
    limit: int = 100
    latest_first: bool = False


_STATES = {
    "open": "resolved_at IS NULL AND acknowledged_by IS NULL",
    "acknowledged": "resolved_at IS NULL AND acknowledged_by IS NOT NULL",
    "standing": "resolved_at IS NULL",
    "resolved": "resolved_at IS NOT NULL",
}


def _where(wanted: AlertFilter) -> tuple[str, list[str | int]]:
    asked = {
        "level = ?": wanted.level,
        "rule = ?": wanted.rule,
        "? IN (place, place_id, province)": wanted.place,
        "source = ?": wanted.source,
        "updated_at >= ?": wanted.since,
    }
    parts = [_STATES[wanted.state]] if wanted.state else []
    parts += [part for part, value in asked.items() if value is not None]
    values: list[str | int] = [value for value in asked.values() if value is not None]
    return " AND ".join(parts) or "1", values


def alerts(rows: Rows, wanted: AlertFilter | None = None) -> list[AlertRow]:
    """Return alerts, standing ones first, then by level and the newest first.

    With ``latest_first`` the newest first, whatever their level.
    ``state`` is one of open, acknowledged, standing (the two before), resolved; ``KeyError`` else.
    """
    wanted = wanted or AlertFilter()
    where, values = _where(wanted)
    grave = "" if wanted.latest_first else "resolved_at IS NOT NULL, rank DESC, "
    found = rows.run(
        f"SELECT {_COLUMNS} FROM alert WHERE {where} "  # noqa: S608  (parts of this module)
        f"ORDER BY {grave}updated_at DESC, position DESC LIMIT ?",
        (*values, wanted.limit),
    )
    return [_alert(row) for row in found]


def find_alerts(rows: Rows, prefix: str) -> list[AlertRow]:
    """Return the alerts whose id begins so: people type as little as they must."""
    found = rows.run(
        f"SELECT {_COLUMNS} FROM alert WHERE substr(alert, 1, ?) = ? ORDER BY position",  # noqa: S608
        (len(prefix), prefix),
    )
    return [_alert(row) for row in found]


def history(rows: Rows, alert: str) -> list[AlertMoment]:
    """Return the life of an alert, oldest first."""
    found = rows.run(
        "SELECT position, at, kind, words, who FROM alert_event WHERE alert = ? ORDER BY position",
        (alert,),
    )
    return [AlertMoment(position=r[0], at=r[1], kind=r[2], words=r[3], who=r[4]) for r in found]


def alerts_of_incident(rows: Rows, incident: str) -> list[AlertRow]:
    """Return the alerts that told people of an incident."""
    found = rows.run(
        f"SELECT {_COLUMNS} FROM alert WHERE alert IN "  # noqa: S608  (a constant)
        "(SELECT alert FROM alert_incident WHERE incident = ?) ORDER BY position",
        (incident,),
    )
    return [_alert(row) for row in found]


def suppressed_of_article(rows: Rows, article: str) -> list[SuppressedRow]:
    """Return the matches of an article that nobody was told of."""
    found = rows.run(
        "SELECT position, at, alert, rule, article, reason FROM suppressed WHERE article = ? "
        "ORDER BY position",
        (article,),
    )
    return [
        SuppressedRow(position=r[0], at=r[1], alert=r[2], rule=r[3], article=r[4], reason=r[5])
        for r in found
    ]


def _alert(row: Row) -> AlertRow:
    return AlertRow(
        alert=row[0],
        level=row[1],
        change=row[2],
        kind=row[3],
        updates=row[4],
        raised_at=row[5],
        updated_at=row[6],
        silenced_by=row[7],
        acknowledged_by=row[8],
        acknowledged_at=row[9],
        comment=row[10],
        resolved_at=row[11],
        resolved_by=row[12],
        resolved_reason=row[13],
        verdict=row[14],
        verdict_by=row[15],
        verdict_note=row[16],
        match=_match.decode(row[17]),
    )
