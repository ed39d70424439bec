"""Status: polarity, modality and attribution, composed from the trigger up the clause chain.

Two different things stop a claim from being news: it did not happen (negated, denied) or it has not
happened (hypothetical, planned).
"""

from dataclasses import replace

from monitor.reading.chunks import Chunk
from monitor.reading.clause import (
    ADVERBIAL,
    COMP,
    COORDINATE,
    INFINITIVE,
    MAIN,
    PARTICIPIAL,
    Clause,
)
from monitor.reading.grammar import BASE, GERUND
from monitor.reading.standing import ASSERTED, HYPOTHETICAL, NEGATED, PLANNED, Standing, carry
from monitor.reading.status_rules import RULING, as_report, noun_rules, speaker_of, verb_rules

CLOSE = frozenset({"close to", "near", "near to", "on the verge of", "on the brink of", "against",
                   "in danger of", "instead of"})  # fmt: skip
WITHOUT = frozenset({"without", "instead of", "rather than", "short of", "in lieu of", "far from"})


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
    if first.subj is not None and first.subj.neg and clause.subj is not first.subj:
        carried = carried.under(NEGATED, "negated subject")
    return carry(outer, carried)


def _infinitive(clause: Clause, own: Standing, depth: int) -> Standing:  # noqa: PLR0911  (a cascade)
    parent = clause.parent
    if clause.governor is not None:
        return carry(noun_rules(clause.governor, parent), own)
    if parent is None:
        return own.under(PLANNED, "infinitive")
    outer = standing(parent, depth + 1)
    vg = parent.vg
    if vg.vcls & RULING:
        if clause.vg.perfect and "report" in vg.vcls:
            return carry(carry(outer, as_report(parent, speaker_of(parent))), own)
        if "report" in vg.vcls and not parent.passive and not vg.vcls & _NOT_SAID:
            return own.under(PLANNED, "purpose")
        ruled = verb_rules(parent, infinitive=not parent.passive or "plan" in vg.vcls)
        rest = replace(outer, status=_without_own_negation(parent, outer))
        return carry(rest, carry(ruled, own))
    if _is_done(clause, parent):
        return carry(outer, own)
    if vg.lemma == "be" or clause.opener == "be":
        return own.under(PLANNED, "is to")
    return own.under(PLANNED, f"purpose of {vg.text!r}")


def _is_done(clause: Clause, parent: Clause) -> bool:
    """Handle "it took an hour to take X", "telephoned to say that X fell", "the first to fall"."""
    if parent.vg.lemma in {"be", "become"}:
        return _is_ordinal(parent.obj) or _is_ordinal(parent.subj)
    took = parent.vg.lemma == "take" and parent.subj is not None and parent.subj.text == "it"
    says = bool(clause.vg.vcls & {"report"}) and not clause.vg.vcls & RULING - {"report"}
    return (took and parent.obj is not None) or says


def _is_ordinal(phrase: Chunk | None) -> bool:
    """Handle "Was the first to fall" fell."""
    return phrase is not None and bool(_ORDINALS & set(phrase.text.split()))


_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only"})


_NOT_SAID = frozenset({"plan", "succeed", "fail", "attempt", "fear", "prevent"})


def _without_own_negation(parent: Clause, outer: Standing) -> str:
    return ASSERTED if parent.vg.neg and outer.status == NEGATED else outer.status


def _complement(clause: Clause, own: Standing, depth: int) -> Standing:
    parent = clause.parent
    if clause.governor is not None and clause.governor.sign:
        return carry(noun_rules(clause.governor, parent), own)
    if parent is None:
        return own
    outer = standing(parent, depth + 1)
    ruled = verb_rules(parent)
    status = _without_own_negation(parent, outer)
    if parent.vg.modal and status in {HYPOTHETICAL, PLANNED} and "report" in parent.vg.vcls:
        status = HYPOTHETICAL
    rest = replace(outer, status=status)
    return carry(rest, carry(ruled, own))


def _participial(clause: Clause, own: Standing, depth: int) -> Standing:  # noqa: C901, PLR0911  (a cascade)
    opener = clause.opener
    parent = clause.parent
    if opener in WITHOUT:
        return own.under(NEGATED, f"{opener!r}")
    if opener in CLOSE:
        return own.under(HYPOTHETICAL, f"{opener!r}")
    if opener == "not":
        return own.under(NEGATED, "not")
    if parent is None:
        return own
    if clause.opener_kind == "prep":
        if opener == "from" and "prevent" in parent.vg.vcls:
            return own.under(NEGATED, parent.vg.text)
        if opener in {"of", "for", "with"} or parent.vg.vcls & {"deny", "fear", "fail"}:
            return carry(verb_rules(parent), own)
        if opener in {"against", "about", "before", "for", "in"}:
            outer = standing(parent, depth + 1)
            return own.under(outer.status, f"{opener!r}") if outer.status != ASSERTED else own
        return own
    if clause.antecedent is not None and not clause.vg.form & GERUND:
        return own
    outer = standing(parent, depth + 1)
    if parent.vg.vcls & {"deny", "fear", "fail", "prevent", "attempt"} and not clause.after_comma:
        return carry(verb_rules(parent), own)
    return carry(outer, own) if outer.status != ASSERTED else replace(own, speaker=outer.speaker)
