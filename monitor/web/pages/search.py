"""Search over articles, by words, place, type, source and day."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.views.article_queries import SearchFilter
from monitor.web.moments import day_of
from monitor.web.paging import of_page
from monitor.web.queries.articles import source_names
from monitor.web.queries.search import find
from monitor.web.site import Site, chosen, number, wants_fragment
from monitor.web.words import TYPES

SIZE = 20
MOST_PAGES = 25


def routes(site: Site) -> list[Route]:
    return [Route("/search", partial(page, site))]


def page(site: Site, request: Request) -> Response:
    query = dict(request.query_params)
    words, at = query.get("q", "")[:300], number(query, "page", most=MOST_PAGES)
    since, until = day_of(query.get("since")), day_of(query.get("until"))
    wanted = SearchFilter(
        place=chosen(query, "place"),
        type=chosen(query, "type"),
        source=chosen(query, "source"),
        since=since.isoformat() if since else None,
        until=until.isoformat() if until else None,
        limit=SIZE + 1,
    )
    found = find(site.services.rows, words, wanted, (at - 1) * SIZE)
    context: dict[str, Any] = {
        "words": words,
        "wanted": wanted,
        "paged": of_page(found, at, SIZE, "/search", query),
        "types": TYPES,
        "sources": source_names(site.services.rows),
        "last_page": at == MOST_PAGES,
    }
    if wants_fragment(request):
        html = site.fragment(request, "_hits.html.j2", **context)
        return Response(html, media_type="text/html")
    return site.page(request, "search.html.j2", **context)
