"""The alert board: every alert with its life, as ``monitor alerts`` and the page show it."""

from collections.abc import Callable
from typing import Any

import msgspec

from monitor.events.alerts import (
    AlertAcknowledged,
    AlertJudged,
    AlertRaised,
    AlertResolved,
    AlertSuppressed,
    AlertUpdated,
    SilenceCreated,
    SilenceExpired,
)
from monitor.events.envelope import Envelope
from monitor.events.matches import RuleMatched
from monitor.events.values import Level
from monitor.views.view import Rows, change, iso, put, recreate

TABLES = {
    "alert": """CREATE TABLE alert(
      alert TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, rule TEXT NOT NULL, level TEXT NOT NULL,
      rank INTEGER NOT NULL, title TEXT NOT NULL, subject TEXT NOT NULL, type TEXT, place TEXT,
      place_id TEXT, province TEXT, country TEXT, border TEXT, border_km REAL, state TEXT,
      incident TEXT, article TEXT NOT NULL, source TEXT NOT NULL, published TEXT,
      raised_at TEXT NOT NULL, updated_at TEXT NOT NULL, position INTEGER NOT NULL,
      updates INTEGER NOT NULL, change TEXT NOT NULL, kind TEXT NOT NULL,
      silenced_by TEXT, acknowledged_by TEXT, acknowledged_at TEXT, comment TEXT,
      resolved_at TEXT, resolved_by TEXT, resolved_reason TEXT, verdict TEXT, verdict_by TEXT,
      verdict_note TEXT, match BLOB NOT NULL) STRICT""",
    "alert_event": """CREATE TABLE alert_event(
      position INTEGER PRIMARY KEY, alert TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
      words TEXT NOT NULL, who TEXT) STRICT""",
    "alert_incident": """CREATE TABLE alert_incident(
      alert TEXT NOT NULL, incident TEXT NOT NULL, PRIMARY KEY(alert, incident))
      STRICT, WITHOUT ROWID""",
    "suppressed": """CREATE TABLE suppressed(
      position INTEGER PRIMARY KEY, at TEXT NOT NULL, alert TEXT, fingerprint TEXT NOT NULL,
      rule TEXT NOT NULL, article TEXT NOT NULL, reason TEXT NOT NULL) STRICT""",
    "silence": """CREATE TABLE silence(
      silence TEXT PRIMARY KEY, matcher TEXT NOT NULL, author TEXT NOT NULL, comment TEXT NOT NULL,
      since TEXT NOT NULL, until TEXT NOT NULL, ended_at TEXT, ended_by TEXT) STRICT""",
}
REPEATED = "repeated"
# The order of a listing: standing first, the gravest, the latest.
_IN_ORDER = """CREATE INDEX alert_in_order ON alert(
  resolved_at IS NOT NULL, rank DESC, updated_at DESC, position DESC)"""
INDEXES = (
    _IN_ORDER,
    "CREATE INDEX alert_by_change ON alert(updated_at DESC, position DESC)",
    "CREATE INDEX alert_by_rule ON alert(rule)",
    "CREATE INDEX alert_by_article ON alert(article)",
    "CREATE INDEX alert_event_by_alert ON alert_event(alert, position)",
    "CREATE INDEX alert_incident_by_incident ON alert_incident(incident)",
    "CREATE INDEX suppressed_by_article ON suppressed(article)",
)


class AlertBoard:
    """Folds ``alert.*`` and ``silence.*``."""

    name = "alert_board"
    version = 3
    consumes = frozenset(
        {
            "alert.raised",
            "alert.updated",
            "alert.acknowledged",
            "alert.resolved",
            "alert.suppressed",
            "alert.judged",
            "silence.created",
            "silence.expired",
        }
    )

    def __init__(self) -> None:
        self._folds: dict[type, Callable[[Any, Envelope[Any], Rows], None]] = {
            AlertRaised: _raised,
            AlertUpdated: _updated,
            AlertAcknowledged: _acknowledged,
            AlertResolved: _resolved,
            AlertSuppressed: _suppressed,
            AlertJudged: _judged,
            SilenceCreated: _silenced,
            SilenceExpired: _unsilenced,
        }

    def reset(self, rows: Rows) -> None:
        recreate(rows, TABLES, INDEXES)

    def apply(self, envelope: Envelope[Any], rows: Rows) -> None:
        self._folds[type(envelope.data)](envelope.data, envelope, rows)


