"""Status: polarity, modality and attribution, composed from the trigger up the clause chain.

Signatures follow De Facto and TruthTeller: each verb or noun that rules a clause maps the status
of its own clause to that of its complement; negation turns it. Two different things stop a claim
from being news: it did not happen (negated, denied) or it has not happened (hypothetical, planned).
"""

from dataclasses import dataclass, replace

from monitor.reading.chunks import Chunk
from monitor.reading.clauses import (
    ADVERBIAL,
    COMP,
    COORDINATE,
    INFINITIVE,
    MAIN,
    PARTICIPIAL,
    Clause,
)  # fmt: skip
from monitor.reading.grammar import BASE, GERUND

ASSERTED, NEGATED, DENIED, HYPOTHETICAL, PLANNED, HISTORICAL = (
    "asserted", "negated", "denied", "hypothetical", "planned", "historical",
)  # fmt: skip
_WITHOUT = frozenset({"without", "instead of", "rather than", "short of", "in lieu of", "far from"})
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


@dataclass(frozen=True, slots=True)
class Standing:
    """How the text stands to a clause, and the words that say so."""

    status: str = ASSERTED
    cues: tuple[str, ...] = ()
    speaker: Chunk | None = None
    denier: Chunk | None = None
    claimed: bool = False
    ordered: bool = False
    tried: bool = False
    claimant: Chunk | None = None

    def under(self, status: str, cue: str) -> "Standing":
        """Return the same, ruled by a stronger cue."""
        return replace(self, status=_stronger(self.status, status), cues=(*self.cues, cue))


_STRENGTH = {ASSERTED: 0, HISTORICAL: 1, PLANNED: 2, HYPOTHETICAL: 3, NEGATED: 4, DENIED: 5}


def _stronger(one: str, other: str) -> str:
    if one == NEGATED and other == NEGATED:
        return ASSERTED
    return one if _STRENGTH[one] >= _STRENGTH[other] else other


def standing(clause: Clause, depth: int = 0) -> Standing:
    """Return the standing of a clause: its own polarity and modality, then what rules it."""
    own = _own(clause)
    if depth > 12:
        return own
    return _ruled(clause, own, depth)


def _own(clause: Clause) -> Standing:
    vg = clause.vg
    result = Standing()
    if vg.neg:
        result = result.under(NEGATED, f"negated {vg.text!r}")
    for phrase in (clause.subj, clause.obj):
        if phrase is not None and phrase.neg:
            result = result.under(NEGATED, f"negated {phrase.text!r}")
    if vg.modal:
        kind = HYPOTHETICAL if vg.modal == "hypothetical" else PLANNED
        result = result.under(kind, f"modal before {vg.text!r}")
    if vg.form == BASE and not vg.to and not vg.modal and not vg.aux and clause.subj is None:
        result = result.under(HYPOTHETICAL, "imperative or infinitive")
    return result


def _ruled(clause: Clause, own: Standing, depth: int) -> Standing:  # noqa: PLR0911  (a cascade)
    link = clause.link
    if clause.opener_kind == "condition":
        own = own.under(HYPOTHETICAL, f"condition {clause.opener!r}")
    if link == INFINITIVE:
        return _infinitive(clause, own, depth)
    if link == COMP:
        return _complement(clause, own, depth)
    if link == PARTICIPIAL:
        return _participial(clause, own, depth)
    if link == COORDINATE and clause.parent is not None:
        return _coordinate(clause, own, depth)
    if link == MAIN and clause.governor is not None and clause.colon:
        return replace(own, speaker=clause.governor)
    if link == ADVERBIAL:
        return _adverbial(clause, own, depth)
    return own


def _adverbial(clause: Clause, own: Standing, depth: int) -> Standing:
    parent = clause.parent
    if parent is None or clause.opener_kind != "time":
        return own
    ruled = standing(parent, depth + 1)
    unreal = ruled.status in {PLANNED, HYPOTHETICAL} and not clause.vg.perfect
    if clause.opener in {"before", "until", "till", "once", "when", "as soon as"} and unreal:
        return own.under(ruled.status, f"{clause.opener!r} in a {ruled.status} sentence")
    return own


