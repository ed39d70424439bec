"""Who people without a class are, once the whole article is read."""

from monitor.events.values import ActorClass, ClaimType, Side
from monitor.reading.article.told_of_them import class_told
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.claims.movers import is_bare_number, is_crowd
from monitor.reading.scene.prominence import HANDLERS
from monitor.reading.syntax.chunks import Chunk


def name_movers(drafts: list[Draft], scene: Scene) -> None:
    """Give each crossing a class: as the same people elsewhere, by what befell them, or none."""
    crossings = [draft for draft in drafts if draft.type is ClaimType.BORDER_CROSSING]
    _trust_the_text(crossings)
    _trust_the_named(crossings)
    _trust_the_load(crossings, drafts, scene)
    for draft in crossings:
        if draft.group is ActorClass.UNKNOWN:
            _name_mover(draft, drafts, scene)


def _trust_the_named(crossings: list[Draft]) -> None:
    """Let an "incursion" that was stopped be of those who are told to have come that way."""
    for draft in crossings:
        if (
            not draft.match.has("by_militants", "by_troops")
            or draft.match.first("mover") is not None
        ):
            continue
        same = [other for other in crossings if _is_that_way(other, draft)]
        if same:
            draft.group, draft.side = same[0].group, same[0].side


def _trust_the_load(crossings: list[Draft], drafts: list[Draft], scene: Scene) -> None:
    """Let people in whose hands drugs were found be couriers, whatever else they are called."""
    finds = [draft for draft in drafts if draft.type is ClaimType.DRUG_INTERDICTION
             and draft.status == "asserted" and not draft.sentence.in_title]  # fmt: skip
    for draft in crossings:
        mover = draft.match.first("mover")
        if draft.group not in _UNARMED or mover is None or _is_refugee(mover, scene):
            continue
        found = _carries(draft, scene) or any(_is_same_story(find, draft) for find in finds)
        if found and _is_gang(mover, draft):
            draft.group, draft.side = ActorClass.MILITANTS, Side.NON_STATE
            draft.why.append("drugs were found on them")


def _carries(draft: Draft, scene: Scene) -> bool:
    """Handle "swam over with a sack of heroin": the clause itself tells of drugs."""
    clause = draft.match.clause
    if clause is None:
        return False
    borne = [clause.obj, *(pp.np for pp in clause.pps if pp.prep == "with")]
    parts = [part for phrase in borne if phrase is not None for part in (phrase, phrase.of)]
    return any(part is not None and scene.is_(part, "drug") for part in parts)


def _is_gang(mover: Chunk, draft: Draft) -> bool:
    """Whether so few came as carry one load; "villagers", uncounted, are called what they are."""
    if mover.qty is not None:
        return (mover.qty.value or 0) <= _GANG
    return draft.group is ActorClass.UNKNOWN or not mover.plural or bool(mover.det)


_UNARMED = frozenset({ActorClass.CIVILIANS, ActorClass.UNKNOWN})
_GANG = 12  # more are no couriers of one load


def _is_refugee(mover: Chunk, scene: Scene) -> bool:
    return mover.lemma in scene.lexicon.set("refugees")


def _is_same_story(find: Draft, draft: Draft) -> bool:
    """Whether a find stands in the sentence of a crossing or beside it."""
    near = abs(find.sentence.index - draft.sentence.index) <= 1
    return near and not draft.sentence.in_title


def _is_that_way(other: Draft, draft: Draft) -> bool:
    """Whether people of a class are told to have crossed as a draft says."""
    who = other.match.first("mover") is not None and other.group is not ActorClass.UNKNOWN
    same = (other.origin, other.to) == (draft.origin, draft.to)
    return who and same and other.status == "asserted"


def _trust_the_text(crossings: list[Draft]) -> None:
    """Let a title's "armed Afghans" be the soldiers of the text, if it has one class of them."""
    told = [draft for draft in crossings if not draft.sentence.in_title]
    for draft in crossings:
        mover = draft.match.first("mover")
        if not draft.sentence.in_title or mover is None or mover.actor is not None:
            continue
        same = {other.group for other in told if other.to == draft.to}
        same = same or {other.group for other in told}
        vague = mover.lemma in {"man", "person"} or bool(mover.codes and " " not in mover.lemma)
        if len(same) == 1 and draft.group not in same and vague:
            draft.group = same.pop()


def _name_mover(draft: Draft, drafts: list[Draft], scene: Scene) -> None:
    """People without a class: as the text says, as who crossed the same way, else civilians."""
    who = draft.match.first("mover")
    said = class_told(draft, who, scene) if who is not None else None
    if said is not None:
        draft.group = said
        draft.side = Side.UNKNOWN if said is ActorClass.CIVILIANS else _SIDES[said]
        draft.why.append("as the text says of them")
        return
    for other in drafts:
        same = (other.origin, other.to) == (draft.origin, draft.to) and other.status == "asserted"
        if same and other.type is draft.type and other.group is not ActorClass.UNKNOWN:
            draft.group, draft.side = other.group, other.side
            draft.why.append(f"as in sentence {other.sentence.index + 1}")
            return
    mover = draft.match.first("mover")
    if mover is None or _came_before(draft, drafts):
        return
    beaten = _beaten(draft, mover, drafts, scene)
    if beaten:
        draft.group, draft.side = ActorClass.TROOPS, Side.STATE
        draft.why.append(beaten)
        return
    why = _why_militants(draft, mover, drafts, scene)
    if why:
        draft.group, draft.side = ActorClass.MILITANTS, Side.NON_STATE
        draft.why.append(why)
    elif _is_somebody(draft, mover, scene):
        draft.group = ActorClass.CIVILIANS
        draft.why.append("people without arms or uniform")


