"""The standing of a nominal: "the fall of X" in "Y denied the fall of X"."""

from dataclasses import replace

from monitor.reading.chunks import Chunk
from monitor.reading.clause import Clause
from monitor.reading.standing import ASSERTED, HYPOTHETICAL, NEGATED, Standing, carry
from monitor.reading.status import WITHOUT, standing
from monitor.reading.status_rules import RULING, noun_rules, verb_rules

_UNREAL = frozenset({
    "in case of", "in the event of", "ahead of", "on the verge of", "on the brink of", "against",
    "for", "in search of", "to", "prior to",
})  # fmt: skip


_PRESUPPOSED = frozenset(
    {
        "after",
        "following",
        "since",
        "amid",
        "in the wake of",
        "as a result of",
        "because of",
        "due to",
        "despite",
        "in response to",
        "owing to",
    }
)


_OCCURS = frozenset({"happen", "occur", "take", "come", "erupt", "break", "begin", "be", "start",
                     "follow", "materialise", "materialize", "result", "end"})  # fmt: skip


def noun_standing(noun: Chunk, owners: list[Chunk], clause: Clause | None, place: str) -> Standing:  # noqa: C901, PLR0911  (a cascade)
    """Return the standing of a nominal: "the fall of X" in "Y denied the fall of X".

    ``owners`` are the nouns above it in an of-chain ("fears of a collapse"); ``place`` is its
    position in the clause: "subj", "obj" or the preposition it hangs on.
    """
    result = Standing()
    for owner in (*owners, noun):
        if owner.sign and owner is not noun:
            result = carry(noun_rules(owner, clause), result)
        if owner.neg and (clause is None or place not in {"subj", "obj"}):
            result = result.under(NEGATED, f"negated {owner.text!r}")
    if clause is None:
        return result
    if place in WITHOUT or place in _UNREAL:
        status = NEGATED if place in WITHOUT else HYPOTHETICAL
        if place not in {"against", "for", "to"}:
            return result.under(status, place)
    if place in _PRESUPPOSED:
        return carry(_context(clause), result)
    if place in _FEARED and "fear" in clause.vg.vcls and not clause.vg.neg:
        return result.under(HYPOTHETICAL, f"{clause.vg.text} {place}")  # "warned of clashes"
    about = clause.obj if place in _ABOUT else None
    if about is not None and about.sign:
        return carry(noun_rules(about, clause), result)
    outer = standing(clause)
    if place == "obj":
        return _object_of(clause, outer, result)
    if place == "subj":
        return _subject_of(clause, outer, result)
    return carry(replace(outer, status=_if_unreal(outer.status)), result)


_FEARED = frozenset({"of", "about"})
_ABOUT = frozenset({"about", "on", "regarding", "concerning", "over", "of"})


def _context(clause: Clause) -> Standing:
    """Only what rules the whole sentence, not the clause's own modality."""
    outer = standing(clause)
    return Standing(speaker=outer.speaker, claimed=outer.claimed)


def _if_unreal(status: str) -> str:
    return status


def _object_of(clause: Clause, outer: Standing, result: Standing) -> Standing:
    ruled = verb_rules(clause)
    if ruled.status != ASSERTED:
        return carry(ruled, result)
    return carry(outer, result)


def _subject_of(clause: Clause, outer: Standing, result: Standing) -> Standing:
    if clause.passive and clause.vg.vcls & RULING:
        ruled = verb_rules(clause)
        return carry(ruled if ruled.status != ASSERTED else outer, result)
    if clause.vg.neg and clause.vg.lemma not in _OCCURS:
        return carry(replace(outer, status=ASSERTED), result)
    return carry(outer, result)
