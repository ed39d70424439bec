"""From a rule's schema to conditions that can be asked; mistakes become problems with a path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from monitor.events.values import NEWS
from monitor.rules.conditions.claim import (
    ACTOR_CLASS,
    ACTOR_SIDE,
    COUNTRY,
    KIND,
    NEAR_KM,
    ORIGIN,
    SAID_BY,
    TO,
    TYPE,
    ActorNamed,
    Bounded,
    Field,
    Near,
    OneOf,
    OutletIs,
    PlaceIs,
    StatusIs,
    count_of,
    killed_of,
    sources_of,
    wounded_of,
)
from monitor.rules.conditions.condition import All, AnyOf, Condition, Not
from monitor.rules.conditions.control import Share
from monitor.rules.conditions.known import NOTHING_KNOWN, Known
from monitor.rules.conditions.nationality import actor_country
from monitor.rules.conditions.reasons import Reason
from monitor.rules.conditions.text import Extent, Group, WordsIn
from monitor.rules.files.lists import Entry, Lists, entries_of
from monitor.rules.files.nodes import Path
from monitor.rules.files.suggest_rapidfuzz import suggestion
from monitor.rules.format.conditions import ActorCondition, PlaceCondition, TextCondition
from monitor.rules.format.conditions import Condition as Written
from monitor.rules.text.folding import name_key
from monitor.rules.text.terms import Term, term


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A mistake that only the meaning shows: the path to it, what is wrong, what to do."""

    path: Path
    message: str
    hint: str = ""


@dataclass(slots=True)
class Workshop:
    """What compiling needs, and where it puts the problems."""

    lists: Lists = field(default_factory=dict)
    known: Known = NOTHING_KNOWN
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, path: Path, message: str, hint: str = "") -> None:
        self.problems.append(Problem(path=path, message=message, hint=hint))

    def entries(self, values: tuple[str, ...], path: Path) -> list[Entry]:
        """Return values with lists unfolded; an unknown list is a problem."""
        try:
            return entries_of(values, self.lists)
        except KeyError as error:
            name = str(error.args[0])
            hint = suggestion(f"${name}", [f"${known}" for known in self.lists])
            self.wrong(path, f"there is no shared list ${name}", hint)
            return []


def compiled(written: Written, path: Path, shop: Workshop) -> Condition:
    """Return the condition that a part of a rule means."""
    parts = tuple(_parts(written, path, shop))
    return parts[0] if len(parts) == 1 else All(parts)


def _parts(written: Written, path: Path, shop: Workshop) -> Iterator[Condition]:
    yield from _claim(written)
    if written.actor:
        yield from _actor(written.actor, (*path, "actor"), shop)
    if written.place:
        yield from _place(written.place, (*path, "place"), shop)
    yield from _figures(written)
    if written.outlet:
        names = shop.entries(written.outlet, (*path, "outlet"))
        yield OutletIs(frozenset(name_key(s) for entry in names for s in entry.spellings))
    if written.text:
        yield from _text(written.text, (*path, "text"), shop)
    if written.control:
        yield Share(written.control.border, written.control.outside_government)
    yield from _joined(written, path, shop)


def _claim(written: Written) -> Iterator[Condition]:
    if written.claim:
        yield OneOf(TYPE, Reason.TYPE, frozenset(written.claim))
    if written.status or written.claim:
        yield StatusIs(frozenset(written.status or NEWS))
    if written.from_:
        yield OneOf(ORIGIN, Reason.FROM, frozenset(written.from_))
    if written.to:
        yield OneOf(TO, Reason.TO, frozenset(written.to))
    if written.said_by:
        yield OneOf(SAID_BY, Reason.SAID_BY, frozenset(written.said_by))


def _figures(written: Written) -> Iterator[Condition]:
    if written.count:
        yield Bounded(Reason.COUNT, written.count, count_of)
    if written.killed:
        yield Bounded(Reason.KILLED, written.killed, killed_of)
    if written.wounded:
        yield Bounded(Reason.WOUNDED, written.wounded, wounded_of)
    if written.sources:
        yield Bounded(Reason.SOURCES, written.sources, sources_of)


def _joined(written: Written, path: Path, shop: Workshop) -> Iterator[Condition]:
    if written.all:
        yield All(_each(written.all, (*path, "all"), shop))
    if written.any:
        yield AnyOf(_each(written.any, (*path, "any"), shop))
    if written.not_:
        yield Not(compiled(written.not_, (*path, "not"), shop))


def _each(parts: tuple[Written, ...], path: Path, shop: Workshop) -> tuple[Condition, ...]:
    return tuple(compiled(part, (*path, number), shop) for number, part in enumerate(parts))


