"""Import: a GeoNames extract and a border line become files of our format in a user's folder."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from anyascii import anyascii

from monitor.errors import ConfigurationError, Fault
from monitor.reading.places.borders import BORDER_COLUMNS, BORDERS_FILE, read_borders
from monitor.reading.places.gazetteer import SHIPPED, Gazetteer, Place
from monitor.reading.places.geometry import Measurer, Spot, length_km
from monitor.reading.places.geonames import Entry, read_extract
from monitor.reading.places.lines import Line, read_geojson, read_lines
from monitor.reading.places.measure import measure
from monitor.reading.places.rows import PLACE_COLUMNS
from monitor.reading.text.folding import words

_ALWAYS = frozenset({"province", "crossing", "port", "base", "post"})
# Nearer than this with the same name in the same country it is the place we already have.
_SAME_PLACE_DEGREES = 0.25
_SHORT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to import: how far from which border, and how large a village must be."""

    extract: Path | None = None
    line: Path | None = None
    border: str | None = None
    within_km: float = 100.0
    population: int = 500


@dataclass(slots=True, kw_only=True)
class Report:
    """What an import did, for the person who asked for it."""

    files: list[str] = field(default_factory=list)
    imported: int = 0
    known_already: int = 0
    too_far: int = 0
    too_small: int = 0
    borders: list[str] = field(default_factory=list)


def import_places(wanted: Wanted, folder: Path, gazetteer: Gazetteer) -> Report:
    """Write the files and measure them; raise ``ConfigurationError`` with every fault."""
    faults: list[Fault] = []
    report = Report()
    lines = dict(read_geojson(wanted.line, wanted.border, faults)) if wanted.line else {}
    entries = list(read_extract(wanted.extract, faults)) if wanted.extract else []
    _stop_at(faults)
    folder.mkdir(parents=True, exist_ok=True)
    for line in lines.values():
        _write_line(line, folder, report)
    if entries:
        _write_places(entries, wanted, folder, gazetteer, report)
    measure(folder, [SHIPPED, folder], faults)
    _stop_at(faults)
    return report


def _stop_at(faults: Sequence[Fault]) -> None:
    if faults:
        raise ConfigurationError(
            f"Nothing was imported: {len(faults)} fault{'s' if len(faults) > 1 else ''}.",
            hint="Mend the files and import again.",
            faults=faults,
        )


def _write_line(line: Line, folder: Path, report: Report) -> None:
    path = folder / f"border-{line.code}.geojson"
    geometry = {"type": "MultiLineString", "coordinates": line.parts}
    feature = {"type": "Feature", "properties": {"code": line.code}, "geometry": geometry}
    path.write_text(json.dumps(feature) + "\n", encoding="utf-8")
    known = dict(read_borders(folder, []))
    rows = [
        (border.code, border.length_km, border.official_km or "", border.source, border.notes)
        for border in known.values()
        if border.code != line.code
    ]
    rows.append((line.code, round(length_km(line), 1), "", "imported line", ""))
    _write_table(folder / BORDERS_FILE, BORDER_COLUMNS, rows)
    report.files += [path.name, BORDERS_FILE]
    report.borders.append(line.code)


def _write_places(
    entries: Sequence[Entry], wanted: Wanted, folder: Path, gazetteer: Gazetteer, report: Report
) -> None:
    provinces = {(e.country, e.admin1): e.name for e in entries if e.kind == "province"}
    kept = list(_kept(entries, wanted, folder, gazetteer, report))
    by_country: dict[str, list[Entry]] = {}
    for entry in kept:
        by_country.setdefault(entry.country, []).append(entry)
    for country, members in sorted(by_country.items()):
        path = folder / f"geonames-{country.lower()}.csv"
        rows = [_row(entry, provinces.get((country, entry.admin1), "")) for entry in members]
        _write_table(path, PLACE_COLUMNS, rows)
        report.files.append(path.name)
    report.imported = len(kept)


def _kept(
    entries: Iterable[Entry], wanted: Wanted, folder: Path, gazetteer: Gazetteer, report: Report
) -> Iterable[Entry]:
    measurer = _measurer(wanted.border, folder)
    for entry in entries:
        if entry.kind not in _ALWAYS and 0 < wanted.population > _size(entry):
            report.too_small += 1
        elif _known(entry, gazetteer):
            report.known_already += 1
        elif not _is_near(entry, measurer, wanted.within_km):
            report.too_far += 1
        else:
            yield entry


def _size(entry: Entry) -> int:
    """Places whose rank says they matter count as large, whatever the population given."""
    return 10**9 if entry.kind in ("district", "city") else entry.population


def _measurer(border: str | None, folder: Path) -> Measurer:
    lines = {**read_lines(SHIPPED, []), **read_lines(folder, [])}
    if border and border not in lines:
        raise ConfigurationError(
            f"No line is known for the border {border}.",
            hint="Give one with --line, or name two neighbours in alphabetical order: IN-MM.",
        )
    return Measurer({border: lines[border]} if border else lines)


def _is_near(entry: Entry, measurer: Measurer, within_km: float) -> bool:
    if entry.kind == "province":
        return True
    spot = Spot(id=entry.number, country=entry.country, lat=entry.lat, lon=entry.lon)
    borders = measurer.distances(spot)
    return any(km <= within_km for code, km in borders.items() if entry.country in code.split("-"))


def _known(entry: Entry, gazetteer: Gazetteer) -> bool:
    return any(_same(entry, place) for place in gazetteer.candidates(words(entry.name)))


def _same(entry: Entry, place: Place) -> bool:
    if place.country != entry.country or place.lat is None or place.lon is None:
        return False
    if (entry.kind == "province") != (place.kind == "province"):
        return False
    if entry.kind == "province":
        return True
    away = max(abs(place.lat - entry.lat), abs(place.lon - entry.lon))
    return away <= _SAME_PLACE_DEGREES


def _row(entry: Entry, province: str) -> tuple[object, ...]:
    name = words(entry.name)
    doubtful = len(name) == 1 and len(name[0]) <= _SHORT
    slug = "-".join(words(anyascii(entry.name))) or "place"
    return (
        f"{entry.country.lower()}-gn-{slug}-{entry.number}",
        entry.name,
        entry.kind,
        entry.name if entry.kind == "district" else "",
        province,
        entry.country,
        entry.lat,
        entry.lon,
        f"GeoNames {entry.number}",
        "",
        "name" if doubtful else "",
        "|".join(entry.spellings),
        "",
    )


def _write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        table.writerows(rows)
