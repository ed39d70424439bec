"""Article: the text with what was read in it, and why the rest was not told."""

import re
from collections.abc import Sequence
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.events.values import Claim
from monitor.views.alert_queries import suppressed_of_article
from monitor.views.article_queries import article, claims_in, find_articles
from monitor.views.incident_queries import incidents_of_article
from monitor.web.queries.articles import rules_that_matched, stages
from monitor.web.site import Site
from monitor.web.texts import Mark, Marks, paragraph_around, paragraphs, pieces
from monitor.web.words import of_status, of_type

# The trace of a reading quotes the words that decided: "capture: 'seized'".
_QUOTED = re.compile(r"""'([^']+)'|"([^"]+)\"""")


def routes(site: Site) -> list[Route]:
    return [Route("/articles/{article}", partial(one, site))]


def one(site: Site, request: Request) -> Response:
    rows, name = site.services.rows, request.path_params["article"]
    row = article(rows, name)
    if row is None:
        close = find_articles(rows, name)
        if len(close) != 1:
            raise HTTPException(404, f"There is no article {name[:40]!r}.")
        row = close[0]
    claims = claims_in(rows, row.article)
    body = rows.body(row.body) if row.body else None
    text = (body or b"").decode("utf-8", "replace")
    way = stages(site.services.log, row.article)
    explain = site.services.why_not
    return site.page(
        request,
        "article.html.j2",
        row=row,
        groups=grouped(claims),
        purged=bool(row.body) and body is None,
        title=pieces(row.title, _marks(row.title, claims, in_title=True)),
        paragraphs=paragraphs(pieces(text, _marks(text, claims, in_title=False))),
        incidents=incidents_of_article(rows, row.article),
        suppressed=suppressed_of_article(rows, row.article),
        stages=way,
        matched=rules_that_matched(site.services.log, way),
        quiet=tuple(explain(row.article)) if explain else None,
        silent_reason=silence_of(row.state, claims, backlog=bool(row.backlog)),
    )


def silence_of(state: str, claims: Sequence[Claim], *, backlog: bool) -> str:
    """Say why an article by itself can have raised nothing; "" where it could have."""
    if state == "repeated":
        return "It is a copy of a story already read: it was not read again."
    if state == "rejected":
        return "Nothing readable was found in it."
    if backlog:
        return "It stood in the feed before the monitor first looked: it is read, not alerted."
    if not claims:
        return "No claim was read in it: no sentence says that something of a known kind happened."
    if not any(claim.is_news for claim in claims):
        kinds = sorted({of_status(claim.status.value) for claim in claims})
        return f"Nothing in it is news: what it tells of is {', '.join(kinds)}."
    return ""


def _marks(text: str, claims: Sequence[Claim], *, in_title: bool) -> list[Mark]:
    """Return the marks of the claims read in a title or a text: the proof, who, where."""
    marks = Marks(text)
    for number, claim in enumerate(claims, 1):
        if claim.in_title != in_title or text[slice(*claim.span)] != claim.evidence:
            continue
        kind = "news" if claim.is_news else "quiet"
        label = f"{of_type(claim.type.value)}: {of_status(claim.status.value)}"
        marks.span(claim.span, kind, f"Claim {number}. {label}", number)
        _mark_parts(marks, claim)
    return marks.found


def _mark_parts(marks: Marks, claim: Claim) -> None:
    """Mark who, where, on whose word, and the words by which it was read."""
    near = (claim.span, paragraph_around(marks.text, claim.span))
    anywhere = (0, len(marks.text))
    marks.words(claim.place, "place", f"place: {claim.place}", *near)
    marks.words(claim.actor, "actor", f"actor: {claim.actor}", *near)
    for single, double in (found for step in claim.why for found in _QUOTED.findall(step)):
        marks.words(single or double, "cue", "read by this word", *near)
    if claim.attribution:
        marks.words(claim.attribution.who, "voice", "who says so", anywhere)
    if claim.denied_by:
        marks.words(claim.denied_by.who, "denial", "who denies it", anywhere)


def grouped(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return the claims in their order, those that differ in their place alone together.

    "They took the districts of A, B and C" is one sentence, one proof, and three claims.
    """
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        key = (claim.type, claim.status, claim.span, claim.in_title, claim.actor, claim.when)
        groups.setdefault(key, []).append(claim)
    return list(groups.values())
