"""Groups and digests: several alert events for one destination become one message."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from monitor.delivery import several
from monitor.delivery.hours import next_time
from monitor.delivery.memory import Group, rank_of
from monitor.delivery.options import DeliveryOptions, Digest, Grouping
from monitor.delivery.routing import Facts, Leg
from monitor.delivery.several import SHOWN
from monitor.delivery.silences import Known, Silences
from monitor.delivery.wording import News
from monitor.events.alerts import AlertSuppressed
from monitor.events.deliveries import DeliveryGathered, DeliveryRequested
from monitor.flow.ids import event_id, short
from monitor.flow.step import Draft


def group_of(leg: Leg, facts: Facts) -> str:
    """Return the name of the group that an alert event waits in, for one destination."""
    gather = leg.route.gather
    if isinstance(gather, Grouping):
        alike = tuple(f"{field}={','.join(facts.get(field, ()))}" for field in gather.by)
    else:
        alike = ("digest",)
    return short(leg.path, leg.destination.name, *alike)


def due_at(
    gather: Grouping | Digest, now: datetime, *, waiting: datetime | None, last: datetime | None
) -> datetime:
    """Return when the group is sent: ``waiting`` is its moment already set, ``last`` the last one.

    A group waits once for company, then speaks at most once in its interval.
    """
    if waiting is not None:
        return waiting
    if isinstance(gather, Digest):
        return next_time(gather.at, gather.zone, now)
    if last is not None and now < last + gather.interval:
        # A clock that was set back must not make a group wait for longer than its interval.
        return min(last, now) + gather.interval
    return now + gather.wait


def waits(gather: Grouping | Digest | None, news: News) -> bool:
    """Tell whether an alert event waits for others."""
    if gather is None:
        return False
    return not (isinstance(gather, Digest) and news.level.rank >= gather.floor.rank)


def flushed(
    name: str, group: Group, options: DeliveryOptions, silences: Silences, now: datetime
) -> Iterator[Draft]:
    """Yield the one message for all that waited in a group, without what is silenced by now.

    Where all of it is, the message is drafted all the same: the sender says that it is not sent.
    """
    items = list(group.items.values())
    hushed = {item.item: silences.covering(item.about, now) for item in items if item.about}
    heard = [item for item in items if not hushed.get(item.item)] if hushed else items
    if heard or group.more:
        for item in items:
            if silence := hushed.get(item.item):
                yield _unsaid(item, silence)
    yield _message(name, group, heard or items, options)


def _unsaid(item: DeliveryGathered, silence: Known) -> Draft:
    event = AlertSuppressed(
        alert=item.alert,
        fingerprint=item.about.get("fingerprint", ("",))[0],
        rule=item.about.get("rule", ("",))[0],
        article="",
        reason=silence.words,
    )
    return Draft(event=event, subject=f"alert/{item.alert}")


def _message(
    name: str, group: Group, items: Sequence[DeliveryGathered], options: DeliveryOptions
) -> Draft:
    key = event_id("delivery", name, *sorted(item.item for item in items), group.more)
    destination = options.destination(group.destination)
    kind = destination.kind if destination else ""
    worded = several.worded(items, group.more, key, kind)
    event = DeliveryRequested(
        delivery=key,
        alert=items[0].alert,
        route=group.route,
        destination=group.destination,
        subject=worded.subject,
        text=worded.text,
        html=worded.html,
        level=group.level or max((item.level for item in items), key=rank_of),
        covers=tuple(item.item for item in items),
        # What was given up once goes from here to the terminal, not round in a circle.
        fallback_for=items[0].item if group.route.startswith("fallback") else None,
        group=name,
        why=f"gathered: {len(items) + group.more} in one message",
        about=_about(items, group.more),
    )
    return Draft(event=event, subject=f"delivery/{key}")


def _about(items: Sequence[DeliveryGathered], more: int) -> tuple[dict[str, tuple[str, ...]], ...]:
    """Return what a silence may match of all; nothing where some of it is not known."""
    if more or len(items) > SHOWN or not all(item.about for item in items):
        return ()
    return tuple(item.about for item in items)
