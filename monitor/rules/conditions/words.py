"""Rules in plain words, with lists, places and word forms unfolded."""

from collections.abc import Iterable, Iterator

from monitor.rules.conditions.claim import (
    ActorNamed,
    Bounded,
    Near,
    OneOf,
    OutletIs,
    PlaceIs,
    StatusIs,
)
from monitor.rules.conditions.condition import All, AnyOf, Condition, Not
from monitor.rules.conditions.text import WordsIn
from monitor.rules.format.amounts import spoken
from monitor.rules.format.schema import Rule
from monitor.rules.text.terms import Exact, Pattern, Phrase, Prefix, Term


def condition_in_words(condition: Condition) -> Iterator[str]:
    """Yield a condition as lines."""
    match condition:
        case All():
            for part in condition.parts:
                yield from condition_in_words(part)
        case AnyOf():
            yield "any of"
            for part in condition.parts:
                yield from _below("- ", part)
        case Not():
            yield "not"
            yield from _below("  ", condition.part)
        case WordsIn():
            yield from _words(condition)
        case _:
            yield _one(condition)


def _below(mark: str, part: Condition) -> Iterator[str]:
    for number, line in enumerate(condition_in_words(part)):
        yield f"{mark if number == 0 else '  '}{line}"


def _one(condition: Condition) -> str:
    match condition:
        case OneOf():
            words = f"{condition.field.words}: {_or(condition.values)}"
        case StatusIs():
            words = f"its status: {_or(condition.values)}"
        case PlaceIs():
            words = f"the {condition.field}: {_or(condition.names)}"
        case Near():
            borders = _or(condition.borders)
            words = f"at most {condition.within_km} km from the border {borders}, or across it"
        case ActorNamed():
            words = f"the actor's name has: {_or(condition.names)}"
        case Bounded():
            words = f"{condition.reason}: {condition.bound}"
        case OutletIs():
            words = f"the outlet: {_or(condition.names)}"
        case _:
            words = "something that passes in time (see below)"
    return words


def _or(values: Iterable[str]) -> str:
    return " or ".join(sorted(values))


def _words(condition: WordsIn) -> Iterator[str]:
    order = ", in this order" if condition.in_order else ""
    close = f", within {condition.within_words} words" if condition.within_words else ""
    yield f"words, {condition.extent.replace('_', ' ')}{order}{close}:"
    for group in condition.groups:
        role = f" (becomes {{{group.role}}})" if group.role else ""
        yield f"  {' | '.join(term_in_words(term) for term in group.terms)}{role}"


def term_in_words(term: Term) -> str:
    """Return what a word of a rule finds."""
    match term:
        case Phrase():
            return " ".join("/".join(sorted(forms)) for forms in term.words)
        case Exact():
            return f"exactly {' '.join(term.words)}"
        case Prefix():
            return f"{term.stem}..."
        case Pattern():
            return f"/{term.pattern}/"


def in_words(rule: Rule) -> Iterator[str]:
    """Yield what a rule does beside its conditions."""
    yield from _occasions(rule)
    yield from _numbers(rule)
    yield from _others(rule)
    if rule.active:
        yield f"{', '.join(rule.active.days)} in {rule.active.timezone}, else {rule.active.outside}"
    if rule.alert.notify:
        yield f"goes to the route {rule.alert.notify}"


def _occasions(rule: Rule) -> Iterator[str]:
    if rule.when.silence:
        names = ", ".join(rule.when.silence.source)
        yield f"when {names} hands over nothing new for {spoken(rule.when.silence.for_)}"
    if rule.when.control:
        control = rule.when.control
        yield f"when the share of {control.border} not held is {control.outside_government}"


def _numbers(rule: Rule) -> Iterator[str]:
    if rule.confirm:
        width = spoken(rule.confirm.within)
        yield f"{rule.confirm.level} when {rule.confirm.sources} sources say so within {width}"
    if rule.count:
        yield f"only when enough come within {spoken(rule.count.within)}"


def _others(rule: Rule) -> Iterator[str]:
    if rule.if_earlier:
        yield f"after {rule.if_earlier.rule} within {spoken(rule.if_earlier.within)}"
    if rule.not_followed_by:
        wait = rule.not_followed_by
        yield f"unless {wait.rule} follows within {spoken(wait.within)}"
