"""The ground under the map: which stretch of the frontier belongs to which districts.

Districts are known by a point each, so no district's outline is drawn: none is known. What is
coloured is the line itself, by the district nearest to each stretch of it on either bank: the same
measure by which the share of the border is counted.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from monitor.views.control import ControlMap, District, control_map
from monitor.views.incident_queries import IncidentRow
from monitor.views.view import Rows
from monitor.web.atlas import Atlas, Part, Point
from monitor.web.map.names import country_names
from monitor.web.map.plane import plane_of
from monitor.web.queries.health import position


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of the frontier in front of the same districts (at most one on each bank)."""

    districts: tuple[str, ...]
    points: Part


class Ground:
    """What of an atlas never changes, worked out once; and the control map drawn last."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._control: tuple[tuple[int, date], ControlMap] | None = None
        self.stretches = tuple(_stretches(atlas))
        self._fronting = frozenset(district.place_id for district in atlas.districts)
        self.plane = plane_of([point for part in atlas.frontier for point in part])
        self.names = country_names(atlas, self.plane)

    def control(self, rows: Rows, on: date) -> ControlMap:
        """Return the control map of a day; the last one is kept until the views move."""
        key = (position(rows), on)
        kept = self._control
        if kept is None or kept[0] != key:
            kept = self._control = (key, control_map(rows, self.atlas.districts, on))
        return kept[1]

    @property
    def districts(self) -> Sequence[District]:
        return self.atlas.districts

    def tells(self, row: IncidentRow) -> bool:
        """Tell whether a district's own mark already shows an incident."""
        return row.type == "territory-captured" and row.place_id in self._fronting

    def spot(self, place: str | None) -> Point | None:
        return self.atlas.spots.get(place or "")


def _stretches(atlas: Atlas) -> Iterable[Stretch]:
    banks = [
        [d for d in atlas.districts if d.country == country and d.place_id in atlas.spots]
        for country in dict.fromkeys(district.country for district in atlas.districts)
    ]
    for part in atlas.frontier:
        run: list[Point] = []
        fronting: tuple[str, ...] = ()
        for here, there in pairwise(part):
            found = tuple(_nearest(bank, here, there, atlas) for bank in banks if bank)
            if run and found != fronting:
                yield Stretch(districts=fronting, points=tuple(run))
                run = []
            run = [*(run or [here]), there]
            fronting = found
        if run:
            yield Stretch(districts=fronting, points=tuple(run))


def _nearest(bank: Sequence[District], here: Point, there: Point, atlas: Atlas) -> str:
    middle = ((here[0] + there[0]) / 2, (here[1] + there[1]) / 2)
    return min(bank, key=lambda d: _apart(atlas.spots[d.place_id], middle)).place_id


def _apart(one: Point, other: Point) -> float:
    """Return a number that grows with the distance of two points that are near each other."""
    narrow = math.cos(math.radians((one[1] + other[1]) / 2))
    return ((one[0] - other[0]) * narrow) ** 2 + (one[1] - other[1]) ** 2
