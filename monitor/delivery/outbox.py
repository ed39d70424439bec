"""The outbox: deliveries that are requested and not settled, folded from the log.

Patience belongs to a destination: after a failure all its messages wait for the retry, and among
those that are due the least tried goes first, so that one poisoned message cannot hold the rest.
Asking what is due costs by the number of destinations, not of messages: see ``lanes``.
"""

from datetime import datetime
from typing import Any

import msgspec

from monitor.delivery.lanes import Lane
from monitor.delivery.silences import TYPES as SILENCES
from monitor.delivery.silences import Known, Silences
from monitor.events.alerts import SilenceCreated, SilenceExpired
from monitor.events.deliveries import (
    DeliveryAbandoned,
    DeliveryDeferred,
    DeliveryRequested,
    DeliverySilenced,
    DeliveryStarted,
    DeliverySucceeded,
    DeliveryUnknown,
)
from monitor.events.envelope import EPOCH, Envelope

TYPES = SILENCES | {
    "delivery.requested",
    "delivery.started",
    "delivery.succeeded",
    "delivery.deferred",
    "delivery.unknown",
    "delivery.silenced",
    "delivery.abandoned",
}


class Pending(msgspec.Struct, kw_only=True):
    """A delivery that is not settled. ``in_flight``: an attempt began, its end is not recorded."""

    request: DeliveryRequested
    event: str
    correlation: str
    position: int
    since: datetime
    ready_at: datetime
    deferred_at: datetime | None = None
    attempt: int = 0
    in_flight: bool = False
    unknown: bool = False


class Health(msgspec.Struct, kw_only=True):
    """How a destination did: failures in a row, and until when it is left alone."""

    failures: int = 0
    since: datetime | None = None
    until: datetime | None = None


class Memory(msgspec.Struct, kw_only=True):
    """What a snapshot holds."""

    position: int = 0
    pending: dict[str, Pending] = {}
    health: dict[str, Health] = {}
    silences: Silences = msgspec.field(default_factory=Silences)


class Outbox:
    """Requested minus settled. Not safe for several threads: the sender guards it."""

    consumes = TYPES

    def __init__(self) -> None:
        self._memory = Memory()
        self._lanes: dict[str, Lane] = {}

    @property
    def position(self) -> int:
        """Return up to where the log is folded."""
        return self._memory.position

    @property
    def pending(self) -> dict[str, Pending]:
        return self._memory.pending

    def apply(self, envelope: Envelope[Any]) -> None:
        """Fold one event of ``TYPES``; an event at or before ``position`` is known already."""
        if envelope.position <= self._memory.position:
            return
        self._memory.position = envelope.position
        event = envelope.data
        if isinstance(event, DeliveryRequested):
            self._requested(event, envelope)
            return
        if isinstance(event, SilenceCreated | SilenceExpired):
            self._memory.silences.apply(event)
            return
        found = self.pending.get(event.delivery)
        if found:
            self._moved(found, event, envelope.time)

    def dump(self) -> bytes:
        return msgspec.msgpack.encode(self._memory)

    def load(self, state: bytes) -> None:
        self._memory = msgspec.msgpack.decode(state, type=Memory)
        self._lanes = {}
        for found in self.pending.values():
            lane = self._lane(found.request.destination)
            lane.busy = lane.busy or found.in_flight
            self._wait(found)

    def due(self, now: datetime) -> list[Pending]:
        """Return what may start now: one delivery for each destination that has none in flight."""
        found = (self.due_for(name, now) for name in list(self._lanes))
        return sorted((each for each in found if each), key=lambda each: each.position)

    def due_for(self, destination: str, now: datetime) -> Pending | None:
        """Return what may start now for one destination."""
        lane = self._lanes.get(destination)
        if lane is None or lane.busy or (self._closed_until(destination) or now) > now:
            return None
        while key := lane.first(now):
            found = self.pending.get(key)
            if found and not found.in_flight and lane.is_current(found.attempt, found.ready_at):
                return found
            lane.drop_first()
        self._drop_empty(destination)
        return None

    def next_due(self) -> datetime | None:
        """Return when the next delivery may start; None when nothing waits.

        It may be too early by what was settled since; never too late.
        """
        moments = []
        for name, lane in self._lanes.items():
            ready, until = lane.next_at(), self._closed_until(name)
            if ready:
                moments.append(max(ready, until) if until else ready)
        return min(moments, default=None)

    def silence_for(self, found: Pending, now: datetime) -> Known | None:
        """Return the silence because of which a delivery is not to be sent any more."""
        return self._memory.silences.covering_all(found.request.about, now)

    def rewound(self, now: datetime) -> None:
        """Make due what was put off at a moment that is yet to come: the clock was set back."""
        for health in self._memory.health.values():
            if health.since and health.since > now:
                health.until = now
        for found in self.pending.values():
            if found.deferred_at and found.deferred_at > now:
                found.deferred_at, found.ready_at = None, now
                self._wait(found)

    def in_flight(self) -> list[Pending]:
        return [found for found in self.pending.values() if found.in_flight]

    def failures(self, destination: str) -> int:
        health = self._memory.health.get(destination)
        return health.failures if health else 0

    def _closed_until(self, destination: str) -> datetime | None:
        health = self._memory.health.get(destination)
        return health.until if health else None

    def _lane(self, destination: str) -> Lane:
        return self._lanes.setdefault(destination, Lane())

    def _drop_empty(self, destination: str) -> None:
        if self._lanes[destination].is_empty:
            del self._lanes[destination]

    def _wait(self, found: Pending) -> None:
        if not found.in_flight:
            lane = self._lane(found.request.destination)
            lane.add(found.ready_at, found.attempt, found.position, found.request.delivery)

    def _requested(self, event: DeliveryRequested, envelope: Envelope[Any]) -> None:
        if event.delivery in self.pending:
            return
        held = datetime.fromisoformat(event.not_before) if event.not_before else None
        found = Pending(
            request=event,
            event=envelope.id,
            correlation=envelope.correlation_id,
            position=envelope.position,
            since=envelope.time,
            # Whatever the clock says now: what is not held may go at once.
            ready_at=held if held and held > envelope.time else EPOCH,
        )
        self.pending[event.delivery] = found
        self._wait(found)

    def _moved(self, found: Pending, event: Any, at: datetime) -> None:
        name = found.request.destination
        lane = self._lane(name)
        if isinstance(event, DeliveryStarted):
            found.attempt, found.in_flight, lane.busy = event.attempt, True, True
            return
        found.in_flight, lane.busy = False, False
        if isinstance(event, DeliveryUnknown):
            found.unknown = True
            self._wait(found)
        elif isinstance(event, DeliveryDeferred):
            found.deferred_at, found.ready_at = at, datetime.fromisoformat(event.retry_at)
            failures = self.failures(name) + 1
            self._memory.health[name] = Health(failures=failures, since=at, until=found.ready_at)
            self._wait(found)
        elif isinstance(event, DeliverySucceeded | DeliverySilenced | DeliveryAbandoned):
            del self.pending[event.delivery]
            if isinstance(event, DeliverySucceeded):
                self._memory.health.pop(name, None)
