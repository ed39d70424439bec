"""Incidents: the list, and each with every claim behind it."""

from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.events.values import ClaimRef
from monitor.views.alert_queries import alerts_of_incident
from monitor.views.article_queries import article
from monitor.views.deliveries import DeliveryRow, deliveries
from monitor.views.incident_queries import (
    IncidentFilter,
    claims_of,
    incident,
    timeline,
)
from monitor.views.view import Rows
from monitor.web.paging import of_page
from monitor.web.queries.incidents import page_of_incidents
from monitor.web.site import Site, chosen, number
from monitor.web.texts import Quote, quote
from monitor.web.words import STATES, TYPES

SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim of an incident, with its sentence."""

    ref: ClaimRef
    proof: Quote


def routes(site: Site) -> list[Route]:
    return [
        Route("/incidents", partial(many, site)),
        Route("/incidents/{incident}", partial(one, site)),
    ]


def wanted_of(query: dict[str, str]) -> IncidentFilter:
    """Return the filter that an address asks for."""
    within = query.get("within", "")
    return IncidentFilter(
        type=chosen(query, "type"),
        state=chosen(query, "state"),
        place=chosen(query, "place"),
        since=chosen(query, "since"),
        until=chosen(query, "until"),
        near=chosen(query, "near"),
        within_km=float(within) if within.isdecimal() and len(within) < 6 else 50.0,
    )


def many(site: Site, request: Request) -> Response:
    query = dict(request.query_params)
    wanted, page = wanted_of(query), number(query, "page", most=400)
    found = page_of_incidents(site.services.rows, wanted, (page - 1) * SIZE, SIZE + 1)
    return site.page(
        request,
        "incidents.html.j2",
        paged=of_page(found, page, SIZE, "/incidents", query),
        wanted=wanted,
        types=TYPES,
        states=STATES,
    )


def one(site: Site, request: Request) -> Response:
    """One incident: claims, the history of its state, the alerts and messages that followed."""
    rows, name = site.services.rows, request.path_params["incident"]
    row = incident(rows, name)
    if row is None:
        raise HTTPException(404, f"There is no incident {name[:40]!r}.")
    raised = alerts_of_incident(rows, name)
    told: list[DeliveryRow] = [d for alert in raised for d in deliveries(rows, alert=alert.alert)]
    return site.page(
        request,
        "incident.html.j2",
        row=row,
        claims=[_claim(rows, ref) for ref in claims_of(rows, name)],
        timeline=timeline(rows, name),
        alerts=raised,
        deliveries=told,
    )


def _claim(rows: Rows, ref: ClaimRef) -> ClaimView:
    if ref.in_title:
        return ClaimView(ref=ref, proof=quote(ref.title, ref.span, ref.evidence))
    found = article(rows, ref.article)
    body = rows.body(found.body) if found and found.body else None
    text = (body or b"").decode("utf-8", "replace")
    return ClaimView(ref=ref, proof=quote(text, ref.span, ref.evidence))
