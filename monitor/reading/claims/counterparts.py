"""Contacts told by whom somebody was with: "had two hours with his Afghan opposite number".

The verb says nothing; that an official did it with his like of the other state does.
"""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause
from monitor.reading.text.grammar import MARK_CC, MARK_COMMA, NP


def those_together(match: Match, scene: Scene) -> list[Chunk]:
    """Return who was together with the trigger ("his counterpart"), and the trigger; else []."""
    trigger = match.trigger
    for clause in scene.sentence.clauses:
        subj = clause.subj
        if subj is None or clause.vg.lemma in scene.lexicon.set("apart"):
            continue
        if trigger in subj.members and len(subj.members) > 1:
            return [*subj.members]
        if trigger.e <= clause.vg.s and _is_joined(subj.e, trigger, scene):
            return [subj, trigger]
        company, prep = _company(trigger, clause, scene)
        if company is not None and prep == "between":
            return [company, trigger]
        if company is not None and _is_official(subj, scene) and subj is not company:
            return [subj, company, trigger]
        if _is_done_to(trigger, clause) and _is_official(subj, scene):
            return [subj, trigger]
    return []


def _is_done_to(trigger: Chunk, clause: Clause) -> bool:
    """Handle "called *its counterpart* to a meeting", "wrote *to his counterpart*"."""
    if trigger is clause.obj or trigger is clause.obj2:
        return True
    return any(pp.np is trigger and pp.prep in _TOWARDS for pp in clause.pps)


_TOWARDS = frozenset({"to", "from", "on", "upon", "for", "by"})


def _company(trigger: Chunk, clause: Clause, scene: Scene) -> tuple[Chunk | None, str]:
    """Return whom the clause brings in by "with", if it is the trigger, or stands beside it."""
    beside = scene.lexicon.set("together_with")
    for pp in clause.pps:
        if pp.np is None or pp.prep not in beside:
            continue
        if trigger in {pp.np, *pp.np.all(), *pp.np.apps} or _is_joined(pp.e, trigger, scene):
            return pp.np, pp.prep
    return None, ""


def _is_joined(end: int, trigger: Chunk, scene: Scene) -> bool:
    """Handle "with Amanuddin Mansoor, his Taliban opposite number", "A, Name, and his B"."""
    if trigger.s < end:
        return False
    between = [chunk for chunk in scene.sentence.chunks if end <= chunk.s < trigger.s]
    return len(between) <= _ASIDE and all(
        chunk.kind in {MARK_COMMA, MARK_CC} or (chunk.kind == NP and bool(chunk.names))
        for chunk in between
    )


_ASIDE = 4  # ", Michel Menassa, and"


def _is_official(phrase: Chunk, scene: Scene) -> bool:
    if phrase.text in {"he", "she"} or scene.is_(phrase, "officials", "leader", "troops", "seat"):
        return True
    return phrase.kind == NP and bool(phrase.names) and not phrase.places


def last_subject(clause: Clause, scene: Scene) -> Chunk | None:
    """Return the last of a long list of subjects: "A of B, Mr C, and D of E | met"."""
    subj, found = clause.subj, None
    before: Chunk | None = None
    for chunk in scene.sentence.chunks:
        if subj is not None and subj.e <= chunk.s < clause.vg.s:
            joined = before is not None and before.kind == MARK_CC
            found = chunk if joined and chunk.kind == NP else found
        before = chunk
    return found


def listed_behind(parties: list[Chunk], scene: Scene) -> list[Chunk]:
    """Return the second of two of a kind apart: "between Pakistan *and the Taliban*"."""
    chunks, found = scene.sentence.chunks, []
    for at in range(len(chunks) - _SECOND):
        led = chunks[at].prep in _LISTING and any(chunks[at].np is party for party in parties)
        second = chunks[at + _SECOND]
        joined = led and chunks[at + 1].kind == MARK_CC and second.kind == NP
        if joined and (second.codes or scene.people.country(second)):
            found.append(second)
    return found


_LISTING = frozenset({"between", "with", "of", "by"})
_SECOND = 2  # chunks: "and", and the second


def came_to_nothing(match: Match, scene: Scene) -> bool:
    """Handle "A meeting at the gate *brought no result*": it was held all the same."""
    clause, trigger = match.clause, match.trigger
    if clause is None or trigger.kind != NP or clause.vg.neg or clause.vg.modal:
        return False
    if trigger.det == "no" or clause.vg.lemma not in scene.lexicon.set("yielding"):
        return False
    fruit = clause.subj if clause.passive else clause.obj
    return fruit is not None and fruit is not trigger and fruit.det == "no"
