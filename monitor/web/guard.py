"""The door: who may come in, under which name, and what every answer carries.

A pure ASGI layer before all routes, so that no route can forget it. See ``docs/web.md`` for why
each line is there.
"""

import base64
import binascii
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.clock import Clock
from monitor.web.options import WebOptions
from monitor.web.seal import Seal

VISIT, SESSION = "monitor_visit", "monitor_session"
# Nothing is allowed but what the page itself serves; no inline script, no inline style, no frame.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# What a stranger may see: whether it works, how to log in, how that page looks, and the one alert
# whose signed link they hold.
OPEN_PATHS = ("/healthz", "/login", "/static/", "/signed/")
LONGEST_NAME = 80


def host_of(headers: Headers) -> str:
    """Return the Host header without its port, lower case; "" where it is missing or odd."""
    found = headers.getlist("host")
    if len(found) != 1:
        return ""
    name, _, port = found[0].lower().partition("]" if found[0].startswith("[") else ":")
    return f"{name}]" if found[0].startswith("[") else name if port.isdecimal() or not port else ""


def comes_from_here(headers: Headers) -> bool:
    """Tell whether a form was sent by a page of this host, as far as the browser says."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _bearer(headers: Headers) -> str:
    """Return the token of a bearer, or the password of basic authentication (feed readers)."""
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return value.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


class Guard:
    """Refuses strangers; gives the others their headers, and browsers a visit's name."""

    def __init__(self, app: ASGIApp, *, options: WebOptions, seal: Seal, clock: Clock) -> None:
        self._app = app
        self._options = options
        self._seal = seal
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        visit = connection.cookies.get(VISIT, "")
        scope["visit"] = visit or self._seal.new_visit()
        scope["user"] = self._user(connection)
        answer = self._refusal(connection) or self._app
        marked = self._marked(send, "" if visit else scope["visit"], scope["path"])
        await answer(scope, receive, marked)

    def _refusal(self, connection: HTTPConnection) -> Response | None:
        headers, path = connection.headers, connection.url.path
        if host_of(headers) not in self._options.hosts:
            return PlainTextResponse("This host name is not served here.\n", status_code=421)
        if connection.scope["method"] not in SAFE and not comes_from_here(headers):
            return PlainTextResponse("This form was sent by another site.\n", status_code=403)
        if path.startswith(OPEN_PATHS) or self._is_known(connection):
            return None
        if self._options.token and "text/html" in headers.get("accept", ""):
            return RedirectResponse("/login", status_code=303)
        challenge = {"WWW-Authenticate": 'Basic realm="monitor"'} if self._options.token else {}
        return PlainTextResponse("A token is needed here.\n", status_code=401, headers=challenge)

    def _is_known(self, connection: HTTPConnection) -> bool:
        if connection.scope["user"]:
            return True
        if not self._options.token:
            return not self._options.user_header
        if self._seal.is_token(_bearer(connection.headers)):
            return True
        return self._seal.is_session(connection.cookies.get(SESSION, ""), self._clock.now())

    def _user(self, connection: HTTPConnection) -> str:
        """Return who the proxy says it is; only a proxy that we know is believed."""
        peer = connection.client.host if connection.client else ""
        if not self._options.user_header or peer not in self._options.proxies:
            return ""
        return connection.headers.get(self._options.user_header, "").strip()[:LONGEST_NAME]

    def _marked(
        self, send: Send, new_visit: str, path: str
    ) -> Callable[[Message], Awaitable[None]]:
        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not path.startswith("/static/"):
                    headers.setdefault("Cache-Control", "no-store")
                    if new_visit:
                        headers.append("Set-Cookie", self.cookie(VISIT, new_visit))
            await send(message)

        return marked

    def cookie(self, name: str, value: str) -> str:
        return cookie(name, value, https=self._options.https)


def cookie(name: str, value: str, *, https: bool, lasts: int = 31_536_000) -> str:
    """Return a Set-Cookie value that no script and no other site gets to see."""
    secure = "; Secure" if https else ""
    return f"{name}={value}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Strict{secure}"
