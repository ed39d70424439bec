"""Conditions that can never hold, or always do, beside what the rule asks for anyway."""

import re
from collections.abc import Iterator

from monitor.events.values import NEWS
from monitor.rules.conditions.known import Known
from monitor.rules.conditions.reasons import Reason
from monitor.rules.files.located import Located
from monitor.rules.files.nodes import Path
from monitor.rules.files.notes import Note, fault
from monitor.rules.files.suggest_rapidfuzz import suggestion
from monitor.rules.format.conditions import Condition
from monitor.rules.format.schema import ID_PATTERN, Rule
from monitor.rules.ruleset.anchors import anchors, mentioned
from monitor.rules.ruleset.rules import Anchor

Sets = dict[str, frozenset[str]]


def condition_notes(rule: Rule, located: Located, known: Known) -> Iterator[Note]:
    """Yield what is wrong with ``when`` and ``unless`` taken together."""
    asked = required(rule.when, known)
    for key, values in asked.items():
        if not values:
            message = f"no {key} fits all that is asked here: the rule never holds"
            yield fault(located, ("when",), message)
    for name, exception in rule.unless.items():
        yield from _exception(rule, located, name, known)
        yield from _silences(exception, ("unless", name), located, known)
    yield from _silences(rule.when, ("when",), located, known)
    control = rule.when.control
    if control and known.fronts is not None and control.border not in known.fronts:
        message = f"how far districts run along {control.border} is not known"
        hint = suggestion(control.border, known.fronts)
        yield fault(located, ("when", "control", "border"), message, hint)


def _exception(rule: Rule, located: Located, name: str, known: Known) -> Iterator[Note]:
    path: Path = ("unless", name)
    written = rule.unless[name]
    if name in set(Reason) and name not in {"denied", "planned", "hypothetical", "historical"}:
        message = f"{name!r} is the name of a condition, an exception needs another"
        yield fault(located, path, message, key=True)
    if not _is_name(name):
        message = f"{name!r} is no name: use small letters, digits, _ and -"
        yield fault(located, path, message, key=True)
    found = mentioned(written)
    if not found:
        yield fault(located, path, "this exception has no condition", key=True)
        return
    if Anchor.SILENCE in found or Anchor.CONTROL in found:
        message = "silence and control can stand under when only"
        yield fault(located, path, message, key=True)
    yield from _against(rule, located, name, known)


def _is_name(name: str) -> bool:
    return re.fullmatch(ID_PATTERN, name.replace("_", "-").lower()) is not None


def _against(rule: Rule, located: Located, name: str, known: Known) -> Iterator[Note]:
    """Compare what the exception needs with what the rule has asked for already."""
    path: Path = ("unless", name)
    written = rule.unless[name]
    if anchors(rule.when) == {Anchor.TEXT} and Anchor.CLAIM in mentioned(written):
        message = "this exception can never hold: a rule about words sees no claims"
        yield fault(located, path, message, key=True)
        return
    asked = required(rule.when, known)
    needed = required(written, known)
    for key, values in needed.items():
        before = asked.get(key)
        if before is None or not before:
            continue
        if not before & values:
            message = (
                f"this exception can never hold: it needs {key} {_or(values)}, "
                f"the rule asks for {_or(before)}"
            )
            yield fault(located, path, message, key=True)
            return
    if needed and _only_sets(written) and all(_covers(asked, needed, key) for key in needed):
        message = "this exception always holds: the rule could never speak"
        yield fault(located, path, message, key=True)


def _covers(asked: Sets, needed: Sets, key: str) -> bool:
    return bool(asked.get(key)) and asked[key] <= needed[key]


def _or(values: frozenset[str]) -> str:
    return " or ".join(sorted(values))


def required(written: Condition, known: Known) -> Sets:
    """Return, for each field with few possible values, those that a condition leaves possible."""
    sets: Sets = {}
    for key, values in _sets(written, known):
        sets[key] = sets[key] & values if key in sets else values
    return sets


def _sets(written: Condition, known: Known) -> Iterator[tuple[str, frozenset[str]]]:
    actor, place = written.actor, written.place
    for key, values in (
        ("claim", written.claim),
        ("status", written.status),
        ("from", written.from_),
        ("to", written.to),
        ("actor class", actor.class_ if actor else None),
        ("actor side", actor.side if actor else None),
        ("country", place.country if place else None),
        ("kind of place", place.kind if place else None),
    ):
        if values:
            yield key, frozenset(str(value) for value in values)
    if written.claim and not written.status:
        yield "status", frozenset(str(value) for value in NEWS)
    yield from _named(written, known)
    for part in written.all or ():
        yield from _sets(part, known)


def _named(written: Condition, known: Known) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the places that a condition names, and their countries, where all are known."""
    names = (written.place.name if written.place else None) or ()
    found = [known.places_called(name) for name in names]
    if not found or not all(found):
        return
    yield "place", frozenset(place.name for places in found for place in places)
    countries = frozenset(place.country for places in found for place in places)
    if "" not in countries:
        yield "country", countries


def _only_sets(written: Condition) -> bool:
    """Tell whether a condition consists of nothing but fields with few possible values."""
    others = (
        written.count,
        written.killed,
        written.wounded,
        written.sources,
        written.outlet,
        written.said_by,
        written.text,
        written.any,
        written.not_,
        written.silence,
        written.control,
    )
    place, actor = written.place, written.actor
    narrow = (place and (place.name or place.near or place.province)) or (
        actor and (actor.name or actor.country)
    )
    return not any(others) and not narrow and all(_only_sets(part) for part in written.all or ())


def _silences(written: Condition, path: Path, located: Located, known: Known) -> Iterator[Note]:
    if written.silence and known.sources is not None:
        for name in written.silence.source:
            if name not in known.sources and name != "*":
                hint = suggestion(name, known.sources)
                message = f"the configuration has no source {name!r}"
                yield fault(located, (*path, "silence", "source"), message, hint)
    for number, part in enumerate(written.all or ()):
        yield from _silences(part, (*path, "all", number), located, known)
    for number, part in enumerate(written.any or ()):
        yield from _silences(part, (*path, "any", number), located, known)
