"""Measure: fill ``distances.csv`` of a folder from its places and the border lines."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import Fault
from monitor.reading.places.geometry import Measurer, Spot, fronts
from monitor.reading.places.lines import Line, read_lines
from monitor.reading.places.rows import (
    MEASURE_COLUMNS,
    MEASURES_FILE,
    PlaceRow,
    coordinates,
    read_rows,
)

# A river is off by 2 to 4 km in the map: what stands on the line by its nature is put there.
_ON_THE_LINE = frozenset({"crossing", "port"})
_RIVER_ERROR_KM = 6.0
# A river runs along or across borders: its one point says nothing about its distance.
_NO_DISTANCE = frozenset({"river"})

_Kilometres = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    row: PlaceRow
    borders: _Kilometres
    fronts: _Kilometres


def measure(folder: Path, line_folders: Sequence[Path], faults: list[Fault]) -> int:
    """Compute and write the distances of all places of a folder; the number of places measured.

    Lines come from the ``line_folders`` in order, a later one wins. A place is measured at its
    point, a province at whichever of its point and its districts is nearest.
    """
    lines: dict[str, Line] = {}
    for line_folder in line_folders:
        lines.update(read_lines(line_folder, faults))
    rows = [row for row in read_rows(folder, faults) if coordinates(row)]
    rows = [row for row in rows if row.kind not in _NO_DISTANCE]
    measurer = Measurer(lines)
    borders = {row.id: _distances(measurer, row) for row in rows}
    fronting = fronts(_district_points(rows), _near(lines, borders))
    borders |= _of_provinces(rows, borders)
    _write(
        folder / MEASURES_FILE,
        [
            _Measured(row=row, borders=borders[row.id], fronts=fronting.get(row.id, {}))
            for row in rows
        ],
    )
    return len(rows)


def _district_points(rows: Sequence[PlaceRow]) -> dict[str, list[Spot]]:
    """Return the points of each district that has ground of its own, by its id.

    A row whose ``district`` names another one is an older name for part of that one.
    """
    own = {
        (row.country, row.province, row.name): row.id
        for row in rows
        if row.kind == "district" and row.district in (None, row.name)
    }
    points: dict[str, list[Spot]] = {key: [] for key in own.values()}
    for row in rows:
        district = own.get((row.country, row.province, row.district or row.name))
        if district and row.kind != "province":
            points[district].append(_spot(row))
    return points


def _distances(measurer: Measurer, row: PlaceRow) -> _Kilometres:
    measured = measurer.distances(_spot(row))
    if row.kind in _ON_THE_LINE and measured:
        nearest = min(measured, key=lambda code: measured[code])
        if measured[nearest] <= _RIVER_ERROR_KM and row.country in nearest.split("-"):
            return {**measured, nearest: 0.0}
    return measured


def _of_provinces(
    rows: Sequence[PlaceRow], borders: Mapping[str, _Kilometres]
) -> dict[str, _Kilometres]:
    """Return a province is as near to a border as the nearest of its places."""
    members: dict[tuple[str, str | None], list[_Kilometres]] = {}
    for row in rows:
        members.setdefault((row.country, row.province), []).append(borders[row.id])
    return {
        row.id: _nearest(members[row.country, row.province])
        for row in rows
        if row.kind == "province" and row.province
    }


def _nearest(measured: Iterable[_Kilometres]) -> _Kilometres:
    nearest: dict[str, float] = {}
    for borders in measured:
        for code, km in borders.items():
            nearest[code] = min(km, nearest.get(code, km))
    return dict(sorted(nearest.items(), key=lambda item: item[1]))


def _spot(row: PlaceRow) -> Spot:
    return Spot(id=row.id, country=row.country, lat=row.lat or 0.0, lon=row.lon or 0.0)


def _near(lines: Mapping[str, Line], borders: Mapping[str, _Kilometres]) -> list[Line]:
    codes = {code for found in borders.values() for code in found}
    return [line for code, line in sorted(lines.items()) if code in codes]


def _write(path: Path, measured: Iterable[_Measured]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(MEASURE_COLUMNS)
        for one in sorted(measured, key=lambda one: one.row.id):
            values = (coordinates(one.row), _joined(one.borders), _joined(one.fronts))
            table.writerow((one.row.id, *values))


def _joined(values: _Kilometres) -> str:
    return "|".join(f"{code}={km:g}" for code, km in values.items())
