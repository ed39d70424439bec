"""The application: every room wired to one log."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from monitor.assembly.external import external
from monitor.assembly.intake import STREAM, Intake
from monitor.assembly.orders import Reply, Request, obey
from monitor.assembly.steps import Steps
from monitor.clock import Clock
from monitor.config.settings import Settings
from monitor.delivery.sender import Sender
from monitor.eventlog.anchors import Anchors
from monitor.eventlog.protocol import EventLog
from monitor.events.alerts import SweepDue
from monitor.events.registry import Event
from monitor.flow.ids import event_id
from monitor.flow.runner import River
from monitor.flow.step import Draft
from monitor.sources.poller import SourcesPoller
from monitor.views.sqlite import ViewStore

SWEEPS = 5
SWEEP_AGAIN = timedelta(seconds=5)
SHOWN = 1000  # events that the views fold in one turn: a fraction of a second

logger = structlog.get_logger(__name__)


class App:
    """What the daemon and the single pass drive. One thread at a time may call ``advance``."""

    def __init__(  # noqa: PLR0913  (the composition root hands over every part by name)
        self,
        *,
        settings: Settings,
        clock: Clock,
        log: EventLog,
        make_steps: Callable[[], Steps],
        poller: SourcesPoller,
        sender: Sender,
        views: ViewStore,
        intake: Intake,
        anchors: Anchors,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.log = log
        self.poller = poller
        self.sender = sender
        self.views = views
        self.intake = intake
        self._anchors = anchors
        self._behind = ""
        self._swept: datetime | None = None
        self._make_steps = make_steps
        self.restore_river()

    def restore(self) -> None:
        """Fold what the intake and the sender know, and find what a crash cut off."""
        self.poller.restore()
        self.sender.recover()

    def restore_river(self) -> None:
        """Make the steps anew with memories folded from the log.

        Also after a commit that failed: what a step remembered of it never came to be.
        """
        self.steps = self._make_steps()
        self.river = River(self.log, self.steps.in_order())
        self.river.restore()

    def advance(self) -> None:
        """Handle all that is in the log, sweep what is due, begin to send."""
        self._tell_of_intake()
        self.river.flow()
        # What a sweep lets loose may be due for another one; but not for ever.
        for _ in range(SWEEPS):
            if not self._sweep(busy=False):
                break
            self.river.flow()
        self.sender.tick()
        self._show()
        self._anchors.look(self.log.head())

    def turn(self) -> datetime | None:
        """Do a bounded piece of that; return when to look again: now, where more is left.

        However much comes in, the sender, the sweeps and whoever wants us to stop get their turn.
        """
        moved = self._round()
        again = self.sender.tick()
        behind = self._show(most=SHOWN)
        self._anchors.look(self.log.head())
        return self.clock.now() if moved or behind else _earliest(again, self._next_sweep())

    def _round(self) -> bool:
        self._tell_of_intake()
        moved = self.river.round() > 0
        return self._sweep(busy=moved) or moved

    def make_room(self) -> bool:
        """Take nothing in any more, so that what is in the log can be told; after ``LogFull``."""
        room = self.intake.make_room()
        self.restore_river()
        return room

    def _tell_of_intake(self) -> None:
        news = self.intake.news()
        if news:
            self.say(news, STREAM)
            self.intake.told(news)

    def _show(self, most: int | None = None) -> bool:
        """Bring the views up to date, or nearer to it; tell whether they may still be behind."""
        folded = 0
        try:
            folded = self.views.catch_up(most=most)
        except sqlite3.Error as error:
            if self._behind != str(error):
                logger.error("views.behind", error=str(error))  # noqa: TRY400
            self._behind = str(error)
        else:
            self._behind = ""
        # Alerts do not wait for what can be folded at any time.
        return most is not None and folded >= most

    def say(self, event: Event, subject: str, *names: str) -> None:
        """Append an event that has no cause in the log. ``names`` make its id what it is."""
        now = self.clock.now()
        name = event_id(event.TYPE, subject, *(names or (now.isoformat(),)))
        self.log.append([external(Draft(event=event, subject=subject), name, now)])

    def obey(self, request: Request) -> Reply:
        """Carry out what a person orders."""
        self.river.refresh()
        return obey(request, board=self.steps.alerts.board, log=self.log, clock=self.clock)

    def save(self) -> None:
        """Keep snapshots, so that the next start is quick."""
        self.river.save()
        self.poller.save()
        self.sender.save()

    def close(self) -> None:
        self.sender.close()
        self.views.close()
        self.log.close()

    def _next_sweep(self) -> datetime | None:
        now = self.clock.now()
        steps = self.steps
        return _earliest(steps.rules.due(now), steps.alerts.due(now), steps.delivery.due(now))

    def _sweep(self, *, busy: bool) -> bool:
        due, now = self._next_sweep(), self.clock.now()
        if due is None or due > now:
            return False
        # The last one may still wait behind a crowd of articles.
        if busy and self._swept and abs(now - self._swept) < SWEEP_AGAIN:
            return False
        self._swept = now
        self.say(SweepDue(), "sweep")
        return True


def _earliest(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)
