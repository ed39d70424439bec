"""What verbs and nouns that rule a clause say about it.

Signatures follow De Facto and TruthTeller: each maps the status of its own clause to that of its
complement; negation turns it.
"""

from dataclasses import replace

from monitor.reading.standing.values import (
    ASSERTED,
    DENIED,
    HISTORICAL,
    HYPOTHETICAL,
    NEGATED,
    PLAIN,
    PLANNED,
    Standing,
)
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, Clause
from monitor.reading.text.grammar import PAST
from monitor.reading.words.lexicon import Lexicon

_SIGNS = {
    "fear": HYPOTHETICAL, "plan": PLANNED, "attempt": HYPOTHETICAL, "fail": NEGATED,
    "deny": DENIED, "report": ASSERTED, "cause": ASSERTED, "tale": HISTORICAL,
    "imagined": HYPOTHETICAL,
}  # fmt: skip
# Classes of nouns that tell an event.
EVENTS = ("capture_noun", "closure", "reopening", "withdrawal", "attack", "clash", "contact",
           "fire_noun")  # fmt: skip
# Nouns of works: what they show or tell is no news.
TALES = frozenset({"tale", "imagined"})


def _sign(name: str, cue: str, speaker: Chunk | None) -> Standing:
    """Tell what a ruling noun or verb class says about its complement."""
    status = _SIGNS.get(name)
    if status is None or status == ASSERTED:
        return Standing(speaker=speaker)
    denier = speaker if status == DENIED else None
    if name == "attempt":
        return Standing(status, (cue,), tried=True)
    return Standing(status, (cue,), None if denier else speaker, denier)


def _is_branded(noun: Chunk, parent: Clause, lexicon: Lexicon) -> bool:
    """Handle "described as false a report that X fell"."""
    if is_negated(parent):
        return False
    if noun is parent.subj and _shows(parent, lexicon):
        return lexicon.set("true").isdisjoint(parent.words)  # "the report that X fell proved false"
    if f"{parent.vg.text} {parent.vg.particle}".strip() in lexicon.set("untrue"):
        return True  # "called invented a report that", "the story that X fell was made up"
    if parent.vg.lemma not in lexicon.set("branding"):
        return False
    behind = noun if noun.s > parent.vg.s else None  # "described as fake | the report that"
    said_of = parent.subj if parent.passive else parent.obj or behind
    return said_of is noun and not lexicon.set("untrue").isdisjoint(parent.words)


