"""The page behind a signed link of a message: it shows one alert and asks before anything is done.

Mail programs and scanners open links on their own, so opening one changes nothing. The link's
holder needs no token of the page: the signature says what they may do, to which alert, until when.
"""

from datetime import timedelta
from functools import partial
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.views.alert_queries import AlertRow
from monitor.web.alert_cards import card
from monitor.web.forms import Form, own_form
from monitor.web.moments import machine
from monitor.web.pages.alerts import found_alert
from monitor.web.pages.verbs import LENGTHS, carry_out, matcher_of
from monitor.web.queries.alerts import SilenceRow, silences
from monitor.web.services import Outcome, Permission
from monitor.web.site import NAME, Site

NO_LINKS = "Messages of this monitor hold no links to act with."
COVER = "rule+place"


def routes(site: Site) -> list[Route]:
    return [
        Route("/signed/{token}", partial(ask, site)),
        Route("/signed/{token}", partial(act, site), methods=["POST"]),
    ]


def ask(site: Site, request: Request) -> Response:
    """Show the alert and the one button; change nothing."""
    permission = _permission(site, request)
    row = found_alert(site, permission.alert)
    response = site.page(
        request,
        "signed.html.j2",
        card=card(site.services.rows, row, site.services.countries),
        verb=permission.verb,
        silence=_silence(site, row) if permission.verb == "silence" else None,
        alone=True,
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


async def act(site: Site, request: Request) -> Response:
    """Do what the link permits, and show what came of it."""
    form = await own_form(request, site.seal)
    return await run_in_threadpool(_acted, site, request, form)


def _acted(site: Site, request: Request, form: Form) -> Response:
    permission = _permission(site, request)
    by = request.scope["user"] or form.text("by", 80)
    outcome = _outcome(site, permission, form, by)
    response = site.see_other(request.url.path, outcome)
    if by:
        response.headers.append("Set-Cookie", site.cookie(NAME, quote(by)))
    return response


def _outcome(site: Site, permission: Permission, form: Form, by: str) -> Outcome:
    if not by:
        return Outcome(error="nobody said who you are.", hint="Give your name first.")
    row = found_alert(site, permission.alert)
    comment = form.text("comment")
    if permission.verb != "silence":
        arguments = {"alert": row.alert, "by": by, "comment": comment}
        return carry_out(site, permission.verb, arguments)
    if standing := _silence(site, row):
        return Outcome(error=f"{standing.author} silenced it already, until {standing.until}.")
    until = site.services.clock.now() + timedelta(hours=LENGTHS.get(form.text("for"), 24))
    why = comment or "by the link in a message"
    arguments = {"by": by, "comment": why, "until": machine(until)}
    return carry_out(site, "silence", {**arguments, "matcher": matcher_of(row.match, COVER)})


def _silence(site: Site, row: AlertRow) -> SilenceRow | None:
    """Return the silence in force that the link's own would repeat."""
    wanted = matcher_of(row.match, COVER)
    now = machine(site.services.clock.now())
    found = (each for each in silences(site.services.rows, now) if each.matcher == wanted)
    return next(found, None)


def _permission(site: Site, request: Request) -> Permission:
    """Return what the link permits; an answer in words where that is nothing."""
    read = site.services.permission
    if read is None:
        raise HTTPException(404, NO_LINKS)
    found = read(request.path_params["token"])
    if isinstance(found, str):
        words = found[:1].upper() + found[1:]
        raise HTTPException(410 if "was good until" in found else 403, f"{words}.")
    return found
