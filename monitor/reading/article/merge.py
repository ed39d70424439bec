"""Merging: several mentions of one thing in one article are one claim."""

from collections.abc import Iterable

from monitor.events.values import ActorClass, ClaimType
from monitor.reading.claims.draft import Draft


def merge(drafts: Iterable[Draft]) -> list[Draft]:
    """One draft for each claim, best evidence kept, gaps filled from the others."""
    groups: dict[tuple[object, ...], list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(_key(draft), []).append(draft)
    _fold_unnamed_contacts(groups)
    _fold_contacts_of_one_sentence(groups)
    _fold_unplaced_clashes(groups)
    merged = [_one(group) for group in groups.values()]
    return sorted(merged, key=lambda draft: (draft.sentence.in_title, draft.sentence.index))


def _fold_unnamed_contacts(groups: dict[tuple[object, ...], list[Draft]]) -> None:
    """Give "the two leaders discussed" to the contact that names its parties, if there is one."""
    contacts = [key for key in groups if key[0] is ClaimType.DIPLOMATIC_CONTACT]
    for key in contacts:
        named = [k for k in contacts if k[1] == key[1] and k in groups and groups[k][0].parties]
        if not groups[key][0].parties and named:
            groups[named[0]].extend(groups.pop(key))


def _fold_contacts_of_one_sentence(groups: dict[tuple[object, ...], list[Draft]]) -> None:
    """Take "discussed it with his counterparts in X and Y" once, though two frames hold.

    One of them only guesses whose the counterparts are.
    """
    told: dict[tuple[object, ...], tuple[object, ...]] = {}
    for key in [key for key in groups if key[0] is ClaimType.DIPLOMATIC_CONTACT]:
        first = groups[key][0]
        words = (id(first.sentence), first.actor, first.status)
        kept = told.setdefault(words, key)
        if kept is not key:
            groups[kept].extend(groups.pop(key))


def _fold_unplaced_clashes(groups: dict[tuple[object, ...], list[Draft]]) -> None:
    """Take "three *died* repelling an attack on X" once: the dead fell where the attack was."""
    fights = [key for key in groups if key[0] is ClaimType.ARMED_CLASH]
    for key in fights:
        if key[2] is not None:
            continue
        sentences = {id(draft.sentence) for draft in groups[key]}
        placed = (
            other for other in fights if other[1] == key[1] and other[2] is not None
            and not sentences.isdisjoint({id(draft.sentence) for draft in groups[other]})
        )  # fmt: skip
        same = next(placed, None)
        if same is not None:
            groups[same].extend(groups.pop(key))


def _key(draft: Draft) -> tuple[object, ...]:
    place = (draft.place.id or draft.place.name) if draft.place is not None else None
    if draft.type is ClaimType.TERRITORY_CAPTURED:
        return draft.type, place or ("unnamed", draft.kind), draft.status
    if draft.type is ClaimType.BORDER_CROSSING:
        return draft.type, draft.group, draft.origin, draft.to, draft.status
    if draft.type is ClaimType.DIPLOMATIC_CONTACT:
        return draft.type, draft.status, draft.parties or place
    return draft.type, draft.status, place


def _one(group: list[Draft]) -> Draft:
    best = max(group, key=_worth)
    for other in group:
        if other is not best:
            _fill(best, other)
    return best


def _worth(draft: Draft) -> float:
    """Evidence from the text before the title, exact figures before "more than"."""
    mover = draft.match.first("mover")
    rough = mover is not None and mover.qty is not None and bool(mover.qty.bound)
    return draft.proof - draft.sentence.in_title - 0.5 * rough


def _fill(best: Draft, other: Draft) -> None:
    if best.place is None and other.place is not None and other.country is not None:
        best.country = other.country  # a place brings its country along
    for name in ("place", "province", "country", "actor", "origin", "to", "count", "killed",
                 "wounded", "when", "precision", "attribution", "denied_by"):  # fmt: skip
        if getattr(best, name) is None and getattr(other, name) is not None:
            setattr(best, name, getattr(other, name))
    if best.group is ActorClass.UNKNOWN:
        best.group = other.group