_SIDES = {ActorClass.TROOPS: Side.STATE, ActorClass.MILITANTS: Side.NON_STATE}


def _came_before(draft: Draft, drafts: list[Draft]) -> bool:
    """Let those who go back be of the class of those who came, if nothing else tells it."""
    for other in drafts:
        back = (other.to, other.origin) == (draft.origin, draft.to) and other.status == "asserted"
        if back and other.type is draft.type and other.group is not ActorClass.UNKNOWN:
            draft.group, draft.side = other.group, other.side
            draft.why.append(f"as those who came in sentence {other.sentence.index + 1}")
            return True
    return False


def _is_only_counted(draft: Draft, mover: Chunk) -> bool:
    """Handle "About 180 crossed": people; "sixty" that are brought may be dollars."""
    if draft.match.has("causer") or not is_bare_number(mover, draft.sentence):
        return False
    return not (mover.mods or mover.names or mover.places or mover.codes)


def _is_somebody(draft: Draft, mover: Chunk, scene: Scene) -> bool:
    if mover.cls and not mover.pron:
        return True
    return _is_only_counted(draft, mover) or _is_named(draft, mover, scene)


def _is_named(draft: Draft, mover: Chunk, scene: Scene) -> bool:
    """Handle "caught 62 Syrians and sent *them* back": people whose country or number was told."""
    if not (draft.match.has("causer") and mover.pron and mover.plural):
        return False
    start = draft.sentence.tokens[mover.s].start
    for rank, (_, party, many) in scene.named_people.likely(start):
        if rank < HANDLERS and many and party.group is ActorClass.UNKNOWN:
            return party.country is not None or _is_crowd_by_name(party.name, scene)
    return False


def _is_crowd_by_name(name: str, scene: Scene) -> bool:
    return not scene.lexicon.set("masses").isdisjoint(name.split())


def _beaten(draft: Draft, mover: Chunk, drafts: list[Draft], scene: Scene) -> str:
    """Say why people without a class are the forces that lost a place: the winners do not flee."""
    if (mover.codes and mover.qty is None) or mover.lemma in scene.lexicon.set("masses"):
        return ""
    lost = any(
        other.type is ClaimType.TERRITORY_CAPTURED and other.status == "asserted"
        and other.country == draft.origin and other.side is not Side.STATE
        for other in drafts
    )  # fmt: skip
    if not lost or is_crowd(mover):
        return ""
    own = {draft.origin, None} if scene.context.home != draft.to else {draft.origin}
    named = (party for _, party, _ in scene.parties
             if party.group is ActorClass.TROOPS and party.country in own)  # fmt: skip
    party = next(named, None)
    return f"as {party.name!r}, who lost a place" if party is not None else ""


def _why_militants(draft: Draft, mover: Chunk, drafts: list[Draft], scene: Scene) -> str:
    """Say what makes people without a class intruders; "" if nothing does."""
    if is_crowd(mover) or mover.lemma in scene.lexicon.set("crowds"):
        return ""
    if mover.text in _ALONE:
        return ""  # one man who was told of is no band
    at = draft.sentence.index
    if any(other.type is ClaimType.ARMED_CLASH and abs(other.sentence.index - at) <= 1
           for other in drafts):  # fmt: skip
        return "they fought"
    shady = scene.lexicon.set("shady")
    if mover.lemma in scene.lexicon.set("bands") and (mover.of is None or not mover.of.cls):
        return "a band"
    if not shady.isdisjoint(mover.mods) or mover.det in shady:
        return "unknown men at a border"
    return "" if draft.match.has("refuge") else _company(draft, drafts, scene)


_ALONE = frozenset({"he", "she"})


def _company(draft: Draft, drafts: list[Draft], scene: Scene) -> str:
    """Say what the article speaks of that makes them intruders."""
    if any(other.type is ClaimType.DRUG_INTERDICTION and _is_beside(other, draft)
           for other in drafts):  # fmt: skip
        return "the article speaks of drugs"
    for start, party, _ in scene.parties:
        if party.group is not ActorClass.MILITANTS or _are_others(start, draft):
            continue
        if party.country in {None, draft.origin}:
            return f"the article speaks of {party.name!r}"
    return ""


def _are_others(start: int, draft: Draft) -> bool:
    """Handle "Dozens fled as *the rebels* came": whom a sentence names beside a vague number."""
    sentence, mover = draft.sentence, draft.match.first("mover")
    if sentence.in_title or mover is None or mover.qty is None or mover.qty.value is not None:
        return False
    return sentence.start <= start < sentence.end


def _is_beside(one: Draft, other: Draft) -> bool:
    """Whether two claims stand in one story: items of a digest are paragraphs apart."""
    if one.sentence.in_title or other.sentence.in_title:
        return True
    return abs(one.sentence.paragraph - other.sentence.paragraph) <= _STORY


_STORY = 2  # paragraphs