def _told(match: RuleMatched) -> dict[str, Any]:
    """Return the columns that follow the newest match that people were told of."""
    return {
        "level": match.level.value,
        "rank": match.level.rank,
        "title": match.title,
        "subject": match.subject,
        "type": match.type,
        "place": match.place,
        "place_id": match.place_id,
        "province": match.province,
        "country": match.country,
        "border": match.border,
        "border_km": match.border_km,
        "state": match.state,
        "incident": match.incident,
        "article": match.article,
        "source": match.source,
        "published": match.published,
        "match": msgspec.json.encode(match),
    }


def _note(
    envelope: Envelope[Any], rows: Rows, kind: str, words: str, who: str | None = None
) -> None:
    put(
        rows,
        "alert_event",
        position=envelope.position,
        alert=envelope.data.alert,
        at=iso(envelope.time),
        kind=kind,
        words=words,
        who=who,
    )


def _set(envelope: Envelope[Any], rows: Rows, **columns: Any) -> None:
    change(rows, "alert", {"alert": envelope.data.alert}, **columns)


def _link(rows: Rows, alert: str, match: RuleMatched) -> None:
    if match.incident:
        put(rows, "alert_incident", alert=alert, incident=match.incident)


def _raised(event: AlertRaised, envelope: Envelope[Any], rows: Rows) -> None:
    at = iso(envelope.time)
    put(
        rows,
        "alert",
        alert=event.alert,
        fingerprint=event.match.fingerprint,
        rule=event.match.rule,
        raised_at=at,
        updated_at=at,
        position=envelope.position,
        updates=0,
        change="",
        kind="raised",
        silenced_by=event.silenced_by,
        **_told(event.match),
    )
    _link(rows, event.alert, event.match)
    _note(envelope, rows, "raised", event.match.subject, event.silenced_by)


def _updated(event: AlertUpdated, envelope: Envelope[Any], rows: Rows) -> None:
    if event.kind == REPEATED:
        # People are reminded; nothing changed. What last changed, and when, stays to be seen.
        _set(envelope, rows, silenced_by=event.silenced_by)
    else:
        _changed(event, envelope, rows)
    _note(envelope, rows, event.kind, event.change, event.silenced_by)


def _changed(event: AlertUpdated, envelope: Envelope[Any], rows: Rows) -> None:
    told = _told(event.match)
    known = next(rows.run("SELECT rank FROM alert WHERE alert = ?", (event.alert,)), None)
    if known and known[0] > told["rank"]:
        # A later, weaker match tells more of the alert; it does not make it less grave.
        told |= {"level": list(Level)[known[0]].value, "rank": known[0]}
    _set(
        envelope,
        rows,
        updated_at=iso(envelope.time),
        change=event.change,
        kind=event.kind,
        silenced_by=event.silenced_by,
        **told,
    )
    rows.run("UPDATE alert SET updates = updates + 1 WHERE alert = ?", (event.alert,))
    _link(rows, event.alert, event.match)


def _acknowledged(event: AlertAcknowledged, envelope: Envelope[Any], rows: Rows) -> None:
    said = {"acknowledged_by": event.by, "comment": event.comment}
    _set(envelope, rows, acknowledged_at=iso(envelope.time), **said)
    _note(envelope, rows, "acknowledged", event.comment, event.by)


def _resolved(event: AlertResolved, envelope: Envelope[Any], rows: Rows) -> None:
    said = {"resolved_by": event.by, "resolved_reason": event.reason}
    _set(envelope, rows, resolved_at=iso(envelope.time), **said)
    _note(envelope, rows, "resolved", event.reason, event.by)


def _judged(event: AlertJudged, envelope: Envelope[Any], rows: Rows) -> None:
    _set(envelope, rows, verdict=event.verdict, verdict_by=event.by, verdict_note=event.note)
    _note(envelope, rows, "judged", f"{event.verdict}: {event.note}".removesuffix(": "), event.by)


def _suppressed(event: AlertSuppressed, envelope: Envelope[Any], rows: Rows) -> None:
    put(
        rows,
        "suppressed",
        position=envelope.position,
        at=iso(envelope.time),
        alert=event.alert,
        fingerprint=event.fingerprint,
        rule=event.rule,
        article=event.article,
        reason=event.reason,
    )


def _silenced(event: SilenceCreated, envelope: Envelope[Any], rows: Rows) -> None:
    put(
        rows,
        "silence",
        silence=event.silence,
        matcher=msgspec.json.encode(event.matcher, order="sorted").decode(),
        author=event.by,
        comment=event.comment,
        since=iso(envelope.time),
        until=event.until,
    )


def _unsilenced(event: SilenceExpired, envelope: Envelope[Any], rows: Rows) -> None:
    change(
        rows,
        "silence",
        {"silence": event.silence},
        ended_at=iso(envelope.time),
        ended_by=event.by,
    )
