"""Captures that the other side says never were: "the government said X remained in its hands"."""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.standing.status import standing
from monitor.reading.standing.values import ASSERTED
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause
from monitor.reading.syntax.sentence import Sentence

_REACH = 4  # sentences between a capture and who says that it is none
_STATES = frozenset({"remain", "stay"})


def dispute_held(drafts: list[Draft], scene: Scene) -> None:
    """Mark captures as disputed where a later sentence says that the place is still held."""
    taken = [draft for draft in drafts
             if draft.type is ClaimType.TERRITORY_CAPTURED and draft.place is not None
             and draft.status == "asserted" and not draft.sentence.in_title]  # fmt: skip
    if not taken:
        return
    held = scene.lexicon.bit("control", "hands")
    for sentence in scene.sentences:
        if sentence.in_title or not sentence.speaks_of(held):
            continue
        for clause in sentence.clauses:
            if _says_held(clause, scene):
                _mark(taken, clause, sentence, scene)


def _says_held(clause: Clause, scene: Scene) -> bool:
    """Whether a clause says that its own side still has a place."""
    vg = clause.vg
    still = vg.lemma in _STATES or (vg.lemma == "be" and "still" in clause.words)
    if not still or standing(clause, scene.lexicon).status != ASSERTED:
        return False
    return any(
        pp.np is not None and pp.prep in {"in", "under"} and _is_own(pp.np, scene)
        for pp in clause.pps
    )


def _is_own(hold: Chunk, scene: Scene) -> bool:
    """Whether "its control", "government hands" are those of who held the place before."""
    if not scene.is_(hold, "control", "hands") or scene.is_(hold, "nonstate", "militants"):
        return False
    if hold.of is not None and scene.is_(hold.of, "militants", "nonstate"):
        return False
    owners = scene.lexicon.set("holders")
    owned = hold.det in {"its", "their"} or not owners.isdisjoint(hold.text.split())
    return owned or (hold.of is not None and scene.is_(hold.of, "troops", "officials"))


def _mark(taken: list[Draft], clause: Clause, sentence: Sentence, scene: Scene) -> None:
    near = [draft for draft in taken if 0 < sentence.index - draft.sentence.index <= _REACH]
    speaker = clause.parent.subj if clause.parent is not None else None
    if speaker is not None and scene.is_(speaker, "militants", "nonstate"):
        return
    for draft in near:
        if draft.place is not None and _is_meant(clause.subj, draft, near):
            draft.status, draft.disputed_by, draft.denied_in = "disputed", speaker, sentence
            draft.why.append(f"still held, says sentence {sentence.index + 1}")


def _is_meant(subject: Chunk | None, draft: Draft, near: list[Draft]) -> bool:
    """Whether a subject is the place of a capture, or takes up the only one told of."""
    if subject is None or draft.place is None:
        return False
    named = [*subject.places, *(subject.of.places if subject.of is not None else ())]
    if named:
        return any(place.id == draft.place.id for place in named)
    alone = len({other.place.id for other in near if other.place is not None}) == 1
    return alone and (subject.text == "it" or subject.det == "the")
