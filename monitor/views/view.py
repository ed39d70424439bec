"""What a view is, and the few words in which it writes rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from monitor.events.envelope import Envelope

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = tuple[Any, ...]
T = TypeVar("T", bound="DataclassInstance")


class Rows(Protocol):
    """The tables that a view writes into and a query reads from."""

    def run(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]: ...

    def run_many(self, sql: str, values: Sequence[Sequence[Any]]) -> None: ...

    def body(self, digest: str) -> bytes | None:
        """Return an article's text by its digest, or None where it was purged."""
        ...


class View(Protocol):
    """A table, or a few, folded from the events it ``consumes``.

    ``version`` changes whenever the same events would give other rows: the store then builds the
    view anew. ``apply`` looks at nothing but the event, the article's text and its own tables.
    """

    name: str
    version: int
    consumes: frozenset[str]

    def apply(self, envelope: Envelope[Any], rows: Rows) -> None: ...

    def reset(self, rows: Rows) -> None:
        """Make the tables anew, empty."""
        ...


def recreate(rows: Rows, tables: Mapping[str, str], indexes: Sequence[str] = ()) -> None:
    """Drop tables and make them again; ``tables`` maps a name to its ``CREATE`` statement."""
    for name, statement in tables.items():
        rows.run(f"DROP TABLE IF EXISTS {name}")
        rows.run(statement)
    for statement in indexes:
        rows.run(statement)


@cache
def _insert(how: str, table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"{how} INTO {table}({', '.join(columns)}) VALUES ({marks})"


@cache
def _update(table: str, key: tuple[str, ...], columns: tuple[str, ...]) -> str:
    values = ", ".join(f"{column} = ?" for column in columns)
    where = " AND ".join(f"{column} = ?" for column in key)
    return f"UPDATE {table} SET {values} WHERE {where}"  # noqa: S608


# Names of tables and columns come from the views' own code, never from an event.
def put(rows: Rows, table: str, **values: Any) -> None:
    """Insert a row, or replace the one with its key."""
    rows.run(_insert("INSERT OR REPLACE", table, tuple(values)), tuple(values.values()))


def add(rows: Rows, table: str, **values: Any) -> None:
    """Insert a row that is known to be new: the table need not be asked for the one before."""
    rows.run(_insert("INSERT", table, tuple(values)), tuple(values.values()))


def add_all(rows: Rows, table: str, columns: tuple[str, ...], values: Sequence[Row]) -> None:
    """Insert many rows that are known to be new."""
    if values:
        rows.run_many(_insert("INSERT", table, columns), values)


def change(rows: Rows, table: str, key: Mapping[str, Any], **values: Any) -> None:
    """Change the columns of the rows with a key; none, where there is none."""
    sql = _update(table, tuple(key), tuple(values))
    rows.run(sql, (*values.values(), *key.values()))


def select(
    rows: Rows, shape: type[T], source: str, tail: str = "", values: Sequence[Any] = ()
) -> list[T]:
    """Return rows as dataclasses: their fields name the columns, ``tail`` follows the table."""
    names = [field.name for field in fields(shape)]
    sql = f"SELECT {', '.join(names)} FROM {source} {tail}"  # noqa: S608  (names from our code)
    return [shape(**dict(zip(names, row, strict=True))) for row in rows.run(sql, values)]


# What is recorded together has one time, and what comes of an article has its.
@lru_cache(maxsize=256)
def iso(when: datetime) -> str:
    """Return a moment as text that sorts: UTC, to the microsecond only where it has any."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")