def _shows(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause tells what a report turned out to be."""
    verb = f"{clause.vg.lemma} {clause.vg.particle}".strip()
    return verb in lexicon.set("turning_out")


def noun_rules(noun: Chunk, parent: Clause | None, lexicon: Lexicon) -> Standing:
    """Handle "The claim that", "a bid to", "no evidence that", "denied reports that"."""
    if noun.sign == "report" and parent is not None and _is_branded(noun, parent, lexicon):
        return Standing(DENIED, (f"{noun.text!r} called untrue",))
    ruled = _sign(noun.sign, f"{noun.lemma!r}", noun.poss if noun.sign == "report" else None)
    if noun.sign == "report" and not lexicon.set("untrue").isdisjoint(noun.mods):
        return Standing(DENIED, (f"{noun.text!r}",))  # "fabricated reports that"
    if noun.lemma in lexicon.set("decisions") and not noun.neg and _is_given(parent, lexicon):
        ruled = replace(ruled, ordered=True)
    if noun.neg:
        ruled = ruled.under(NEGATED, f"negated {noun.text!r}")
    if noun.sign == "report" and parent is not None and _is_empty(noun, parent):
        return Standing(DENIED, (f"nothing in {noun.text!r}",))
    if parent is not None and noun.sign in {"report", "cause"}:
        verb = verb_rules(parent)
        if verb.status != ASSERTED:
            claimant = noun.poss or (noun if noun.actor is not None else None)
            return replace(verb, speaker=ruled.speaker, claimant=claimant)
    return ruled


def as_described(noun: Chunk, result: Standing, lexicon: Lexicon) -> Standing:
    """Handle "the *feared* fall of X", "a *planned* closure", "an *attempted* incursion"."""
    if not noun.mods:
        return result
    if not lexicon.set("unreal").isdisjoint(noun.mods):
        return result.under(HYPOTHETICAL, f"{noun.text!r}")
    fought = noun.cls & lexicon.bit("attack", "clash")  # "the failed attack": there was one
    in_vain = "averted" if fought else "in_vain"
    if not lexicon.set(in_vain).isdisjoint(noun.mods):
        return replace(result.under(HYPOTHETICAL, f"{noun.text!r}"), tried=True)
    if not lexicon.set("intended").isdisjoint(noun.mods):
        return result.under(PLANNED, f"{noun.text!r}")
    return result


def is_foreseen(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "The fall of X is *inevitable*", "seems *imminent*", "is *a matter of time*"."""
    sets = lexicon.set
    said = {clause.vg.adj} if clause.vg.adj else clause.words & sets("likely")
    yet = sets("unsure") | sets("foreseen")
    if clause.vg.lemma in sets("proving") and not said.isdisjoint(yet):
        return True
    matter = clause.obj if clause.obj is not None and clause.obj.lemma in sets("at_issue") else None
    return matter is not None and matter.of is not None and matter.of.lemma in sets("spans")


def _is_empty(noun: Chunk, parent: Clause) -> bool:
    """Handle "there was *no truth in the story* that X fell"."""
    nothing = parent.obj if parent.obj is not None else parent.subj
    if nothing is None or not nothing.neg or nothing is noun or parent.vg.lemma != "be":
        return False
    return any(pp.np is noun and pp.prep in {"in", "to", "behind"} for pp in parent.pps)


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


RULING = frozenset(_ORDERED_CLASSES)


def verb_rules(parent: Clause, *, infinitive: bool = False) -> Standing:
    """Tell what a verb says about its complement, its own negation and modality included."""
    vg = parent.vg
    classes = vg.vcls
    speaker = speaker_of(parent)
    if infinitive and _had_to(parent):
        return _succeed(parent, speaker)
    for name in _ORDERED_CLASSES:
        if name not in classes or _is_other_sense(name, classes, infinitive=infinitive):
            continue
        return _VERB_RULES[name](parent, speaker)
    return Standing(speaker=speaker) if "report" in classes else PLAIN


def _had_to(parent: Clause) -> bool:
    """Handle "They had to abandon the post": told as done, unless somebody only says so."""
    vg = parent.vg
    past = bool(vg.form & PAST) or vg.e - vg.s > 1
    return vg.lemma == "have" and past and not vg.modal and parent.link != COMP


def _is_other_sense(name: str, classes: frozenset[str], *, infinitive: bool) -> bool:
    """Handle "Warned that" fears, "told that" reports; before an infinitive they plan."""
    if name == "prevent" and "succeed" in classes:
        return True
    if name in {"fear", "plan"} and "report" in classes:
        return not infinitive
    if name == "report" and infinitive and "plan" in classes:
        return True
    return name == "plan" and not infinitive and "fear" in classes


def speaker_of(parent: Clause) -> Chunk | None:
    if parent.passive:
        return next((pp.np for pp in parent.pps if pp.prep == "by"), None)
    return parent.subj


def is_answer(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "Asked why they wait, *the ministry replied* that it had": the question is over."""
    asked = clause.parent
    if asked is None or "report" not in clause.vg.vcls or clause.subj is None:
        return False
    first = asked.subj is None and asked.parent is None and not asked.vg.aux
    return first and asked.vg.lemma in lexicon.set("asked_first")


def is_beside(parent: Clause, clause: Clause) -> bool:
    """Handle "has a garrison again: *200 men came*"; "had X *closed*" is ruled by it."""
    told = clause.opener or parent.obj is None or parent.obj is clause.subj or parent.obj.pron
    return parent.vg.lemma == "have" and not told


def _is_given(clause: Clause | None, lexicon: Lexicon) -> bool:
    """Whether an order was given: "await orders to", "the order to deploy never came" has none."""
    if clause is None:
        return True
    return not (is_negated(clause) or clause.vg.lemma in lexicon.set("awaiting"))


def is_negated(clause: Clause) -> bool:
    """Whether a verb does not hold: "did not say", "nobody says"."""
    return clause.vg.neg or (clause.subj is not None and clause.subj.neg)


def negated_once(clause: Clause, parent: Clause, own: Standing) -> Standing:
    """Handle "no driver is allowed to cross": one "no", that of the verb above, is told."""
    shared = clause.subj is not None and clause.subj is parent.subj and clause.subj.neg
    if shared and own.status == NEGATED and not clause.vg.neg:
        return replace(own, status=ASSERTED)
    return own


def _deny(parent: Clause, speaker: Chunk | None) -> Standing:
    if is_negated(parent):
        return Standing(cues=(f"not {parent.vg.text}",), speaker=speaker)
    return Standing(DENIED, (f"{parent.vg.text}",), None, speaker)


def _prevent(parent: Clause, _speaker: Chunk | None) -> Standing:
    if is_negated(parent):
        return PLAIN
    return Standing(NEGATED, (parent.vg.text,), tried="prevent" in parent.vg.vcls)


def _attempt(parent: Clause, _speaker: Chunk | None) -> Standing:
    tried = not (is_negated(parent) or parent.vg.modal)  # "may try to cross": nobody has
    return Standing(HYPOTHETICAL, (parent.vg.text,), tried=tried)


def _unreal(parent: Clause, speaker: Chunk | None) -> Standing:
    if "doubt" in parent.vg.vcls and is_negated(parent):
        return PLAIN  # "nobody doubts that"
    return Standing(HYPOTHETICAL, (parent.vg.text,), speaker)


def _planned(parent: Clause, speaker: Chunk | None) -> Standing:
    if is_negated(parent):
        return Standing(NEGATED, (f"not {parent.vg.text}",), speaker)
    ordered = "order" in parent.vg.vcls and not parent.vg.modal
    return Standing(PLANNED, (parent.vg.text,), speaker, ordered=ordered)


def _succeed(parent: Clause, _speaker: Chunk | None) -> Standing:
    return Standing(NEGATED, (f"not {parent.vg.text}",)) if is_negated(parent) else PLAIN


def as_report(parent: Clause, speaker: Chunk | None) -> Standing:
    if is_negated(parent):
        return Standing(HYPOTHETICAL, (f"not {parent.vg.text}",), speaker)
    if speaker is not None and speaker.sign in TALES:
        return Standing(HISTORICAL, (f"told by {speaker.text!r}",), speaker)
    return Standing(speaker=speaker, claimed="claim" in parent.vg.vcls)


_VERB_RULES = {
    "deny": _deny, "prevent": _prevent, "fail": _prevent, "doubt": _unreal, "fear": _unreal,
    "attempt": _attempt, "plan": _planned, "succeed": _succeed, "report": as_report,
}  # fmt: skip


def is_design(phrase: Chunk, lexicon: Lexicon) -> bool:
    """Handle "by the plan of the exercise"."""
    of = phrase.of or phrase.poss
    drilled = of is not None and of.lemma in lexicon.set("drills")
    return drilled and phrase.lemma in lexicon.set("designs")