def _coordinate(clause: Clause, own: Standing, depth: int) -> Standing:
    """Return the second verb stands as the first, but for the first one's own negation."""
    first = clause.parent
    assert first is not None
    outer = _ruled(first, Standing(), depth + 1)
    carried = own
    if first.vg.modal and clause.vg.form & BASE and not clause.vg.modal:
        carried = own.under(_own(first).status, "modal of the first verb")
    if first.subj is not None and first.subj.neg:
        carried = carried.under(NEGATED, "negated subject")
    return _carry(outer, carried)


def _carry(outer: Standing, own: Standing) -> Standing:
    """Combine what rules the clause with what it says itself."""
    status = _stronger(outer.status, own.status)
    if outer.status in {NEGATED, DENIED} and own.status == NEGATED:
        status = ASSERTED if outer.status == NEGATED else HYPOTHETICAL
    return Standing(
        status,
        (*outer.cues, *own.cues),
        own.speaker or outer.speaker,
        own.denier or outer.denier,
        own.claimed or outer.claimed,
        own.ordered or outer.ordered,
        own.tried or outer.tried,
        own.claimant or outer.claimant,
    )


def _sign(name: str, cue: str, speaker: Chunk | None) -> Standing:
    """Tell what a ruling noun or verb class says about its complement."""
    status = _SIGNS.get(name)
    if status is None or status == ASSERTED:
        return Standing(speaker=speaker)
    denier = speaker if status == DENIED else None
    if name == "attempt":
        return Standing(status, (cue,), tried=True)
    return Standing(status, (cue,), None if denier else speaker, denier)


_SIGNS = {
    "fear": HYPOTHETICAL, "plan": PLANNED, "attempt": HYPOTHETICAL, "fail": NEGATED,
    "deny": DENIED, "report": ASSERTED, "cause": ASSERTED,
}  # fmt: skip


def _noun_rules(noun: Chunk, parent: Clause | None) -> Standing:
    """Handle "The claim that", "a bid to", "no evidence that", "denied reports that"."""
    ruled = _sign(noun.sign, f"{noun.lemma!r}", noun.poss if noun.sign == "report" else None)
    if noun.lemma in _DECISIONS and not noun.neg:
        ruled = replace(ruled, ordered=True)
    if noun.neg:
        ruled = ruled.under(NEGATED, f"negated {noun.text!r}")
    if parent is not None and noun.sign in {"report", "cause"}:
        verb = _verb_rules(parent)
        if verb.status != ASSERTED:
            claimant = noun.poss or (noun if noun.actor is not None else None)
            return replace(verb, speaker=ruled.speaker, claimant=claimant)
    return ruled


_DECISIONS = frozenset({"order", "decision", "decree", "directive", "instruction", "command"})
_ORDERED_CLASSES = (
    "deny",
    "prevent",
    "fail",
    "doubt",
    "fear",
    "attempt",
    "plan",
    "succeed",
    "report",
)


def _verb_rules(parent: Clause, *, infinitive: bool = False) -> Standing:
    """Tell what a verb says about its complement, its own negation and modality included."""
    vg = parent.vg
    classes = vg.vcls
    speaker = _speaker(parent)
    for name in _ORDERED_CLASSES:
        if name not in classes or _is_other_sense(name, classes, infinitive=infinitive):
            continue
        return _VERB_RULES[name](parent, speaker)
    return Standing(speaker=speaker) if "report" in classes else Standing()


def _is_other_sense(name: str, classes: frozenset[str], *, infinitive: bool) -> bool:
    """Handle "Warned that" fears, "told that" reports; before an infinitive they plan."""
    if name == "prevent" and "succeed" in classes:
        return True
    if name in {"fear", "plan"} and "report" in classes:
        return not infinitive
    if name == "report" and infinitive and "plan" in classes:
        return True
    return name == "plan" and not infinitive and "fear" in classes


