"""Coming in with the token, going out, and the name one acts under."""

from functools import partial
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from monitor.web.forms import own_form, way_back
from monitor.web.guard import SESSION
from monitor.web.services import Outcome
from monitor.web.site import NAME, Site


def routes(site: Site) -> list[Route]:
    return [
        Route("/login", partial(ask, site)),
        Route("/login", partial(enter, site), methods=["POST"]),
        Route("/logout", partial(leave, site), methods=["POST"]),
        Route("/name", partial(take_name, site), methods=["POST"]),
    ]


def ask(site: Site, request: Request) -> Response:
    if not site.options.token:
        return RedirectResponse("/", status_code=303)
    return site.page(request, "login.html.j2")


async def enter(site: Site, request: Request) -> Response:
    form = await own_form(request, site.seal)
    if not site.seal.is_token(form.text("token")):
        wrong = Outcome(
            error="That is not the token.", hint="It stands in the file web.token_file."
        )
        return site.page(request, "login.html.j2", status=403, outcome=wrong)
    response = RedirectResponse("/", status_code=303)
    session = site.seal.session(site.services.clock.now())
    response.headers.append("Set-Cookie", site.cookie(SESSION, session, lasts=30 * 86_400))
    return response


async def leave(site: Site, request: Request) -> Response:
    await own_form(request, site.seal)
    response = RedirectResponse("/login", status_code=303)
    response.headers.append("Set-Cookie", site.cookie(SESSION, "", lasts=0))
    return response


async def take_name(site: Site, request: Request) -> Response:
    form = await own_form(request, site.seal)
    name = form.text("by", 80)
    back = way_back(form.text("back"))
    words = f"You act as {name}." if name else "You have no name now."
    response = site.see_other(back, Outcome(message=words))
    response.headers.append("Set-Cookie", site.cookie(NAME, quote(name)))
    return response
