"""The page's services, put together from every room; used by ``serve``, ``demo`` and the daemon."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from monitor.alerts.board import AlertsBoard
from monitor.assembly.known import country_names
from monitor.assembly.link_key import link_key
from monitor.assembly.orders import Reply, Request, obey
from monitor.assembly.readers import places_of, reader_for
from monitor.assembly.stores import VIEWS, create_log, log_path, reading_log
from monitor.cli.page_atlas import Atlases
from monitor.cli.page_rules import Workbench
from monitor.clock import Clock
from monitor.config.settings import FeedSource, Settings
from monitor.daemon.control import ask
from monitor.daemon.health import ask_troubles
from monitor.delivery import links
from monitor.errors import MonitorError
from monitor.eventlog.protocol import EventLog
from monitor.eventlog.writer_lock import writer_of
from monitor.flow.replay import replay
from monitor.reading.reader import Reader
from monitor.views.catalogue import all_views
from monitor.views.sqlite import ViewStore
from monitor.web.app import create_app
from monitor.web.options import WebOptions
from monitor.web.services import Health, Outcome, Permission, Services, SourcePlan
from monitor.web.uvicorn_server import WebServer

Obey = Callable[[Request], Reply]


def web_options(settings: Settings, **changed: Any) -> WebOptions:
    """Return the page's options; the token comes from its file."""
    web = settings.web
    token = ""
    if web.token_file:
        try:
            token = web.token_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise MonitorError(
                f"the page's token {web.token_file} cannot be read: {error.strerror}",
                hint="web.token_file names a file that holds the token and nothing else.",
            ) from error
    kept = web.model_dump(include={"host", "port", "names", "user_header", "proxies", "https"})
    given: dict[str, Any] = {**kept, "token": token}
    if web.address:
        found = urlsplit(web.address)
        given["names"] = (*web.names, found.hostname or "")
        given["https"] = web.https or found.scheme == "https"
    return WebOptions(**(given | {name: v for name, v in changed.items() if v is not None}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What whoever runs the page may hand over.

    ``order`` carries out verbs; without it a running daemon is asked, or the log is opened.
    ``reader`` gives a reader that is loaded already. ``troubles`` says why no news is evaluated;
    without it a running daemon is asked.
    """

    order: Obey | None = None
    reader: Callable[[], Reader] | None = None
    troubles: Callable[[], tuple[str, ...]] | None = None


ALONE = Given()


@contextmanager
def page(
    settings: Settings, clock: Clock, options: WebOptions, given: Given = ALONE
) -> Iterator[WebServer]:
    """Give the page of a state directory, ready to ``run`` or ``start``."""
    options.check()
    with ExitStack() as stack:
        create_log_if_none(settings, clock)
        log = stack.enter_context(reading_log(settings))
        keeper = Keeper(settings, log)
        keeper.catch_up()
        store = stack.enter_context(
            ViewStore(settings.state / VIEWS, log, all_views(), read_only=True)
        )
        services = services_of(settings, clock, store, keeper, given)
        server = WebServer(create_app(services, options), options)
        stack.callback(server.close)
        yield server


def create_log_if_none(settings: Settings, clock: Clock) -> None:
    if not log_path(settings).is_file():
        create_log(settings, clock).close()


class Keeper:
    """Folds the views where nobody else does: a running monitor keeps them itself."""

    def __init__(self, settings: Settings, log: EventLog) -> None:
        self._settings = settings
        self.log = log
        self._position = -1

    def catch_up(self) -> None:
        head = self.log.head().position
        views = self._settings.state / VIEWS
        others = writer_of(log_path(self._settings)) is not None
        if head == self._position or (others and views.is_file()):
            return
        # Opened anew each time: positions kept over another's writing would count events twice.
        with ViewStore(views, self.log, all_views()) as store:
            store.catch_up()
        self._position = head


def services_of(
    settings: Settings, clock: Clock, store: ViewStore, keeper: Keeper, given: Given
) -> Services:
    places = places_of(settings)
    make_reader = given.reader or (lambda: reader_for(settings, places))
    bench = Workbench(settings, places, make_reader, keeper.log, store.rows)
    troubles = given.troubles or (lambda: ask_troubles(settings.state))
    return Services(
        rows=store.rows,
        log=keeper.log,
        clock=clock,
        act=_acting(given.order or _asking(settings, clock)),
        countries=country_names(places),
        atlases=Atlases(settings, places, bench.borders),
        rulebook=bench.rulebook,
        sources=lambda: _plans(settings),
        check_draft=bench.check,
        backtest=bench.backtest,
        why_not=bench.why_not,
        permission=_reading_links(settings, clock),
        health=lambda: Health(problems=troubles()),
        catch_up=keeper.catch_up,
    )


def _reading_links(settings: Settings, clock: Clock) -> Callable[[str], Permission | str] | None:
    """Return who reads the tokens of signed links; None where messages hold none."""
    key = link_key(settings)
    if key is None:
        return None

    def permission(token: str) -> Permission | str:
        found = links.read(key, token, clock.now())
        return found if isinstance(found, str) else Permission(verb=found.verb, alert=found.alert)

    return permission


def _acting(order: Obey) -> Callable[[str, Mapping[str, Any]], Outcome]:
    def act(verb: str, arguments: Mapping[str, Any]) -> Outcome:
        try:
            reply = order(Request(verb=verb, arguments=dict(arguments)))
        except MonitorError as error:
            return Outcome(error=str(error), hint=error.hint)
        return Outcome(message=reply.message, error=reply.error or "", hint=reply.hint)

    return act


def _asking(settings: Settings, clock: Clock) -> Obey:
    """Ask the running monitor; without one, carry the order out on the log itself."""

    def order(request: Request) -> Reply:
        return ask(settings.state, request) or alone(settings, clock, request)

    return order


def alone(settings: Settings, clock: Clock, request: Request) -> Reply:
    log = create_log(settings, clock)
    try:
        board = AlertsBoard()
        replay(log, board)
        return obey(request, board=board, log=log, clock=clock)
    finally:
        log.close()


def _plans(settings: Settings) -> tuple[SourcePlan, ...]:
    return tuple(
        SourcePlan(
            name=source.name,
            kind=source.kind,
            address=_address(source.url) if isinstance(source, FeedSource) else str(source.path),
            every=source.interval.total_seconds(),
        )
        for source in settings.sources
    )


def _address(url: str) -> str:
    """Return an address without what may be secret in it: its user, its query."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}"
