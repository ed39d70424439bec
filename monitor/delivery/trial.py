"""Trying things out: where an alert would go, and one real message along a route."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from monitor.delivery.hours import held_until
from monitor.delivery.options import (
    MATCHABLE,
    TERMINAL,
    DeliveryOptions,
    Digest,
    Grouping,
    branches,
)
from monitor.delivery.routing import Facts, Leg, legs
from monitor.delivery.transport import Failed, Outgoing, Transport
from monitor.events.values import Level
from monitor.flow.ids import event_id


def facts_in_words(words: Mapping[str, str]) -> Facts:
    """Return what routes may match, from words as people type them.

    ``ValueError`` says what is not known. Without a level, high is meant.
    """
    for field in words:
        if field not in MATCHABLE:
            raise ValueError(f"routes cannot match {field!r}; they know {', '.join(MATCHABLE)}")
    level = words.get("level", Level.HIGH.value)
    if level not in list(Level):
        raise ValueError(f"there is no level {level!r}; there is {', '.join(Level)}")
    given = {field: (value,) for field, value in words.items() if value}
    return {"level": (level,), "kind": ("raised",)} | given


def explain(
    options: DeliveryOptions, notify: str | None, facts: Facts, now: datetime
) -> list[dict[str, str]]:
    """Return for each destination its route, when it would be told, and why."""
    level = Level(facts["level"][0])
    return [
        {
            "destination": leg.destination.name,
            "route": leg.path,
            "when": _when(leg, level, now),
            "why": leg.why,
        }
        for leg in legs(options, notify, facts)
    ]


def _when(leg: Leg, level: Level, now: datetime) -> str:
    gather = leg.route.gather
    if isinstance(gather, Digest) and level.rank < gather.floor.rank:
        return f"in the digest at {gather.at:%H:%M} ({gather.zone.key})"
    if isinstance(gather, Grouping):
        return f"in a group, after {gather.wait.total_seconds():g} seconds"
    held = held_until(leg.route.quiet, level, now)
    return f"held by quiet hours until {held:%Y-%m-%d %H:%M} UTC" if held else "at once"


def send_trial(
    options: DeliveryOptions,
    route: str,
    now: datetime,
    transports: Mapping[str, Transport],
) -> Iterator[tuple[str, str | None]]:
    """Send one message to every destination of a route and its branches.

    Yields each destination's name with the reason of its failure, or None where it was accepted.
    """
    top = options.route(route)
    branched = branches((top,)) if top else ()
    for name in dict.fromkeys(name for branch in branched for name in branch.to):
        destination = options.destination(name)
        if destination is None:
            continue
        kind = TERMINAL if destination.kind == TERMINAL else ""
        outcome = transports[kind].send(destination, _message(route, name, now))
        yield name, outcome.reason if isinstance(outcome, Failed) else None


def _message(route: str, name: str, now: datetime) -> Outgoing:
    key = event_id("trial", route, name, now.isoformat())
    return Outgoing(
        key=key,
        alert="",
        level=Level.INFORMATIONAL.value,
        subject=f"[TEST] The route {route} reaches {name}",
        text=(
            "This is a test, asked for by hand: nothing happened at the border.\n"
            f"Alerts of the route {route} reach you here.\n\nDelivery {key}\n"
        ),
        html="",
    )
