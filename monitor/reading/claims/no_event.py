"""What tells of no single happening: habits, people of a kind, sums over a long while."""

from monitor.events.values import ClaimType
from monitor.reading.claims.draft import Draft
from monitor.reading.standing.cues import dated_lately
from monitor.reading.standing.rules import TALES
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import (
    ADVERBIAL,
    COMP,
    COORDINATE,
    INFINITIVE,
    MAIN,
    RELATIVE,
    Clause,
)  # fmt: skip
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import BASE, NP, PAST, THIRD
from monitor.reading.words.lexicon import Lexicon

_DEEDS = frozenset({
    ClaimType.BORDER_CROSSING, ClaimType.ARMED_CLASH, ClaimType.CROSS_BORDER_FIRE,
    ClaimType.TERRITORY_CAPTURED,
})  # fmt: skip
_OF_ARMS = frozenset({ClaimType.ARMED_CLASH, ClaimType.CROSS_BORDER_FIRE})
_AT_BORDERS = frozenset({ClaimType.ARMED_CLASH, ClaimType.DEPLOYMENT})
_MANY = 5  # so many clashes are of a season, unless a day is told


def of_no_event(draft: Draft, lexicon: Lexicon) -> str:
    """Return why a draft is of no day: who is wont to do so, or how often it was; or nothing."""
    clause, sentence = draft.match.clause, draft.sentence
    told = _of_any_type(clause, sentence, lexicon)
    if not told and draft.type in _AT_BORDERS and _is_far(sentence, lexicon):
        told = "far from any border"
    if not told and draft.type in _OF_ARMS and _is_contest(sentence, lexicon):
        told = "at a contest"
    if told or draft.type not in _DEEDS or sentence.in_title:
        return told
    if not dated_lately(sentence) and (_is_sum(draft, lexicon) or _is_rate(draft, lexicon)):
        return "a sum over a long while"
    if clause is None or draft.match.trigger.kind == NP:
        return ""
    if draft.match.has("entry") and _leaves_again(clause, sentence, lexicon):
        return "left again at once"
    if _is_of_a_kind(clause, lexicon) or _is_habit(clause, sentence, lexicon):
        return "what people are wont to do"
    old = not dated_lately(sentence) and _is_of_old(clause, draft, lexicon)
    return "of days before these" if old else ""


