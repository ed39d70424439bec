"""The map in alert mails: drawn from the views, when the first mail is sent and not before."""

import threading
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from monitor.clock import Clock, SystemClock
from monitor.config.settings import Settings
from monitor.delivery.illustration import Picture, Pictures
from monitor.reading.places.gazetteer import Gazetteer
from monitor.views.alert_queries import AlertRow
from monitor.views.control import control_map
from monitor.views.incident_queries import incident
from monitor.views.view import Rows
from monitor.web.atlas import Atlas
from monitor.web.queries.alerts import alert as found_alert

if TYPE_CHECKING:
    from monitor.cli.page_atlas import Atlases

PATIENCE = 3.0  # seconds that a mail may wait for the views
LOOKS = 60
Painter = Callable[[Rows, date, str | None], bytes]


def mail_pictures(
    settings: Settings, places: Gazetteer, rows: Rows, clock: Clock | None = None
) -> Pictures:
    """Return who draws the map of an alert's border on its day, with its place ringed."""
    return MailPictures(settings, places, rows, clock or SystemClock())


class MailPictures:
    """Draws for one thread after another; the last picture is kept for an alert's other mails."""

    def __init__(self, settings: Settings, places: Gazetteer, rows: Rows, clock: Clock) -> None:
        self._settings = settings
        self._places = places
        self._rows = rows
        self._clock = clock
        self._one = threading.Lock()
        self._painters: dict[str, Painter] = {}
        self._kept: tuple[object, Picture] | None = None

    def __call__(self, alert: str, delivery: str) -> Picture | None:
        """Return the map as it stood when the delivery was asked for; None for no border."""
        self._wait_for(delivery)
        row = found_alert(self._rows, alert)
        if row is None or not row.match.border:
            return None
        with self._one:
            return self._drawn(row, self._atlases.of(row.match.border))

    @cached_property
    def _atlases(self) -> "Atlases":
        from monitor.cli.page_atlas import Atlases

        return Atlases(self._settings, self._places, tuple)

    def _wait_for(self, delivery: str) -> None:
        """Wait until the views know of a delivery: then they know of what it tells."""
        waiting = threading.Event()
        for _ in range(LOOKS):
            sql = "SELECT 1 FROM delivery WHERE delivery = ?"
            if next(self._rows.run(sql, (delivery,)), None):
                return
            waiting.wait(PATIENCE / LOOKS)

    def _drawn(self, row: AlertRow, atlas: Atlas) -> Picture | None:
        if not atlas.frontier:
            return None
        on, place = self._day(row), row.match.place_id
        key = (row.alert, row.updated_at, on, place)
        if self._kept is None or self._kept[0] != key:
            png = self._painter(atlas)(self._rows, on, place)
            words = in_words(self._rows, atlas, on, row.match.place if place else None)
            self._kept = (key, Picture(png=png, words=words))
        return self._kept[1]

    def _painter(self, atlas: Atlas) -> Painter:
        if atlas.border not in self._painters:
            from monitor.web.map.resvg_png import painter

            self._painters[atlas.border] = painter(atlas)
        return self._painters[atlas.border]

    def _day(self, row: AlertRow) -> date:
        """Return the day that the alert is about: old news is shown on the map of its time."""
        found = incident(self._rows, row.match.incident) if row.match.incident else None
        days = [day[:10] for day in (found.day if found else "", row.match.published or "") if day]
        try:
            return max(date.fromisoformat(day) for day in days)
        except ValueError:
            return self._clock.now().date()


def in_words(rows: Rows, atlas: Atlas, on: date, place: str | None) -> str:
    """Return what the map shows, for those who do not see it."""
    names = " and ".join(atlas.name_of(country) for country in atlas.countries)
    share = control_map(rows, atlas.districts, on).share
    held = f"{share.outside_km:.0f} of {share.total_km:.0f} km outside government control"
    contested = f", {share.contested_km:.0f} km contested" if share.contested_km else ""
    ring = f"; {place} is ringed" if place else ""
    return f"Map of the border between {names} on {on.isoformat()}: {held}{contested}{ring}."
