"""Who came over a border fights, and carries, where they came to."""

from monitor.events.values import ActorClass, ClaimType
from monitor.reading.article.whereabouts import put
from monitor.reading.claims.crossing_words import is_back
from monitor.reading.claims.draft import Draft, Scene


def place_fights(drafts: list[Draft], scene: Scene) -> None:
    """Let those who came over a border fight where they came to, on that bank of twins."""
    inroads = [draft for draft in drafts if _is_inroad(draft)]
    for fight in drafts if inroads else ():
        if fight.type not in _MET or fight.sentence.in_title:
            continue
        came = next((one for one in reversed(inroads) if _is_before(one, fight)), None)
        if came is None or fight.country != came.origin:
            continue
        twin = scene.gazetteer.twin(fight.place)
        if twin is not None and twin.country == came.to:
            put(fight, twin, "the bank that they came to")
        elif fight.place is None or fight.anaphor:
            fight.place = came.place if came.place and came.place.country == came.to else None
            fight.country = came.to


_MET = frozenset({ClaimType.ARMED_CLASH, ClaimType.DRUG_INTERDICTION})


def _is_inroad(draft: Draft) -> bool:
    if draft.type is not ClaimType.BORDER_CROSSING or draft.status not in {"asserted", "disputed"}:
        return False
    told = bool(draft.origin and draft.to) and not draft.sentence.in_title
    return told and draft.group is ActorClass.MILITANTS and not is_back(draft.match)


def _is_before(crossing: Draft, fight: Draft) -> bool:
    """Whether a crossing is told in the sentence of a fight or shortly before."""
    return 0 <= fight.sentence.index - crossing.sentence.index <= _SOON


_SOON = 3  # sentences
