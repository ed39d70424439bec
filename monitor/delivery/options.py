"""What an operator may choose about delivery: destinations, routes, quiet hours, escalation.

The configuration layer builds these; ``problems`` says what does not fit together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from monitor.events.values import Level

MATCHABLE = ("level", "place", "province", "country", "border", "rule", "source", "type", "kind")
MAIL_SCHEMES = frozenset({"mailto", "mailtos"})
WEBHOOK_SCHEMES = frozenset({"json", "jsons", "xml", "xmls", "form", "forms"})
TERMINAL = "terminal"


class Secret:
    """A text that never shows itself: not in a repr, a log line, a traceback or an event."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(...)"

    def __str__(self) -> str:
        return "(secret)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMost:
    """A flood is told together: no more than so many single messages within a time.

    Messages of a lower level do not count against one of a higher. What is beyond comes as one
    message after ``wait``, and then once in ``within``. No ``messages`` (0) means no limit.
    """

    messages: int = 20
    within: timedelta = timedelta(minutes=10)

    @property
    def gather(self) -> "Grouping":
        wait = min(timedelta(minutes=1), self.within)
        return Grouping(by=(), wait=wait, interval=self.within)


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """One recipient: a mailbox, a channel, a webhook. ``url`` is an Apprise address.

    ``timeout`` is how long one attempt may take, in seconds. ``at_most`` guards people from floods;
    where it is left out, mailboxes and channels have one, programs and terminals have none.
    """

    name: str
    url: Secret = field(repr=False)
    timeout: float = 20.0
    at_most: AtMost | None = None

    @property
    def limit(self) -> AtMost | None:
        """Return how many messages it takes at once; None for as many as there are."""
        for_people = AtMost() if self.kind in ("mail", "chat") else None
        limit = self.at_most or for_people
        return limit if limit and limit.messages else None

    @property
    def scheme(self) -> str:
        return self.url.reveal().partition("://")[0].strip().lower()

    @property
    def kind(self) -> str:
        """Return mail, webhook, terminal or chat: it decides the wording and the patience."""
        if self.scheme in MAIL_SCHEMES:
            return "mail"
        if self.scheme in WEBHOOK_SCHEMES:
            return "webhook"
        return TERMINAL if self.scheme == TERMINAL else "chat"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From ``start`` to ``end`` (local times of a zone) messages below ``floor`` wait.

    ``start`` may be later than ``end``: the night. Equal ends would mean always or never: refused.
    """

    start: time
    end: time
    zone: ZoneInfo
    floor: Level = Level.CRITICAL

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise ValueError(
                f"quiet hours start and end at {self.start:%H:%M}: "
                "that could mean always or never. Give two different times."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Alerts alike in ``by`` become one message: after ``wait``, then at most each ``interval``."""

    by: tuple[str, ...] = ("rule",)
    wait: timedelta = timedelta(seconds=30)
    interval: timedelta = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One message a day, ``at`` a local time; alerts at ``floor`` or above do not wait for it."""

    at: time
    zone: ZoneInfo
    floor: Level = Level.CRITICAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """If nobody acknowledges within ``after``, the route ``to`` is told, whatever the hour."""

    after: timedelta
    to: str
    floor: Level = Level.HIGH


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A branch of the routing tree.

    A rule names a route at the top; the first of its ``routes`` whose ``match`` fits takes the
    alert (and lets the next ones look too, if it says ``carry_on``). What a branch leaves out it
    takes from the branch above it. Patterns: "high", "low,medium", ">=high", "Ish*".
    """

    name: str
    to: tuple[str, ...] = ()
    match: Mapping[str, str] = field(default_factory=dict)
    routes: tuple["Route", ...] = ()
    carry_on: bool = False
    quiet: QuietHours | None = None
    gather: Grouping | Digest | None = None
    escalate: tuple[Escalation, ...] = ()
    tell_resolved: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOptions:
    """``default`` takes alerts whose rule names no route; ``fallback`` what was given up.

    With no destination at all, alerts print to the terminal. ``templates`` is a folder with
    templates of one's own. ``countries`` names countries by their ISO codes. ``page`` is the
    address of the web page, if there is one, and ``link_key`` signs the links to it with which
    people acknowledge, silence and resolve.
    """

    destinations: tuple[Destination, ...] = ()
    routes: tuple[Route, ...] = ()
    default: str | None = None
    fallback: str | None = None
    templates: Path | None = None
    countries: Mapping[str, str] = field(default_factory=dict)
    page: str | None = None
    link_key: Secret | None = None

    def destination(self, name: str) -> Destination | None:
        if name == TERMINAL:
            return next((d for d in self.destinations if d.name == name), terminal())
        return next((d for d in self.destinations if d.name == name), None)

    def route(self, name: str | None) -> Route | None:
        return next((route for route in self.routes if route.name == name), None)


def terminal() -> Destination:
    return Destination(name=TERMINAL, url=Secret("terminal://"))


def branches(routes: tuple[Route, ...]) -> Iterator[Route]:
    for route in routes:
        yield route
        yield from branches(route.routes)


def problems(options: DeliveryOptions) -> list[str]:
    """Return what does not fit together, each as a sentence; an empty list is a sound set."""
    found = list(_twice("destination", [d.name for d in options.destinations]))
    found += _twice("route", [route.name for route in options.routes])
    for word, name in (("default", options.default), ("fallback", options.fallback)):
        if name is not None and options.route(name) is None:
            found.append(f"the {word} route {name!r} does not exist{_known(options)}")
    for route in options.routes:
        found += _unheard(route)
    for route in branches(options.routes):
        found += _route_problems(options, route)
    return found


def _route_problems(options: DeliveryOptions, route: Route) -> Iterator[str]:
    for name in route.to:
        if options.destination(name) is None:
            known = ", ".join(sorted(d.name for d in options.destinations)) or "none"
            yield f"route {route.name}: there is no destination {name!r} (there is: {known})"
    for name in route.match:
        if name not in MATCHABLE:
            yield f"route {route.name}: cannot match {name!r}; use {', '.join(MATCHABLE)}"
    for rung in route.escalate:
        if options.route(rung.to) is None:
            yield f"route {route.name}: escalates to {rung.to!r}, which does not exist"


def _unheard(route: Route) -> Iterator[str]:
    if not any(branch.to for branch in branches((route,))):
        yield f"route {route.name}: nobody is told; give it `to = [...]`"


def _twice(what: str, names: list[str]) -> Iterator[str]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"two {what}s are called {name!r}"


def _known(options: DeliveryOptions) -> str:
    names = ", ".join(sorted(route.name for route in options.routes))
    return f" (there is: {names})" if names else " (there are no routes)"
