"""Deliveries: what was to be told to whom, each attempt, and how it ended."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from monitor.events.deliveries import (
    DeliveryAbandoned,
    DeliveryDeferred,
    DeliveryGathered,
    DeliveryRequested,
    DeliverySilenced,
    DeliveryStarted,
    DeliverySucceeded,
    DeliveryUnknown,
)
from monitor.events.envelope import Envelope
from monitor.views.view import Rows, change, iso, put, recreate, select

TABLES = {
    "delivery": """CREATE TABLE delivery(
      delivery TEXT PRIMARY KEY, alert TEXT NOT NULL, route TEXT NOT NULL,
      destination TEXT NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL, level TEXT NOT NULL,
      state TEXT NOT NULL, attempts INTEGER NOT NULL, reason TEXT, retry_at TEXT, not_before TEXT,
      fallback_for TEXT, requested_at TEXT NOT NULL, updated_at TEXT NOT NULL, settled_at TEXT,
      position INTEGER NOT NULL) STRICT""",
    "attempt": """CREATE TABLE attempt(
      position INTEGER PRIMARY KEY, delivery TEXT NOT NULL, attempt INTEGER NOT NULL,
      at TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL) STRICT""",
    "gathered": """CREATE TABLE gathered(
      item TEXT NOT NULL, digest TEXT NOT NULL, alert TEXT NOT NULL, route TEXT NOT NULL,
      destination TEXT NOT NULL, subject TEXT NOT NULL, level TEXT NOT NULL, due TEXT NOT NULL,
      why TEXT NOT NULL, position INTEGER NOT NULL,
      PRIMARY KEY(item, digest)) STRICT, WITHOUT ROWID""",
}
INDEXES = (
    "CREATE INDEX delivery_by_alert ON delivery(alert, position)",
    "CREATE INDEX delivery_by_state ON delivery(state, position)",
    "CREATE INDEX attempt_by_delivery ON attempt(delivery, position)",
)


class Deliveries:
    """Folds ``delivery.*``."""

    name = "deliveries"
    version = 3
    consumes = frozenset(
        {
            "delivery.requested",
            "delivery.gathered",
            "delivery.started",
            "delivery.succeeded",
            "delivery.deferred",
            "delivery.unknown",
            "delivery.silenced",
            "delivery.abandoned",
        }
    )

    def __init__(self) -> None:
        self._folds: dict[type, Callable[[Any, Envelope[Any], Rows], None]] = {
            DeliveryRequested: _requested,
            DeliveryGathered: _gathered,
            DeliveryStarted: _started,
            DeliverySucceeded: _succeeded,
            DeliveryDeferred: _deferred,
            DeliveryUnknown: _unknown,
            DeliverySilenced: _silenced,
            DeliveryAbandoned: _abandoned,
        }

    def reset(self, rows: Rows) -> None:
        recreate(rows, TABLES, INDEXES)

    def apply(self, envelope: Envelope[Any], rows: Rows) -> None:
        self._folds[type(envelope.data)](envelope.data, envelope, rows)


def _requested(event: DeliveryRequested, envelope: Envelope[Any], rows: Rows) -> None:
    at = iso(envelope.time)
    put(
        rows,
        "delivery",
        delivery=event.delivery,
        alert=event.alert,
        route=event.route,
        destination=event.destination,
        subject=event.subject,
        text=event.text,
        level=event.level,
        state="held" if event.not_before else "requested",
        attempts=0,
        not_before=event.not_before,
        fallback_for=event.fallback_for,
        requested_at=at,
        updated_at=at,
        position=envelope.position,
    )

    if event.group:
        rows.run("DELETE FROM gathered WHERE digest = ?", (event.group,))


def _gathered(event: DeliveryGathered, envelope: Envelope[Any], rows: Rows) -> None:
    put(
        rows,
        "gathered",
        item=event.item,
        digest=event.group,
        alert=event.alert,
        route=event.route,
        destination=event.destination,
        subject=event.subject,
        level=event.level,
        due=event.due,
        why=event.why,
        position=envelope.position,
    )


def _moved(envelope: Envelope[Any], rows: Rows, outcome: str, **values: Any) -> None:
    """Note an attempt's event, and what it makes of its delivery."""
    event, at = envelope.data, iso(envelope.time)
    put(
        rows,
        "attempt",
        position=envelope.position,
        delivery=event.delivery,
        attempt=event.attempt,
        at=at,
        outcome=outcome,
        reason=getattr(event, "reason", ""),
    )
    columns = {"state": outcome, "attempts": event.attempt, "updated_at": at, "retry_at": None}
    change(rows, "delivery", {"delivery": event.delivery}, **(columns | values))


