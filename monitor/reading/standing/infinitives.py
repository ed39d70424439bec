"""Infinitives that tell what was done: "the first to fall", "it took a day to take X"."""

from monitor.reading.standing.rules import EVENTS, RULING, is_negated
from monitor.reading.standing.values import ASSERTED, Standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, Clause
from monitor.reading.text.grammar import BASE, PAST
from monitor.reading.words.lexicon import Lexicon

# What one may "come to report"; who comes "to hold talks" reports none.
_REPORTED = tuple(name for name in EVENTS if name != "contact")


def is_done(clause: Clause, parent: Clause, lexicon: Lexicon) -> bool:
    """Handle "it took an hour to take X", "telephoned to say that X fell", "the first to fall"."""
    if parent.vg.lemma in {"be", "become"}:
        told = _is_ordinal(parent.obj, lexicon) or _is_ordinal(parent.subj, lexicon)
        told = told or (parent.vg.adj == "next" and bool(parent.vg.form & PAST))
        return told or _is_among(parent) or _was_able(parent, lexicon)
    if parent.vg.lemma in lexicon.set("pending"):
        return False  # "it remains to be confirmed that"
    took = parent.vg.lemma == "take" and parent.subj is not None and parent.subj.text == "it"
    says = bool(clause.vg.vcls & {"report"}) and not clause.vg.vcls & RULING - {"report"}
    says = says and (clause.obj is None or bool(clause.obj.cls & lexicon.bit(*_REPORTED)))
    return (took and parent.obj is not None) or says


def is_bare(clause: Clause) -> bool:
    """Whether a verb stands without its subject, or tells a wish: "insist that X *be opened*"."""
    vg = clause.vg
    if vg.form != BASE or vg.to or vg.modal:
        return False
    return (clause.subj is None and not vg.aux) or (vg.aux and clause.link == COMP)


def took_time(parent: Clause) -> bool:
    """Handle "*needed four hours* to take X": in the end it was taken."""
    if parent.vg.lemma != "need" or not parent.vg.form & PAST or is_negated(parent):
        return False
    return any(pp.time and not pp.prep for pp in parent.pps)


def _is_among(parent: Clause) -> bool:
    """Handle "X *was among the places* to fall", "was one of five to fall": it fell."""
    if not parent.vg.form & PAST:
        return False
    one = parent.obj is not None and parent.obj.text.startswith("one")
    return one or any(pp.prep == "among" for pp in parent.pps)


def _is_ordinal(phrase: Chunk | None, lexicon: Lexicon) -> bool:
    """Handle "Was the first to fall" fell."""
    return phrase is not None and not lexicon.set("ordinals").isdisjoint(phrase.text.split())


def _was_able(parent: Clause, lexicon: Lexicon) -> bool:
    """Handle "were able to return": done, where "are able to" tells what may be."""
    past = bool(parent.vg.form & PAST) or parent.vg.perfect
    words = parent.words if not parent.vg.adj else frozenset[str]()
    said = parent.vg.adj in lexicon.set("enabled") or not words.isdisjoint(lexicon.set("enabled"))
    return said and past and not (parent.vg.modal or is_negated(parent))


def is_sequel(clause: Clause, parent: Clause, outer: Standing) -> bool:
    """Handle "retook X, *only to lose* it again"."""
    return clause.opener == "only" and outer.status == ASSERTED and clause.subj is parent.subj


def is_honoured(parent: Clause, lexicon: Lexicon) -> bool:
    """Handle "*has the honour* to report that X fell"."""
    return parent.obj is not None and parent.obj.lemma in lexicon.set("honours")
