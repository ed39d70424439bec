"""Open the views: beside a running daemon to read them, or alone to bring them up to date."""

from collections.abc import Iterator
from contextlib import contextmanager

from monitor.assembly.stores import VIEWS, log_path, reading_log
from monitor.config.settings import Settings
from monitor.errors import MonitorError
from monitor.eventlog.writer_lock import writer_of
from monitor.reading.places.gazetteer import Gazetteer, load_gazetteer
from monitor.views.catalogue import all_views
from monitor.views.control import District
from monitor.views.government import Government
from monitor.views.sqlite import Progress, ViewStore


@contextmanager
def reading_views(settings: Settings) -> Iterator[ViewStore]:
    """Open the views up to date: a running daemon keeps them so, else they catch up now."""
    with reading_log(settings) as log:
        running = writer_of(log_path(settings)) is not None
        path = settings.state / VIEWS
        with ViewStore(path, log, all_views(), read_only=running) as store:
            if not running:
                store.catch_up()
            yield store


@contextmanager
def _owned(settings: Settings) -> Iterator[ViewStore]:
    owner = writer_of(log_path(settings))
    if owner:
        raise MonitorError(
            f"a monitor (process {owner}) is running and keeps the views",
            hint="Stop it first; at its next start it folds anew what was changed.",
        )
    with reading_log(settings) as log, ViewStore(settings.state / VIEWS, log, all_views()) as store:
        yield store


def rebuild(settings: Settings, progress: Progress | None = None) -> int:
    """Fold every view anew from the log; return how many events that took."""
    with _owned(settings) as store:
        return store.rebuild(progress)


def border_districts(settings: Settings, border: str) -> tuple[District, ...]:
    """Return the districts that front a border ("AF-TJ"), with the length of each front in km."""
    folders = [settings.places] if settings.places else []
    gazetteer = load_gazetteer(folders)
    if border not in gazetteer.borders:
        known = ", ".join(sorted(gazetteer.borders)[:8])
        raise MonitorError(
            f"there is no border {border!r}",
            hint=f"Two country codes in alphabetical order, as in AF-TJ ({known}, ...).",
        )
    return districts_along(gazetteer, border)


def districts_along(gazetteer: Gazetteer, border: str) -> tuple[District, ...]:
    """Return the districts that front a border, each with the governments of its country."""
    return tuple(
        District(
            place_id=place.id,
            km=place.fronts[border],
            name=place.name,
            province=place.province or "",
            country=place.country,
            governments=_governments(gazetteer, place.country),
        )
        for place in gazetteer.places.values()
        if place.fronts.get(border)
    )


def _governments(gazetteer: Gazetteer, country: str) -> tuple[Government, ...]:
    return tuple(
        Government(name=each.name, since=each.since, opposition=each.opposition)
        for each in gazetteer.governments.get(country, ())
    )
