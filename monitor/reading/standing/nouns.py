"""The standing of a nominal: "the fall of X" in "Y denied the fall of X"."""

from dataclasses import replace

from monitor.reading.standing.rules import (
    RULING,
    TALES,
    as_described,
    is_foreseen,
    noun_rules,
    verb_rules,
)
from monitor.reading.standing.status import standing
from monitor.reading.standing.values import (
    ASSERTED,
    HISTORICAL,
    HYPOTHETICAL,
    NEGATED,
    PLAIN,
    Standing,
    carry,
)
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause
from monitor.reading.words.lexicon import Lexicon


def noun_standing(
    noun: Chunk, owners: list[Chunk], clause: Clause | None, place: str, lexicon: Lexicon
) -> Standing:
    """Return the standing of a nominal: "the fall of X" in "Y denied the fall of X".

    ``owners`` are the nouns above it in an of-chain ("fears of a collapse"); ``place`` is its
    position in the clause: "subj", "obj" or the preposition it hangs on.
    """
    result = _owned([*owners, noun], clause, place, lexicon)
    if clause is None:
        return result
    behind = _behind_preposition(clause, place, result, lexicon)
    if behind is not None:
        return behind
    if _is_matter(clause, place, lexicon) or (place == "subj" and is_foreseen(clause, lexicon)):
        return result.under(HYPOTHETICAL, f"a matter to {clause.vg.text!r}")
    outer = standing(clause, lexicon)
    if place == "obj":
        return _object_of(clause, outer, result)
    if place == "subj":
        fought = noun.cls & lexicon.bit("attack", "clash")  # "the attack failed": there was one
        if not fought and _came_to_naught(clause, lexicon):
            outer = outer.under(NEGATED, clause.vg.text)
        return _subject_of(clause, outer, result, lexicon)
    return carry(outer, result)


def _owned(nouns: list[Chunk], clause: Clause | None, place: str, lexicon: Lexicon) -> Standing:
    """Return what the nouns above a nominal (the last one) say of it, and their negations."""
    result = PLAIN
    for owner in nouns:
        if not lexicon.set("mock").isdisjoint(owner.mods):
            result = result.under(HYPOTHETICAL, f"{owner.text!r}")  # "a rehearsed closure"
        if not _comes_about(clause, place, lexicon):
            result = as_described(owner, result, lexicon)
        if owner.neg and place in {"subj", "obj"} and clause is not None:
            continue  # the clause counts it: "there is no sign of"
        if owner.sign and owner is not nouns[-1]:
            result = carry(noun_rules(owner, clause, lexicon), result)
        if owner.neg:
            result = result.under(NEGATED, f"negated {owner.text!r}")
    return result


def _comes_about(clause: Clause | None, place: str, lexicon: Lexicon) -> bool:
    """Handle "The long-feared fall of X *came* on Sunday": what was feared is so."""
    if clause is None or place != "subj" or clause.vg.neg or clause.vg.modal:
        return False
    return clause.vg.lemma in lexicon.set("coming_about")


def _behind_preposition(
    clause: Clause, place: str, result: Standing, lexicon: Lexicon
) -> Standing | None:
    """Return what a preposition says of the nominal behind it; None where it says nothing."""
    if place in lexicon.set("without"):
        return result.under(NEGATED, place)
    if place in lexicon.set("ahead_of"):
        return result.under(HYPOTHETICAL, place)
    if place in lexicon.set("in_the_wake") or _opens(clause, place, lexicon):
        return carry(_context(clause, lexicon), result)
    return _about(clause, place, result, lexicon) if place in lexicon.set("about") else None


def _opens(clause: Clause, place: str, lexicon: Lexicon) -> bool:
    """Handle "*With the loss of X* the army holds no bridge": told of as known, in front."""
    subj = clause.subj
    if subj is None or place not in lexicon.set("taken_as_known"):
        return False
    return any(pp.prep == place and pp.e <= subj.s for pp in clause.pps)


def _is_matter(clause: Clause, place: str, lexicon: Lexicon) -> bool:
    """Handle "the withdrawal of A from B *is a condition*", "made the withdrawal a condition"."""
    obj, sets = clause.obj, lexicon.set
    if place == "subj" and clause.vg.lemma in sets("equating"):
        return obj is not None and obj.lemma in sets("matters")
    if place == "obj" and clause.vg.lemma in sets("setting_terms"):
        return not clause.words.isdisjoint(sets("matters"))
    return False


def _about(clause: Clause, place: str, result: Standing, lexicon: Lexicon) -> Standing | None:
    """Handle "warned of clashes", "a lecture about the fall of X", "made claims about"."""
    if "fear" in clause.vg.vcls and not clause.vg.neg:
        return result.under(HYPOTHETICAL, f"{clause.vg.text} {place}")
    if clause.vg.lemma in lexicon.set("debating"):
        return result.under(HYPOTHETICAL, f"{clause.vg.text} {place}")
    subj, obj = clause.subj, clause.obj
    if subj is not None and subj.sign in TALES:
        return result.under(HISTORICAL, f"told by {subj.text!r}")
    return carry(noun_rules(obj, clause, lexicon), result) if obj and obj.sign else None


def _context(clause: Clause, lexicon: Lexicon) -> Standing:
    """Only what rules the whole sentence, not the clause's own modality."""
    outer = standing(clause, lexicon)
    return Standing(speaker=outer.speaker, claimed=outer.claimed)


def _came_to_naught(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "The capture of X *failed*", but "the closure failed *to* stop trade"."""
    verb = f"{clause.vg.lemma} {clause.vg.particle}".strip()
    failed = verb in lexicon.set("coming_to_naught") and not (clause.vg.neg or clause.vg.modal)
    return failed and clause.obj is None and "to" not in clause.words


def _object_of(clause: Clause, outer: Standing, result: Standing) -> Standing:
    if "prevent" in clause.vg.vcls and outer.status == NEGATED:
        return carry(replace(outer, status=ASSERTED), result)  # "failed to prevent the fall of X"
    ruled = verb_rules(clause)
    if ruled.status != ASSERTED and clause.vg.lemma != "have":  # "had 9 kilograms": no "had to"
        return carry(ruled, result)
    return carry(outer, result)


def _met_none(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "The entry met *no resistance*"; but "found no confirmation" leaves it untrue."""
    obj = clause.obj
    return obj is not None and obj.neg and obj.lemma in lexicon.set("unmet")


def _subject_of(clause: Clause, outer: Standing, result: Standing, lexicon: Lexicon) -> Standing:
    if clause.passive and clause.vg.vcls & RULING:
        ruled = verb_rules(clause)
        return carry(ruled if ruled.status != ASSERTED else outer, result)
    if (clause.vg.neg or _met_none(clause, lexicon)) and clause.vg.lemma not in lexicon.set(
        "occurring"
    ):
        return carry(replace(outer, status=ASSERTED), result)
    return carry(outer, result)
