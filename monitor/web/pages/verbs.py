"""What people do: each form becomes the verb that the command line sends, and shows its outcome."""

import threading
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.events.matches import RuleMatched
from monitor.web.forms import Form, own_form, way_back
from monitor.web.moments import machine
from monitor.web.pages.alerts import board, found_alert
from monitor.web.queries.health import shows
from monitor.web.services import Outcome
from monitor.web.site import Site, wants_fragment

PATIENCE, LOOKS = 2.0, 40  # seconds that a button's answer may wait for the views
LENGTHS = {"1h": 1, "8h": 8, "24h": 24, "7d": 168, "30d": 720}
DONE = {
    "acknowledge": "Acknowledged.",
    "resolve": "Resolved.",
    "judge": "Your verdict is recorded.",
    "silence": "Silenced.",
    "unsilence": "The silence is over.",
}


def routes(site: Site) -> list[Route]:
    return [
        Route("/alerts/{alert}/do", partial(on_alert, site), methods=["POST"]),
        Route("/silences/{silence}/end", partial(end_silence, site), methods=["POST"]),
    ]


async def on_alert(site: Site, request: Request) -> Response:
    """Carry out the verb of the button that was pressed."""
    form = await own_form(request, site.seal)
    row = await run_in_threadpool(found_alert, site, request.path_params["alert"])
    by = site.who(request)
    verb, arguments = order(form, row.alert, by, site.services.clock.now())
    if verb == "silence":
        arguments["matcher"] = matcher_of(row.match, form.text("cover"))
    return await _done(site, request, form, verb, arguments)


async def end_silence(site: Site, request: Request) -> Response:
    form = await own_form(request, site.seal)
    by = site.who(request)
    arguments = {"silence": request.path_params["silence"], "by": by}
    return await _done(site, request, form, "unsilence", arguments)


def order(form: Form, alert: str, by: str, now: datetime) -> tuple[str, dict[str, Any]]:
    """Return the verb and the arguments that a form's button stands for."""
    comment = form.text("comment")
    match form.text("verb"):
        case "true" | "false" as verdict:
            return "judge", {"alert": alert, "verdict": verdict, "by": by, "comment": comment}
        case "silence":
            hours = LENGTHS.get(form.text("for"), 24)
            until = machine(now + timedelta(hours=hours))
            return "silence", {"by": by, "comment": comment, "until": until}
        case "resolve":
            return "resolve", {"alert": alert, "by": by, "comment": comment}
        case _:
            return "acknowledge", {"alert": alert, "by": by, "comment": comment}


def matcher_of(match: RuleMatched, cover: str) -> dict[str, str]:
    """Return what a silence covers: an alert's rule, its place, its source ("rule+place": both)."""
    offered = {
        "rule": match.rule,
        "place": match.place or match.province or "",
        "source": match.source,
    }
    wanted = cover.split("+")
    return {name: _literal(offered[name]) for name in wanted if offered.get(name)}


def _literal(value: str) -> str:
    """Return a pattern that means a value and nothing else: commas and stars would mean more."""
    return "".join("?" if char in "*[]," else char for char in value)


async def _done(
    site: Site, request: Request, form: Form, verb: str, arguments: dict[str, Any]
) -> Response:
    outcome = Outcome(error="nobody said who you are.", hint="Give your name first.")
    if arguments["by"]:
        outcome = await run_in_threadpool(carry_out, site, verb, arguments)
    return await run_in_threadpool(_answer, site, request, form, outcome)


def carry_out(site: Site, verb: str, arguments: dict[str, Any]) -> Outcome:
    """Pass a verb on, and see to it that the views know what came of it."""
    services = site.services
    outcome = services.act(verb, arguments)
    services.catch_up()
    head, waiting = services.log.head().position, threading.Event()
    # The daemon folds its own views, right after it answered.
    for _ in range(LOOKS):
        if shows(services.rows, services.log, head):
            break
        waiting.wait(PATIENCE / LOOKS)
    return outcome if outcome.error else Outcome(message=DONE[verb])


def _answer(site: Site, request: Request, form: Form, outcome: Outcome) -> Response:
    """Return the part of the page that changed; without the page's script, the way back to it."""
    back = way_back(form.text("back"))
    path, _, query = back.partition("?")
    if wants_fragment(request) and path == "/":
        shown = board(site, dict(parse_qsl(query))) | {"outcome": outcome}
        html = site.fragment(request, "_board.html.j2", **shown)
        return Response(html, media_type="text/html")
    response = site.see_other(back, outcome)
    if wants_fragment(request):
        response.status_code = 204
        response.headers["HX-Redirect"] = back
    return response
