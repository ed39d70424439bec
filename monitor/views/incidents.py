"""Incidents with every claim behind them and the history of their state."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from monitor.events.envelope import Envelope
from monitor.events.incidents import IncidentChanged
from monitor.events.values import Claim, ClaimRef, Incident
from monitor.views.view import Row, Rows, add_all, iso, put, recreate

TABLES = {
    "incident": """CREATE TABLE incident(
      incident TEXT PRIMARY KEY, type TEXT NOT NULL, state TEXT NOT NULL, day TEXT NOT NULL,
      day_from TEXT NOT NULL, place TEXT, place_id TEXT, place_kind TEXT, province TEXT,
      country TEXT, border TEXT, border_km REAL, origin TEXT, destination TEXT, actor TEXT,
      actor_class TEXT NOT NULL, actor_side TEXT NOT NULL, count_low INTEGER, count_high INTEGER,
      killed_low INTEGER, killed_high INTEGER, wounded_low INTEGER, wounded_high INTEGER,
      sources TEXT NOT NULL, source_count INTEGER NOT NULL, evidence TEXT NOT NULL,
      denied_by TEXT, superseded_by TEXT, reason TEXT NOT NULL, backlog INTEGER NOT NULL,
      opened_at TEXT NOT NULL, updated_at TEXT NOT NULL, position INTEGER NOT NULL) STRICT""",
    "incident_border": """CREATE TABLE incident_border(
      incident TEXT NOT NULL, border TEXT NOT NULL, km REAL,
      PRIMARY KEY(incident, border)) STRICT, WITHOUT ROWID""",
    "incident_claim": """CREATE TABLE incident_claim(
      incident TEXT NOT NULL, rank INTEGER NOT NULL, article TEXT NOT NULL, claim BLOB NOT NULL,
      PRIMARY KEY(incident, rank)) STRICT""",
    "incident_event": """CREATE TABLE incident_event(
      position INTEGER PRIMARY KEY, incident TEXT NOT NULL, at TEXT NOT NULL,
      change TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL, article TEXT NOT NULL)
      STRICT""",
}
INDEXES = (
    "CREATE INDEX incident_by_day ON incident(day)",
    "CREATE INDEX incident_by_place ON incident(type, place_id, day)",
    "CREATE INDEX incident_by_position ON incident(position)",
    "CREATE INDEX incident_border_by_border ON incident_border(border, km)",
    "CREATE INDEX incident_claim_by_article ON incident_claim(article)",
    "CREATE INDEX incident_event_by_incident ON incident_event(incident, position)",
)


class Incidents:
    """Folds ``incident.*``; the tally and the control map are asked from its tables."""

    name = "incidents"
    version = 1
    consumes = frozenset(
        {
            "incident.opened",
            "incident.corroborated",
            "incident.disputed",
            "incident.amended",
            "incident.closed",
        }
    )

    def reset(self, rows: Rows) -> None:
        recreate(rows, TABLES, INDEXES)

    def apply(self, envelope: Envelope[Any], rows: Rows) -> None:
        event: IncidentChanged = envelope.data
        opened = _opened(rows, event.incident.id)
        _put_incident(envelope, rows, opened or (iso(envelope.time), int(event.backlog)))
        _put_borders(event.incident, rows, new=opened is None)
        _put_claims(event.incident, rows, new=opened is None)
        put(
            rows,
            "incident_event",
            position=envelope.position,
            incident=event.incident.id,
            at=iso(envelope.time),
            change=event.TYPE.removeprefix("incident."),
            state=event.incident.state.value,
            reason=event.reason,
            article=event.article,
        )


def _opened(rows: Rows, incident: str) -> tuple[str, int] | None:
    found = rows.run("SELECT opened_at, backlog FROM incident WHERE incident = ?", (incident,))
    row = next(found, None)
    return (row[0], row[1]) if row else None


def _put_incident(envelope: Envelope[Any], rows: Rows, opened: tuple[str, int]) -> None:
    event: IncidentChanged = envelope.data
    day, day_from = day_of(event.incident, opened[0])
    put(
        rows,
        "incident",
        incident=event.incident.id,
        state=event.incident.state.value,
        day=day,
        day_from=day_from,
        **_place(event.incident.claim),
        **_actor(event.incident.claim),
        **_figures(event.incident),
        sources=msgspec.json.encode(event.incident.sources).decode(),
        source_count=len(event.incident.sources),
        evidence=event.incident.claim.evidence,
        denied_by=_deniers(event.incident.claims),
        superseded_by=event.incident.superseded_by,
        reason=event.reason,
        backlog=opened[1],
        opened_at=opened[0],
        updated_at=iso(envelope.time),
        position=envelope.position,
    )


def day_of(incident: Incident, opened_at: str) -> tuple[str, str]:
    """Return the day of a happening and what it rests on: told, published or arrived."""
    if told := _day(incident.when):
        return told, "told"
    printed = sorted(day for ref in incident.claims if (day := _day(ref.published)))
    return (printed[0], "published") if printed else (opened_at[:10], "arrived")


def _day(stamp: str | None) -> str | None:
    try:
        return date.fromisoformat(stamp[:10]).isoformat() if stamp else None
    except ValueError:
        return None


def _place(claim: Claim) -> dict[str, Any]:
    return {
        "type": claim.type.value,
        "place": claim.place,
        "place_id": claim.place_id,
        "place_kind": claim.place_kind,
        "province": claim.province,
        "country": claim.country,
        "border": claim.border,
        "border_km": claim.border_km,
        "origin": claim.origin,
        "destination": claim.to,
    }


def _actor(claim: Claim) -> dict[str, Any]:
    return {
        "actor": claim.actor,
        "actor_class": claim.actor_class.value,
        "actor_side": claim.actor_side.value,
    }


def _figures(incident: Incident) -> dict[str, int | None]:
    figures = {"count": incident.count, "killed": incident.killed, "wounded": incident.wounded}
    columns: dict[str, int | None] = {}
    for name, figure in figures.items():
        columns[f"{name}_low"], columns[f"{name}_high"] = figure or (None, None)
    return columns


def _deniers(claims: tuple[ClaimRef, ...]) -> str | None:
    named = [ref.denied_by.who for ref in claims if ref.denied_by]
    return "; ".join(dict.fromkeys(named)) or None


def _put_borders(incident: Incident, rows: Rows, *, new: bool) -> None:
    claim = incident.claim
    borders: dict[str, float | None] = dict(claim.borders)
    if claim.border:
        known = borders.get(claim.border)
        borders[claim.border] = claim.border_km if claim.border_km is not None else known
    if claim.origin and claim.to and claim.origin != claim.to:
        # Who crosses a border, or fires over it, is at it.
        borders.setdefault("-".join(sorted((claim.origin, claim.to))), 0.0)
    if not new:
        sql = "SELECT border, km FROM incident_border WHERE incident = ?"
        if dict(rows.run(sql, (incident.id,))) == borders:
            return
        rows.run("DELETE FROM incident_border WHERE incident = ?", (incident.id,))
    values = [(incident.id, border, km) for border, km in borders.items()]
    add_all(rows, "incident_border", ("incident", "border", "km"), values)


def _put_claims(incident: Incident, rows: Rows, *, new: bool) -> None:
    """Put the claims in their ranks. Most changes add one behind many: those stay as they are."""
    claims = [(ref.article, msgspec.json.encode(ref)) for ref in incident.claims]
    known: list[Row] = []
    if not new:
        sql = "SELECT article, claim FROM incident_claim WHERE incident = ? ORDER BY rank"
        known = list(rows.run(sql, (incident.id,)))
    same = _alike(known, claims)
    if same < len(known):
        sql = "DELETE FROM incident_claim WHERE incident = ? AND rank >= ?"
        rows.run(sql, (incident.id, same))
    values = [(incident.id, rank, *claims[rank]) for rank in range(same, len(claims))]
    add_all(rows, "incident_claim", ("incident", "rank", "article", "claim"), values)


def _alike(known: Sequence[Row], rows: Sequence[Row]) -> int:
    """Return how many rows at the beginning of both are the same."""
    pairs = enumerate(zip(known, rows, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(known), len(rows)))
