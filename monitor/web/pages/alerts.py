"""Now: the alerts that stand, live; and each alert with its life."""

from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from monitor.views.alert_queries import (
    AlertFilter,
    AlertRow,
    alerts,
    find_alerts,
    history,
)
from monitor.views.deliveries import deliveries
from monitor.views.incident_queries import incident
from monitor.web.alert_cards import card
from monitor.web.moments import machine
from monitor.web.paging import address, need, paged
from monitor.web.queries.alerts import alert, silences, standing
from monitor.web.queries.health import beat
from monitor.web.site import Site, chosen, number, wants_fragment

SIZE = 25
LEVELS = ("critical", "high", "medium", "low", "informational")


def routes(site: Site) -> list[Route]:
    return [
        Route("/", partial(now, site)),
        Route("/alerts", partial(past, site)),
        Route("/alerts/{alert}", partial(one, site)),
        Route("/events", partial(events, site)),
    ]


def now(site: Site, request: Request) -> Response:
    """Show the alerts that stand: gravest first, then newest."""
    context = board(site, dict(request.query_params))
    if wants_fragment(request):
        return Response(site.fragment(request, "_board.html.j2", **context), media_type="text/html")
    return site.page(request, "now.html.j2", **context)


def board(site: Site, query: dict[str, str]) -> dict[str, Any]:
    """Return what the board of standing alerts shows, for an address's query."""
    rows = site.services.rows
    level = chosen(query, "level")
    page = number(query, "page")
    wanted = AlertFilter(
        state="standing", level=level if level in LEVELS else None, limit=need(page, SIZE)
    )
    found = paged(alerts(rows, wanted), page, SIZE, "/", query)
    return {
        "counts": standing(rows),
        "beat": beat(rows),
        "cards": [card(rows, row, site.services.countries) for row in found.rows],
        "paged": found,
        "level": level,
        "silences": silences(rows, machine(site.services.clock.now())),
        "position": site.live.position,
        "back": address("/", query),
    }


def past(site: Site, request: Request) -> Response:
    """Show alerts of any state, by filter."""
    rows, query = site.services.rows, request.query_params
    state = chosen(query, "state") or "resolved"
    wanted = AlertFilter(
        state=state if state in ("open", "acknowledged", "standing", "resolved") else None,
        level=chosen(query, "level"),
        rule=chosen(query, "rule"),
        place=chosen(query, "place"),
        since=chosen(query, "since"),
        latest_first=query.get("order") != "level",
        limit=need(number(query, "page"), SIZE),
    )
    found = paged(alerts(rows, wanted), number(query, "page"), SIZE, "/alerts", dict(query))
    return site.page(
        request, "alerts.html.j2", paged=found, state=state, wanted=wanted, levels=LEVELS
    )


def one(site: Site, request: Request) -> Response:
    """Show one alert: proof, why it fired, its life, whom it was told."""
    rows = site.services.rows
    row = found_alert(site, request.path_params["alert"])
    happening = incident(rows, row.match.incident) if row.match.incident else None
    return site.page(
        request,
        "alert.html.j2",
        card=card(rows, row, site.services.countries),
        life=history(rows, row.alert),
        told=deliveries(rows, alert=row.alert),
        incident=happening,
        back=f"/alerts/{row.alert}",
    )


def found_alert(site: Site, prefix: str) -> AlertRow:
    if exact := alert(site.services.rows, prefix):
        return exact
    found = find_alerts(site.services.rows, prefix)
    if len(found) != 1:
        raise HTTPException(404, f"There is no alert {prefix[:40]!r}.")
    return found[0]


async def events(site: Site, request: Request) -> Response:
    """Tell by server-sent events that the log moved."""
    if site.live.full:
        return Response("Too many pages are open.\n", status_code=503)
    last = request.headers.get("last-event-id", "") or request.query_params.get("after", "")
    after = int(last) if last.isdecimal() and len(last) < 12 else None
    return StreamingResponse(
        site.live.moments(after),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"},
    )
