"""The sender: takes what is due from the outbox and hands it to transports. An edge with threads.

    delivery.started is committed | send | the outcome is committed

A crash in between leaves a started attempt without an end: at the next start it is recorded as
unknown and sent again under the same key. One attempt is in flight for each destination, in a
thread of its own, so a slow or dead destination never delays another.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from monitor.clock import Clock
from monitor.delivery import records
from monitor.delivery.illustration import Pictures, illustrated, no_pictures
from monitor.delivery.options import DeliveryOptions, Destination
from monitor.delivery.outbox import TYPES, Outbox, Pending
from monitor.delivery.transport import Failed, Outcome, Outgoing, Transport
from monitor.errors import MonitorError
from monitor.eventlog.protocol import EventLog
from monitor.events.envelope import NewEvent
from monitor.flow.snapshots import keep, recall

NAME = "outbox"
VERSION = "4"
PAGE = 500
PAUSE = timedelta(seconds=5)  # after the log could not be written

logger = structlog.get_logger(__name__)


class Sender:
    """Sends what the log requests.

    ``transports`` gives the transport for a kind of destination ("terminal", and "" for others).
    ``wake`` is called from any thread when an outcome was recorded; ``pictures`` makes those of
    mails, in the thread that sends. Start with ``recover``.
    """

    def __init__(  # noqa: PLR0913  (the composition root hands over every part)
        self,
        log: EventLog,
        clock: Clock,
        options: DeliveryOptions,
        transports: dict[str, Transport],
        wake: Callable[[], None] = lambda: None,
        *,
        pictures: Pictures = no_pictures,
    ) -> None:
        self._log = log
        self._clock = clock
        self._options = options
        self._transports = transports
        self._wake = wake
        self._pictures = pictures
        self._lock = threading.Lock()
        self._idle = threading.Condition(self._lock)
        self._outbox = Outbox()
        self._running = 0
        self._unrecorded: list[NewEvent] = []
        self._closed = False
        self._cut_off = False
        self._refused = ""

    def recover(self) -> None:
        """Fold the outbox from the log; record attempts that a crash cut off as unknown."""
        with self._lock:
            recall(self._log, NAME, VERSION, self._outbox.load)
            self._catch_up()
            now = self._clock.now()
            self._outbox.rewound(now)
            cut_off = [records.unknown(found, now) for found in self._outbox.in_flight()]
            if cut_off:
                self._log.append(cut_off)
                self._catch_up()

    def save(self) -> None:
        """Keep the outbox as a snapshot, so that the next start need not fold all deliveries."""
        with self._lock:
            keep(self._log, NAME, VERSION, self._outbox.position, self._outbox.dump())

    def reckon(self) -> None:
        """Take note that the clock was set: retries must not wait for a time that is far off."""
        with self._lock:
            self._outbox.rewound(self._clock.now())

    def tick(self) -> datetime | None:
        """Start every delivery that may start; return when to look again (None: when woken)."""
        with self._lock:
            if self._closed:
                return None
            now = self._clock.now()
            try:
                self._record_late()
                self._catch_up()
                for found in self._outbox.due(now):
                    self._start(found, now)
            except Exception as error:  # noqa: BLE001
                # Whatever the log's engine raises (a full disk): the messages stay where they are.
                self._say_refused(error)
                return now + PAUSE
            self._refused = ""
            return self._outbox.next_due()

    def drain(self, timeout: float) -> bool:
        """Send all that is due until nothing is, for one pass; tell whether all came to an end."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            self.tick()
            with self._idle:
                # Asked anew: an attempt may have ended since the tick and made room for the next.
                due = self._outbox.next_due()
                idle = not self._running and not self._unrecorded
                if idle and (due is None or due > self._clock.now()):
                    return True
                if self._running or self._unrecorded:
                    self._idle.wait(0.05)
        return False

    def close(self, timeout: float = 8.0) -> bool:
        """Start nothing more, wait for what is in flight; tell whether all of it came to an end."""
        with self._idle:
            self._closed = True
            ended = self._idle.wait_for(lambda: not self._running, timeout)
            self._cut_off = not ended
        for transport in set(self._transports.values()):
            transport.close()
        return ended

    def _catch_up(self) -> None:
        while True:
            news = self._log.decoded(self._outbox.position, types=TYPES, limit=PAGE)
            for envelope in news:
                self._outbox.apply(envelope)
            if len(news) < PAGE:
                return

    def _record_late(self) -> None:
        """Record outcomes that could not be written when they came."""
        if self._unrecorded:
            self._log.append(self._unrecorded)
            self._unrecorded = []

    def _start(self, wanted: Pending, now: datetime) -> None:
        found = self._begin(wanted, now)
        if found is None:
            return
        self._running += 1
        name = f"deliver-{found.request.destination}"
        threading.Thread(target=self._attempts, args=(found,), name=name, daemon=True).start()

    def _begin(self, wanted: Pending, now: datetime) -> Pending | None:
        """Begin a delivery, or the next of its destination where a silence forbids this one."""
        found: Pending | None = wanted
        while found:
            silence = self._outbox.silence_for(found, now)
            record = records.silenced(found, silence, now) if silence else None
            self._log.append([record or records.started(found, now)])
            self._catch_up()
            if record is None:
                return found
            found = self._outbox.due_for(found.request.destination, now)
        return None

    def _attempts(self, first: Pending) -> None:
        """Send one delivery after another to a destination until none is due."""
        found: Pending | None = first
        while found:
            attempt, outcome = found.attempt, self._send(found)
            self._tell(found, attempt, outcome)
            with self._idle:
                found = self._next(found) if self._end(found, outcome) else None
                if found is None:
                    self._running -= 1
                self._idle.notify_all()
            self._wake()

    def _end(self, found: Pending, outcome: Outcome) -> bool:
        """Record how an attempt ended; tell whether that could be written."""
        if self._cut_off:
            # We killed it ourselves: nobody knows whether it arrived. The next start says so.
            return False
        kind, failures = self._kind(found), self._outbox.failures(found.request.destination)
        now = self._clock.now()
        record = records.ended(found, outcome, kind=kind, failures=failures, now=now)
        try:
            self._log.append([record])
            self._catch_up()
        except Exception as error:  # noqa: BLE001
            # The message may be out; its outcome is written as soon as the log can be.
            self._say_refused(error)
            self._unrecorded.append(record)
            return False
        return True

    def _next(self, before: Pending) -> Pending | None:
        """Begin what is due next for the same destination; None where nothing is."""
        now, name = self._clock.now(), before.request.destination
        found = None if self._closed else self._outbox.due_for(name, now)
        if found:
            try:
                found = self._begin(found, now)
            except Exception as error:  # noqa: BLE001
                self._say_refused(error)
                return None
        return found

    def _send(self, found: Pending) -> Outcome:
        destination = self._options.destination(found.request.destination)
        if destination is None:
            reason = f"there is no destination {found.request.destination!r} any more"
            return Failed(reason=reason, permanent=True)
        try:
            message = outgoing(found)
            if destination.kind == "mail":
                message = illustrated(message, self._pictures)
            return self._transport(destination).send(destination, message)
        except Exception as error:  # noqa: BLE001
            # A transport must not raise; if it does, the alert is not lost for it. The error's text
            # and traceback stay unsaid: they may hold the destination's address.
            what = type(error).__name__
            logger.error("sender.transport_failed", destination=destination.name, error=what)  # noqa: TRY400
            return Failed(reason=f"the transport failed: {what}")

    def _say_refused(self, error: Exception) -> None:
        """Say once that the log takes nothing; it is tried again at every tick."""
        words = (
            str(error) if isinstance(error, MonitorError) else f"{type(error).__name__}: {error}"
        )
        if words != self._refused:
            logger.error("sender.log_not_writable", reason=words)
        self._refused = words

    def _transport(self, destination: Destination) -> Transport:
        return self._transports.get(destination.kind) or self._transports[""]

    def _kind(self, found: Pending) -> str:
        destination = self._options.destination(found.request.destination)
        return destination.kind if destination else ""

    def _tell(self, found: Pending, attempt: int, outcome: Outcome) -> None:
        reason = outcome.reason if isinstance(outcome, Failed) else "accepted"
        logger.info(
            "delivery.attempted",
            delivery=found.request.delivery,
            destination=found.request.destination,
            attempt=attempt,
            outcome=reason,
        )


def outgoing(found: Pending) -> Outgoing:
    """Return the message of a delivery, marked where an earlier attempt may have arrived."""
    request = found.request
    note = "This may be a repeat: how an earlier attempt ended is not known."
    return Outgoing(
        key=request.delivery,
        alert=request.alert,
        level=request.level,
        subject=request.subject,
        text=f"{request.text.rstrip()}\n{note}\n" if found.unknown else request.text,
        html=_noted(request.html, note) if found.unknown else request.html,
        may_be_repeat=found.unknown,
    )


def _noted(html: str, note: str) -> str:
    return html.replace("</body>", f"<p>{note}</p></body>") if html else ""
