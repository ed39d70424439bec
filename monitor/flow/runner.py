"""Runs steps over the log: read, handle, commit outputs and checkpoint together."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from monitor.errors import MonitorError
from monitor.eventlog.protocol import Checkpoint, EventLog
from monitor.events.codec import encode
from monitor.events.envelope import Envelope, NewEvent, microseconds, moment
from monitor.events.operations import StepFailed
from monitor.events.registry import Event
from monitor.flow.ahead import WORTH_IT
from monitor.flow.ids import event_id
from monitor.flow.snapshots import keep, recall
from monitor.flow.step import Draft, Step

BATCH = 256
# So long, in seconds, may one transaction gather: what is slow to read must not hold up an alert
# that is ready, nor the end of the daemon. Where a batch ends makes no difference to what is in it.
LONGEST = 0.5

logger = structlog.get_logger(__name__)


def caused(event: Event, *, subject: str, cause: Envelope[Any], step: Step, index: int) -> NewEvent:
    """Return an output of a step: its id and its time follow from its cause."""
    return NewEvent(
        id=event_id(cause.id, step.name, step.version, index),
        type=event.TYPE,
        schema_version=event.VERSION,
        subject=subject,
        time=microseconds(cause.time),
        correlation_id=cause.correlation_id,
        causation_id=cause.id,
        data=encode(event),
    )


def pending(new: NewEvent, data: Event) -> Envelope[Event]:
    """Return an envelope for an event that is about to be appended (no position as yet)."""
    return Envelope(
        position=0,
        id=new.id,
        type=new.type,
        subject=new.subject,
        version=0,
        time=moment(new.time),
        recorded_at=moment(new.time),
        correlation_id=new.correlation_id,
        causation_id=new.causation_id,
        data=data,
    )


@dataclass(slots=True)
class _Batch:
    """What one transaction will hold."""

    events: list[NewEvent] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)


class StepRunner:
    """Runs one step. Not safe for several threads: the river runs in one."""

    def __init__(self, log: EventLog, step: Step) -> None:
        self._log = log
        self._step = step
        self._name = f"{step.name}@{step.version}"
        self._position = log.checkpoint(self._name)
        self._remembered = 0
        self._pending: set[str] = set()
        self._coming: list[Envelope[Any]] = []

    @property
    def step(self) -> Step:
        return self._step

    def restore(self) -> None:
        """Fold the step's memory: from its snapshot if there is one, then from the log."""
        load = getattr(self._step, "load", None)
        if load:
            self._remembered = recall(self._log, self._name, self._snapshot_version(), load)
        self.refresh()

    def save(self) -> None:
        """Keep the step's memory as a snapshot, so that the next start need not fold it anew."""
        dump = getattr(self._step, "dump", None)
        if dump is None:
            return
        self.refresh()
        keep(self._log, self._name, self._snapshot_version(), self._remembered, dump())

    def _snapshot_version(self) -> str:
        return str(getattr(self._step, "memory_version", self._step.version))

    @property
    def waiting(self) -> bool:
        """Say whether more is known to come after what was handled last."""
        return bool(self._coming)

    def run_once(self, *, busy: bool = False) -> int:
        """Handle one batch; return how many events were handled or begun with (0: nothing to do).

        A step that foresees is shown many events a round before they are handled, if more is behind
        them (``busy``: in the steps before it), so that the others have their turn meanwhile.
        """
        begun = self._look_ahead()
        if begun >= (WORTH_IT if busy else BATCH):
            return begun
        wanted = self._coming[:BATCH]
        if not wanted:
            return 0
        self.refresh()
        batch, handled, end = _Batch(), 0, time.monotonic() + LONGEST
        for envelope in wanted:
            self._handle(envelope, batch)
            handled += 1
            if time.monotonic() > end:
                break
        self._commit(batch, upto=wanted[handled - 1].position)
        del self._coming[:handled]
        return handled

    def _look_ahead(self) -> int:
        """See what comes next; return how many events were only just begun with."""
        foresee = getattr(self._step, "foresee", None)
        known = len(self._coming)
        if known > (BATCH if foresee else 0):
            return 0
        after = self._coming[-1].position if known else self._position
        fresh = self._log.decoded(after, types=self._step.consumes, limit=BATCH)
        self._coming += fresh
        if not foresee or not fresh:
            return 0
        foresee(fresh, self._log.body)
        return 0 if known else len(fresh)

    def refresh(self) -> None:
        """Fold into the step's memory what came into the log since."""
        if not self._step.remembers:
            return
        while True:
            news = self._log.decoded(self._remembered, types=self._step.remembers, limit=500)
            if not news:
                return
            for envelope in news:
                if envelope.id in self._pending:
                    self._pending.discard(envelope.id)
                    continue
                self._step.remember(envelope)
            self._remembered = news[-1].position

    def _handle(self, envelope: Envelope[Any], batch: _Batch) -> None:
        try:
            drafts = self._step.handle(envelope, self._log.body)
        except MonitorError as error:
            drafts = [self._parked(envelope, error)]
        except Exception as error:
            logger.exception("step.failed", step=self._step.name, position=envelope.position)
            drafts = [self._parked(envelope, error)]
        self._stage(envelope, drafts, batch)

    def _parked(self, envelope: Envelope[Any], error: Exception) -> Draft:
        failed = StepFailed(
            step=self._step.name,
            cause=envelope.id,
            cause_type=envelope.type,
            error=f"{type(error).__name__}: {error}",
        )
        return Draft(event=failed, subject=f"step/{self._step.name}")

    def _stage(self, cause: Envelope[Any], drafts: Iterable[Draft], batch: _Batch) -> None:
        for index, draft in enumerate(drafts):
            new = caused(
                draft.event, subject=draft.subject, cause=cause, step=self._step, index=index
            )
            batch.events.append(new)
            batch.bodies.update(draft.bodies)
            if new.type in self._step.remembers:
                self._step.remember(pending(new, draft.event))
                self._pending.add(new.id)

    def _commit(self, batch: _Batch, *, upto: int) -> None:
        self._log.append(batch.events, checkpoint=Checkpoint(self._name, upto), bodies=batch.bodies)
        self._position = upto


class River:
    """All steps, run in their order until nothing is left to do."""

    def __init__(self, log: EventLog, steps: Sequence[Step]) -> None:
        self.runners = tuple(StepRunner(log, step) for step in steps)

    def restore(self) -> None:
        for runner in self.runners:
            runner.restore()

    def round(self) -> int:
        """Run every step over one batch; return how many events were handled (0: nothing left)."""
        handled, busy = 0, False
        for runner in self.runners:
            handled += runner.run_once(busy=busy)
            busy = busy or runner.waiting
        return handled

    def flow(self) -> int:
        """Run every step until the log is handled; return how many events were handled."""
        handled = 0
        while moved := self.round():
            handled += moved
        return handled

    def refresh(self) -> None:
        """Bring every memory up to the head of the log, without handling anything."""
        for runner in self.runners:
            runner.refresh()

    def save(self) -> None:
        for runner in self.runners:
            runner.save()
