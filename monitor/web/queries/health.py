"""Counts for metrics, and whether the views follow the log."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.eventlog.protocol import EventLog
from monitor.events.envelope import Recorded, moment
from monitor.views.catalogue import all_views
from monitor.views.view import Rows

PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers by the labels of their metric."""

    alerts: dict[tuple[str, ...], int]
    deliveries: dict[str, int]
    sources: dict[str, int]
    articles: dict[str, int]
    incidents: dict[str, int]
    newest_article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """What tells at a glance that the monitor reads: its last article, and how sources do."""

    newest_article: str
    answering: int
    failing: int


def beat(rows: Rows) -> Beat:
    states = _by_state(rows, "source")
    return Beat(
        newest_article=_newest_article(rows),
        answering=states.get("ok", 0),
        failing=states.get("failing", 0),
    )


def _newest_article(rows: Rows) -> str:
    sql = "SELECT arrived_at FROM article ORDER BY number DESC LIMIT 1"
    return str(next(rows.run(sql), ("",))[0])


def counts(rows: Rows) -> Counts:
    alerts = rows.run(
        "SELECT level, CASE WHEN resolved_at IS NOT NULL THEN 'resolved' "
        "WHEN acknowledged_by IS NOT NULL THEN 'acknowledged' ELSE 'open' END, count(*) "
        "FROM alert GROUP BY 1, 2"
    )
    return Counts(
        alerts={(row[0], row[1]): row[2] for row in alerts},
        deliveries=_by_state(rows, "delivery"),
        sources=_by_state(rows, "source"),
        articles=_by_state(rows, "article"),
        incidents=_by_state(rows, "incident"),
        newest_article=_newest_article(rows),
    )


def _by_state(rows: Rows, table: str) -> dict[str, int]:
    sql = f"SELECT state, count(*) FROM {table} GROUP BY state"  # noqa: S608  (names of ours)
    return {row[0]: row[1] for row in rows.run(sql)}


def position(rows: Rows) -> int:
    """Return up to which position of the log every view has read it."""
    found = next(rows.run("SELECT min(position) FROM view"), (0,))[0]
    return int(found or 0)


def lag(rows: Rows, log: EventLog, now: datetime) -> timedelta:
    """Return for how long an event has been waiting for the views; zero when none does."""
    waiting = _first_unread(rows, log)
    return max(now - moment(waiting.recorded_at), timedelta()) if waiting else timedelta()


def shows(rows: Rows, log: EventLog, upto: int) -> bool:
    """Tell whether the views have read what the log holds up to a position."""
    waiting = _first_unread(rows, log)
    return waiting is None or waiting.position > upto


def _first_unread(rows: Rows, log: EventLog) -> Recorded | None:
    wanted = frozenset[str]().union(*(view.consumes for view in all_views()))
    return next(iter(log.read(position(rows), types=wanted, limit=1)), None)
