"""The map as a picture: one SVG template, shown by the page and turned into a PNG for mails."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from monitor.views.control import Held
from monitor.views.incident_queries import IncidentFilter, IncidentRow, incidents
from monitor.views.view import Rows
from monitor.web.atlas import Point
from monitor.web.jinja_pages import render
from monitor.web.map.ground import Ground
from monitor.web.map.plane import HEIGHT, WIDTH
from monitor.web.words import TYPE_LETTERS, of_type

MOST_MARKS = 300
_GRAVITY = {"government": 0, "contested": 1, "outside": 2}
_LETTER = {"government": "", "contested": "?", "outside": "×"}
# A label stands right, left, above or below its dot: where it covers nothing else.
_SIDES = (("start", 12, 4), ("end", -12, 4), ("middle", 0, -13), ("middle", 0, 21))
_LETTER_WIDTH, _LINE = 6.6, 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A district, or an incident, on the plane."""

    x: float
    y: float
    kind: str
    letter: str
    words: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    x: float
    y: float
    anchor: str
    text: str
    strong: bool


def map_svg(  # noqa: PLR0913  (a period, a mark and a purpose are three things)
    rows: Rows,
    ground: Ground,
    since: date,
    on: date,
    *,
    mark: str | None = None,
    mail: bool = False,
) -> str:
    """Return the map of a day as SVG, with the incidents since another; ``mark`` rings a place."""
    return render("map.svg.j2", picture(rows, ground, since, on, mark=mark) | {"mail": mail})


def picture(
    rows: Rows, ground: Ground, since: date, on: date, *, mark: str | None = None
) -> dict[str, Any]:
    """Return what the SVG template draws."""
    control = ground.control(rows, on)
    states = {held.district.place_id: held.state for held in control.districts}
    dots = list(_districts(control.districts, ground))
    seen = incidents(
        rows, IncidentFilter(since=since.isoformat(), until=on.isoformat()), limit=MOST_MARKS
    )
    marks = list(_incidents(seen, ground))
    ring = ground.spot(mark)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "border": ground.atlas.border,
        "names": [ground.atlas.name_of(country) for country in ground.atlas.countries],
        "on": on,
        "since": since,
        "context": [_path(part, ground) for parts in _context(ground) for part in parts],
        "stretches": [
            (_worst(s.districts, states), _path(s.points, ground)) for s in ground.stretches
        ],
        # The graver lies above: a free district must not hide the one that fell across the river.
        "districts": sorted(dots, key=lambda dot: _GRAVITY[dot.kind]),
        "labels": _labels(control.districts, ground, [*dots, *marks], mark),
        "countries": [(name.text, *ground.plane.xy(name.at)) for name in ground.names],
        "incidents": marks,
        "ring": ground.plane.xy(ring) if ring else None,
        "share": control.share,
        "used": sorted({f"{dot.letter} {of_type(dot.kind)}" for dot in marks}),
    }


def _context(ground: Ground) -> Iterable[Sequence[Sequence[Point]]]:
    return (parts for code, parts in ground.atlas.context.items() if code != ground.atlas.border)


def _path(part: Sequence[Point], ground: Ground) -> str:
    return " ".join("{:g},{:g}".format(*ground.plane.xy(point)) for point in part)


def _worst(districts: Iterable[str], states: dict[str, str]) -> str:
    found = [states.get(name, "government") for name in districts]
    return max(found, key=_GRAVITY.__getitem__, default="government")


def _districts(found: Iterable[Held], ground: Ground) -> Iterable[Dot]:
    for held in found:
        point = ground.spot(held.district.place_id)
        if point is None:
            continue
        x, y = ground.plane.xy(point)
        state = held.state
        words = f"{held.district.name}: {held.holder}" + (", contested" if held.contested else "")
        yield Dot(
            x=x,
            y=y,
            kind=state,
            letter=_LETTER[state],
            words=words + (f", since {held.since}" if held.since else ""),
            link=f"/incidents/{held.incident}" if held.incident else "",
        )


def _incidents(found: Iterable[IncidentRow], ground: Ground) -> Iterable[Dot]:
    """Yield a mark for each incident with a known point; several at one place stand in a row."""
    crowd: dict[Point, int] = {}
    for row in found:
        point = ground.spot(row.place_id)
        if point is None or not ground.plane.inside(point) or ground.tells(row):
            continue
        x, y = ground.plane.xy(point)
        beside = crowd.get((x, y), 0)
        crowd[x, y] = beside + 1
        if beside > 5:
            continue
        yield Dot(
            x=x + beside * 13,
            y=y - 17,
            kind=row.type,
            letter=TYPE_LETTERS.get(row.type, "·"),
            words=f"{of_type(row.type)}, {row.place or row.province or ''}, {row.day}, {row.state}",
            link=f"/incidents/{row.incident}",
        )


def _labels(
    found: Sequence[Held], ground: Ground, dots: Sequence[Dot], mark: str | None
) -> list[Label]:
    """Place names where there is room: the ringed place's, then those that changed hands."""
    taken = [(dot.x - 8, dot.y - 8, dot.x + 8, dot.y + 8) for dot in dots]
    title = ground.atlas.titles.get(mark or "")
    wanted = [(mark, title, True)] if title else []
    order = sorted(found, key=lambda held: (-_GRAVITY[held.state], -held.district.km))
    wanted += [
        (held.district.place_id, held.district.name, held.state != "government")
        for held in order
        if held.district.place_id != mark
    ]
    labels = (_label(*each, ground, taken, ringed=each[0] == mark) for each in wanted)
    return [label for label in labels if label]


def _label(  # noqa: PLR0913  (a name, how it looks, and what is in its way)
    place: str | None,
    name: str,
    strong: bool,
    ground: Ground,
    taken: list[tuple[float, float, float, float]],
    *,
    ringed: bool,
) -> Label | None:
    point = ground.spot(place)
    if point is None:
        return None
    wide = len(name) * _LETTER_WIDTH
    for anchor, right, down in _SIDES:
        apart = 2 if ringed else 1
        at = ground.plane.xy(point)
        x, y = at[0] + right * apart, at[1] + down * apart
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = (left, y - _LINE + 2, left + wide, y + 3)
        fits = box[0] > 0 and box[2] < WIDTH
        if fits and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return Label(x=x, y=y, anchor=anchor, text=name, strong=strong)
    return None


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