def _speaker(parent: Clause) -> Chunk | None:
    if parent.passive:
        return next((pp.np for pp in parent.pps if pp.prep == "by"), None)
    return parent.subj


def _deny(parent: Clause, speaker: Chunk | None) -> Standing:
    if parent.vg.neg:
        return Standing(cues=(f"not {parent.vg.text}",), speaker=speaker)
    return Standing(DENIED, (f"{parent.vg.text}",), None, speaker)


def _prevent(parent: Clause, _speaker: Chunk | None) -> Standing:
    if parent.vg.neg:
        return Standing()
    return Standing(NEGATED, (parent.vg.text,), tried="prevent" in parent.vg.vcls)


def _attempt(parent: Clause, _speaker: Chunk | None) -> Standing:
    return Standing(HYPOTHETICAL, (parent.vg.text,), tried=not parent.vg.neg)


def _unreal(parent: Clause, speaker: Chunk | None) -> Standing:
    return Standing(HYPOTHETICAL, (parent.vg.text,), speaker)


def _planned(parent: Clause, speaker: Chunk | None) -> Standing:
    if parent.vg.neg:
        return Standing(NEGATED, (f"not {parent.vg.text}",), speaker)
    ordered = "order" in parent.vg.vcls and not parent.vg.modal
    return Standing(PLANNED, (parent.vg.text,), speaker, ordered=ordered)


def _succeed(parent: Clause, _speaker: Chunk | None) -> Standing:
    return Standing(NEGATED, (f"not {parent.vg.text}",)) if parent.vg.neg else Standing()


def _report(parent: Clause, speaker: Chunk | None) -> Standing:
    if parent.vg.neg:
        return Standing(HYPOTHETICAL, (f"not {parent.vg.text}",), speaker)
    return Standing(speaker=speaker, claimed="claim" in parent.vg.vcls)


_VERB_RULES = {
    "deny": _deny, "prevent": _prevent, "fail": _prevent, "doubt": _unreal, "fear": _unreal,
    "attempt": _attempt, "plan": _planned, "succeed": _succeed, "report": _report,
}  # fmt: skip


def _infinitive(clause: Clause, own: Standing, depth: int) -> Standing:  # noqa: PLR0911  (a cascade)
    parent = clause.parent
    if clause.governor is not None:
        return _carry(_noun_rules(clause.governor, parent), own)
    if parent is None:
        return own.under(PLANNED, "infinitive")
    outer = standing(parent, depth + 1)
    vg = parent.vg
    if vg.vcls & _RULING:
        if clause.vg.perfect and "report" in vg.vcls:
            return _carry(_carry(outer, _report(parent, _speaker(parent))), own)
        if "report" in vg.vcls and not parent.passive and not vg.vcls & _NOT_SAID:
            return own.under(PLANNED, "purpose")
        ruled = _verb_rules(parent, infinitive=not parent.passive or "plan" in vg.vcls)
        rest = replace(outer, status=_without_own_negation(parent, outer))
        return _carry(rest, _carry(ruled, own))
    if vg.lemma in {"be", "become"} and _is_ordinal(parent.obj):
        return _carry(outer, own)
    if vg.lemma == "be" or clause.opener == "be":
        return own.under(PLANNED, "is to")
    return own.under(PLANNED, f"purpose of {vg.text!r}")


def _is_ordinal(phrase: Chunk | None) -> bool:
    """Handle "Was the first to fall" fell."""
    return phrase is not None and bool(_ORDINALS & set(phrase.text.split()))


_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only"})
_RULING = frozenset(_ORDERED_CLASSES)
_NOT_SAID = frozenset({"plan", "succeed", "fail", "attempt", "fear", "prevent"})


def _without_own_negation(parent: Clause, outer: Standing) -> str:
    return ASSERTED if parent.vg.neg and outer.status == NEGATED else outer.status


