"""The object that an aside parts from its verb: "found, on Saturday, *61 kilos*"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import MAIN, RELATIVE, Clause
from monitor.reading.text.grammar import GERUND, MARK_ADV, MARK_COMMA, NP, PP, VG


def take_late_objects(clauses: list[Clause], chunks: list[Chunk]) -> None:
    """Give each verb with a comma right behind it, and no object, the one behind the aside."""
    for at in range(len(chunks) - 1):
        if chunks[at].kind != VG or chunks[at + 1].kind != MARK_COMMA:
            continue
        obj = _behind_aside(chunks, at + 2)
        clause = next((one for one in clauses if one.vg is chunks[at]), None)
        if obj is not None and clause is not None and clause.obj is None and not clause.passive:
            _take_up(clause, obj, clauses)
    for clause in clauses:
        if clause.passive and clause.obj is None and _is_there(clause, chunks):
            clause.obj = _behind_phrases(clause, clauses, chunks)


def _is_there(clause: Clause, chunks: list[Chunk]) -> bool:
    """Handle "*There was* held in Panj a meeting", "At the bridge *there were* handed over ..."."""
    if clause.link != MAIN:
        return False
    before = next((one for one in reversed(chunks) if one.e <= clause.vg.s), None)
    opens = before is not None and before.text == "there"
    return opens and (clause.subj is None or clause.subj is before)


def _behind_phrases(clause: Clause, clauses: list[Clause], chunks: list[Chunk]) -> Chunk | None:
    """Return what stands behind the verb and its prepositional phrases, unless it acts itself."""
    behind = (one for one in chunks if one.s >= clause.vg.e and one.kind != PP)
    found = next(behind, None)
    acts = any(other.subj is found and other.link != RELATIVE for other in clauses)
    return found if found is not None and found.kind == NP and not acts else None


def _behind_aside(chunks: list[Chunk], at: int) -> Chunk | None:
    """Handle "killing, by the count of an official, *36 people*"."""
    ends = range(at + 1, min(at + _LONGEST_ASIDE, len(chunks) - 1))
    close = next((end for end in ends if chunks[end].kind == MARK_COMMA), None)
    if close is None or any(chunk.kind not in _ASIDE for chunk in chunks[at:close]):
        return None
    obj, verb = chunks[close + 1], _verb_of(chunks[close + 2 :])
    is_brief = close == at + 1 and chunks[at].kind == PP
    told_of = is_brief and verb is not None and verb.form == GERUND
    if obj.kind != NP or not (verb is None or told_of):
        return None
    return obj if is_brief or obj.qty is not None else None


_ASIDE = frozenset({NP, PP, VG, MARK_ADV})
_LONGEST_ASIDE = 7  # chunks: "by the count of an official in the town"


def _verb_of(behind: list[Chunk]) -> Chunk | None:
    """Return the verb whose subject a phrase is: "he said, 36 people in X *fled*"."""
    first = next((chunk for chunk in behind if chunk.kind not in _PHRASES), None)
    return first if first is not None and first.kind == VG else None


_PHRASES = frozenset({NP, PP, MARK_ADV})


def _take_up(clause: Clause, obj: Chunk, clauses: list[Clause]) -> None:
    """Give a clause its late object, and what stands behind that."""
    clause.obj = obj
    for other in clauses:
        behind = [pp for pp in other.pps if pp.s >= obj.e] if other is not clause else []
        other.pps = [pp for pp in other.pps if pp not in behind]
        clause.pps += behind
