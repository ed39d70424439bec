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
    return Recorded(
        position=row[0],
        id=row[1],
        type=row[2],
        schema_version=row[3],
        subject=row[4],
        version=row[5],
        time=row[6],
        recorded_at=row[7],
        correlation_id=row[8],
        causation_id=row[9],
        data=row[10],
        prev_hash=row[11],
        hash=row[12],
    )


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
