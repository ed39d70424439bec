"""The Atom feed of alerts: for feed readers, and for monitors that watch this one."""

import xml.sax.saxutils as xml
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.views.alert_queries import AlertRow
from monitor.web.moments import machine, moment_of
from monitor.web.queries.alerts import latest
from monitor.web.site import Site
from monitor.web.texts import one_line
from monitor.web.words import of_state

MEDIA_TYPE = "application/atom+xml"
SELF = "/feed.atom"


def routes(site: Site) -> list[Route]:
    return [Route(SELF, partial(feed, site))]


def feed(site: Site, request: Request) -> Response:
    """Answer with the alerts that changed last; an entry's id never changes."""
    rows = latest(site.services.rows, site.options.feed_size)
    base = str(request.base_url).rstrip("/")
    moment = (moment_of(rows[0].updated_at) if rows else None) or site.services.clock.now()
    head = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        _element("title", f"{site.options.title}: alerts"),
        _element("id", "urn:monitor:alerts"),
        _element("updated", machine(moment)),
        f'<link rel="self" href={xml.quoteattr(base + SELF)}/>',
        f'<link rel="alternate" type="text/html" href={xml.quoteattr(base)}/>',
        "<author><name>border-monitor</name></author>",
    ]
    text = "\n".join([*head, *(entry(row, base) for row in rows), "</feed>\n"])
    return Response(text, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-cache"})


def entry(row: AlertRow, base: str) -> str:
    """Return an alert as an entry: plain text only, nothing of an article is markup."""
    match = row.match
    told = [
        f"Level: {row.level}. {of_state(match.state).capitalize()}.".replace(" .", ""),
        f"Changed: {one_line(row.change)}." if row.change else "",
        f"“{one_line(match.evidence, 600)}”",
        f"Sources: {one_line(', '.join(row.sources))}.",
    ]
    text = " ".join(filter(None, told))
    link = f"{base}/alerts/{row.alert}"
    parts = [
        _element("title", f"[{row.level}] {one_line(match.subject or match.title, 160)}"),
        _element("id", f"urn:monitor:alert:{row.alert}"),
        _element("published", _moment(row.raised_at)),
        _element("updated", _moment(row.updated_at)),
        f'<link rel="alternate" type="text/html" href={xml.quoteattr(link)}/>',
        f"<category term={xml.quoteattr(row.level)}/>",
        f'<content type="text">{xml.escape(text)}</content>',
    ]
    return "<entry>\n" + "\n".join(parts) + "\n</entry>"


def _moment(stamp: str) -> str:
    found = moment_of(stamp)
    return machine(found) if found else stamp


def _element(name: str, text: str) -> str:
    return f"<{name}>{xml.escape(text)}</{name}>"
