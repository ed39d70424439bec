"""Rows: the places of a folder as written by hand, and what was computed about them.

Hand-edited files are ``*.csv`` with the columns below; computed values live in ``distances.csv``
beside them, so that the two never mix.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import Fault
from monitor.reading.places.borders import BORDERS_FILE
from monitor.reading.places.countries import COUNTRIES_FILE
from monitor.reading.places.governments import GOVERNMENTS_FILE
from monitor.reading.places.table import Row, number, read_table, several

MEASURES_FILE = "distances.csv"
MEASURE_COLUMNS = ("id", "measured_at", "borders", "fronts")
PLACE_COLUMNS = (
    "id", "name", "kind", "district", "province", "country", "lat", "lon",
    "coordinates_source", "twin", "caution", "spellings", "notes",
)  # fmt: skip
KINDS = frozenset({
    "province", "district", "city", "town", "village", "crossing", "port", "post", "base",
    "river", "region",
})  # fmt: skip
CAUTIONS = frozenset({"", "word", "person", "name"})
_NOT_PLACES = frozenset({MEASURES_FILE, BORDERS_FILE, COUNTRIES_FILE, GOVERNMENTS_FILE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """One row of a place file; ``row`` says where it stands."""

    id: str
    name: str
    kind: str
    country: str
    province: str | None
    district: str | None
    lat: float | None
    lon: float | None
    coordinates_source: str
    twin: str | None
    caution: str
    spellings: tuple[str, ...]
    notes: str
    row: Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What geometry says about a place: km to borders, and km of border a district fronts.

    ``measured_at`` are the coordinates it was measured at, to notice that they were edited since.
    """

    measured_at: str = ""
    borders: Mapping[str, float]
    fronts: Mapping[str, float]


def coordinates(row: PlaceRow) -> str:
    """Return the coordinates as ``measured_at`` notes them; empty where there are none."""
    return "" if row.lat is None or row.lon is None else f"{row.lat:g} {row.lon:g}"


def place_files(folder: Path) -> list[Path]:
    """Return the hand-edited place files of a folder, in the order of their names."""
    return sorted(path for path in folder.glob("*.csv") if path.name not in _NOT_PLACES)


def read_rows(folder: Path, faults: list[Fault]) -> Iterator[PlaceRow]:
    """Return the places of all files of a folder; a row with a fault is reported and left out."""
    for path in place_files(folder):
        for row in read_table(path, PLACE_COLUMNS, ("id", "name", "kind"), faults):
            before = len(faults)
            place = _place_row(row, faults)
            if len(faults) == before:
                yield place


def _place_row(row: Row, faults: list[Fault]) -> PlaceRow:
    _check_closed_lists(row, faults)
    return PlaceRow(
        id=row.text("id"),
        name=row.text("name"),
        kind=row.text("kind"),
        country=row.text("country"),
        province=row.text("province") or None,
        district=row.text("district") or None,
        lat=_degrees(row, "lat", 90, faults),
        lon=_degrees(row, "lon", 180, faults),
        coordinates_source=row.text("coordinates_source"),
        twin=row.text("twin") or None,
        caution=row.text("caution"),
        spellings=several(row.text("spellings")),
        notes=row.text("notes"),
        row=row,
    )


def _check_closed_lists(row: Row, faults: list[Fault]) -> None:
    kind, caution, country = row.text("kind"), row.text("caution"), row.text("country")
    if kind not in KINDS:
        hint = f"Use one of: {', '.join(sorted(KINDS))}."
        faults.append(row.fault("kind", f"Unknown kind {kind!r}.", hint=hint))
    if caution not in CAUTIONS:
        hint = "Use word, person, name, or leave it empty."
        faults.append(row.fault("caution", f"Unknown caution {caution!r}.", hint=hint))
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        hint = "Write the ISO 3166-1 code of two capital letters, like TJ."
        faults.append(row.fault("country", f"{country!r} is no country code.", hint=hint))


def _degrees(row: Row, column: str, limit: int, faults: list[Fault]) -> float | None:
    value = number(row, column, faults)
    if value is not None and not -limit <= value <= limit:
        hint = f"Degrees run from -{limit} to {limit}; are lat and lon exchanged?"
        faults.append(row.fault(column, f"{value:g} is outside the globe.", hint=hint))
    return value


def read_measures(folder: Path, faults: list[Fault]) -> Mapping[str, Measures]:
    """Return the computed distances of a folder by place id."""
    table = read_table(folder / MEASURES_FILE, MEASURE_COLUMNS, ("id",), faults)
    return {
        row.text("id"): Measures(
            measured_at=row.text("measured_at"),
            borders=_kilometres(row, "borders", faults),
            fronts=_kilometres(row, "fronts", faults),
        )
        for row in table
    }


def _kilometres(row: Row, column: str, faults: list[Fault]) -> dict[str, float]:
    """``AF-TJ=2.0|AF-PK=61`` as a mapping."""
    found: dict[str, float] = {}
    for part in several(row.text(column)):
        code, _, value = part.partition("=")
        try:
            found[code] = float(value)
        except ValueError:
            faults.append(row.fault(column, f"{part!r} is not a distance.", hint=_MEASURE_HINT))
    return found


_MEASURE_HINT = "This file is computed; make it anew with `monitor places measure`."
