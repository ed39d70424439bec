"""The delivery step: decides who is told of an alert event, and of what time makes due."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from monitor.delivery import gathering
from monitor.delivery.dispatch import Dispatch, Renderer
from monitor.delivery.escalation import Rung, next_rung_at, rungs_due
from monitor.delivery.memory import REMEMBERS, Memory, Watched, retold
from monitor.delivery.options import DeliveryOptions, branches
from monitor.delivery.routing import OWN, Facts, Leg, facts_of, legs
from monitor.delivery.wayround import detour
from monitor.delivery.wording import News, news_of
from monitor.events.alerts import AlertRaised, AlertResolved, AlertUpdated, SweepDue
from monitor.events.deliveries import DeliveryAbandoned
from monitor.events.envelope import Envelope
from monitor.flow.step import Bodies, Draft


class DeliveryStep:
    """alert.*, sweep.due, delivery.abandoned -> delivery.requested | gathered."""

    name = "delivery"
    version = 1
    consumes = frozenset(
        {
            "alert.raised",
            "alert.updated",
            "alert.resolved",
            # Asks for nothing to be sent; consumed so that memory (and `due`) knows of it.
            "alert.acknowledged",
            "sweep.due",
            "delivery.abandoned",
        }
    )
    remembers = REMEMBERS

    def __init__(self, options: DeliveryOptions, renderer: Renderer) -> None:
        self._options = options
        self._renderer = renderer
        self._memory = Memory()
        self._escalates = any(route.escalate for route in branches(options.routes))
        self.memory_version = f"5:{hashlib.sha256(repr(options).encode()).hexdigest()[:16]}"

    def remember(self, envelope: Envelope[Any]) -> None:
        self._memory.apply(envelope)

    def dump(self) -> bytes:
        return msgspec.msgpack.encode(self._memory)

    def load(self, state: bytes) -> None:
        memory = msgspec.msgpack.decode(state, type=Memory)
        memory.share()
        self._memory = memory

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]:  # noqa: ARG002
        event = envelope.data
        dispatch = Dispatch(self._options, self._renderer, self._memory)
        match event:
            case AlertRaised() | AlertUpdated():
                return [] if event.silenced_by else list(self._tell(event, envelope, dispatch))
            case AlertResolved():
                return list(self._tell_resolved(event, envelope, dispatch))
            case SweepDue():
                return [*self._flush(envelope.time), *self._escalate(envelope.time, dispatch)]
            case DeliveryAbandoned():
                return list(self._detour(event, envelope.time, dispatch))
            case _:
                return []

    def due(self, now: datetime) -> datetime | None:
        """Return when the next sweep has something to do (``now`` if it is late); None: never."""
        moments = [group.due_by(now) for group in self._memory.groups.values()]
        for known in self._memory.alerts.values():
            moment = next_rung_at(known, self._rungs(known))
            moments.extend([moment] if moment else [])
        return max(min(moments), now) if moments else None

    def _tell(
        self, event: AlertRaised | AlertUpdated, envelope: Envelope[Any], dispatch: Dispatch
    ) -> Iterator[Draft]:
        known = self._memory.alerts.get(event.alert)
        # Memory may be ahead of this event: the level is the one that the event itself carries.
        level = event.match.level
        news = news_of(envelope, event.match, level)
        facts = facts_of(event.match, level, news.kind)
        for leg in self._audience(event.match.notify, facts, known):
            yield dispatch.told(news, leg, facts, envelope.time)

    def _tell_resolved(
        self, event: AlertResolved, envelope: Envelope[Any], dispatch: Dispatch
    ) -> Iterator[Draft]:
        known = self._memory.alerts.get(event.alert)
        if known is None or known.silenced:
            return
        news = news_of(envelope, known.match, known.level)
        facts = facts_of(known.match, known.level, news.kind)
        # Whoever heard that the monitor is in trouble hears of its end, unless the route forbids.
        own = known.match.rule.startswith(OWN) and known.match.change == "trouble"
        for leg in self._audience(known.match.notify, facts, known):
            wanted = leg.route.tell_resolved
            if wanted or (own and wanted is None):
                yield dispatch.told(news, leg, facts, envelope.time)

    def _audience(self, notify: str | None, facts: Facts, known: Watched | None) -> tuple[Leg, ...]:
        """Return the routes' choice, and whoever was told of the alert before."""
        chosen = legs(self._options, notify, facts)
        names = {leg.destination.name for leg in chosen}
        before = known.told if known else {}
        again = []
        for name in before:
            destination = self._options.destination(name)
            if name not in names and destination:
                why = "you were told of this alert before"
                leg = Leg(
                    destination=destination, route=chosen[0].route, path=before[name], why=why
                )
                again.append(leg)
        return (*chosen, *again)

    def _flush(self, now: datetime) -> Iterator[Draft]:
        for name, group in list(self._memory.groups.items()):
            if group.due_by(now) <= now and group.size:
                yield from gathering.flushed(name, group, self._options, self._memory.silences, now)

    def _rungs(self, known: Watched) -> tuple[Rung, ...]:
        if not self._escalates or not known.is_open or known.acknowledged_by:
            return ()
        facts = facts_of(known.match, known.level, "raised")
        found = legs(self._options, known.match.notify, facts)
        return tuple(
            Rung(step=step, escalation=rung)
            for step, rung in enumerate(found[0].route.escalate, start=1)
        )

    def _escalate(self, now: datetime, dispatch: Dispatch) -> Iterator[Draft]:
        for alert, known in list(self._memory.alerts.items()):
            for rung in rungs_due(known, self._rungs(known), now):
                yield from self._climb(alert, known, rung, now, dispatch)

    def _climb(
        self, alert: str, known: Watched, rung: Rung, at: datetime, dispatch: Dispatch
    ) -> Iterator[Draft]:
        facts = facts_of(known.match, known.level, "escalated")
        news = News(
            event=f"{alert}:rung:{rung.step}",
            alert=alert,
            kind="escalated",
            change=rung.words,
            match=known.match,
            level=known.level,
            at=at,
        )
        for leg in legs(self._options, rung.escalation.to, facts):
            yield dispatch.escalated(news, leg, at, rung.step)

    def _detour(
        self, event: DeliveryAbandoned, now: datetime, dispatch: Dispatch
    ) -> Iterator[Draft]:
        request = self._memory.lost(event.delivery)
        if request:
            # Where several that should have told of it fail, whoever stands in hears of it once.
            fresh = (
                each
                for each in detour(request, event, self._options)
                if retold(each) not in self._memory.rerouted
            )
            yield from dispatch.rerouted(fresh, now)
