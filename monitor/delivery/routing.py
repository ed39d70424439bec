"""Where an alert goes, and why: the routing tree, walked by a pure function."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from monitor.delivery.options import DeliveryOptions, Destination, Route, terminal
from monitor.events.matches import RuleMatched
from monitor.events.values import Level

Facts = Mapping[str, tuple[str, ...]]
OWN = "monitor:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One destination that is told. ``route`` carries what the branches above it lent."""

    destination: Destination
    route: Route
    path: str
    why: str


def facts_of(match: RuleMatched, level: Level, kind: str) -> Facts:
    """Return what routes may match about an alert; ``kind`` is raised, or the kind of update."""
    found: dict[str, tuple[str | None, ...]] = {
        "level": (level.value,),
        "place": (match.place, match.place_id),
        "province": (match.province,),
        "country": (match.country,),
        "border": (match.border,),
        "rule": (match.rule,),
        "source": tuple(dict.fromkeys((match.source, match.outlet, *match.sources))),
        "type": (match.type,),
        "kind": (kind,),
    }
    return {key: tuple(value for value in values if value) for key, values in found.items()}


def legs(options: DeliveryOptions, notify: str | None, facts: Facts) -> tuple[Leg, ...]:
    """Return who is told of an alert, each destination once, in the order of the routes.

    ``notify`` is the route that the rule names; without one, or where it does not exist, the
    default route is taken. Nobody configured means the terminal: an alert never goes nowhere.
    """
    top, reason = _top(options, notify, facts)
    found: dict[str, Leg] = {}
    for path, branch, why in _walk(top, top.name, reason, facts) if top else ():
        for name in branch.to:
            destination = options.destination(name)
            if destination and name not in found:
                found[name] = Leg(destination=destination, route=branch, path=path, why=why)
    if found:
        return tuple(found.values())
    return tuple(_everybody(options, reason))


def _top(options: DeliveryOptions, notify: str | None, facts: Facts) -> tuple[Route | None, str]:
    own = any(rule.startswith(OWN) for rule in facts.get("rule", ()))
    if own and options.route(options.fallback):
        return options.route(options.fallback), "the monitor's own troubles go to the fallback"
    if options.route(notify):
        return options.route(notify), f"the rule notifies {notify}"
    reason = f"there is no route {notify!r}" if notify else "the rule names no route"
    if options.route(options.default):
        return options.route(options.default), f"{reason}: default route"
    return None, reason


def _walk(route: Route, path: str, why: str, facts: Facts) -> Iterator[tuple[str, Route, str]]:
    taken = False
    for child in route.routes:
        if not matches(child.match, facts):
            continue
        taken = True
        reason = f"{why}; {child.name}: {_words(child.match)}"
        yield from _walk(_inherit(child, route), f"{path}/{child.name}", reason, facts)
        if not child.carry_on:
            break
    if not taken:
        yield path, route, why


def _everybody(options: DeliveryOptions, reason: str) -> Iterator[Leg]:
    if not options.destinations:
        everybody = Route(name="terminal", to=("terminal",))
        why = "no destination is configured: printed to the terminal"
        yield Leg(destination=terminal(), route=everybody, path="terminal", why=why)
    everybody = Route(name="everybody", to=tuple(d.name for d in options.destinations))
    for destination in options.destinations:
        why = f"{reason}, and there is no default route: everybody is told"
        yield Leg(destination=destination, route=everybody, path="everybody", why=why)


def _inherit(child: Route, parent: Route) -> Route:
    return replace(
        child,
        to=child.to or parent.to,
        quiet=child.quiet or parent.quiet,
        gather=child.gather or parent.gather,
        escalate=child.escalate or parent.escalate,
        tell_resolved=(
            parent.tell_resolved if child.tell_resolved is None else child.tell_resolved
        ),
    )


def matches(wanted: Mapping[str, str], facts: Facts) -> bool:
    return all(
        any(_fits(field, value, pattern) for value in facts.get(field, ()))
        for field, pattern in wanted.items()
    )


def _fits(field: str, value: str, pattern: str) -> bool:
    value = value.casefold()
    return any(_part(field, value, part.strip()) for part in pattern.casefold().split(","))


def _part(field: str, value: str, pattern: str) -> bool:
    if field == "level" and pattern.startswith((">=", "<=")):
        bound = pattern[2:].strip()
        levels = [level.value for level in Level]
        if bound not in levels or value not in levels:
            return False
        difference = Level(value).rank - Level(bound).rank
        return difference >= 0 if pattern.startswith(">=") else difference <= 0
    return fnmatchcase(value, pattern)


def _words(match: Mapping[str, str]) -> str:
    return " and ".join(f"{field} is {value}" for field, value in match.items()) or "always"
