"""Geometry: distances on the ellipsoid, by pyproj and shapely (the edge to both).

Only the commands that build, import or measure places come here; reading news never does.

Each place gets a local azimuthal equidistant projection centred on itself, in which distances
from the centre are true, so that the distance to the nearest point of a border is exact for the
line given (Snyder, Map Projections: A Working Manual, 1987, ch. 25). The line itself is the
weak part: in a map of 1:10 million a river is off by 2 to 4 km.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Geod, Proj

from monitor.reading.places.lines import Line

REACH_KM = 300.0
"""Distances beyond this are not kept: no rule asks for them."""
_KM_PER_DEGREE = 110.0
_GEOD = Geod(ellps="WGS84")
# A segment further than this from every known point of its side stays with nobody.
_FRONT_REACH_KM = 100.0
_STEP_KM = 1.0

_Fronts = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as geometry sees it."""

    id: str
    country: str
    lat: float
    lon: float


def length_km(line: Line) -> float:
    """Return the geodesic length of a line."""
    metres = 0.0
    for part in line.parts:
        lon, lat = zip(*part, strict=True)
        metres += _GEOD.line_length(lon, lat)
    return metres / 1000


def simplified(line: Line, tolerance_degrees: float) -> Line:
    """Return the line without points that are within the tolerance (Douglas-Peucker)."""
    merged = shapely.line_merge(shapely.MultiLineString(line.parts))
    simple = shapely.simplify(merged, tolerance_degrees)
    parts = getattr(simple, "geoms", [simple])
    return Line(code=line.code, parts=tuple(tuple(part.coords) for part in parts))


class Measurer:
    """Measures from places to a set of border lines."""

    def __init__(self, lines: Mapping[str, Line]) -> None:
        self._lines = {code: _stacked(line) for code, line in lines.items()}

    def distances(self, spot: Spot) -> dict[str, float]:
        """Kilometres from a place to every border within reach, nearest first."""
        near = {
            code: stacked for code, stacked in self._lines.items() if _within_reach(spot, stacked)
        }
        if not near:
            return {}
        local = Proj(proj="aeqd", lat_0=spot.lat, lon_0=spot.lon, ellps="WGS84")
        measured = {code: _distance(local, stacked) for code, stacked in near.items()}
        kept = [(km, code) for code, km in measured.items() if km <= REACH_KM]
        return {code: round(km, 1) for km, code in sorted(kept)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stacked:
    """All points of a line in two arrays, the index of the part of each, and the bounds."""

    lon: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    lat: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    part: "np.ndarray[tuple[int], np.dtype[np.int64]]"


def _stacked(line: Line) -> _Stacked:
    points = np.array([point for part in line.parts for point in part])
    index = np.repeat(np.arange(len(line.parts)), [len(part) for part in line.parts])
    return _Stacked(lon=points[:, 0], lat=points[:, 1], part=index)


def _within_reach(spot: Spot, line: _Stacked) -> bool:
    margin = REACH_KM / _KM_PER_DEGREE
    if not line.lat.min() - margin <= spot.lat <= line.lat.max() + margin:
        return False
    wide = margin / max(np.cos(np.radians(spot.lat)), 0.05)
    return bool(line.lon.min() - wide <= spot.lon <= line.lon.max() + wide)


def _distance(local: Proj, line: _Stacked) -> float:
    x, y = local(line.lon, line.lat)
    runs = shapely.linestrings(np.column_stack((x, y)), indices=line.part)
    return float(shapely.distance(shapely.Point(0, 0), runs).min()) / 1000


def fronts(points: Mapping[str, Sequence[Spot]], lines: Iterable[Line]) -> dict[str, _Fronts]:
    """Return how many km of each border each district fronts, by district id and border code.

    There are no district polygons here: each kilometre of border goes, on either side, to the
    district of the nearest known point. ``points`` are a district's own point and those of the
    places in it (a Voronoi division of the line, by points rather than by ground).
    """
    found: dict[str, _Fronts] = {}
    for line in lines:
        for side in line.code.split("-"):
            _add_fronts(found, line, side, points)
    return {
        key: {c: round(km, 1) for c, km in sorted(codes.items())} for key, codes in found.items()
    }


def _add_fronts(
    found: dict[str, _Fronts], line: Line, side: str, points: Mapping[str, Sequence[Spot]]
) -> None:
    own = [(key, spot) for key, spots in points.items() for spot in spots if spot.country == side]
    if not own:
        return
    lon, lat, km = _middles(line)
    away = np.array([_distances_to(spot, lon, lat) for _, spot in own])
    nearest = away.argmin(axis=0)
    known = away.min(axis=0) <= _FRONT_REACH_KM
    for index, (key, _) in enumerate(own):
        total = float(km[known & (nearest == index)].sum())
        if total > 0:
            codes = found.setdefault(key, {})
            codes[line.code] = codes.get(line.code, 0.0) + total


def _distances_to(
    spot: Spot,
    lon: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    lat: "np.ndarray[tuple[int], np.dtype[np.float64]]",
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Kilometres on the sphere (haversine): only compared with each other."""
    phi, phi_0 = np.radians(lat), np.radians(spot.lat)
    half = (
        np.sin((phi - phi_0) / 2) ** 2
        + np.cos(phi) * np.cos(phi_0) * np.sin(np.radians(lon - spot.lon) / 2) ** 2
    )
    return np.asarray(12742.0 * np.arcsin(np.sqrt(half)))


def _middles(line: Line) -> tuple["np.ndarray[tuple[int], np.dtype[np.float64]]", ...]:
    """Longitude and latitude of the middle of each step of the line, and its length in km."""
    rows = [row for part in line.parts for row in _steps(part)]
    lon, lat, km = np.array(rows).T
    return lon, lat, km


def _steps(part: Sequence[tuple[float, float]]) -> Iterable[tuple[float, float, float]]:
    for (lon_0, lat_0), (lon_1, lat_1) in itertools.pairwise(part):
        km = _GEOD.line_length((lon_0, lon_1), (lat_0, lat_1)) / 1000
        count = max(1, round(km / _STEP_KM))
        for step in range(count):
            share = (step + 0.5) / count
            yield lon_0 + share * (lon_1 - lon_0), lat_0 + share * (lat_1 - lat_0), km / count
