"""Status: polarity, modality and attribution, composed from the trigger up the clause chain.

What stops a claim: it did not happen (negated, denied), or not yet (hypothetical, planned).
"""

from dataclasses import replace

from monitor.reading.standing.gerunds import is_weighed, noun_before
from monitor.reading.standing.imagined import imagined_in
from monitor.reading.standing.infinitives import (
    is_bare,
    is_done,
    is_honoured,
    is_sequel,
    took_time,
)
from monitor.reading.standing.manners import is_courtesy, is_duty, is_said_outright
from monitor.reading.standing.rules import (
    EVENTS,
    RULING,
    TALES,
    as_described,
    as_report,
    is_answer,
    is_beside,
    is_foreseen,
    is_negated,
    negated_once,
    noun_rules,
    speaker_of,
    verb_rules,
)
from monitor.reading.standing.values import (
    ASSERTED,
    HISTORICAL,
    HYPOTHETICAL,
    NEGATED,
    PLAIN,
    PLANNED,
    Standing,
    carry,
)
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import (
    ADVERBIAL,
    COMP,
    COORDINATE,
    INFINITIVE,
    MAIN,
    PARTICIPIAL,
    RELATIVE,
    Clause,
)
from monitor.reading.text.grammar import BASE, GERUND, PAST
from monitor.reading.words.lexicon import Lexicon

_DEEP = 12  # clauses above a clause


def standing(clause: Clause, lexicon: Lexicon, depth: int = 0) -> Standing:
    """Return the standing of a clause: its own polarity and modality, then what rules it."""
    own = _own(clause, lexicon)
    if depth > _DEEP or is_answer(clause, lexicon):
        return own
    return _ruled(clause, own, lexicon, depth)


def _own(clause: Clause, lexicon: Lexicon) -> Standing:
    vg = clause.vg
    result = PLAIN
    if vg.neg:
        result = result.under(NEGATED, f"negated {vg.text!r}")
    if clause.opener in lexicon.set("none_of"):
        result = result.under(NEGATED, f"negated {clause.opener!r}")
    for phrase in (clause.subj, clause.obj):
        if phrase is not None and phrase.neg:
            result = result.under(NEGATED, f"negated {phrase.text!r}")
    if vg.modal and not is_said_outright(clause, lexicon):
        kind = HYPOTHETICAL if vg.modal == "hypothetical" else PLANNED
        result = result.under(kind, f"modal before {vg.text!r}")
    if is_bare(clause):
        result = result.under(HYPOTHETICAL, "imperative, infinitive or subjunctive")
    result = _as_announced(clause, result, lexicon)
    tale = imagined_in(clause, lexicon)
    return result.under(HYPOTHETICAL, f"in {tale.text!r}") if tale is not None else result


def _as_announced(clause: Clause, result: Standing, lexicon: Lexicon) -> Standing:
    """Handle "announced the *planned* closure of X", "the talks are inevitable"."""
    event = clause.subj
    if event is not None and event.cls & lexicon.bit(*EVENTS) and is_foreseen(clause, lexicon):
        return result.under(HYPOTHETICAL, f"foreseen: {event.text!r}")
    if "report" not in clause.vg.vcls:
        return result
    told = clause.subj if clause.passive else clause.obj
    if told is None or clause.vg.lemma in lexicon.set("coming_about"):
        return result
    return as_described(told, result, lexicon) if told.cls & lexicon.bit(*EVENTS) else result


def _ruled(clause: Clause, own: Standing, lexicon: Lexicon, depth: int) -> Standing:
    link = clause.link
    if clause.opener_kind == "condition":
        own = own.under(HYPOTHETICAL, f"condition {clause.opener!r}")
    rule = _RULES.get(link)
    if rule is not None:
        return rule(clause, own, lexicon, depth)
    if link == COORDINATE and clause.parent is not None:
        return _coordinate(clause, own, lexicon, depth)
    if link == MAIN and clause.governor is not None and clause.colon:
        return replace(own, speaker=clause.governor)
    return own


def _relative(clause: Clause, own: Standing, lexicon: Lexicon, _depth: int) -> Standing:
    """Handle "rejected a report *that said* X had fallen": what is said stands as the report."""
    told, parent = clause.antecedent, clause.parent
    if _is_rehearsed(clause, lexicon):
        return own.under(HYPOTHETICAL, "rehearsed")
    if told is None or parent is None or told.sign != "report" or parent.obj is not told:
        return own
    says = clause.subj is told and bool(clause.vg.vcls & {"report"})
    return carry(noun_rules(told, parent, lexicon), own) if says else own


