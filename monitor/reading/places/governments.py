"""Governments: who governed a country from when on, and who fought it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from monitor.errors import Fault
from monitor.reading.places.table import Row, read_table

GOVERNMENTS_FILE = "governments.csv"
GOVERNMENT_COLUMNS = ("country", "since", "name", "opposition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """One government; ``since`` None: from of old.

    ``opposition`` is who takes places from it where a report names nobody, and whose captures are
    the next government's once it has that name.
    """

    name: str
    since: date | None = None
    opposition: str = ""


def read_governments(folder: Path, faults: list[Fault]) -> Mapping[str, tuple[Government, ...]]:
    """Return the governments of one folder's ``governments.csv`` by country, the oldest first."""
    found: dict[str, list[Government]] = {}
    path = folder / GOVERNMENTS_FILE
    for row in read_table(path, GOVERNMENT_COLUMNS, ("country", "name"), faults):
        before = found.setdefault(row.text("country"), [])
        government = Government(
            name=row.text("name"), since=_day(row, faults), opposition=row.text("opposition")
        )
        if before and not _follows(before[-1], government):
            hint = "Write a country's governments from the oldest to the newest."
            faults.append(row.fault("since", "This is not later than the row above.", hint=hint))
        before.append(government)
    return {country: tuple(rows) for country, rows in found.items()}


def _day(row: Row, faults: list[Fault]) -> date | None:
    text = row.text("since")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        hint = "Write it like 2021-08-15."
        faults.append(row.fault("since", f"{text!r} is not a day.", hint=hint))
        return None


def _follows(before: Government, after: Government) -> bool:
    return after.since is not None and (before.since is None or before.since < after.since)
