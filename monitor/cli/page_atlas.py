"""The map's ground, from the gazetteer: a border's line, its districts, and all points."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from monitor.assembly.views import districts_along
from monitor.config.settings import Settings
from monitor.reading.places.gazetteer import SHIPPED, Gazetteer
from monitor.reading.places.lines import Line, read_lines
from monitor.rules.ruleset.rules import CompiledRule
from monitor.web.atlas import Atlas, Part


class Atlases:
    """The watched borders' atlases, each made when it is first asked for.

    Watched are the borders of the configuration (``web.borders``), else those that ``watched``
    gives (of the rules), else the one along which the gazetteer knows the most districts.
    """

    def __init__(
        self, settings: Settings, places: Gazetteer, watched: Callable[[], Sequence[str]]
    ) -> None:
        self._settings = settings
        self._places = places
        self._watched = watched
        self._made: dict[str, Atlas] = {}

    def __call__(self) -> tuple[Atlas, ...]:
        borders = self._settings.web.borders or self._watched() or _best_known(self._places)
        return tuple(self.of(border) for border in borders)

    def of(self, border: str) -> Atlas:
        if border not in self._made:
            self._made[border] = _atlas(self._lines, self._places, border)
        return self._made[border]

    @cached_property
    def _lines(self) -> Mapping[str, Line]:
        """The shipped lines, and the user's where they have some."""
        lines = dict(read_lines(SHIPPED, []))
        if self._settings.places and self._settings.places.is_dir():
            lines |= read_lines(self._settings.places, [])
        return lines


def borders_of(rules: Sequence[CompiledRule]) -> tuple[str, ...]:
    """Return the borders that rules watch, the one with the most rules first."""
    counted = Counter(border for rule in rules for border in rule.borders)
    return tuple(border for border, _ in counted.most_common())


def _best_known(places: Gazetteer) -> tuple[str, ...]:
    counted = Counter(border for place in places.places.values() for border in place.fronts)
    return tuple(border for border, _ in counted.most_common(1))


def _atlas(lines: Mapping[str, Line], places: Gazetteer, border: str) -> Atlas:
    frontier = lines.get(border)
    if frontier is None:
        return Atlas(border=border)
    near = {code: line.parts for code, line in lines.items() if _touches(code, border)}
    return Atlas(
        border=border,
        frontier=frontier.parts,
        context=_trimmed(near, frontier),
        districts=districts_along(places, border),
        spots={
            place.id: (place.lon, place.lat)
            for place in places.places.values()
            if place.lat is not None and place.lon is not None
        },
        titles={place.id: place.name for place in places.places.values()},
        names={code: country.name for code, country in places.countries.items()},
    )


def _touches(code: str, border: str) -> bool:
    """Tell whether a line belongs to one of the border's countries."""
    return code != border and bool({*code.split("-")} & {*border.split("-")})


def _trimmed(near: dict[str, tuple[Part, ...]], frontier: Line) -> dict[str, tuple[Part, ...]]:
    """Leave out what lies far from the frontier: nobody sees it, everybody would load it."""
    points = [point for part in frontier.parts for point in part]
    west, east = min(p[0] for p in points) - 3, max(p[0] for p in points) + 3
    south, north = min(p[1] for p in points) - 2, max(p[1] for p in points) + 2
    found: dict[str, tuple[Part, ...]] = {}
    for code, parts in near.items():
        seen = [p for p in parts if any(west < x < east and south < y < north for x, y in p)]
        if seen:
            found[code] = tuple(seen)
    return found
