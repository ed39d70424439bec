"""What else a text says of people without a class: "All of them served in the police of X"."""

from collections.abc import Iterator

from monitor.events.values import ActorClass
from monitor.reading.claims.draft import Draft, Scene
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause

_AHEAD = 2  # sentences behind the crossing in which "they" are still those who crossed
_CLASSES = frozenset({ActorClass.TROOPS, ActorClass.MILITANTS, ActorClass.CIVILIANS})


def class_told(draft: Draft, mover: Chunk, scene: Scene) -> ActorClass | None:
    """Return the class that a sentence gives those who crossed, or those who serve with them."""
    if draft.sentence.in_title:
        return None
    for sentence in scene.named_people.behind(draft.sentence, _AHEAD):
        here = sentence is draft.sentence
        for clause in sentence.clauses:
            if clause.subj is None or clause.vg.neg:
                continue
            if clause.subj is mover if here else _are_they(clause.subj, scene):
                found = next(_said(clause, scene), None)
                if found is None and here and _raids(clause, scene):
                    found = ActorClass.MILITANTS
                if found is not None:
                    return found
    return None


def _raids(clause: Clause, scene: Scene) -> bool:
    """Handle "three men who had waded over *opened fire* on a patrol": raiders."""
    obj, lemma = clause.obj, clause.vg.lemma
    if clause.passive or clause.vg.modal:
        return False
    if lemma in scene.lexicon.set("raiding"):
        return obj is not None or any(pp.prep in _AIMED for pp in clause.pps)
    shot = obj is not None and (obj.lemma == "fire" or scene.is_(obj, "fire_noun", "projectile"))
    return shot and lemma in scene.lexicon.set("letting_fly")


_AIMED = frozenset({"at", "on"})


def _are_they(phrase: Chunk, scene: Scene) -> bool:
    """Whether a subject takes up people: "they", "all of them", "the men", "the trio"."""
    part: Chunk | None = phrase
    while part is not None:
        if part.pron:
            return part.plural or part.text in {"them", "they"}
        if part.plural and part.text.split()[0] in {"all", "most", "both"} and part.of is None:
            return True
        part = part.of
    vague = scene.is_(phrase, "person", "set") and not scene.is_(phrase, "troops", "militants")
    return vague and phrase.det in {"the", "these", "those"}


def _said(clause: Clause, scene: Scene) -> Iterator[ActorClass]:
    """Yield who they are said to be, or whom they belong to."""
    lemma = clause.vg.lemma
    serving = lemma in scene.lexicon.set("serving")
    told = [clause.obj] if lemma == "be" and not clause.passive else []
    if serving:
        told += [pp.np for pp in clause.pps if pp.prep in _WITH]
    if lemma in scene.lexicon.set("joining"):
        told += [clause.obj]  # "with the intention of joining the insurgents"
    for phrase in told:
        if phrase is None or phrase.time or (lemma == "be" and not phrase.plural):
            continue
        group = scene.people.group(phrase)
        if group in _CLASSES:
            yield group


_WITH = frozenset({"in", "with", "for", "to", "under", "at", "of"})
