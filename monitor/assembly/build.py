"""From settings to a running application."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from monitor.alerts.step import AlertsStep
from monitor.articles.step import ArticlesStep
from monitor.assembly.app import App
from monitor.assembly.bell import Bell
from monitor.assembly.known import known_to_rules
from monitor.assembly.rulebook import Rulebook
from monitor.assembly.steps import Steps
from monitor.assembly.stores import VIEWS, create_log
from monitor.clock import Clock
from monitor.config.options import delivery_options, source_options
from monitor.config.settings import Settings
from monitor.delivery.jinja_templates import Templates
from monitor.delivery.options import TERMINAL, DeliveryOptions
from monitor.delivery.rich_terminal import TerminalTransport
from monitor.delivery.sender import Sender
from monitor.delivery.step import DeliveryStep
from monitor.delivery.transport import Transport
from monitor.delivery.workers import WorkerTransport
from monitor.eventlog.protocol import EventLog
from monitor.incidents.step import IncidentsStep
from monitor.reading.gazetteer import Gazetteer, load_gazetteer
from monitor.reading.reader import Reader
from monitor.reading.step import ReadingStep
from monitor.reading.vocabulary_load import load_vocabulary
from monitor.rules.step import RulesStep
from monitor.sources.directory import DirectorySource
from monitor.sources.options import DirectoryOptions, FeedOptions
from monitor.sources.poller import SourcesPoller
from monitor.sources.protocol import Source
from monitor.views.catalogue import all_views
from monitor.views.sqlite import ViewStore

VOCABULARY = "vocabulary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An application, and the parts that whoever drives it needs besides."""

    app: App
    folders: tuple[DirectorySource, ...]
    rulebook: Rulebook
    bell: Bell


def places_of(settings: Settings) -> Gazetteer:
    """Load the shipped places and the user's."""
    return load_gazetteer([settings.places] if settings.places else [])


def reader_for(settings: Settings, places: Gazetteer) -> Reader:
    """Load the reader with the analysts' vocabulary."""
    folder = settings.rules / VOCABULARY
    return Reader(load_vocabulary([folder] if folder.is_dir() else []), places)


@contextmanager
def build(settings: Settings, clock: Clock, environment: Mapping[str, str]) -> Iterator[Built]:
    """Open the log for writing and wire every room to it; close all at the end."""
    delivery = delivery_options(settings, environment)
    places = places_of(settings)
    reader = reader_for(settings, places)
    with ExitStack() as stack:
        log = create_log(settings, clock)
        stack.callback(log.close)
        bell = Bell()
        rulebook = Rulebook(settings.rules, known_to_rules(settings, places), reader)
        rulebook.open(log, clock.now())
        sources = _sources(settings)
        views = stack.enter_context(ViewStore(settings.state / VIEWS, log, all_views()))
        sender = _sender(log, clock, delivery, bell)
        stack.callback(sender.close)
        app = App(
            settings=settings,
            clock=clock,
            log=log,
            make_steps=lambda: _steps(settings, reader, rulebook, delivery),
            poller=SourcesPoller(log, sources, clock, arrived=bell.ring),
            sender=sender,
            views=views,
        )
        folders = tuple(source for source in sources if isinstance(source, DirectorySource))
        yield Built(app=app, folders=folders, rulebook=rulebook, bell=bell)


def _steps(
    settings: Settings, reader: Reader, rulebook: Rulebook, delivery: DeliveryOptions
) -> Steps:
    return Steps(
        articles=ArticlesStep(),
        reading=ReadingStep(reader),
        incidents=IncidentsStep(),
        rules=RulesStep(rulebook.rules),
        alerts=AlertsStep(),
        delivery=DeliveryStep(delivery, Templates(settings.templates)),
    )


def _sources(settings: Settings) -> list[Source]:
    return [
        DirectorySource(options) if isinstance(options, DirectoryOptions) else _feed(options)
        for options in source_options(settings)
    ]


def _feed(options: FeedOptions) -> Source:
    # Fetching and parsing take half a second to import: only where there is a feed.
    from monitor.sources.feed import FeedSource  # noqa: PLC0415

    return FeedSource(options)


def _sender(log: EventLog, clock: Clock, delivery: DeliveryOptions, bell: Bell) -> Sender:
    transports: dict[str, Transport] = {TERMINAL: TerminalTransport(), "": WorkerTransport()}
    return Sender(log, clock, delivery, transports, bell.ring)
