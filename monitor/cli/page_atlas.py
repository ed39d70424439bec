"""The map's ground, from the gazetteer: the watched border's line, its districts, all points."""

from monitor.config.settings import Settings
from monitor.reading.gazetteer import SHIPPED, Gazetteer
from monitor.reading.places_lines import Line, read_lines
from monitor.views.control import District
from monitor.web.atlas import Atlas, Part

DEFAULT = "AF-TJ"


def atlas_of(settings: Settings, places: Gazetteer, border: str = DEFAULT) -> Atlas:
    """Return the atlas of one border: the shipped lines, and the user's where they have some."""
    lines = dict(read_lines(SHIPPED, []))
    if settings.places and settings.places.is_dir():
        lines |= read_lines(settings.places, [])
    frontier = lines.get(border)
    if frontier is None:
        return Atlas(border=border)
    near = {code: line.parts for code, line in lines.items() if _touches(code, border)}
    return Atlas(
        border=border,
        frontier=frontier.parts,
        context=_trimmed(near, frontier),
        districts=districts_of(places, border),
        spots={
            place.id: (place.lon, place.lat)
            for place in places.places.values()
            if place.lat is not None and place.lon is not None
        },
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


def districts_of(places: Gazetteer, border: str) -> tuple[District, ...]:
    return tuple(
        District(
            place_id=place.id,
            km=place.fronts[border],
            name=place.name,
            province=place.province or "",
            country=place.country,
        )
        for place in places.places.values()
        if place.fronts.get(border)
    )
