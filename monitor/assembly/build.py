"""From settings to a running application."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace

from monitor.alerts.step import AlertsStep
from monitor.articles.step import ArticlesStep
from monitor.assembly.ahead import Cleaning, Reading, cleaning, reading
from monitor.assembly.app import App
from monitor.assembly.bell import Bell
from monitor.assembly.engines import REAL, Engines, footing
from monitor.assembly.intake import Intake, IntakeLog
from monitor.assembly.known import country_names, known_to_rules
from monitor.assembly.link_key import link_key
from monitor.assembly.readers import places_of, reader_for
from monitor.assembly.rulebook import Rulebook
from monitor.assembly.steps import Steps
from monitor.assembly.stores import VIEWS
from monitor.clock import Clock
from monitor.config.options import (
    alerts_options,
    delivery_options,
    incident_options,
    source_options,
)
from monitor.config.settings import Settings
from monitor.delivery.jinja_templates import Templates
from monitor.delivery.options import TERMINAL, DeliveryOptions
from monitor.delivery.rich_terminal import TerminalTransport
from monitor.delivery.sender import Sender
from monitor.delivery.step import DeliveryStep
from monitor.delivery.transport import Transport
from monitor.incidents.step import IncidentsStep
from monitor.reading.step import ReadingStep
from monitor.rules.step import RulesStep
from monitor.sources.build import build as build_sources
from monitor.sources.directory import DirectorySource
from monitor.sources.parsers import Parsers
from monitor.sources.poller import SourcesPoller
from monitor.views.catalogue import all_views
from monitor.views.sqlite import ViewStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An application, and the parts that whoever drives it needs besides."""

    app: App
    folders: tuple[DirectorySource, ...]
    rulebook: Rulebook
    bell: Bell
    warm_up: Callable[[], None]


@contextmanager
def build(
    settings: Settings, clock: Clock, environment: Mapping[str, str], engines: Engines = REAL
) -> Iterator[Built]:
    """Open the log for writing and wire every room to it; close all at the end."""
    places = places_of(settings)
    delivery = delivery_options(settings, environment, country_names(places))
    with ExitStack() as stack:
        base = stack.enter_context(footing(settings, clock, engines))
        delivery = replace(delivery, link_key=link_key(settings))
        log = base.log
        bell = Bell()
        rulebook = Rulebook(
            settings.rules,
            known_to_rules(settings, places),
            lambda: reader_for(settings, places),
            incident_options(settings),
        )
        rulebook.open(log, clock.now())
        sources = build_sources(
            source_options(settings, environment), stack.enter_context(Parsers())
        )
        views = stack.enter_context(ViewStore(settings.state / VIEWS, log, all_views()))
        ahead = (
            stack.enter_context(closing(cleaning())),
            stack.enter_context(closing(reading(settings))),
        )
        workers = engines.transport()
        transports: dict[str, Transport] = {TERMINAL: TerminalTransport(), "": workers}
        pictures = engines.pictures(settings, places, views.rows)
        sender = Sender(log, clock, delivery, transports, bell.ring, pictures=pictures)
        stack.callback(sender.close)
        app = App(
            settings=settings,
            clock=clock,
            log=log,
            make_steps=lambda: _steps(settings, rulebook, delivery, ahead),
            poller=SourcesPoller(IntakeLog(log, base.reserve), sources, clock, arrived=bell.ring),
            sender=sender,
            views=views,
            intake=Intake(log, base.reserve),
            anchors=base.anchors,
        )
        folders = tuple(source for source in sources if isinstance(source, DirectorySource))
        yield Built(
            app=app,
            folders=folders,
            rulebook=rulebook,
            bell=bell,
            warm_up=workers.start if delivery.destinations else _nothing,
        )


def _steps(
    settings: Settings,
    rulebook: Rulebook,
    delivery: DeliveryOptions,
    ahead: tuple[Cleaning, Reading],
) -> Steps:
    return Steps(
        articles=ArticlesStep(ahead[0]),
        reading=ReadingStep(rulebook.reader, ahead[1]),
        incidents=IncidentsStep(incident_options(settings)),
        rules=RulesStep(rulebook.rules),
        alerts=AlertsStep(alerts_options(settings)),
        delivery=DeliveryStep(delivery, Templates(settings.templates)),
    )


def _nothing() -> None:
    """There is no destination to get ready for."""
