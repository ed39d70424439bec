"""The daemon: intake in an event loop, the river in a thread of its own, orders in between.

    event loop: feeds (jobs), folders (watching)      -> log, wake
    river thread: orders, river.flow, sweeps, sender  -> log
    control thread: requests from commands            -> orders

Every loop reports progress; the watchdog is told only while all of them do.
"""

import asyncio
import queue
import signal
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta

import structlog

from monitor import __version__
from monitor.assembly.build import Built
from monitor.assembly.orders import Reply, Request
from monitor.daemon.control import ControlServer
from monitor.daemon.health import HEALTH, answer
from monitor.daemon.jobs import Jobs
from monitor.daemon.jumps import Jumps
from monitor.daemon.progress import Progress
from monitor.daemon.rules_watch import watch_rules
from monitor.daemon.saves import Saves
from monitor.daemon.systemd import Notifier
from monitor.errors import LogBroken, LogCorrupt, LogFull, MonitorError
from monitor.events.operations import DaemonStarted, DaemonStopped
from monitor.sources.patient import PatientPoller
from monitor.sources.watching import watch

LONGEST_REST = 1.0  # seconds between looks, so that every loop can show progress
SHORTEST_REST = 0.02
PAUSE = 5.0  # after the log could not be written
UNHEALTHY = timedelta(seconds=60)

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Order:
    """A request on its way to the river thread, and where its reply is awaited."""

    request: Request
    reply: Future[Reply]


