"""Events as rows of the SQLite table, and back."""

from typing import Any

from monitor.events.envelope import Recorded

COLUMNS = (
    "position, id, type, schema_version, subject, version, time, recorded_at, "
    "correlation_id, causation_id, data, prev_hash, hash"
)
INSERT = f"INSERT INTO event({COLUMNS}) VALUES ({', '.join('?' * 13)})"  # noqa: S608
SELECT = f"SELECT {COLUMNS} FROM event"  # noqa: S608


def recorded_of(row: tuple[Any, ...]) -> Recorded:
    return Recorded(*row)


def row_of(event: Recorded) -> tuple[Any, ...]:
    return (
        event.position,
        event.id,
        event.type,
        event.schema_version,
        event.subject,
        event.version,
        event.time,
        event.recorded_at,
        event.correlation_id,
        event.causation_id,
        event.data,
        event.prev_hash,
        event.hash,
    )