def _is_rehearsed(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "will train to stop *a group that has crossed the river*": nobody has."""
    noun = clause.antecedent
    if noun is None or noun.det in lexicon.set("definite") or noun.lemma in lexicon.set("drills"):
        return False
    return any(above.vg.lemma in lexicon.set("rehearsing") for above in clause.ancestors())


def _adverbial(clause: Clause, own: Standing, lexicon: Lexicon, depth: int) -> Standing:
    parent = clause.parent
    if parent is None or clause.opener_kind != "time":
        return own
    if clause.opener in lexicon.set("long_after"):
        return own.under(HISTORICAL, f"{clause.opener!r}")
    if _is_told(parent.subj, lexicon) and parent.vg.lemma in lexicon.set("unfolding"):
        return own.under(HISTORICAL, f"told by {parent.vg.text!r}")  # "the play ends when X falls"
    ruled = standing(parent, lexicon, depth + 1)
    unreal = (ruled.status in _AHEAD or parent.vg.modal) and not clause.vg.perfect
    ahead = parent.vg.s < clause.vg.s or not clause.vg.form & PAST  # "once X fell, they could not"
    if clause.opener in lexicon.set("until") and unreal and ahead:
        status = ruled.status if ruled.status in _AHEAD else PLANNED
        return own.under(status, f"{clause.opener!r} in a {status} sentence")
    return own


_AHEAD = (PLANNED, HYPOTHETICAL)


def _is_told(speaker: Chunk | None, lexicon: Lexicon) -> bool:
    """Whether somebody tells of no news: a novel, "an *old* video", "a *satirical* site"."""
    if speaker is None:
        return False
    return speaker.sign in TALES or not lexicon.set("not_of_today").isdisjoint(speaker.mods)


def _coordinate(clause: Clause, own: Standing, lexicon: Lexicon, depth: int) -> Standing:
    """Return the second verb stands as the first, but for the first one's own negation."""
    first = clause.parent
    assert first is not None
    outer = _ruled(first, PLAIN, lexicon, depth + 1)
    carried = own
    if first.vg.modal and clause.vg.form & BASE and not clause.vg.modal:
        carried = own.under(_own(first, lexicon).status, "modal of the first verb")
    if first.subj is not None and first.subj.neg and clause.subj is None:
        carried = carried.under(NEGATED, "negated subject")
    return carry(outer, carried)


def _infinitive(clause: Clause, own: Standing, lexicon: Lexicon, depth: int) -> Standing:  # noqa: C901, PLR0911  (a cascade)
    parent = clause.parent
    if parent is not None and took_time(parent):
        return carry(standing(parent, lexicon, depth + 1), own)
    if clause.governor is not None:
        if is_duty(clause.governor, clause, lexicon):
            return own
        return carry(noun_rules(clause.governor, parent, lexicon), own)
    if parent is None:
        return own.under(PLANNED, "infinitive")
    if is_courtesy(clause, parent, lexicon):
        return carry(_ruled(parent, PLAIN, lexicon, depth + 1), own)
    outer, own = standing(parent, lexicon, depth + 1), negated_once(clause, parent, own)
    vg = parent.vg
    if is_sequel(clause, parent, outer) or is_honoured(parent, lexicon):
        return carry(outer, own)
    if parent.obj is not None and parent.obj.cls & lexicon.bit("operation", "attack"):
        return own.under(PLANNED, f"purpose of {parent.obj.text!r}")
    if vg.vcls & RULING:
        if clause.vg.perfect and "report" in vg.vcls:
            return carry(carry(outer, as_report(parent, speaker_of(parent))), own)
        if "report" in vg.vcls and not parent.passive and not vg.vcls & _NOT_SAID:
            return own.under(PLANNED, "purpose")
        ruled = verb_rules(parent, infinitive=not parent.passive or "plan" in vg.vcls)
        rest = replace(outer, status=_without_own_negation(parent, outer))
        return carry(rest, carry(ruled, own))
    if is_done(clause, parent, lexicon):
        return carry(outer, own)
    if vg.lemma == "be" or clause.opener == "be":
        return own.under(PLANNED, "is to")
    return own.under(PLANNED, f"purpose of {vg.text!r}")


# But "tells them to", "manages to"; and who "claims to hold X" says that he does.
_NOT_SAID = frozenset({"plan", "succeed", "fail", "attempt", "fear", "prevent", "claim"})


def _without_own_negation(parent: Clause, outer: Standing) -> str:
    negated = parent.vg.neg or (is_negated(parent) and parent.vg.vcls & RULING)
    return ASSERTED if negated and outer.status == NEGATED else outer.status


def _complement(clause: Clause, own: Standing, lexicon: Lexicon, depth: int) -> Standing:
    parent = clause.parent
    if clause.governor is not None and clause.governor.sign:
        return carry(noun_rules(clause.governor, parent, lexicon), own)
    if parent is None:
        return own
    if parent.vg.adj in lexicon.set("unsure"):  # "it is possible that"
        return own.under(HYPOTHETICAL, f"{parent.vg.adj!r}")
    if "report" in parent.vg.vcls and not parent.passive and _is_told(parent.subj, lexicon):
        return own.under(HISTORICAL, f"told by {parent.vg.text!r}")
    outer = standing(parent, lexicon, depth + 1)
    ruled = PLAIN if is_beside(parent, clause) else verb_rules(parent)
    status = _without_own_negation(parent, outer)
    if parent.vg.modal and status in {HYPOTHETICAL, PLANNED} and "report" in parent.vg.vcls:
        status = HYPOTHETICAL
    rest = replace(outer, status=status)
    return carry(rest, carry(ruled, own))


def _participial(clause: Clause, own: Standing, lexicon: Lexicon, depth: int) -> Standing:  # noqa: C901, PLR0911  (a cascade)
    opener = clause.opener
    parent = clause.parent
    if opener in lexicon.set("without"):
        return own.under(NEGATED, f"{opener!r}")
    if opener in lexicon.set("close_to"):
        return own.under(HYPOTHETICAL, f"{opener!r}")
    if opener == "not":
        return own.under(NEGATED, "not")
    if opener in lexicon.set("purposes"):
        return own.under(PLANNED, f"{opener!r}")
    if parent is None:
        return own
    if is_weighed(clause, parent, lexicon):
        return own.under(HYPOTHETICAL, f"{parent.vg.text!r}")
    if clause.opener_kind == "prep":
        return _behind_preposition(clause, parent, own, lexicon, depth)
    if clause.antecedent is not None and not clause.vg.form & GERUND:
        return own
    if _is_told(parent.subj, lexicon) and "report" in parent.vg.vcls:
        return own.under(HISTORICAL, f"told by {parent.vg.text!r}")  # "a cartoon shows X burning"
    outer = standing(parent, lexicon, depth + 1)
    ruling = parent.vg.vcls & {"deny", "fear", "fail", "prevent", "attempt"}
    if ruling and not (clause.after_comma or clause.opener_kind == "time"):
        return carry(verb_rules(parent), own)
    return carry(outer, own) if outer.status != ASSERTED else replace(own, speaker=outer.speaker)


def _behind_preposition(
    clause: Clause, parent: Clause, own: Standing, lexicon: Lexicon, depth: int
) -> Standing:
    """Handle "for capturing X": what rules it is the noun, adjective or verb before."""
    opener = clause.opener
    if opener == "from" and "prevent" in parent.vg.vcls:
        in_vain = standing(parent, lexicon, depth + 1).status == NEGATED  # "failed to prevent"
        return own if in_vain else replace(own.under(NEGATED, parent.vg.text), tried=True)
    noun = noun_before(clause, parent) if opener in lexicon.set("about") else None
    if noun is not None:
        return carry(noun_rules(noun, parent, lexicon), own)  # "gave up the idea of taking X"
    able = parent.vg.adj in lexicon.set("able") and opener in lexicon.set("about")
    if able or f"{parent.vg.lemma} {opener}" in lexicon.set("musing"):
        return own.under(HYPOTHETICAL, f"{parent.vg.adj or parent.vg.text!r} {opener}")
    if opener in {"of", "for", "with", "as"} or parent.vg.vcls & {"deny", "fear", "fail"}:
        return carry(verb_rules(parent), own)
    if opener in lexicon.set("outlook"):
        outer = standing(parent, lexicon, depth + 1)
        return own.under(outer.status, f"{opener!r}") if outer.status != ASSERTED else own
    return own


_RULES = {
    INFINITIVE: _infinitive, COMP: _complement, PARTICIPIAL: _participial,
    ADVERBIAL: _adverbial, RELATIVE: _relative,
}  # fmt: skip
