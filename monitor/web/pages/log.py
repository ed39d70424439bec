"""Log: the raw events with their causes as links."""

from functools import partial

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.events.envelope import Recorded, moment
from monitor.events.registry import all_types
from monitor.web.paging import address
from monitor.web.queries.log import LogFilter, at, causes, newest
from monitor.web.site import Site, chosen, number
from monitor.web.texts import short_stream

SIZE = 100
SHOWN = 160
# Digests and names made of them say nothing to a reader of a list.
UNREADABLE = frozenset({"body", "digest", "reader", "rule_digest", "fingerprint", "wire", "etag"})


def routes(site: Site) -> list[Route]:
    return [Route("/log", partial(many, site)), Route("/log/{position:int}", partial(one, site))]


def many(site: Site, request: Request) -> Response:
    query = dict(request.query_params)
    wanted = LogFilter(
        kind=chosen(query, "type") or "",
        subject=chosen(query, "subject") or "",
        before=number(query, "before", default=0),
    )
    found = newest(site.services.log, wanted, SIZE + 1)
    older = found[SIZE - 1].position if len(found) > SIZE else 0
    return site.page(
        request,
        "log.html.j2",
        events=[(recorded, moment(recorded.time), summary(recorded)) for recorded in found[:SIZE]],
        wanted=wanted,
        types=list(all_types()),
        older=address("/log", query, before=older) if older else "",
        newest=address("/log", query, before="") if wanted.before else "",
        head=site.services.log.head().position,
    )


def summary(recorded: Recorded) -> str:
    """Return the first part of an event's data: its words, without its JSON's clothes."""
    data = msgspec.json.decode(recorded.data)
    stream = recorded.subject.partition("/")[2]
    parts = (
        f"{name}: {value}"
        for name, value in data.items()
        if isinstance(value, str | int | float) and name not in UNREADABLE and value != stream
    )
    return short_stream(", ".join(parts))[:SHOWN]


def one(site: Site, request: Request) -> Response:
    log = site.services.log
    recorded = at(log, request.path_params["position"])
    if recorded is None:
        raise HTTPException(404, "The log holds no event at this position.")
    pretty = msgspec.json.format(recorded.data, indent=2).decode()
    return site.page(
        request,
        "event.html.j2",
        event=recorded,
        time=moment(recorded.time),
        recorded_at=moment(recorded.recorded_at),
        pretty=pretty,
        causes=causes(log, recorded),
        effects=log.caused_by(recorded.id)[:100],
        home=home_of(recorded.subject),
    )


def home_of(subject: str) -> str:
    """Return the page of a stream, where it has one."""
    kind, _, name = subject.partition("/")
    pages = {
        "article": "articles",
        "incident": "incidents",
        "alert": "alerts",
        "delivery": "deliveries",
        "rule": "rules",
    }
    if kind == "source":
        return "/sources"
    return f"/{pages[kind]}/{name}" if kind in pages and name else ""
