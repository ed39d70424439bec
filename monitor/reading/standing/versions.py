"""Versions that contradict: the place is still held, the attack beaten off, they fired first."""

from monitor.events.values import ClaimType
from monitor.reading.standing.denials import (
    Denial,
    Speech,
    clause_span,
    heads,
    speaker_of_all,
    words_of,
)
from monitor.reading.standing.status import standing
from monitor.reading.standing.values import ASSERTED
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.words.lexicon import Lexicon

_CAPTURE = frozenset({ClaimType.TERRITORY_CAPTURED})
_CROSSING = frozenset({ClaimType.BORDER_CROSSING})
_FIRE = frozenset({ClaimType.CROSS_BORDER_FIRE})


def other_version(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> Denial | None:
    """Return what a clause says against what was told, where somebody says it."""
    if clause.vg.modal or clause.vg.neg:
        return None
    speaker = speaker_of_all(clause, sentence, lexicon)
    if speaker is None or standing(clause, lexicon).status != ASSERTED:
        return None
    speech = Speech(sentence, lexicon, clause_span(clause), speaker)
    if _fires_first(clause, sentence, lexicon):
        return speech.denial(_FIRE, back=True)
    if _is_at_home(clause, lexicon):
        return speech.denial(_CROSSING, back=True)
    return _held(clause, speech, speaker)


def _held(clause: Clause, speech: Speech, speaker: Chunk) -> Denial | None:
    """Return the denial of a capture by who says that the place is held, or they beaten off."""
    lexicon = speech.lexicon
    loser = _driven_back(clause, lexicon)
    if loser is not None:
        return speech.denial(_CAPTURE, back=True, loser=loser)
    holder = _holder(clause, words_of(clause, speech.sentence), speaker, lexicon)
    if holder is None or not _is_of_a_place(clause, lexicon):
        return None
    return speech.denial(_CAPTURE, back=True, holder=holder)


def _is_at_home(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "said its forces were on their own territory"."""
    return clause.vg.lemma in {"be", "remain", "stay", "stand"} and any(
        pp.np is not None and "own" in pp.np.text.split()
        and not heads(pp.np).isdisjoint(lexicon.set("soils")) for pp in clause.pps
    )  # fmt: skip


def _fires_first(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Handle "had fired first", "first opened fire", "fired the first shot"."""
    if clause.vg.lemma not in lexicon.set("starting_fire"):
        return False
    behind = sentence.tokens[max(0, clause.vg.s - 1) : clause.end + 1]
    return any(token.text == "first" for token in behind)


def _is_of_a_place(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a place is what is held: "the town", "it", not "the airport" or "the road"."""
    if _repels(clause, lexicon) or clause.vg.lemma == "fail":
        return True
    passive = clause.passive or clause.obj is None
    held = clause.subj if passive else clause.obj
    if held is None:
        return False
    if clause.obj is None and held.cls & lexicon.bit("troops", "militants"):
        return True  # "his troops were in control"
    centres = lexicon.set("held_places")
    inside = [pp.np for pp in clause.pps if pp.np is not None and clause.obj is None]
    return any(
        part.text == "it"
        or bool(part.places)
        or (not heads(part).isdisjoint(centres) and not part.plural)
        for part in (held, *inside)
    )


def _driven_back(clause: Clause, lexicon: Lexicon) -> Chunk | None:
    """Handle "said the Taliban had been pushed back"."""
    if not _repels(clause, lexicon):
        return None
    beaten = clause.subj if clause.passive else clause.obj
    people = lexicon.bit("militants", "troops")
    return beaten if beaten is not None and (beaten.cls & people or beaten.actor) else None


def _repels(clause: Clause, lexicon: Lexicon) -> bool:
    verb = f"{clause.vg.lemma} {clause.vg.particle}".strip()
    return verb in lexicon.set("repelling")


def _holder(
    clause: Clause, words: frozenset[str], speaker: Chunk, lexicon: Lexicon
) -> Chunk | None:
    """Return who is said to hold a place still, or to have beaten off those who came for it."""
    vg, subject = clause.vg, clause.subj
    if _repels(clause, lexicon):
        said = clause.subj if clause.passive else clause.obj
        beaten = said is not None and not heads(said).isdisjoint(lexicon.set("assaults"))
        return (speaker if clause.passive else subject) if beaten else None
    still = not words.isdisjoint(lexicon.set("still"))
    if vg.lemma == "fail" and subject is not None:
        return None if heads(subject).isdisjoint(lexicon.set("assaults")) else speaker
    if vg.lemma in lexicon.set("still_there") or vg.lemma == "be":
        there = subject if still and _stand_inside(clause, lexicon) else None
        return there or _in_whose_hands(clause, speaker, words, lexicon)
    holds = f"{vg.lemma} {vg.particle}".strip() in lexicon.set("holding_out")
    if not holds and not (still and vg.lemma in lexicon.set("still_holding")):
        return None
    own = subject is None or clause.passive or subject.pron or bool(subject.places)
    return speaker if own else subject


def _stand_inside(clause: Clause, lexicon: Lexicon) -> bool:
    """Handle "said *its soldiers were* still *in the town*"."""
    if clause.subj is None or not clause.subj.cls & lexicon.bit("troops"):
        return False
    inside = [pp.np for pp in clause.pps if pp.prep in _INSIDE and pp.np is not None]
    return any(
        one.text == "it" or one.places or not heads(one).isdisjoint(lexicon.set("held_places"))
        for one in inside
    )


_INSIDE = frozenset({"in", "inside"})


def _in_whose_hands(
    clause: Clause, speaker: Chunk, words: frozenset[str], lexicon: Lexicon
) -> Chunk | None:
    """Handle "remained in their hands", "is in government control", "is still theirs"."""
    if not words.isdisjoint(lexicon.set("theirs")):
        return speaker
    for pp in clause.pps:
        hold = pp.np
        if hold is None or not hold.cls & lexicon.bit("control", "hands"):
            continue
        if hold.det in _OWN:
            return speaker
        people = lexicon.bit("troops", "militants")
        if clause.subj is not None and clause.subj.cls & people:
            return clause.subj  # "the army remained in control of"
        return hold.of or hold.poss or hold
    return None


_OWN = frozenset({"its", "their", "our", "his"})
