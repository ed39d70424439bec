"""Source health: does each source answer, when did it last bring something, what went wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from monitor.events.envelope import Envelope
from monitor.events.sources import (
    ArticleReceived,
    ItemRefused,
    SourceFailed,
    SourcePolled,
    SourceRecovered,
)
from monitor.views.view import Rows, change, iso, put, recreate, select

TABLES = {
    "source": """CREATE TABLE source(
      source TEXT PRIMARY KEY, state TEXT NOT NULL, polled_at TEXT, answered_at TEXT,
      next_due TEXT, items INTEGER NOT NULL, received INTEGER NOT NULL, received_at TEXT,
      refused INTEGER NOT NULL, refusal TEXT, attempts INTEGER NOT NULL, failing_since TEXT,
      failure TEXT, reason TEXT, note TEXT) STRICT""",
    "refusal": """CREATE TABLE refusal(
      position INTEGER PRIMARY KEY, at TEXT NOT NULL, source TEXT NOT NULL, key TEXT NOT NULL,
      reason TEXT NOT NULL, hint TEXT NOT NULL) STRICT""",
}
INDEXES = ("CREATE INDEX refusal_by_source ON refusal(source, position)",)

_UNKNOWN = (
    "INSERT OR IGNORE INTO source(source, state, items, received, received_at, refused, attempts) "
    "VALUES (?1, 'unknown', 0, ?2, ?3, 0, 0)"
)
# The commonest event of all: one statement.
_COUNTED = (
    _UNKNOWN.replace("OR IGNORE ", "") + " ON CONFLICT(source) DO UPDATE "
    "SET received = received + 1, received_at = excluded.received_at"
)


class SourceHealth:
    """Folds ``source.*``, ``article.received`` and ``item.refused``."""

    name = "source_health"
    version = 1
    consumes = frozenset(
        {
            "source.polled",
            "source.failed",
            "source.recovered",
            "article.received",
            "item.refused",
        }
    )

    def __init__(self) -> None:
        self._folds: dict[type, Callable[[Any, Envelope[Any], Rows], None]] = {
            SourcePolled: _polled,
            SourceFailed: _failed,
            SourceRecovered: _recovered,
            ArticleReceived: _received,
            ItemRefused: _refused,
        }

    def reset(self, rows: Rows) -> None:
        recreate(rows, TABLES, INDEXES)

    def apply(self, envelope: Envelope[Any], rows: Rows) -> None:
        event = envelope.data
        if not isinstance(event, ArticleReceived):
            rows.run(_UNKNOWN, (event.source, 0, None))
        self._folds[type(event)](event, envelope, rows)


def _polled(event: SourcePolled, envelope: Envelope[Any], rows: Rows) -> None:
    at = iso(envelope.time)
    change(
        rows,
        "source",
        {"source": event.source},
        state="ok",
        polled_at=at,
        answered_at=at,
        next_due=event.next_due,
        items=event.items,
        attempts=0,
        failing_since=None,
        failure=None,
        reason=None,
        note=event.note,
    )


def _failed(event: SourceFailed, envelope: Envelope[Any], rows: Rows) -> None:
    at = iso(envelope.time)
    change(
        rows,
        "source",
        {"source": event.source},
        state="failing",
        polled_at=at,
        next_due=event.retry_at,
        attempts=event.attempt,
        failure=event.failure,
        reason=event.reason,
    )
    rows.run(
        "UPDATE source SET failing_since = coalesce(failing_since, ?) WHERE source = ?",
        (at, event.source),
    )


def _recovered(event: SourceRecovered, envelope: Envelope[Any], rows: Rows) -> None:
    change(
        rows,
        "source",
        {"source": event.source},
        state="ok",
        answered_at=iso(envelope.time),
        attempts=0,
        failing_since=None,
        failure=None,
        reason=None,
    )


def _received(event: ArticleReceived, envelope: Envelope[Any], rows: Rows) -> None:
    rows.run(_COUNTED, (event.source, 1, iso(envelope.time)))


def _refused(event: ItemRefused, envelope: Envelope[Any], rows: Rows) -> None:
    rows.run(
        "UPDATE source SET refused = refused + 1, refusal = ? WHERE source = ?",
        (f"{event.key}: {event.reason}", event.source),
    )
    put(
        rows,
        "refusal",
        position=envelope.position,
        at=iso(envelope.time),
        source=event.source,
        key=event.key,
        reason=event.reason,
        hint=event.hint,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source's health. ``state``: ok, failing, or unknown (never polled). Times are ISO 8601."""

    source: str
    state: str
    polled_at: str | None
    answered_at: str | None
    next_due: str | None
    items: int
    received: int
    received_at: str | None
    refused: int
    refusal: str | None
    attempts: int
    failing_since: str | None
    failure: str | None
    reason: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something a source offered that was not taken, and what to do about it."""

    at: str
    source: str
    key: str
    reason: str
    hint: str


def sources(rows: Rows) -> list[SourceRow]:
    """Return every source seen so far: failing ones first, then by name."""
    return select(rows, SourceRow, "source", "ORDER BY state != 'failing', source")


def refusals(rows: Rows, source: str | None = None, limit: int = 100) -> list[Refusal]:
    """Return what was refused, the newest first; of one source only, if given."""
    tail = "WHERE ?1 IS NULL OR source = ?1 ORDER BY position DESC LIMIT ?2"
    return select(rows, Refusal, "refusal", tail, (source, limit))
