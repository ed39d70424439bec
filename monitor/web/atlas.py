"""The ground that the map draws: border lines, border districts, and where places lie."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.views.control import District

Point = tuple[float, float]
Part = tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """Local data only. Points are (longitude, latitude) in degrees.

    ``border`` is the watched one ("AF-TJ"); ``frontier`` are the parts of its line, ``context``
    those of the lines around it by code. ``districts`` front the border; ``spots`` gives the point
    of every place by its id, ``titles`` its name.
    """

    border: str = ""
    frontier: tuple[Part, ...] = ()
    context: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    districts: tuple[District, ...] = ()
    spots: Mapping[str, Point] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries on either side, as their codes."""
        return tuple(filter(None, self.border.split("-")))

    def name_of(self, country: str) -> str:
        return self.names.get(country, country)