def _started(_: DeliveryStarted, envelope: Envelope[Any], rows: Rows) -> None:
    _moved(envelope, rows, "started")


def _succeeded(_: DeliverySucceeded, envelope: Envelope[Any], rows: Rows) -> None:
    _moved(envelope, rows, "succeeded", reason=None, settled_at=iso(envelope.time))


def _deferred(event: DeliveryDeferred, envelope: Envelope[Any], rows: Rows) -> None:
    _moved(envelope, rows, "deferred", reason=event.reason, retry_at=event.retry_at)


def _unknown(_: DeliveryUnknown, envelope: Envelope[Any], rows: Rows) -> None:
    _moved(envelope, rows, "unknown", reason="the end of the attempt is not known")


def _silenced(event: DeliverySilenced, envelope: Envelope[Any], rows: Rows) -> None:
    at = iso(envelope.time)
    kept = {"state": "silenced", "reason": event.reason, "updated_at": at, "settled_at": at}
    change(rows, "delivery", {"delivery": event.delivery}, retry_at=None, **kept)


def _abandoned(event: DeliveryAbandoned, envelope: Envelope[Any], rows: Rows) -> None:
    settled_at = iso(envelope.time)
    _moved(envelope, rows, "abandoned", reason=event.reason, settled_at=settled_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """A delivery as it stands; times are ISO 8601.

    ``state``: requested, held, started, succeeded, deferred, unknown, silenced, abandoned.
    """

    delivery: str
    alert: str
    route: str
    destination: str
    subject: str
    text: str
    level: str
    state: str
    attempts: int
    reason: str | None
    retry_at: str | None
    not_before: str | None
    fallback_for: str | None
    requested_at: str
    updated_at: str
    settled_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRow:
    """One event of an attempt: started, and how it ended."""

    attempt: int
    at: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GatheredRow:
    """An alert's change that waits for a message telling of several; ``due`` is ISO 8601."""

    alert: str
    digest: str
    route: str
    destination: str
    subject: str
    level: str
    due: str
    why: str


def deliveries(
    rows: Rows, *, alert: str | None = None, state: str | None = None, limit: int = 100
) -> list[DeliveryRow]:
    """Return deliveries, the newest first; of one alert or in one state only, if given."""
    tail = (
        "WHERE (?1 IS NULL OR alert = ?1) AND (?2 IS NULL OR state = ?2) "
        "ORDER BY position DESC LIMIT ?3"
    )
    return select(rows, DeliveryRow, "delivery", tail, (alert, state, limit))


def attempts(rows: Rows, delivery: str) -> list[AttemptRow]:
    """Return what happened to a delivery, oldest first."""
    tail = "WHERE delivery = ? ORDER BY position"
    return select(rows, AttemptRow, "attempt", tail, (delivery,))


def gathered(rows: Rows, *, alert: str | None = None, limit: int = 1_000_000) -> list[GatheredRow]:
    """Return what waits for a message that tells of several, the first due first."""
    tail = "WHERE (?1 IS NULL OR alert = ?1) ORDER BY due, position LIMIT ?2"
    return select(rows, GatheredRow, "gathered", tail, (alert, limit))
