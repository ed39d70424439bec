"""The JSON API: what the pages show, for programs. Documented in ``docs/api.md``."""

from dataclasses import asdict
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.views.alert_queries import AlertFilter, AlertRow, alerts, history
from monitor.views.article_queries import SearchFilter, article, claims_in
from monitor.views.control import control_map
from monitor.views.deliveries import DeliveryRow, attempts, deliveries
from monitor.views.incident_queries import claims_of, incident, incidents, timeline
from monitor.views.source_health import sources
from monitor.views.view import Rows
from monitor.web.answers import json_answer
from monitor.web.map.choice import atlas_for
from monitor.web.moments import day_of
from monitor.web.pages.alerts import found_alert
from monitor.web.pages.incidents import wanted_of
from monitor.web.queries.search import find
from monitor.web.site import Site, chosen, number
from monitor.web.texts import without_links_to_act

MOST = 500
STATES = ("open", "acknowledged", "standing", "resolved")


def routes(site: Site) -> list[Route]:
    answers = {
        "/api/alerts": many_alerts,
        "/api/alerts/{alert}": one_alert,
        "/api/incidents": many_incidents,
        "/api/incidents/{incident}": one_incident,
        "/api/articles": many_articles,
        "/api/articles/{article}": one_article,
        "/api/control": control,
        "/api/sources": many_sources,
        "/api/deliveries": many_deliveries,
    }
    return [Route(path, partial(answer, site)) for path, answer in answers.items()]


def _limit(request: Request) -> int:
    return max(1, number(request.query_params, "limit", default=100, most=MOST))


def many_alerts(site: Site, request: Request) -> Response:
    query = request.query_params
    state = chosen(query, "state")
    if state and state not in STATES:
        raise HTTPException(400, f"state is one of {', '.join(STATES)}.")
    wanted = AlertFilter(
        state=state,
        level=chosen(query, "level"),
        rule=chosen(query, "rule"),
        place=chosen(query, "place"),
        since=chosen(query, "since"),
        limit=_limit(request),
    )
    found = [_alert(row) for row in alerts(site.services.rows, wanted)]
    return json_answer(request, {"alerts": found})


def _alert(row: AlertRow) -> dict[str, Any]:
    return {**asdict(row), "match": row.match, "state": row.state, "sources": row.sources}


def one_alert(site: Site, request: Request) -> Response:
    row = found_alert(site, request.path_params["alert"])
    rows = site.services.rows
    life, told = history(rows, row.alert), deliveries(rows, alert=row.alert)
    return json_answer(request, {**_alert(row), "history": life, "deliveries": told})


def many_incidents(site: Site, request: Request) -> Response:
    wanted = wanted_of(dict(request.query_params))
    found = incidents(site.services.rows, wanted, limit=_limit(request))
    shown = [{**asdict(row), "sources": row.outlets} for row in found]
    return json_answer(request, {"incidents": shown})


def one_incident(site: Site, request: Request) -> Response:
    rows, name = site.services.rows, request.path_params["incident"]
    row = incident(rows, name)
    if row is None:
        raise HTTPException(404, "There is no such incident.")
    told = {"claims": claims_of(rows, name), "timeline": timeline(rows, name)}
    return json_answer(request, {**asdict(row), "sources": row.outlets, **told})


def many_articles(site: Site, request: Request) -> Response:
    query = request.query_params
    wanted = SearchFilter(
        place=chosen(query, "place"),
        type=chosen(query, "type"),
        source=chosen(query, "source"),
        since=chosen(query, "since"),
        until=chosen(query, "until"),
        limit=_limit(request),
    )
    found = find(site.services.rows, query.get("q", "")[:300], wanted, 0)
    return json_answer(request, {"articles": [hit.article for hit in found]})


def one_article(site: Site, request: Request) -> Response:
    rows, name = site.services.rows, request.path_params["article"]
    row = article(rows, name)
    if row is None:
        raise HTTPException(404, "There is no such article.")
    body = rows.body(row.body) if row.body else None
    text = body.decode("utf-8", "replace") if body is not None else None
    return json_answer(request, {**asdict(row), "text": text, "claims": claims_in(rows, name)})


def control(site: Site, request: Request) -> Response:
    on = day_of(request.query_params.get("on")) or site.services.clock.now().date()
    atlas = atlas_for(site.services, request.query_params)
    found = control_map(site.services.rows, atlas.districts, on)
    shown = {"border": atlas.border, "on": found.on, "shares": found.shares}
    return json_answer(request, {**shown, "districts": found.districts})


def many_sources(site: Site, request: Request) -> Response:
    return json_answer(request, {"sources": sources(site.services.rows)})


def many_deliveries(site: Site, request: Request) -> Response:
    rows, query = site.services.rows, request.query_params
    found = deliveries(
        rows, alert=chosen(query, "alert"), state=chosen(query, "state"), limit=_limit(request)
    )
    shown = [_delivery(rows, row) for row in found]
    return json_answer(request, {"deliveries": shown})


def _delivery(rows: Rows, row: DeliveryRow) -> dict[str, Any]:
    told = {"text": without_links_to_act(row.text), "history": attempts(rows, row.delivery)}
    return {**asdict(row), **told}
