"""Build: cut every border out of the base map, measure and compile the shipped places.

Run by ``make places``. The map is ``countries-10m.json`` of the npm package world-atlas (Natural
Earth, public domain): a TopoJSON, in which two neighbours share the very same arcs, so that a
border is the set of arcs that both own.
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from monitor.errors import Fault, MonitorError
from monitor.reading.places.borders import BORDER_COLUMNS, BORDERS_FILE, border_code, read_borders
from monitor.reading.places.countries import read_countries
from monitor.reading.places.folder import compile_folder
from monitor.reading.places.gazetteer import SHIPPED
from monitor.reading.places.geometry import length_km, simplified
from monitor.reading.places.lines import LINES_FILE, Line, Point, pack
from monitor.reading.places.measure import measure

_TOLERANCE_DEGREES = 0.002
_SOURCE = "Natural Earth 1:10m (public domain), by world-atlas 2.0.2"
# Parts that the map draws on their own and that have no code: counted where the press counts them.
_BY_NAME = {"Kosovo": "XK", "Somaliland": "SO", "Baikonur": "KZ", "N. Cyprus": "CY"}


def main(arguments: list[str] | None = None) -> int:
    """``python -m monitor.reading.places.build [--map countries-10m.json] [--folder ...]``."""
    parser = argparse.ArgumentParser(description="Cut borders and measure the shipped places.")
    parser.add_argument("--map", type=Path, help="countries-10m.json of world-atlas")
    parser.add_argument("--folder", type=Path, default=SHIPPED)
    options = parser.parse_args(arguments)
    faults: list[Fault] = []
    if options.map:
        cut_borders(options.map, options.folder, faults)
    count = measure(options.folder, [options.folder], faults)
    compile_folder(options.folder, faults)
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201  (a build tool talks to its terminal)
    print(f"{count} places measured in {options.folder}")  # noqa: T201
    return 1 if faults else 0


def cut_borders(atlas: Path, folder: Path, faults: list[Fault]) -> None:
    """Write ``borders.json`` (lines) and ``borders.csv`` (lengths) of every pair of neighbours.

    Official lengths already in ``borders.csv`` are kept: they are edited by hand.
    """
    lines = list(_shared_lines(atlas, _codes(folder, faults)))
    packed = {line.code: pack(simplified(line, _TOLERANCE_DEGREES)) for line in lines}
    text = json.dumps({"source": _SOURCE, "lines": packed}, separators=(",", ":"))
    (folder / LINES_FILE).write_text(text.replace(']],"', ']],\n"') + "\n", encoding="utf-8")
    before = read_borders(folder, faults)
    with (folder / BORDERS_FILE).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(BORDER_COLUMNS)
        for line in lines:
            kept = before.get(line.code)
            official = "" if kept is None or kept.official_km is None else f"{kept.official_km:g}"
            notes = kept.notes if kept else ""
            table.writerow((line.code, f"{length_km(line):.1f}", official, _SOURCE, notes))


def _codes(folder: Path, faults: list[Fault]) -> Mapping[str, str]:
    countries = read_countries(folder, faults).values()
    return {country.numeric: country.code for country in countries if country.numeric}


def _shared_lines(atlas: Path, codes: Mapping[str, str]) -> Iterable[Line]:
    """One line for each pair of countries that share arcs, in the order of their codes."""
    try:
        topology = json.loads(atlas.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MonitorError(f"The map {atlas} cannot be read: {error}.") from error
    shared: dict[str, list[tuple[Point, ...]]] = {}
    for arc, owners in sorted(_owners(topology, codes).items()):
        if len(owners) == 2:
            shared.setdefault(border_code(*owners), []).append(_points(topology, arc))
    for code, parts in sorted(shared.items()):
        yield Line(code=code, parts=tuple(parts))


def _owners(topology: Mapping[str, Any], codes: Mapping[str, str]) -> dict[int, set[str]]:
    owners: dict[int, set[str]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = codes.get(shape.get("id", "")) or _BY_NAME.get(name)
        for arc in _arcs(shape.get("arcs", [])) if code else ():
            owners.setdefault(arc, set()).add(str(code))
    return owners


def _arcs(nested: Iterable[Any]) -> Iterable[int]:
    for member in nested:
        if isinstance(member, list):
            yield from _arcs(member)
        else:
            yield member if member >= 0 else ~member


def _points(topology: Mapping[str, Any], arc: int) -> tuple[Point, ...]:
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    x = y = 0
    points: list[Point] = []
    for step_x, step_y in topology["arcs"][arc]:
        x, y = x + step_x, y + step_y
        points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
    return tuple(points)


if __name__ == "__main__":
    sys.exit(main())
