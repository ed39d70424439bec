"""When which open alert has something to do: found without looking at all of them."""

from collections.abc import Callable
from datetime import datetime
from heapq import heapify, heappop, heappush

from monitor.alerts.alert import Alert
from monitor.alerts.board import AlertsBoard


class Agenda:
    """A heap of moments over a board. ``moment`` tells when an open alert is next to be looked at.

    An alert whose moment has moved leaves its old entry behind: that is dropped when it comes up.
    """

    def __init__(self, board: AlertsBoard, moment: Callable[[Alert], datetime]) -> None:
        self._board = board
        self._moment = moment
        self._heap = [(moment(alert), alert.id) for alert in board.open_alerts()]
        heapify(self._heap)

    def put(self, alert: Alert) -> None:
        """Note an alert's moment after something became of it."""
        if alert.is_open:
            heappush(self._heap, (self._moment(alert), alert.id))

    def soonest(self) -> datetime | None:
        """Return the moment of the alert that comes first; None where none is open."""
        while self._heap and self._current(*self._heap[0]) is None:
            heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def until(self, now: datetime) -> list[Alert]:
        """Return the alerts whose moment has come. They stay on until their events are known."""
        due: dict[str, tuple[datetime, Alert]] = {}
        while self._heap and self._heap[0][0] <= now:
            moment, name = heappop(self._heap)
            if alert := self._current(moment, name):
                due[name] = (moment, alert)
        for name, (moment, _) in due.items():
            heappush(self._heap, (moment, name))
        return [alert for _, alert in due.values()]

    def _current(self, moment: datetime, name: str) -> Alert | None:
        alert = self._board.get(name)
        fits = alert is not None and alert.is_open and self._moment(alert) == moment
        return alert if fits else None
