"""What every page is made with, and the few ways in which it answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from monitor import __version__
from monitor.web.guard import cookie
from monitor.web.jinja_pages import render
from monitor.web.live import Live
from monitor.web.options import WebOptions
from monitor.web.pulse import Pulse
from monitor.web.seal import Seal
from monitor.web.services import Outcome, Services

NAME, SAID = "monitor_name", "monitor_said"
WRONG = "!"  # begins a message that tells what was not done
NAVIGATION = (
    ("/", "Now"),
    ("/map", "Map"),
    ("/incidents", "Incidents"),
    ("/tally", "Tally"),
    ("/search", "Search"),
    ("/rules", "Rules"),
    ("/sources", "Sources"),
    ("/deliveries", "Deliveries"),
    ("/log", "Log"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Handed to every page: the services, how it may be seen, and what is live."""

    services: Services
    options: WebOptions
    seal: Seal
    live: Live
    pulse: Pulse

    def page(
        self, request: Request, template: str, *, status: int = 200, **context: Any
    ) -> HTMLResponse:
        """Return a whole page. A message left by the form before is shown once."""
        said = unquote(request.cookies.get(SAID, ""))
        context.setdefault("outcome", _outcome(said) if said else None)
        response = HTMLResponse(self.fragment(request, template, **context), status_code=status)
        if said:
            response.headers.append("Set-Cookie", self.cookie(SAID, "", lasts=0))
        return response

    def fragment(self, request: Request, template: str, **context: Any) -> str:
        """Return a template's text with what every template may use."""
        return render(template, self._common(request) | context)

    def see_other(self, url: str, outcome: Outcome) -> Response:
        """Send a browser on after a form; the next page says what came of it."""
        response = RedirectResponse(url, status_code=303)
        said = outcome.message or f"{WRONG}{outcome.error} {outcome.hint}".strip()
        response.headers.append("Set-Cookie", self.cookie(SAID, quote(said[:500]), lasts=20))
        return response

    def cookie(self, name: str, value: str, lasts: int = 31_536_000) -> str:
        return cookie(name, value, https=self.options.https, lasts=lasts)

    def who(self, request: Request) -> str:
        """Return the name that a person acts under: the proxy's, else the one they gave."""
        return request.scope["user"] or unquote(request.cookies.get(NAME, ""))

    def _common(self, request: Request) -> dict[str, Any]:
        return {
            "names": self.services.countries,
            "site_title": self.options.title,
            "navigation": NAVIGATION,
            "path": request.url.path,
            "now": self.services.clock.now(),
            "form_token": self.seal.form_token(request.scope["visit"]),
            "who": self.who(request),
            "named_by_proxy": bool(request.scope["user"]),
            "can_log_out": bool(self.options.token) and not request.scope["user"],
            "troubles": self.pulse.problems,
            "version": __version__,
            "outcome": None,
            "alone": False,
        }


def _outcome(said: str) -> Outcome:
    wrong = said.startswith(WRONG)
    return Outcome(error=said.removeprefix(WRONG)) if wrong else Outcome(message=said)


def wants_fragment(request: Request) -> bool:
    """Tell whether the page's script asked, and only a part of the page is wanted."""
    return request.headers.get("hx-request") == "true"


def number(query: Mapping[str, str], name: str, default: int = 1, most: int = 10_000_000) -> int:
    """Return a whole number from an address's query; the default for anything else."""
    text = query.get(name, "")
    return min(int(text), most) if text.isdecimal() and len(text) < 12 else default


def chosen(query: Mapping[str, str], name: str, limit: int = 200) -> str | None:
    """Return a text from an address's query; None where it is missing or empty."""
    return query.get(name, "").strip()[:limit] or None
