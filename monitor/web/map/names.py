"""Where the names of the countries stand on the map: in open ground, surely on their own side.

No outline of a country is known here, only lines and districts. A point is a country's when the way
from it to one of the country's districts, the nearest of all, crosses no border line.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.web.atlas import Atlas, Point
from monitor.web.map.plane import HEIGHT, WIDTH, Plane

STEP = 36
# What the title takes above and the key below.
TOP, BOTTOM, SIDE = 56, 80, 30
LETTER = 12.5

Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryName:
    """A country's name, centred on a point (longitude, latitude)."""

    text: str
    at: Point


def country_names(atlas: Atlas, plane: Plane) -> tuple[CountryName, ...]:
    """Return a name for each country of the border whose side has open ground in the picture."""
    lines = [[plane.xy(point) for point in part] for part in _parts(atlas)]
    segments = [segment for line in lines for segment in pairwise(line)]
    dots = [
        (plane.xy(atlas.spots[district.place_id]), district.country)
        for district in atlas.districts
        if district.place_id in atlas.spots
    ]
    crowded = [point for line in lines for point in line] + [dot for dot, _ in dots]
    grid = sorted(_grid(), key=lambda point: -_clearance(point, crowded)) if dots else []
    found = []
    for country in atlas.countries:
        text = atlas.name_of(country).upper()
        wide = len(text) * LETTER / 2 + SIDE
        fitting = (point for point in grid if wide < point[0] < WIDTH - wide)
        spot = next((p for p in fitting if _is_of(p, country, dots, segments)), None)
        if spot:
            found.append(CountryName(text=text, at=plane.point(spot)))
    return tuple(found)


def _parts(atlas: Atlas) -> Iterable[Sequence[Point]]:
    yield from atlas.frontier
    for parts in atlas.context.values():
        yield from parts


def _grid() -> Iterator[Point]:
    for x in range(SIDE, WIDTH - SIDE, STEP):
        for y in range(TOP, HEIGHT - BOTTOM, STEP):
            yield float(x), float(y)


def _clearance(point: Point, crowded: Sequence[Point]) -> float:
    """Return how much room there is: names are wide, so what lies beside counts as nearer."""
    return min(math.hypot((point[0] - x) / 2, point[1] - y) for x, y in crowded)


def _is_of(
    point: Point, country: str, dots: Sequence[tuple[Point, str]], segments: Sequence[Segment]
) -> bool:
    dot, nearest = min(dots, key=lambda dot: math.dist(dot[0], point))
    if nearest != country:
        return False
    return not any(_cross(point, dot, *segment) for segment in segments)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Tell whether the way from a to b crosses the one from c to d."""
    return _turn(a, b, c) != _turn(a, b, d) and _turn(c, d, a) != _turn(c, d, b)


def _turn(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])
