"""Map: the frontier by who holds it, on any day, with the incidents of a period."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.views.control import ControlMap, Share
from monitor.views.incident_queries import IncidentFilter, IncidentRow, incidents
from monitor.views.view import Rows
from monitor.web.answers import json_answer
from monitor.web.map.choice import Grounds
from monitor.web.map.ground import Ground
from monitor.web.map.picture import map_svg
from monitor.web.moments import day_of
from monitor.web.queries.health import position
from monitor.web.queries.map import Frame, busiest_days, first_and_last, replay
from monitor.web.site import Site
from monitor.web.words import TYPE_LETTERS

MOST_INCIDENTS = 2000
LONGEST = timedelta(days=366 * 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that the slider runs over, and the one it stands on."""

    since: date
    until: date
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """One side of the border and the share of its fronts that its government does not hold."""

    country: str
    name: str
    share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class MapData:
    """All that the map's script draws of a period."""

    since: str
    until: str
    frames: list[Frame]
    incidents: list[dict[str, Any]]
    more: int


def routes(site: Site) -> list[Route]:
    grounds = Grounds(site.services)
    return [
        Route("/map", partial(page, site, grounds)),
        Route("/map/table", partial(table, site, grounds)),
        Route("/map.svg", partial(picture, site, grounds)),
        Route("/api/map", partial(data, site, Moves(grounds))),
        Route("/api/map/ground", partial(ground_data, grounds)),
    ]


def period(site: Site, query: dict[str, str]) -> Period:
    """Return the period that an address asks for; else the liveliest one that the log has."""
    today = site.services.clock.now().date()
    known = first_and_last(site.services.rows)
    last = min(known[1], today) if known else today
    since, until = busiest_days(site.services.rows, last)
    until = min(day_of(query.get("until")) or until, date.max - LONGEST)
    since = day_of(query.get("since")) or min(since, until)
    since = max(min(since, until), until - LONGEST)
    on = day_of(query.get("on")) or until
    return Period(since=since, until=until, on=max(since, min(on, until)))


def page(site: Site, grounds: Grounds, request: Request) -> Response:
    chosen = period(site, dict(request.query_params))
    ground, rows = grounds.of(request.query_params), site.services.rows
    return site.page(
        request,
        "map.html.j2",
        period=chosen,
        atlas=ground.atlas,
        atlases=grounds.atlases,
        svg=Markup(map_svg(rows, ground, chosen.since, chosen.on)),  # noqa: S704  (our template)
        **_control(site, ground, chosen.on),
    )


def table(site: Site, grounds: Grounds, request: Request) -> Response:
    """Answer with the districts on a day, for the script's slider."""
    ground = grounds.of(request.query_params)
    chosen = period(site, dict(request.query_params))
    html = site.fragment(request, "_districts.html.j2", **_control(site, ground, chosen.on))
    return Response(html, media_type="text/html")


def picture(site: Site, grounds: Grounds, request: Request) -> Response:
    ground = grounds.of(request.query_params)
    chosen = period(site, dict(request.query_params))
    svg = map_svg(site.services.rows, ground, chosen.since, chosen.on, mail=True)
    return Response(svg, media_type="image/svg+xml")


class Moves:
    """What moves in a period; a border's last answer is kept until the views move."""

    def __init__(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._kept: dict[str, tuple[tuple[int, date, date], MapData]] = {}

    def asked(self, rows: Rows, query: Mapping[str, str], shown: Period) -> MapData:
        ground = self._grounds.of(query)
        key = (position(rows), shown.since, shown.until)
        kept = self._kept.get(ground.atlas.border)
        if kept is None or kept[0] != key:
            kept = self._kept[ground.atlas.border] = (key, _moves(rows, ground, shown))
        return kept[1]


def _moves(rows: Rows, ground: Ground, shown: Period) -> MapData:
    since, until = shown.since.isoformat(), shown.until.isoformat()
    found = incidents(rows, IncidentFilter(since=since, until=until), limit=MOST_INCIDENTS + 1)
    return MapData(
        since=since,
        until=until,
        frames=replay(rows, ground.districts, shown.since, shown.until),
        incidents=list(_marks(found[:MOST_INCIDENTS], ground)),
        more=max(0, len(found) - MOST_INCIDENTS),
    )


def data(site: Site, moves: Moves, request: Request) -> Response:
    """Answer with what moves: who holds what on which day, and the incidents."""
    shown = period(site, dict(request.query_params))
    return json_answer(request, moves.asked(site.services.rows, request.query_params, shown))


def _marks(found: Iterable[IncidentRow], ground: Ground) -> Iterable[dict[str, Any]]:
    for row in found:
        point = ground.spot(row.place_id)
        if point and not ground.tells(row):
            yield {
                "id": row.incident,
                "type": row.type,
                "letter": TYPE_LETTERS.get(row.type, "·"),
                "state": row.state,
                "day": row.day,
                "place": row.place or row.province or "",
                "evidence": row.evidence[:240],
                "at": point,
            }


def ground_data(grounds: Grounds, request: Request) -> Response:
    """Answer with what never moves: lines and districts, as points of (longitude, latitude)."""
    ground = grounds.of(request.query_params)
    atlas = ground.atlas
    shown = {
        "border": atlas.border,
        "context": [part for code, parts in atlas.context.items() for part in parts],
        "names": [{"text": name.text, "at": name.at} for name in ground.names],
        "stretches": [{"districts": s.districts, "points": s.points} for s in ground.stretches],
        "districts": [
            {
                "id": d.place_id,
                "name": d.name,
                "province": d.province,
                "country": d.country,
                "km": d.km,
                "at": atlas.spots[d.place_id],
            }
            for d in atlas.districts
            if d.place_id in atlas.spots
        ],
    }
    return json_answer(request, shown, lasts=3600)


def _control(site: Site, ground: Ground, on: date) -> dict[str, Any]:
    found = ground.control(site.services.rows, on)
    states = {held.district.place_id: held.state for held in found.districts}
    return {
        "control": found,
        "states": states,
        "banks": _banks(found, ground),
    }


def _banks(found: ControlMap, ground: Ground) -> list[Bank]:
    return [
        Bank(country=country, name=ground.atlas.name_of(country), share=found.shares[country])
        for country in ground.atlas.countries
        if country in found.shares
    ]
