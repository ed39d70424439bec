"""What is said by naming that one says it: "we must remind you that", "it is worth noting that".

Hedged performatives (Fraser, 1975): the modal, the wish or the duty is manners, and what depends
on the verb of saying is asserted all the same.
"""

from monitor.reading.standing.rules import RULING, is_negated
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, COORDINATE, MAIN, QUOTED, Clause
from monitor.reading.words.lexicon import Lexicon


def is_said_outright(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "it *should be noted* that X fell", "we *must inform* you", "*can confirm*"."""
    if clause.link not in _STATED or not _says(clause, lexicon) or is_negated(clause):
        return False
    lemma, words = clause.vg.lemma, clause.words
    nobody = clause.passive and (clause.subj is None or clause.subj.text == "it")
    if lemma in lexicon.set("reminding"):
        return nobody or clause.vg.modal == "hypothetical"
    if lemma in lexicon.set("can_tell") and not words.isdisjoint(lexicon.set("can")):
        return "only" not in words  # "only the governor can confirm that"
    own_voice = clause.subj is not None and clause.subj.text in lexicon.set("own_voice")
    return (nobody or own_voice) and not words.isdisjoint(lexicon.set("must"))


# Not "until somebody can confirm that", nor "nobody who can confirm that".
_STATED = frozenset({MAIN, COORDINATE, COMP, QUOTED})


def is_courtesy(clause: Clause, parent: Clause, lexicon: Lexicon) -> bool:
    """Handle "*wishes* to state that X fell", "it is *important* to note", "*obliged* to admit"."""
    if not _says(clause, lexicon) or is_negated(clause) or is_negated(parent):
        return False
    if parent.vg.lemma in lexicon.set("judging"):
        return not lexicon.set("worth_telling").isdisjoint(parent.words)
    of_another = parent.obj is not None and not parent.passive  # "wants *him* to say that"
    return parent.vg.lemma in lexicon.set("courtesies") and not of_another


def is_duty(governor: Chunk, clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "consider it our *duty* to inform you that X fell"."""
    owed = governor.lemma in lexicon.set("duties") or governor.lemma in lexicon.set("honours")
    return owed and not governor.neg and _says(clause, lexicon)


def _says(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a verb tells others something, without a doubt of its own."""
    told = clause.vg.vcls & RULING == {"report"} and "claim" not in clause.vg.vcls
    return told and clause.vg.lemma not in lexicon.set("inward")