def _leaves_again(entry: Clause, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Handle "entered X *and left* after an hour", "broke into X but *were driven out*"."""
    later = (
        other for other in sentence.clauses
        if other.link == COORDINATE and other.subj is entry.subj and other.vg.s > entry.vg.s
        and not (other.vg.neg or other.vg.modal)
    )  # fmt: skip
    return any(
        f"{one.vg.lemma} {one.vg.particle}".strip()
        in lexicon.set("ousting" if one.passive else "leaving_again")
        and (one.passive or one.obj is None)
        for one in later
    )


def _is_rate(draft: Draft, lexicon: Lexicon) -> bool:
    """Handle "Clashes on the border *have become rare*": how often, not that there was one."""
    clause = draft.match.clause
    if clause is None or clause.subj is not draft.match.trigger:
        return False
    said = {*clause.vg.adj.split(), clause.obj.lemma if clause.obj is not None else ""}
    return not said.isdisjoint(lexicon.set("how_often"))


def _of_any_type(clause: Clause | None, sentence: Sentence, lexicon: Lexicon) -> str:
    """Return why nothing that a clause tells is of a day, whatever it is; or nothing."""
    if clause is not None and _is_of_a_lifetime(clause, lexicon):
        return "a sum over a lifetime"
    if _asks_why(sentence):
        return "a question"
    if sentence.in_title and sentence.tokens[0].text in _EXPLAINING:
        return "a title that explains"
    return ""


_EXPLAINING = frozenset({"how", "why"})


def _is_contest(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Handle "fired 1,500 rounds in a friendly *tournament*"."""
    contests = lexicon.set("contests")
    return any(token.text in contests for token in sentence.tokens)


def _is_far(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Handle "killed five policemen near X, *far from any frontier*"."""
    folded = sentence.folded.replace("not far from", "near")
    return any(words in folded for words in lexicon.set("far_from_borders"))


def _asks_why(sentence: Sentence) -> bool:
    """Handle "*Why do* we shut the border for every cough, asks a doctor."."""
    opening = [token.text for token in sentence.tokens[:2]]
    return len(opening) > 1 and opening[0] in {"why", "how"} and opening[1] in _ASKING


_ASKING = frozenset({"do", "does", "did", "should", "must", "can", "could", "would", "will"})


def _is_of_a_lifetime(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "opened four bridges *in his life*", but "fled for the first time in his life"."""
    if not clause.words.isdisjoint(_ONCE):
        return False
    return any(
        pp.prep in _DURING and pp.np is not None and pp.np.det in _OWN
        and pp.np.lemma in lexicon.set("lifetimes")
        for pp in clause.pps
    )  # fmt: skip


_ONCE = frozenset({"first", "time"})
_DURING = frozenset({"in", "over", "during", "throughout"})
_OWN = frozenset({"his", "her", "its", "their", "my", "our"})


def _is_of_old(clause: Clause, draft: Draft, lexicon: Lexicon) -> bool:
    """Handle "have fought over X *before*.", "*was a clerk when* X fell", "the man who took X"."""
    if clause.vg.perfect and _is_again(clause, draft.sentence, lexicon):
        return True
    if clause.link == ADVERBIAL and clause.parent is not None:
        remembered = draft.type is ClaimType.TERRITORY_CAPTURED and _is_memory(clause, lexicon)
        return remembered or _is_state_around(clause, clause.parent, lexicon)
    who = clause.antecedent
    if clause.link != RELATIVE or who is None:
        return False
    if _is_pictured(who, draft.sentence):
        return True
    taken = draft.type is ClaimType.TERRITORY_CAPTURED
    return taken and who is clause.subj and _is_one(who)


def _is_state_around(clause: Clause, above: Clause, lexicon: Lexicon) -> bool:
    """Handle "*was a clerk when* X fell", "*before* X was taken it *had* a mill"."""
    if clause.opener == "when":
        return _is_calling(above, lexicon)
    return clause.opener == "before" and above.vg.lemma in _STATES and clause.vg.s < above.vg.s


_STATES = frozenset({"be", "have"})


def _is_memory(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "*She was in the kitchen* when X fell": a life, told by what fell in it."""
    above = clause.parent
    if clause.opener != "when" or above is None or above.subj is None or above.obj is not None:
        return False
    if above.vg.lemma != "be" or above.subj.text not in {"he", "she", "i"}:
        return False
    where = [pp.np for pp in above.pps if pp.np is not None and pp.prep in {"in", "at"}]
    ways = lexicon.bit("base", "post", "centre", "border", "crossing", "bridge", "named")
    return bool(where) and not any(phrase.places or phrase.cls & ways for phrase in where)


def _is_pictured(who: Chunk, sentence: Sentence) -> bool:
    """Handle "has a photograph *of soldiers who* crossed the bridge"."""
    return any(phrase.of is who and phrase.sign in TALES for _, phrase in sentence.phrases)


def _is_again(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Handle "*have* fought over X *before*.", but "had taken it the day before"."""
    tokens = sentence.tokens
    ends = len(tokens) > 1 and tokens[-2].text in lexicon.set("ere_now")
    return ends and tokens[clause.vg.s].text in lexicon.set("having")


def _is_one(who: Chunk) -> bool:
    """Whether one man or unit is told of by what it once did: "the officer who took X"."""
    known = who.actor is not None or who.names or who.places or who.codes
    return who.det == "the" and not who.plural and who.qty is None and not known


def _is_calling(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause tells what somebody was by calling, not what happened."""
    obj, past = clause.obj, bool(clause.vg.form & PAST) or clause.vg.perfect
    if clause.vg.lemma != "be" or obj is None or not past:
        return False
    if obj.det not in {"a", "an"} or obj.plural:
        return False
    he = clause.subj is not None and clause.subj.text in {"he", "she", "i"}
    return he or bool(obj.cls & lexicon.bit("troops", "civilians", "officials", "person"))


def _is_of_a_kind(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "*any soldier* who crossed the river", "*soldiers who cross* are to be fed"."""
    if clause.link == INFINITIVE and clause.parent is not None:
        clause = clause.parent  # "soldiers who try *to cross*"
    who = clause.antecedent
    if clause.link != RELATIVE or who is None:
        return False
    if {who.det, who.text} & lexicon.set("anybody"):
        return True
    known = who.qty is not None or who.names or who.of is not None or who.actor is not None
    bare = who.plural and who.det in {"", "those"} and not known
    bare = bare or (who.det in {"a", "an", "each", "every"} and not who.plural)
    return bare and is_plain_present(clause.vg)


def _is_habit(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Handle "*You* cross when the moon is down", "*At night* smugglers cross on rafts"."""
    if not is_plain_present(clause.vg):
        return False
    if clause.link not in {MAIN, COORDINATE, COMP}:
        return _is_every_time(clause, lexicon)
    if clause.subj is not None and clause.subj.text in lexicon.set("anybody"):
        return True
    if clause.subj is not None and not sentence.times and _are_any(clause.subj, lexicon):
        return True
    folded = f" {sentence.folded.translate(_STOPS)} "
    if any(f" {words} " in folded for words in lexicon.set("habits")):
        return True
    return any(
        other.parent is clause and other.opener in lexicon.set("ever")
        and is_plain_present(other.vg, lasting=True)
        for other in sentence.clauses
    )  # fmt: skip


def _is_every_time(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "*When* soldiers flee into A, they are disarmed": whenever they do."""
    above = clause.parent if clause.link == ADVERBIAL else None
    if above is None or clause.opener not in lexicon.set("ever"):
        return False
    return is_plain_present(above.vg, lasting=True)


def _are_any(who: Chunk, lexicon: Lexicon) -> bool:
    """Handle "*Fishermen* drift over the line": those of a trade, whoever they are."""
    if not who.plural or who.det or who.mods or who.qty is not None or who.of is not None:
        return False
    if who.codes or who.names or who.places or who.members or who.actor is not None:
        return False
    return who.lemma in lexicon.set("by_trade")


_STOPS = str.maketrans(",.;:", "    ")


def is_plain_present(verb: Chunk, *, lasting: bool = False) -> bool:
    """Whether a verb stands in the plain present; ``lasting``: "is down" counts too."""
    if verb.modal or verb.perfect or verb.to or (verb.aux and not lasting):
        return False
    return bool(verb.form & (BASE | THIRD)) and not verb.form & PAST


def _is_sum(draft: Draft, lexicon: Lexicon) -> bool:
    """Handle "*19 armed clashes*, in which 11 people died", "two decades of *raids*"."""
    clause, trigger = draft.match.clause, draft.match.trigger
    told = clause.antecedent if clause is not None and clause.link == RELATIVE else None
    if any(_is_counted(one, lexicon) for one in (trigger, told) if one is not None):
        return True
    return trigger.kind == NP and any(
        phrase.of is trigger and phrase.lemma in lexicon.set("ages")
        for _, phrase in draft.sentence.phrases
    )


def _is_counted(phrase: Chunk, lexicon: Lexicon) -> bool:
    if phrase.kind != NP or phrase.qty is None:
        return False
    head = phrase.lemma.rpartition(" ")[2]  # "armed encounter"
    return head in lexicon.set("incidents") and phrase.plural and (phrase.qty.value or 0) >= _MANY