def _actor(written: ActorCondition, path: Path, shop: Workshop) -> Iterator[Condition]:
    if written.class_:
        yield OneOf(ACTOR_CLASS, Reason.ACTOR, frozenset(written.class_))
    if written.side:
        yield OneOf(ACTOR_SIDE, Reason.ACTOR, frozenset(written.side))
    if written.country:
        country = partial(actor_country, nations=shop.known.nations)
        field = Field("", "the actor's country", country)
        yield OneOf(field, Reason.ACTOR, frozenset(written.country))
    if written.name:
        entries = shop.entries(written.name, (*path, "name"))
        names = tuple(name_key(spelling) for entry in entries for spelling in entry.spellings)
        yield ActorNamed(names, " or ".join(written.name))


def _place(written: PlaceCondition, path: Path, shop: Workshop) -> Iterator[Condition]:
    if written.name:
        yield _named("name", written.name, (*path, "name"), shop)
    if written.province:
        yield _named("province", written.province, (*path, "province"), shop)
    if written.kind:
        yield OneOf(KIND, Reason.PLACE, frozenset(written.kind))
    if written.country:
        yield OneOf(COUNTRY, Reason.PLACE, frozenset(written.country))
    if written.near:
        _borders_exist(written.near, path, shop)
        yield Near(written.near, written.within_km or NEAR_KM)
    elif written.within_km:
        shop.wrong(
            (*path, "within_km"),
            "within_km needs to know from what",
            "Add near with a border, as in near: AF-TJ.",
        )


def _borders_exist(borders: tuple[str, ...], path: Path, shop: Workshop) -> None:
    known = shop.known.borders
    for border in borders if known is not None else ():
        if border not in (known or ()):
            hint = suggestion(border, known or ())
            shop.wrong((*path, "near"), f"the border {border} is not known", hint)


def _named(field_name: str, values: tuple[str, ...], path: Path, shop: Workshop) -> Condition:
    names: set[str] = set()
    ids: set[str] = set()
    for entry in shop.entries(values, path):
        for spelling in entry.spellings:
            places = shop.known.places_called(spelling)
            names |= {name_key(place.name) for place in places} or {name_key(spelling)}
            ids |= {place.id for place in places}
        _place_exists(entry, path, shop)
    shown = " or ".join(values)
    return PlaceIs(field_name, frozenset(names), frozenset(ids), shown)


def _place_exists(entry: Entry, path: Path, shop: Workshop) -> None:
    known = shop.known
    if known.places is None or any(known.places_called(name) for name in entry.spellings):
        return
    hint = suggestion(entry.name, known.place_names(), most=0)
    shop.wrong(path, f"the gazetteer knows no place {entry.name!r}", hint)


def _text(written: TextCondition, path: Path, shop: Workshop) -> Iterator[Condition]:
    extents = {
        Extent.ANYWHERE: written.anywhere,
        Extent.TITLE: written.title,
        Extent.SENTENCE: written.same_sentence,
        Extent.PARAGRAPH: written.same_paragraph,
    }
    asked = {extent: groups for extent, groups in extents.items() if groups}
    if not asked:
        hint = "Add anywhere, title, same_sentence or same_paragraph with words."
        shop.wrong(path, "no words are asked for here", hint)
    for extent, groups in asked.items():
        where = (*path, extent.value)
        made = tuple(
            _group(group.any, group.place, group.actor, (*where, number), shop)
            for number, group in enumerate(groups)
        )
        yield WordsIn(extent, made, written.in_order, written.within_words)


def _group(
    words: tuple[str, ...] | None,
    place: tuple[str, ...] | None,
    actor: tuple[str, ...] | None,
    path: Path,
    shop: Workshop,
) -> Group:
    given: Mapping[str, tuple[str, ...] | None] = {"any": words, "place": place, "actor": actor}
    named = [role for role, values in given.items() if values]
    if len(named) != 1:
        shop.wrong(path, "exactly one of any, place and actor is needed here")
        return Group(())
    role = named[0]
    found = list(_terms(given[role] or (), (*path, role), shop))
    names = tuple(name for name, _ in found)
    return Group(tuple(t for _, t in found), None if role == "any" else role, names)


def _terms(values: tuple[str, ...], path: Path, shop: Workshop) -> Iterator[tuple[str, Term]]:
    for entry in shop.entries(values, path):
        for spelling in entry.spellings:
            try:
                yield entry.name, term(spelling)
            except ValueError as error:
                shop.wrong(path, str(error))
