"""What tells of no single happening: habits, people of a kind, sums over a long while."""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft
from monitor.reading.standing.cues import dated_lately
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, COORDINATE, MAIN, RELATIVE, Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import BASE, NP, PAST, THIRD
from monitor.reading.words.lexicon import Lexicon

_DEEDS = frozenset({
    ClaimType.BORDER_CROSSING, ClaimType.ARMED_CLASH, ClaimType.CROSS_BORDER_FIRE,
    ClaimType.TERRITORY_CAPTURED,
})  # fmt: skip
_MANY = 5  # so many clashes are of a season, unless a day is told


def of_no_event(draft: Draft, lexicon: Lexicon) -> str:
    """Return why a draft is of no day: who is wont to do so, or how often it was; or nothing."""
    clause, sentence = draft.match.clause, draft.sentence
    if draft.type not in _DEEDS or sentence.in_title:
        return ""
    if _is_sum(draft, lexicon):
        return "a sum over a long while"
    if clause is None or draft.match.trigger.kind == NP:
        return ""
    if _is_of_a_kind(clause, lexicon):
        return "whoever does so"
    if _is_habit(clause, sentence, lexicon):
        return "a habit"
    return ""


def _is_of_a_kind(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "*any soldier* who crossed the river", "*soldiers who cross* are to be fed"."""
    who = clause.antecedent
    if clause.link != RELATIVE or who is None:
        return False
    if {who.det, who.text} & lexicon.set("anybody"):
        return True
    known = who.qty is not None or who.names or who.of is not None or who.actor is not None
    bare = who.plural and who.det in {"", "those"} and not known
    return bare and _is_present(clause.vg)


def _is_habit(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Handle "*You* cross when the moon is down", "*At night* smugglers cross on rafts"."""
    if clause.link not in {MAIN, COORDINATE, COMP} or not _is_present(clause.vg):
        return False
    if clause.subj is not None and clause.subj.text in lexicon.set("anybody"):
        return True
    folded = f" {sentence.folded} "
    if any(f" {words} " in folded or f" {words}," in folded for words in lexicon.set("habits")):
        return True
    return any(
        other.parent is clause and other.opener in lexicon.set("ever")
        and _is_present(other.vg, lasting=True)
        for other in sentence.clauses
    )  # fmt: skip


def _is_present(verb: Chunk, *, lasting: bool = False) -> bool:
    """Whether a verb stands in the plain present; ``lasting``: "is down" counts too."""
    if verb.modal or verb.perfect or verb.to or (verb.aux and not lasting):
        return False
    return bool(verb.form & (BASE | THIRD)) and not verb.form & PAST


def _is_sum(draft: Draft, lexicon: Lexicon) -> bool:
    """Handle "*19 armed clashes* with smugglers, in which 11 people lost their lives"."""
    if dated_lately(draft.sentence):
        return False
    clause, trigger = draft.match.clause, draft.match.trigger
    told = clause.antecedent if clause is not None and clause.link == RELATIVE else None
    return any(_is_counted(one, lexicon) for one in (trigger, told) if one is not None)


def _is_counted(phrase: Chunk, lexicon: Lexicon) -> bool:
    if phrase.kind != NP or phrase.qty is None:
        return False
    head = phrase.lemma.rpartition(" ")[2]  # "armed encounter"
    return head in lexicon.set("incidents") and phrase.plural and (phrase.qty.value or 0) >= _MANY
