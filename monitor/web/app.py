"""The page as an ASGI application."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import structlog
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from monitor.web import api, atom, prometheus_metrics
from monitor.web.guard import Guard
from monitor.web.jinja_pages import compile_all
from monitor.web.live import Live
from monitor.web.options import WebOptions
from monitor.web.pages import (
    alerts,
    articles,
    deliveries,
    incidents,
    log,
    login,
    rules,
    search,
    signed,
    sources,
    tally,
    verbs,
)
from monitor.web.pages import map as map_page
from monitor.web.pulse import Pulse
from monitor.web.queries.health import position
from monitor.web.seal import Seal
from monitor.web.services import Services
from monitor.web.site import Site

STATIC = Path(__file__).parent / "static"
ROOMS = (
    alerts,
    verbs,
    signed,
    map_page,
    incidents,
    articles,
    tally,
    search,
    rules,
    sources,
    deliveries,
    log,
    login,
    atom,
    api,
    prometheus_metrics,
)
Answering = Callable[[Request, Exception], Response]
UNKNOWN = "There is nothing here."

logger = structlog.get_logger(__name__)


class Kept(StaticFiles):
    """Static files; those with a version in their name never change."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        return response

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if path.startswith("vendor/") and response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_app(services: Services, options: WebOptions | None = None) -> Starlette:
    """Return the page. Raises ``ConfigurationError`` where strangers could see it."""
    options = options or WebOptions()
    options.check()
    seal = Seal(options.token)
    pulse = Pulse(services)
    live = Live(_look(services), pulse.feel)
    site = Site(services=services, options=options, seal=seal, live=live, pulse=pulse)
    routes: list[BaseRoute] = [route for room in ROOMS for route in room.routes(site)]
    routes.append(Mount("/static", Kept(directory=STATIC)))
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(Guard, options=options, seal=seal, clock=services.clock),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
        ],
        exception_handlers={HTTPException: _told(site), Exception: _failed(site)},
        lifespan=_lifespan(site),
    )
    app.state.site = site
    return app


def _look(services: Services) -> Callable[[], int]:
    def look() -> int:
        services.catch_up()
        return position(services.rows)

    return look


def _lifespan(site: Site) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        warming = asyncio.create_task(run_in_threadpool(_warm, site))
        watching = asyncio.create_task(site.live.watch())
        yield
        with contextlib.suppress(Exception):
            await warming
        watching.cancel()
        await site.live.close()
        with contextlib.suppress(asyncio.CancelledError):
            await watching

    return lifespan


def _warm(site: Site) -> None:
    """Do before the first visit what would make it slow: compile templates, try rule examples."""
    compile_all()
    site.services.rulebook()


def _told(site: Site) -> Answering:
    def told(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        words = UNKNOWN if error.detail == "Not Found" else error.detail
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": words}, status_code=error.status_code)
        return site.page(
            request, "error.html.j2", status=error.status_code, words=words, code=error.status_code
        )

    return told


def _failed(site: Site) -> Answering:
    def failed(request: Request, error: Exception) -> Response:
        logger.error("web.failed", path=request.url.path, error=f"{type(error).__name__}: {error}")
        words = "This page could not be made. The journal says why."
        return site.page(request, "error.html.j2", status=500, words=words, code=500)

    return failed
