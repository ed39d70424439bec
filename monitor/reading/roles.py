"""Roles: whether the phrases of a view can fill what a frame asks for."""

from collections.abc import Callable

from monitor.reading.chunks import Chunk
from monitor.reading.views import View
from monitor.reading.vocabulary import Frame, Role

Classes = Callable[[Chunk], int]


def fill(frame: Frame, view: View, classes: Classes) -> dict[str, list[Chunk]] | None:  # noqa: C901  (a cascade)
    """Return the roles of a frame in a view; None where a needed or fixed one is missing."""
    for slot in frame.fixed:
        if not fixed_holds(slot, view, classes):
            return None
    for slot in frame.block:
        if fixed_holds(slot, view, classes):
            return None
    if frame.traits.get("ceased") and not (view.clause and view.clause.vg.ceased):
        return None
    roles: dict[str, list[Chunk]] = {}
    for role in frame.roles:
        found = _candidates(role, view, classes)
        if found:
            roles[role.name] = found
        elif role.needed or (frame.type == _TERRITORY and _is_misfit(role, view)):
            return None
    return roles


def _is_misfit(role: Role, view: View) -> bool:
    """Return a known thing where a doer should stand ("hunger takes towns") is a metaphor."""
    if role.name != "agent" or "subj" not in role.at or not view.subj or not role.classes:
        return False
    subject = view.subj[0]
    return not (subject.pron or subject.names or subject.places or subject.codes
                or subject.lemma in DOERS)  # fmt: skip


def is_unknown_name(phrase: Chunk) -> bool:
    """Return a capitalised name that no list knows may be a place that the gazetteer lacks."""
    return bool(phrase.names) and not (phrase.cls or phrase.actor or phrase.lead or phrase.places)


_TERRITORY = "territory-captured"
_LIGHT = frozenset({"way", "home", "north", "south", "east", "west", "back", "day", "night"})
DOERS = frozenset(
    {
        "offensive",
        "operation",
        "attack",
        "assault",
        "advance",
        "push",
        "raid",
        "move",
        "counteroffensive",
        "campaign",
        "drive",
        "onslaught",
    }
)


def fixed_holds(slot: Role, view: View, classes: Classes) -> bool:  # noqa: C901  (a cascade)
    for position in slot.at:
        if position == "particle":
            if view.particle in slot.heads:
                return True
            continue
        if position == "word":
            if _said(slot, view):
                return True
            continue
        if position == "adj":
            if view.adj in slot.heads:
                return True
            continue
        if any(accepts(slot, phrase, classes) for phrase in view.at(position)):
            return True
    return False


def _said(slot: Role, view: View) -> bool:
    """Whether one of the words stands anywhere in the clause, whatever its part."""
    return view.clause is not None and not view.clause.words.isdisjoint(slot.heads)


def _candidates(role: Role, view: View, classes: Classes) -> list[Chunk]:
    for position in role.at:
        found = [phrase for phrase in view.at(position) if accepts(role, phrase, classes)]
        if found:
            return found
    return []


def accepts(role: Role, phrase: Chunk, classes: Classes) -> bool:  # noqa: PLR0911  (a cascade)
    """Whether a phrase (or a member of its list) is of a class the role takes."""
    if phrase.time and not phrase.places:
        return False
    if role.heads and (phrase.lemma in role.heads or "*" in role.heads):
        return True
    if (
        "?" in role.heads
        and not phrase.pron
        and not phrase.cls
        and not phrase.places
        and phrase.lemma not in _LIGHT
    ):
        return True
    if not role.classes:
        return not role.heads
    if role.name == "theme" and (phrase.text == "it" or is_unknown_name(phrase)):
        return True
    if classes(phrase) & role.classes:
        return True
    return any(classes(member) & role.classes for member in phrase.members)
