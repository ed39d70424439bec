"""Roles: whether the phrases of a view can fill what a frame asks for."""

from monitor.reading.frames.slots import (
    ADJ,
    MAY_BE_PLACES,
    PARTICLE,
    PREP,
    WORD,
    Pattern,
    Slot,
)
from monitor.reading.frames.views import View
from monitor.reading.scene.people import People
from monitor.reading.syntax.chunks import Chunk


def fill(pattern: Pattern, view: View, people: People) -> dict[str, list[Chunk]] | None:  # noqa: C901  (a cascade)
    """Return the roles of a frame in a view; None where a needed or fixed one is missing."""
    for preps in pattern.must:
        if preps.isdisjoint(view.preps):
            return None
    for slot in () if pattern.is_fleet else pattern.fixed:  # its builder hears the whole of it
        if not fixed_holds(slot, view, people):
            return None
    for slot in pattern.block:
        if fixed_holds(slot, view, people) and not _is_of_cause(slot, view, people):
            return None
    if pattern.ceased and not (view.clause is not None and view.clause.vg.ceased):
        return None
    roles: dict[str, list[Chunk]] = {}
    for slot in pattern.roles:
        found = _candidates(slot, view, people)
        if found:
            roles[slot.name] = found
        elif slot.needed or (pattern.is_territory and _is_misfit(slot, view, people)):
            return None
    return roles


def _is_of_cause(slot: Slot, view: View, people: People) -> bool:
    """Handle "sent to X in view of the fighting *across the river*": they did not go over it."""
    end = view.behind_verb(_REASONS)
    if end is None:
        return False
    cause = next((pp.np for pp in view.pps if pp.s == end), None)
    before = [phrase for position in slot.positions for phrase in view.at(position)
              if position.head != PREP or phrase.s < end or phrase is cause]  # fmt: skip
    loose = any(position.head in _UNPLACED for position in slot.positions)
    return not loose and not any(accepts(slot, phrase, people) for phrase in before)


_UNPLACED = frozenset({PARTICLE, WORD, ADJ})


def _is_misfit(slot: Slot, view: View, people: People) -> bool:
    """Return a known thing where a doer should stand ("hunger takes towns") is a metaphor."""
    if not slot.is_agent or not view.subj or not slot.classes:
        return False
    subject = view.subj[0]
    return not (subject.pron or subject.names or subject.places or subject.codes
                or subject.lemma in people.lexicon.set("doers"))  # fmt: skip


def is_unknown_name(phrase: Chunk) -> bool:
    """Return a capitalised name that no list knows may be a place that the gazetteer lacks."""
    return bool(phrase.names) and not (phrase.cls or phrase.actor or phrase.lead or phrase.places)


def fixed_holds(slot: Slot, view: View, people: People) -> bool:  # noqa: C901  (a cascade)
    """Whether a slot that asks for a thing or a word has it."""
    for position in slot.positions:
        head = position.head
        if head == PARTICLE:
            if view.particle in slot.heads:
                return True
        elif head == WORD:
            if _said(slot, view):
                return True
        elif head == ADJ:
            if view.adj in slot.heads:
                return True
        elif _any_accepted(slot, view.at(position), people):
            return True
    return False


def _any_accepted(slot: Slot, found: list[Chunk], people: People) -> bool:
    return any(accepts(slot, phrase, people) for phrase in found)


def _said(slot: Slot, view: View) -> bool:
    """Whether one of the words stands anywhere in the clause, whatever its part."""
    return view.clause is not None and not view.clause.words.isdisjoint(slot.heads)


def _candidates(slot: Slot, view: View, people: People) -> list[Chunk]:
    if slot.preps and slot.preps.isdisjoint(view.preps):
        return []
    end = view.behind_verb(_CAUSES) if slot.name == "goal" else None
    last = view.behind_verb(_REASONS) if slot.name == "via" else None
    behind: list[Chunk] = []
    for position in slot.positions:
        found = view.at(position)
        if found:
            found = [phrase for phrase in found if accepts(slot, phrase, people)
                     and (last is None or phrase.s < last)]  # fmt: skip
            if found and (end is None or found[0].s < end):
                return found
            behind = behind or found
    return behind


# "Sought refuge on the Tajik side *after* an attack on their post in X": they did not go to X.
_REASONS = frozenset({"in view of", "because of", "amid", "in response to", "in light of"})
_CAUSES = frozenset({"after", "following", "amid", "because of", "due to", "since"})


def accepts(slot: Slot, phrase: Chunk, people: People) -> bool:  # noqa: C901, PLR0911  (a cascade)
    """Whether a phrase (or a member of its list) is of a class the role takes."""
    if phrase.time and not phrase.places:
        return False
    if slot.any_head or phrase.lemma in slot.heads:
        return True
    if slot.other_head and _is_nothing_known(phrase, people):
        return True
    if not slot.classes:
        return not slot.heads
    if slot.takes_names and is_unknown_name(phrase):
        return True
    if slot.is_theme and phrase.text in MAY_BE_PLACES:
        return True
    if slot.stands_in and people.is_theirs(phrase) and people.meant(phrase) & slot.classes:
        return True
    if people.classes(phrase) & slot.classes:
        return True
    return any(people.classes(member) & slot.classes for member in phrase.members)


def _is_nothing_known(phrase: Chunk, people: People) -> bool:
    known = phrase.pron or phrase.cls or phrase.places
    return not known and phrase.lemma not in people.lexicon.set("light")
