"""Check: every fault in a user's place files, each with its file, line and column."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from monitor.errors import Fault
from monitor.reading.places.borders import read_borders
from monitor.reading.places.countries import read_countries
from monitor.reading.places.governments import read_governments
from monitor.reading.places.lines import read_lines
from monitor.reading.places.rows import (
    MEASURES_FILE,
    Measures,
    PlaceRow,
    coordinates,
    read_measures,
    read_rows,
)
from monitor.reading.places.values import Place
from monitor.reading.text.folding import words

_NEEDS_NO_POINT = frozenset({"river", "region", "province"})


def check_folder(
    folder: Path, known: Mapping[str, Place], countries: frozenset[str]
) -> tuple[Fault, ...]:
    """All faults of one folder. ``known`` are the places of other folders, by id.

    Beside what cannot be read at all: ids used twice, twins that are missing or do not answer,
    unknown countries, missing points, spellings given twice, distances not measured since an edit.
    """
    faults: list[Fault] = []
    read_borders(folder, faults)
    own = frozenset(read_countries(folder, faults))
    read_lines(folder, faults)
    read_governments(folder, faults)
    measures = read_measures(folder, faults)
    rows = list(read_rows(folder, faults))
    faults += _repeated(rows)
    twins = {place.id: place.twin for place in known.values()} | {row.id: row.twin for row in rows}
    for row in rows:
        faults += _twin_faults(row, twins)
        faults += _row_faults(row, countries | own)
        faults += _measure_faults(row, measures)
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.column)))


def _repeated(rows: Sequence[PlaceRow]) -> Iterator[Fault]:
    first: dict[str, PlaceRow] = {}
    for row in rows:
        before = first.setdefault(row.id, row)
        if before is not row:
            where = f"{Path(before.row.file).name}:{before.row.line}"
            hint = "Every place needs an id of its own."
            yield row.row.fault("id", f"The id {row.id!r} stands in {where} too.", hint=hint)


def _twin_faults(row: PlaceRow, twins: Mapping[str, str | None]) -> Iterator[Fault]:
    if row.twin is None:
        return
    if row.twin not in twins:
        hint = "Find the id with `monitor places find`."
        yield row.row.fault("twin", f"There is no place {row.twin!r}.", hint=hint)
    elif twins[row.twin] != row.id:
        hint = f"Write {row.id} as the twin of {row.twin}."
        yield row.row.fault(
            "twin", f"{row.twin!r} does not name this place as its twin.", hint=hint
        )


def _row_faults(row: PlaceRow, countries: frozenset[str]) -> Iterator[Fault]:
    if row.country and row.country not in countries:
        hint = "Add it to countries.csv if it is right."
        yield row.row.fault("country", f"Unknown country {row.country!r}.", hint=hint)
    if not coordinates(row) and row.kind not in _NEEDS_NO_POINT:
        hint = "Give lat and lon in degrees, else no rule about a border can meet it."
        yield row.row.fault("lat", "This place has no coordinates.", hint=hint)
    if coordinates(row) and not row.coordinates_source:
        hint = 'Say where they come from: "GeoNames 1123004", "estimate".'
        yield row.row.fault("coordinates_source", "The coordinates have no source.", hint=hint)
    seen = {words(row.name): row.name}
    for spelling in row.spellings:
        before = seen.setdefault(words(spelling), spelling)
        if before is not spelling:
            message = f"The spelling {spelling!r} is the same as {before!r} to the reader."
            yield row.row.fault("spellings", message, hint="Leave one out.")


def _measure_faults(row: PlaceRow, measures: Mapping[str, Measures]) -> Iterator[Fault]:
    if not coordinates(row) or row.kind == "river":
        return
    measured = measures.get(row.id)
    if measured is None:
        message = f"This place is not in {MEASURES_FILE}: no distance to a border is known."
        yield row.row.fault("id", message, hint="Run `monitor places measure`.")
    elif measured.measured_at != coordinates(row):
        message = f"The distances were measured at {measured.measured_at}, not here."
        yield row.row.fault("lat", message, hint="Run `monitor places measure`.")