class Service:
    """Runs an application until it is told to stop."""

    def __init__(
        self,
        built: Built,
        *,
        notifier: Notifier,
    ) -> None:
        self._app = built.app
        self._folders = built.folders
        self._rulebook = built.rulebook
        self._warm_up = built.warm_up
        self._notifier = notifier
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._reload = threading.Event()
        self._progress = Progress(("intake", "river"))
        self._failure: BaseException | None = None
        self._stuck = ""  # why nothing could be written
        self._came_round = False
        built.bell.listen(self.wake)

    def wake(self) -> None:
        """Let the river thread look at the log now. From any thread."""
        self._wake.set()

    def stop(self) -> None:
        self._stopping.set()
        self._wake.set()

    def reload(self) -> None:
        self._reload.set()
        self._wake.set()

    def troubles(self) -> tuple[str, ...]:
        """Say in words why news is not being evaluated; nothing where it is. From any thread."""
        if self._stopping.is_set():
            return ("the monitor is stopping",)
        if not self._came_round and not self._progress.late(self._limit()):
            return ("the monitor is starting",)
        found = [self._progress.in_words(loop) for loop in self._progress.late(self._limit())]
        return (*found, self._stuck) if self._stuck else tuple(found)

    def run(self) -> None:
        """Start, run until stopped, stop cleanly. Raises what the river could not survive."""
        control = ControlServer(self._app.settings.state, self._ask)
        river = threading.Thread(target=self._guarded_river, name="river")
        try:
            self._app.restore()
            self._warm_up()
            self._app.say(DaemonStarted(version=__version__), "daemon")
            control.start()
            river.start()
            asyncio.run(self._intake())
        finally:
            self.stop()
            river.join()
            control.close()
        if self._failure:
            raise self._failure

    # --- the event loop ---------------------------------------------------------------------

    async def _intake(self) -> None:
        loop = asyncio.get_running_loop()
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        loop.add_signal_handler(signal.SIGHUP, self.reload)
        poller, patient = self._app.poller, PatientPoller(self._app.poller)
        folders = {folder.name for folder in self._folders}
        jobs = Jobs(patient.poll, poller.next_due, self._app.clock.now)
        jobs.start(name for name in poller.names if name not in folders)
        watching = asyncio.gather(
            watch(patient, self._folders, stop),
            watch_rules(self._app.settings.rules, self.reload, stop),
            self._heartbeat(stop),
        )
        self._notifier.ready("watching")
        jumps = Jumps(self._app.clock.now)
        # A loop that ended before it was told to ended by a fault: then all ends, and starts anew.
        while not self._stopping.is_set() and not watching.done():
            jump = jumps.noticed()
            if jump:
                logger.warning("clock.jumped", seconds=round(jump))
                jobs.reckon()
                self._app.sender.reckon()
                self.wake()
            self._progress.made("intake")
            self._tell_watchdog()
            await asyncio.sleep(0.1)
        self._notifier.stopping()
        jobs.stop()
        stop.set()
        await watching

    def _tell_watchdog(self) -> None:
        if self._progress.all_within(self._limit()):
            self._notifier.alive()

    def _limit(self) -> timedelta:
        period = self._notifier.period
        return period * 2 if period else UNHEALTHY

    def _at_work(self) -> bool:
        return not self.troubles()

    async def _heartbeat(self, stop: asyncio.Event) -> None:
        settings = self._app.settings
        if settings.heartbeat_url is None:
            return
        # Fetching takes half a second to import: only where somebody listens.
        from monitor.daemon.heartbeat import heartbeat  # noqa: PLC0415

        await heartbeat(settings.heartbeat_url, settings.heartbeat_every, self._at_work, stop)

    # --- the river thread -------------------------------------------------------------------

    def _guarded_river(self) -> None:
        try:
            self._river()
        except BaseException as error:
            # Without its river the daemon is no daemon: stop, so that systemd starts it anew.
            self._failure = error
            logger.exception("river.broken")
            self.stop()

    def _river(self) -> None:
        saves = Saves(self._app.log.head().position)
        while not self._stopping.is_set():
            rest = self._turn()
            self._progress.made("river")
            self._came_round = True
            if saves.due(self._app.log.head().position):
                with saves.timed():
                    self._save()
            self._wake.wait(rest)
            self._wake.clear()
        self._save()
        try:
            self._obey_all()
            self._app.say(DaemonStopped(reason="told to stop"), "daemon")
        except LogFull as error:
            logger.warning("daemon.stop_not_written", error=str(error))

    def _save(self) -> None:
        try:
            self._app.save()
        except LogFull as error:
            # Snapshots only make the next start quicker.
            logger.warning("snapshots.not_written", error=str(error))

    def _turn(self) -> float:
        """Do all there is to do; return how long to rest, in seconds."""
        try:
            self._obey_all()
            self._reload_rules()
            again = self._app.turn()
        except LogFull as error:
            self._say_stuck("intake.paused", error)
            made = self._app.make_room()
            self._stuck = "" if made else f"the log cannot be written: {error}"
            return SHORTEST_REST if made else PAUSE
        except (LogBroken, LogCorrupt):
            # Trying again could only make it worse: stop, and let a new process find what is there.
            raise
        except MonitorError as error:
            # Nothing was half written; memories are folded anew. The heartbeat stops meanwhile.
            self._say_stuck("river.paused", error)
            self._stuck = f"the log cannot be used: {error}"
            self._app.restore_river()
            return PAUSE
        if self._stuck:
            logger.info("river.goes_on")
        self._stuck = ""
        if again is None:
            return LONGEST_REST
        wait = (again - self._app.clock.now()).total_seconds()
        return min(max(wait, SHORTEST_REST), LONGEST_REST)

    def _say_stuck(self, what: str, error: MonitorError) -> None:
        """Say once that nothing moves; the next turn tries again."""
        if not self._stuck:
            logger.error(what, error=str(error), hint=error.hint)

    def _reload_rules(self) -> None:
        """Put changed rules in force, all or nothing; the log and people hear of either."""
        if not self._reload.is_set():
            return
        self._reload.clear()
        before = self._rulebook.reader
        try:
            self._rulebook.reload(self._app.log, self._app.clock.now())
        except MonitorError:
            self._reload.set()  # said when the log can be written again
            raise
        if self._rulebook.reader is not before:
            self._app.restore_river()
        self._app.steps.rules.activate(self._rulebook.rules)

    # --- orders -----------------------------------------------------------------------------

    def _ask(self, request: Request) -> Reply:
        if request.verb == HEALTH:  # answered here: the river may be what stands still
            return answer(self.troubles())
        if self._stopping.is_set():
            return Reply(error="the monitor is stopping", hint="Try again when it is gone.")
        order = _Order(request, Future())
        self._orders.put(order)
        self.wake()
        return order.reply.result(timeout=30)

    def _obey_all(self) -> None:
        while True:
            try:
                order = self._orders.get_nowait()
            except queue.Empty:
                return
            try:
                reply = self._app.obey(order.request)
            except MonitorError as error:
                order.reply.set_result(Reply(error=str(error), hint=error.hint))
                raise
            order.reply.set_result(reply)
