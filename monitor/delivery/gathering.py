"""Groups and digests: several alert events for one destination become one message."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from monitor.delivery.defuse import clip
from monitor.delivery.hours import next_time
from monitor.delivery.memory import Group
from monitor.delivery.options import DeliveryOptions, Digest, Grouping
from monitor.delivery.routing import Facts, Leg
from monitor.delivery.wording import LONGEST_SUBJECT, News
from monitor.events.deliveries import DeliveryGathered, DeliveryRequested
from monitor.events.values import Level
from monitor.flow.ids import event_id, short
from monitor.flow.step import Draft

SHOWN = 50


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
    if last is not None and last + gather.interval > now:
        return last + gather.interval
    return now + gather.wait


def waits(gather: Grouping | Digest | None, news: News) -> bool:
    """Tell whether an alert event waits for others."""
    if gather is None:
        return False
    return not (isinstance(gather, Digest) and news.level.rank >= gather.floor.rank)


def subject_of(items: Sequence[DeliveryGathered]) -> str:
    """Return the subject of a message that tells of several, the gravest first."""
    ranked = sorted(items, key=lambda item: -_rank(item.level))
    level = ranked[0].level.upper()
    heads = "; ".join(_head(item.subject) for item in ranked)
    return clip(f"[{level}] {len(items)} alerts: {heads}", LONGEST_SUBJECT)


def text_of(items: Sequence[DeliveryGathered], delivery: str) -> str:
    """Return the text of a message that tells of several, in the order they came."""
    parts = [f"{item.subject}\n{item.text.strip()}" for item in items[:SHOWN]]
    if len(items) > SHOWN:
        left = [f"- {item.subject} (monitor why {item.alert})" for item in items[SHOWN:]]
        parts.append("Also:\n" + "\n".join(left))
    rule = "\n\n" + "-" * 40 + "\n\n"
    return rule.join(parts) + f"\n\nDelivery {delivery} (of {len(items)} alerts)\n"


def html_of(items: Sequence[DeliveryGathered], delivery: str) -> str:
    """Return the same as a mail in HTML; everything in it is escaped."""
    blocks = [
        f'<h2 style="font-size:17px;margin:18px 0 4px">{escape(item.subject)}</h2>'
        f'<pre style="white-space:pre-wrap;font-family:inherit;margin:0">'
        f"{escape(item.text.strip())}</pre>"
        for item in items[:SHOWN]
    ]
    left = "".join(f"<li>{escape(item.subject)}</li>" for item in items[SHOWN:])
    also = f"<p>Also:</p><ul>{left}</ul>" if left else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"></head>'
        '<body style="font-family:sans-serif;max-width:640px;margin:0 auto;padding:16px">'
        f"{''.join(blocks)}{also}"
        f'<p style="color:#57606a;font-size:12px">Delivery {escape(delivery)} '
        f"(of {len(items)} alerts)</p></body></html>\n"
    )


def _head(subject: str) -> str:
    return subject.partition("] ")[2] or subject


def _rank(level: str) -> int:
    return Level(level).rank if level else 0


def flushed(name: str, group: Group, options: DeliveryOptions) -> Draft:
    """Return the one message for all that waited in a group."""
    items = list(group.items.values())
    key = event_id("delivery", name, *sorted(group.items))
    destination = options.destination(group.destination)
    mail = destination is not None and destination.kind == "mail"
    alone = items[0] if len(items) == 1 else None
    event = DeliveryRequested(
        delivery=key,
        alert=items[0].alert,
        route=group.route,
        destination=group.destination,
        subject=alone.subject if alone else subject_of(items),
        text=alone.text if alone else text_of(items, key),
        html=(alone.html if alone else html_of(items, key)) if mail else "",
        level=max((item.level for item in items), key=_rank),
        covers=tuple(group.items),
        group=name,
        why=f"gathered: {len(items)} in one message",
    )
    return Draft(event=event, subject=f"delivery/{key}")
