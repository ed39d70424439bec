"""The delivery step: decides who is told of an alert event, in what words, and when."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

import msgspec

from monitor.delivery import gathering
from monitor.delivery.escalation import Rung, next_rung_at, rungs_due
from monitor.delivery.hours import held_until
from monitor.delivery.links import address
from monitor.delivery.memory import REMEMBERS, Memory, Watched
from monitor.delivery.options import DeliveryOptions, Digest, Grouping, branches
from monitor.delivery.routing import Facts, Leg, facts_of, legs
from monitor.delivery.wayround import detour
from monitor.delivery.wording import Circumstances, Message, News, message_of, news_of
from monitor.events.alerts import AlertRaised, AlertResolved, AlertUpdated, SweepDue
from monitor.events.deliveries import DeliveryAbandoned, DeliveryGathered, DeliveryRequested
from monitor.events.envelope import Envelope
from monitor.flow.ids import event_id
from monitor.flow.step import Bodies, Draft


class Wording(Protocol):
    """A message in the form that a kind of destination takes."""

    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...


class Renderer(Protocol):
    """Words a message for a kind of destination (``jinja_templates.Templates``)."""

    def render(self, message: Message, kind: str) -> Wording: ...


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
        self.memory_version = f"1:{hashlib.sha256(repr(options).encode()).hexdigest()[:16]}"

    def remember(self, envelope: Envelope[Any]) -> None:
        self._memory.apply(envelope)

    def dump(self) -> bytes:
        return msgspec.msgpack.encode(self._memory)

    def load(self, state: bytes) -> None:
        self._memory = msgspec.msgpack.decode(state, type=Memory)

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]:  # noqa: ARG002
        event = envelope.data
        match event:
            case AlertRaised() | AlertUpdated():
                return [] if event.silenced_by else list(self._tell(event, envelope))
            case AlertResolved():
                return list(self._tell_resolved(event, envelope))
            case SweepDue():
                return [*self._flush(envelope.time), *self._escalate(envelope)]
            case DeliveryAbandoned():
                return list(self._detour(event))
            case _:
                return []

    def due(self, now: datetime) -> datetime | None:
        """Return when the next sweep has something to do (``now`` if it is late); None: never."""
        moments = [group.due for group in self._memory.groups.values()]
        for known in self._memory.alerts.values():
            moment = next_rung_at(known, self._rungs(known))
            moments.extend([moment] if moment else [])
        return max(min(moments), now) if moments else None

    def _tell(self, event: AlertRaised | AlertUpdated, envelope: Envelope[Any]) -> Iterator[Draft]:
        known = self._memory.alerts.get(event.alert)
        # Memory may be ahead of this event: the level is the one that the event itself carries.
        level = event.match.level
        news = news_of(envelope, event.match, level)
        facts = facts_of(event.match, level, news.kind)
        for leg in self._audience(event.match.notify, facts, known):
            yield self._told(news, leg, facts, envelope.time)

    def _tell_resolved(self, event: AlertResolved, envelope: Envelope[Any]) -> Iterator[Draft]:
        known = self._memory.alerts.get(event.alert)
        if known is None or known.silenced:
            return
        news = news_of(envelope, known.match, known.level)
        facts = facts_of(known.match, known.level, news.kind)
        for leg in self._audience(known.match.notify, facts, known):
            if leg.route.tell_resolved:
                yield self._told(news, leg, facts, envelope.time)

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

    def _told(self, news: News, leg: Leg, facts: Facts, now: datetime) -> Draft:
        gather = leg.route.gather
        if gather is not None and gathering.waits(gather, news):
            group = gathering.group_of(leg, facts)
            return self._gather(news, leg, group, self._due(group, gather, now))
        until = held_until(leg.route.quiet, news.level, now)
        return self._request(news, leg, not_before=until)

    def _due(self, group: str, gather: Grouping | Digest, now: datetime) -> datetime:
        waiting = self._memory.groups.get(group)
        last = self._memory.flushed.get(group)
        return gathering.due_at(gather, now, waiting=waiting.due if waiting else None, last=last)

    def _gather(self, news: News, leg: Leg, group: str, due: datetime) -> Draft:
        key = event_id("delivery", news.event, leg.destination.name)
        worded = self._worded(news, leg, key, leg.why)
        event = DeliveryGathered(
            item=news.event,
            alert=news.alert,
            route=leg.path,
            destination=leg.destination.name,
            group=group,
            due=(held_until(leg.route.quiet, news.level, due) or due).isoformat(),
            subject=worded.subject,
            text=worded.text,
            html=worded.html,
            level=news.level.value,
        )
        return Draft(event=event, subject=f"alert/{news.alert}")

    def _request(
        self, news: News, leg: Leg, *, not_before: datetime | None = None, step: int = 0
    ) -> Draft:
        key = event_id("delivery", news.event, leg.destination.name, step)
        worded = self._worded(news, leg, key, leg.why)
        event = DeliveryRequested(
            delivery=key,
            alert=news.alert,
            route=leg.path,
            destination=leg.destination.name,
            subject=worded.subject,
            text=worded.text,
            html=worded.html,
            level=news.level.value,
            not_before=not_before.isoformat() if not_before else None,
            covers=(news.event,),
            step=step,
            why=leg.why,
        )
        return Draft(event=event, subject=f"delivery/{key}")

    def _worded(self, news: News, leg: Leg, key: str, why: str) -> Wording:
        page, link_key = self._options.page or "", self._options.link_key
        acknowledge = ""
        if page and link_key and news.kind != "resolved":
            acknowledge = address(
                page, link_key, verb="acknowledge", alert=news.alert, raised=news.at
            )
        about = Circumstances(
            delivery=key,
            routed=why,
            page=page,
            acknowledge=acknowledge,
            countries=self._options.countries,
        )
        return self._renderer.render(message_of(news, about), leg.destination.kind)

    def _flush(self, now: datetime) -> Iterator[Draft]:
        for name, group in list(self._memory.groups.items()):
            if group.due <= now and group.items:
                yield gathering.flushed(name, group, self._options)

    def _rungs(self, known: Watched) -> tuple[Rung, ...]:
        if not self._escalates or not known.is_open or known.acknowledged_by:
            return ()
        facts = facts_of(known.match, known.level, "raised")
        found = legs(self._options, known.match.notify, facts)
        return tuple(
            Rung(step=step, escalation=rung)
            for step, rung in enumerate(found[0].route.escalate, start=1)
        )

    def _escalate(self, envelope: Envelope[Any]) -> Iterator[Draft]:
        for alert, known in list(self._memory.alerts.items()):
            for rung in rungs_due(known, self._rungs(known), envelope.time):
                yield from self._climb(alert, known, rung, envelope.time)

    def _climb(self, alert: str, known: Watched, rung: Rung, at: datetime) -> Iterator[Draft]:
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
            yield self._request(news, leg, step=rung.step)

    def _detour(self, event: DeliveryAbandoned) -> Iterator[Draft]:
        request = self._memory.given_up.get(event.delivery)
        if request:
            yield from detour(request, event, self._options)
