"""Events as rows of the SQLite table: the fields of ``Recorded``, in its order."""

# As ``Recorded(*row)`` takes it.
Row = tuple[int, str, str, int, str, int, int, int, str, str | None, bytes, bytes, bytes]

COLUMNS = (
    "position, id, type, schema_version, subject, version, time, recorded_at, "
    "correlation_id, causation_id, data, prev_hash, hash"
)
# All columns, in the table's order. Short: a statement is found again by its text, for each row.
INSERT = f"INSERT INTO event VALUES ({','.join('?' * 13)})"  # noqa: S608
# As ``decode_all`` takes it: what a fold has no use for is not read.
STORED = (
    "position, id, type, subject, version, time, recorded_at, correlation_id, causation_id, "
    "schema_version, data"
)
# As ``Header(*row)`` takes it.
HEADER = "position, type, subject, time"
SELECT = f"SELECT {COLUMNS} FROM event"  # noqa: S608


def reading(columns: str, types: int | None) -> str:
    """Return the query for events after a position, of any type or of so many.

    Its values: for each type its name, the position and a limit (for any type the last two only);
    then the limit once more, for all types together.
    """
    if types is None:
        return f"SELECT {columns} FROM event WHERE position > ? ORDER BY position LIMIT ?"  # noqa: S608
    one = (
        f"SELECT * FROM (SELECT {columns} FROM event WHERE type = ? AND position > ? "  # noqa: S608
        "ORDER BY position LIMIT ?)"
    )
    if types == 1:
        return f"SELECT {columns} FROM ({one}) LIMIT ?"  # noqa: S608
    # One range scan a type, merged: the planner would sort a whole IN list instead.
    return f"SELECT * FROM ({' UNION ALL '.join([one] * types)}) ORDER BY position LIMIT ?"  # noqa: S608