def _complement(clause: Clause, own: Standing, depth: int) -> Standing:
    parent = clause.parent
    if clause.governor is not None and clause.governor.sign:
        return _carry(_noun_rules(clause.governor, parent), own)
    if parent is None:
        return own
    outer = standing(parent, depth + 1)
    ruled = _verb_rules(parent)
    status = _without_own_negation(parent, outer)
    if parent.vg.modal and status in {HYPOTHETICAL, PLANNED} and "report" in parent.vg.vcls:
        status = HYPOTHETICAL
    rest = replace(outer, status=status)
    return _carry(rest, _carry(ruled, own))


def _participial(clause: Clause, own: Standing, depth: int) -> Standing:  # noqa: C901, PLR0911  (a cascade)
    opener = clause.opener
    parent = clause.parent
    if opener in _WITHOUT:
        return own.under(NEGATED, f"{opener!r}")
    if opener == "not":
        return own.under(NEGATED, "not")
    if parent is None:
        return own
    if clause.opener_kind == "prep":
        if opener == "from" and "prevent" in parent.vg.vcls:
            return own.under(NEGATED, parent.vg.text)
        if opener in {"of", "for", "with"} or parent.vg.vcls & {"deny", "fear", "fail"}:
            return _carry(_verb_rules(parent), own)
        if opener in {"against", "about", "before", "for", "in"}:
            outer = standing(parent, depth + 1)
            return own.under(outer.status, f"{opener!r}") if outer.status != ASSERTED else own
        return own
    if clause.antecedent is not None and not clause.vg.form & GERUND:
        return own
    outer = standing(parent, depth + 1)
    if parent.vg.vcls & {"deny", "fear", "fail", "prevent", "attempt"} and not clause.after_comma:
        return _carry(_verb_rules(parent), own)
    return _carry(outer, own) if outer.status != ASSERTED else replace(own, speaker=outer.speaker)


def noun_standing(noun: Chunk, owners: list[Chunk], clause: Clause | None, place: str) -> Standing:  # noqa: C901, PLR0911  (a cascade)
    """Return the standing of a nominal: "the fall of X" in "Y denied the fall of X".

    ``owners`` are the nouns above it in an of-chain ("fears of a collapse"); ``place`` is its
    position in the clause: "subj", "obj" or the preposition it hangs on.
    """
    result = Standing()
    for owner in (*owners, noun):
        if owner.sign and owner is not noun:
            result = _carry(_noun_rules(owner, clause), result)
        if owner.neg and (clause is None or place not in {"subj", "obj"}):
            result = result.under(NEGATED, f"negated {owner.text!r}")
    if clause is None:
        return result
    if place in _WITHOUT or place in _UNREAL:
        status = NEGATED if place in _WITHOUT else HYPOTHETICAL
        if place not in {"against", "for", "to"}:
            return result.under(status, place)
    if place in _PRESUPPOSED:
        return _carry(_context(clause), result)
    about = clause.obj if place in _ABOUT else None
    if about is not None and about.sign:
        return _carry(_noun_rules(about, clause), result)
    outer = standing(clause)
    if place == "obj":
        return _object_of(clause, outer, result)
    if place == "subj":
        return _subject_of(clause, outer, result)
    return _carry(replace(outer, status=_if_unreal(outer.status)), result)


_ABOUT = frozenset({"about", "on", "regarding", "concerning", "over", "of"})


def _context(clause: Clause) -> Standing:
    """Only what rules the whole sentence, not the clause's own modality."""
    outer = standing(clause)
    return Standing(speaker=outer.speaker, claimed=outer.claimed)


def _if_unreal(status: str) -> str:
    return status


def _object_of(clause: Clause, outer: Standing, result: Standing) -> Standing:
    ruled = _verb_rules(clause)
    if ruled.status != ASSERTED:
        return _carry(ruled, result)
    return _carry(outer, result)


def _subject_of(clause: Clause, outer: Standing, result: Standing) -> Standing:
    if clause.passive and clause.vg.vcls & _RULING:
        ruled = _verb_rules(clause)
        return _carry(ruled if ruled.status != ASSERTED else outer, result)
    if clause.vg.neg and clause.vg.lemma not in _OCCURS:
        return _carry(replace(outer, status=ASSERTED), result)
    return _carry(outer, result)
