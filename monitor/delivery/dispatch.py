"""One piece of news for one destination becomes a message: now, later, or together with others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from monitor.delivery import flood, gathering
from monitor.delivery.hours import held_until
from monitor.delivery.links import addresses
from monitor.delivery.memory import Memory, Recent, rank_of
from monitor.delivery.options import AtMost, DeliveryOptions, Digest, Grouping
from monitor.delivery.routing import Facts, Leg
from monitor.delivery.several import SHOWN
from monitor.delivery.wording import Circumstances, Message, News, message_of, subject_for
from monitor.events.deliveries import DeliveryGathered, DeliveryRequested
from monitor.events.silencing import traits
from monitor.flow.ids import event_id
from monitor.flow.step import Draft


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


class Dispatch:
    """Drafts the deliveries that one event leads to; ``memory`` does not know of them yet."""

    def __init__(self, options: DeliveryOptions, renderer: Renderer, memory: Memory) -> None:
        self._options = options
        self._renderer = renderer
        self._memory = memory
        self._drafted: dict[str, list[Recent]] = {}

    def told(self, news: News, leg: Leg, facts: Facts, now: datetime) -> Draft:
        """Return what tells a destination, as its route and its limit want it."""
        gather = leg.route.gather
        until = held_until(leg.route.quiet, news.level, now)
        if gather is not None and gathering.waits(gather, news):
            group = gathering.group_of(leg, facts)
            if group not in self._memory.groups and self._crowded(leg, news, now, groups=True):
                return self._flood(news, leg, now, until)
            return self._gather(news, leg, group, self._due(group, gather, now))
        if self._crowded(leg, news, until or now):
            return self._flood(news, leg, now, until)
        return self._request(news, leg, now, until=until)

    def escalated(self, news: News, leg: Leg, now: datetime, step: int) -> Draft:
        """Return what tells the next rung, whatever the hour and whatever its route gathers."""
        if self._crowded(leg, news, now):
            return self._flood(news, leg, now, None, step=step)
        return self._request(news, leg, now, step=step)

    def rerouted(self, requests: Iterator[DeliveryRequested], now: datetime) -> Iterator[Draft]:
        """Yield what tells the stand-ins of a message that was given up."""
        for event in requests:
            destination = self._options.destination(event.destination)
            limit = destination.limit if destination else None
            rank = rank_of(event.level)
            if limit and self._count(event.destination, limit, rank, now) >= limit.messages:
                gathered = self._gathered_detour(event, limit, now)
                yield Draft(event=gathered, subject=f"alert/{event.alert}")
                continue
            self._note(event.destination, Recent(now, rank))
            yield Draft(event=event, subject=f"delivery/{event.delivery}")

    def _count(self, destination: str, limit: AtMost, rank: int, moment: datetime) -> int:
        known = self._memory.recent.get(destination, [])
        drafted = self._drafted.get(destination, [])
        return flood.counted([*known, *drafted], limit, rank, moment)

    def _note(self, destination: str, recent: Recent) -> None:
        self._drafted.setdefault(destination, []).append(recent)

    def _crowded(self, leg: Leg, news: News, moment: datetime, *, groups: bool = False) -> bool:
        """Tell whether one more message would be too many; ``groups`` that wait count as one."""
        limit, name = leg.destination.limit, leg.destination.name
        if limit is None:
            return False
        waiting = (
            sum(group.destination == name for group in self._memory.groups.values())
            if groups
            else 0
        )
        return self._count(name, limit, news.level.rank, moment) + waiting >= limit.messages

    def _due(self, group: str, gather: Grouping | Digest, now: datetime) -> datetime:
        waiting = self._memory.groups.get(group)
        last = self._memory.flushed.get(group)
        return gathering.due_at(gather, now, waiting=waiting.due if waiting else None, last=last)

    def _flood(
        self, news: News, leg: Leg, now: datetime, held: datetime | None, *, step: int = 0
    ) -> Draft:
        limit = leg.destination.limit or AtMost()
        group = flood.group_of(leg.destination.name, held)
        due = held or self._due(group, limit.gather, now)
        return self._gather(news, leg, group, due, why=flood.why(limit), step=step)

    def _gather(  # noqa: PLR0913  (what an event holds)
        self, news: News, leg: Leg, group: str, due: datetime, *, why: str = "", step: int = 0
    ) -> Draft:
        waiting = self._memory.groups.get(group)
        subject, text, html = "", "", ""
        if waiting is None or waiting.size < SHOWN:
            key = event_id("delivery", news.event, leg.destination.name)
            worded = self._worded(news, leg, key)
            subject, text, html = worded.subject, worded.text, worded.html
        else:
            about = Circumstances(delivery="", routed="", countries=self._options.countries)
            subject = subject_for(message_of(news, about), leg.destination.kind)
        event = DeliveryGathered(
            item=news.event,
            alert=news.alert,
            route=leg.path,
            destination=leg.destination.name,
            group=group,
            due=(due if step else held_until(leg.route.quiet, news.level, due) or due).isoformat(),
            subject=subject,
            text=text,
            html=html,
            level=news.level.value,
            why=why,
            step=step,
            about=traits(news.match),
        )
        return Draft(event=event, subject=f"alert/{news.alert}")

    def _gathered_detour(
        self, request: DeliveryRequested, limit: AtMost, now: datetime
    ) -> DeliveryGathered:
        group = flood.group_of(f"fallback:{request.destination}", None)
        waiting = self._memory.groups.get(group)
        short = waiting is not None and waiting.size >= SHOWN
        return DeliveryGathered(
            item=request.fallback_for or request.delivery,
            alert=request.alert,
            route=request.route,
            destination=request.destination,
            group=group,
            due=self._due(group, limit.gather, now).isoformat(),
            subject=request.subject,
            text="" if short else request.text,
            html="" if short else request.html,
            level=request.level,
            why=flood.why(limit),
            about=request.about[0] if len(request.about) == 1 else {},
        )

    def _request(
        self, news: News, leg: Leg, now: datetime, *, until: datetime | None = None, step: int = 0
    ) -> Draft:
        key = event_id("delivery", news.event, leg.destination.name, step)
        leg = self._noted(leg, news, until or now)
        worded = self._worded(news, leg, key)
        self._note(leg.destination.name, Recent(until or now, news.level.rank))
        event = DeliveryRequested(
            delivery=key,
            alert=news.alert,
            route=leg.path,
            destination=leg.destination.name,
            subject=worded.subject,
            text=worded.text,
            html=worded.html,
            level=news.level.value,
            not_before=until.isoformat() if until else None,
            covers=(news.event,),
            step=step,
            why=leg.why,
            about=(traits(news.match),),
        )
        return Draft(event=event, subject=f"delivery/{key}")

    def _noted(self, leg: Leg, news: News, moment: datetime) -> Leg:
        """Let the last single message say that more would come together."""
        limit = leg.destination.limit
        if limit is None:
            return leg
        before = self._count(leg.destination.name, limit, news.level.rank, moment)
        last = before == limit.messages - 1
        return replace(leg, why=f"{leg.why}; {flood.why(limit)}") if last else leg

    def _worded(self, news: News, leg: Leg, key: str) -> Wording:
        page, link_key = self._options.page or "", self._options.link_key
        links = {}
        if page and link_key and news.kind != "resolved":
            links = addresses(page, link_key, alert=news.alert, raised=news.at)
        about = Circumstances(
            delivery=key,
            routed=leg.why,
            page=page,
            links=links,
            countries=self._options.countries,
        )
        return self._renderer.render(message_of(news, about), leg.destination.kind)
