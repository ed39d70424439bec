"""Questions to the incidents view."""

from dataclasses import dataclass

import msgspec

from monitor.events.values import ClaimRef
from monitor.views.view import Rows, select

_outlets = msgspec.json.Decoder(tuple[str, ...])
_ref = msgspec.json.Decoder(ClaimRef)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """An incident as it now stands.

    ``day`` is ISO 8601; ``day_from`` says what it rests on: told, published or arrived. ``sources``
    is a JSON list of outlets. ``backlog``: 1 where an article from before the first poll opened it.
    """

    incident: str
    type: str
    state: str
    day: str
    day_from: str
    place: str | None
    place_id: str | None
    place_kind: str | None
    province: str | None
    country: str | None
    border: str | None
    border_km: float | None
    origin: str | None
    destination: str | None
    actor: str | None
    actor_class: str
    actor_side: str
    count_low: int | None
    count_high: int | None
    killed_low: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded_high: int | None
    sources: str
    source_count: int
    evidence: str
    denied_by: str | None
    superseded_by: str | None
    reason: str
    backlog: int
    opened_at: str
    updated_at: str

    @property
    def outlets(self) -> tuple[str, ...]:
        return _outlets.decode(self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMoment:
    """One change of an incident: opened, corroborated, disputed, amended or closed, and why."""

    position: int
    at: str
    change: str
    state: str
    reason: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilter:
    """Which incidents are asked for. ``since`` and ``until`` are ISO dates of the happening.

    ``near`` is a border ("AF-TJ") and ``within_km`` the reach from it; a place without a known
    distance counts as near the border its claim names. ``place`` matches name, id or province.
    """

    type: str | None = None
    state: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    near: str | None = None
    within_km: float = 50.0


def where(wanted: IncidentFilter) -> tuple[str, list[str | float]]:
    """Return a condition on the incident table and its values."""
    asked: list[tuple[str, str | None]] = [
        ("type = ?", wanted.type),
        ("state = ?", wanted.state),
        ("? COLLATE NOCASE IN (place, place_id, province)", wanted.place),
        ("day >= ?", wanted.since),
        ("day <= ?", wanted.until),
    ]
    parts = [part for part, value in asked if value is not None]
    values: list[str | float] = [value for _, value in asked if value is not None]
    if wanted.near:
        parts.append(
            "incident IN (SELECT incident FROM incident_border "
            "WHERE border = ? AND (km IS NULL OR km <= ?))"
        )
        values += [wanted.near, wanted.within_km]
    return " AND ".join(parts) or "1", values


def incidents(
    rows: Rows, wanted: IncidentFilter | None = None, limit: int = 1000
) -> list[IncidentRow]:
    """Return incidents, the latest happening first."""
    condition, values = where(wanted or IncidentFilter())
    tail = f"WHERE {condition} ORDER BY day DESC, incident LIMIT ?"
    return select(rows, IncidentRow, "incident", tail, (*values, limit))


def incident(rows: Rows, name: str) -> IncidentRow | None:
    found = select(rows, IncidentRow, "incident", "WHERE incident = ?", (name,))
    return found[0] if found else None


def claims_of(rows: Rows, name: str) -> list[ClaimRef]:
    """Return the claims behind an incident, oldest first."""
    sql = "SELECT claim FROM incident_claim WHERE incident = ? ORDER BY rank"
    return [_ref.decode(row[0]) for row in rows.run(sql, (name,))]


def timeline(rows: Rows, name: str) -> list[IncidentMoment]:
    """Return the changes of an incident, oldest first."""
    tail = "WHERE incident = ? ORDER BY position"
    return select(rows, IncidentMoment, "incident_event", tail, (name,))


def incidents_of_article(rows: Rows, article: str) -> list[IncidentRow]:
    """Return the incidents that an article's claims are part of."""
    tail = "WHERE incident IN (SELECT incident FROM incident_claim WHERE article = ?) ORDER BY day"
    return select(rows, IncidentRow, "incident", tail, (article,))
