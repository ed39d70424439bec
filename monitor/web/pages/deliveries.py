"""Deliveries: whom each alert was to be told, every attempt, and how it ended."""

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.views.deliveries import attempts
from monitor.web.paging import of_page
from monitor.web.queries.deliveries import delivery, delivery_counts, page_of_deliveries
from monitor.web.site import Site, chosen, number

SIZE = 50


def routes(site: Site) -> list[Route]:
    return [
        Route("/deliveries", partial(many, site)),
        Route("/deliveries/{delivery}", partial(one, site)),
    ]


def many(site: Site, request: Request) -> Response:
    rows, query = site.services.rows, dict(request.query_params)
    page, state = number(query, "page", most=400), chosen(query, "state")
    found = page_of_deliveries(rows, state, (page - 1) * SIZE, SIZE + 1)
    return site.page(
        request,
        "deliveries.html.j2",
        paged=of_page(found, page, SIZE, "/deliveries", query),
        counts=delivery_counts(rows),
        state=state,
    )


def one(site: Site, request: Request) -> Response:
    rows, name = site.services.rows, request.path_params["delivery"]
    row = delivery(rows, name)
    if row is None:
        raise HTTPException(404, f"There is no delivery {name[:40]!r}.")
    return site.page(request, "delivery.html.j2", row=row, attempts=attempts(rows, name))
