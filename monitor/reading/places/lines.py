"""Lines: where borders run, as coordinates; no geometry library is needed to read them.

``borders.json`` holds the shipped lines in whole steps of a grid, each point as the difference
from the one before; ``*.geojson`` in a user's folder holds lines of their own.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.errors import Fault
from monitor.reading.places.borders import border_code

LINES_FILE = "borders.json"
STEPS_PER_DEGREE = 1000
"""The grid: 0.001 degree is about 110 m, well inside the error of the map."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line of one border: its code and its parts, each a run of (lon, lat) in degrees."""

    code: str
    parts: tuple[tuple[Point, ...], ...]


def read_lines(folder: Path, faults: list[Fault]) -> Mapping[str, Line]:
    """Return the border lines of one folder by code: ``borders.json`` and every ``*.geojson``."""
    found: dict[str, Line] = {}
    path = folder / LINES_FILE
    if path.is_file():
        packed = _load(path, faults).get("lines", {})
        found = {code: unpack(code, parts) for code, parts in packed.items()}
    for extra in sorted(folder.glob("*.geojson")):
        found.update(read_geojson(extra, None, faults))
    return found


def pack(line: Line) -> list[list[int]]:
    """Return the parts as whole grid steps: the first point, then differences."""
    packed = []
    for part in line.parts:
        last_x = last_y = 0
        steps: list[int] = []
        for lon, lat in part:
            x, y = round(lon * STEPS_PER_DEGREE), round(lat * STEPS_PER_DEGREE)
            steps += (x - last_x, y - last_y)
            last_x, last_y = x, y
        packed.append(steps)
    return packed


def unpack(code: str, packed: Iterable[Sequence[int]]) -> Line:
    return Line(code=code, parts=tuple(_unpack_part(steps) for steps in packed))


def _unpack_part(steps: Sequence[int]) -> tuple[Point, ...]:
    x = y = 0
    points: list[Point] = []
    for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / STEPS_PER_DEGREE, y / STEPS_PER_DEGREE))
    return tuple(points)


def read_geojson(path: Path, code: str | None, faults: list[Fault]) -> Mapping[str, Line]:
    """Return the lines of a GeoJSON file, by code.

    Features say which border they belong to with a property ``code`` ("IN-MM"); ``code`` is for
    those that do not. Lines and multi-lines count, all else is a fault.
    """
    data = _load(path, faults)
    found: dict[str, Line] = {}
    for number, feature in enumerate(_features(data), 1):
        own = str((feature.get("properties") or {}).get("code") or code or "")
        parts = _parts(feature.get("geometry") or {})
        problem = _problem(own, parts)
        if problem:
            message = f"Feature {number}: {problem[0]}"
            faults.append(Fault(file=str(path), message=message, hint=problem[1]))
            continue
        own = border_code(*own.split("-"))
        before = found[own].parts if own in found else ()
        found[own] = Line(code=own, parts=before + parts)
    if data and not _features(data):
        hint = "Give a FeatureCollection, a Feature or a LineString."
        faults.append(Fault(file=str(path), message="This file holds no line.", hint=hint))
    return found


def _problem(code: str, parts: tuple[tuple[Point, ...], ...]) -> tuple[str, str] | None:
    one, _, other = code.partition("-")
    if not (len(one) == len(other) == 2 and one.isalpha() and other.isalpha()):
        return (
            "it is not said which border this is.",
            'Add "code": "IN-MM" to its properties, or give --border IN-MM.',
        )
    if not parts:
        return "this is not a line.", "Give a LineString or a MultiLineString in degrees."
    outside = [point for part in parts for point in part if not _on_globe(point)]
    if outside:
        lon, lat = outside[0]
        return f"{lon:g}, {lat:g} is outside the globe.", "GeoJSON gives longitude first."
    return None


def _on_globe(point: Point) -> bool:
    return -180 <= point[0] <= 180 and -90 <= point[1] <= 90


def _features(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    kind = data.get("type")
    if kind == "FeatureCollection":
        return [feature for feature in data.get("features") or () if isinstance(feature, dict)]
    if kind == "Feature":
        return [data]
    return [{"geometry": data}] if kind in ("LineString", "MultiLineString") else []


def _parts(geometry: Mapping[str, Any]) -> tuple[tuple[Point, ...], ...]:
    coordinates = geometry.get("coordinates") or ()
    runs = {"LineString": [coordinates], "MultiLineString": coordinates}.get(
        str(geometry.get("type")), ()
    )
    try:
        parts = [tuple((float(point[0]), float(point[1])) for point in run) for run in runs]
    except (TypeError, ValueError, IndexError):
        return ()
    return tuple(part for part in parts if len(part) > 1)


def _load(path: Path, faults: list[Fault]) -> Mapping[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        message, hint = f"This is not JSON: {error.msg}.", "Mend it at this place."
        faults.append(
            Fault(file=str(path), line=error.lineno, column=error.colno, message=message, hint=hint)
        )
        return {}
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(file=str(path), message=f"This file cannot be read: {error}."))
        return {}
    if isinstance(data, dict):
        return data
    faults.append(Fault(file=str(path), message="This is not a GeoJSON object."))
    return {}
