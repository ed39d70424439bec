"""Events as rows of the SQLite table: the fields of ``Recorded``, in its order."""

from msgspec.structs import astuple

from monitor.events.envelope import Recorded

# As ``Recorded(*row)`` takes it.
Row = tuple[int, str, str, int, str, int, int, int, str, str | None, bytes, bytes, bytes]

COLUMNS = (
    "position, id, type, schema_version, subject, version, time, recorded_at, "
    "correlation_id, causation_id, data, prev_hash, hash"
)
INSERT = f"INSERT INTO event({COLUMNS}) VALUES ({', '.join('?' * 13)})"  # noqa: S608
SELECT = f"SELECT {COLUMNS} FROM event"  # noqa: S608


def row_of(event: Recorded) -> Row:
    row: Row = astuple(event)
    return row
