"""Negation that stands before what it negates: "not a single soldier", "at no point were they"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import SPEECH
from monitor.reading.syntax.verb_gaps import carry_over, is_bare
from monitor.reading.text.grammar import (
    MARK_ADV,
    MARK_CC,
    MARK_COMMA,
    MARK_NEG,
    MARK_QUOTE,
    MARK_STOP,
    MARK_SUB,
    MARK_THAT,
    NP,
    PP,
    VG,
)

_OPENING = frozenset({MARK_CC, MARK_COMMA, MARK_QUOTE, MARK_STOP, MARK_SUB, MARK_THAT, MARK_ADV})
_NEITHER = frozenset({"nor", "neither"})
_GAP = 3  # chunks that a subject may have between the auxiliary and its verb


def spread_negation(chunks: list[Chunk]) -> list[Chunk]:
    """Give a phrase the "not" before it, and a verb the negated auxiliary before its subject."""
    out: list[Chunk] = []
    for at, chunk in enumerate(chunks):
        if chunk.kind == NP and _is_negated(chunks, at):
            chunk.neg = True
        if chunk.kind == VG and at and chunks[at - 1].text == "nor" and "deny" not in chunk.vcls:
            chunk.neg = True  # "neither closed the bridge *nor opened* it"
        verb = _inverted_verb(chunks, at) if chunk.kind == VG else None
        if verb is None:
            out.append(chunk)
        else:
            carry_over(chunk, verb)
            verb.neg = True
    return out


def _is_negated(chunks: list[Chunk], at: int) -> bool:
    """Return "not" before a phrase belongs to it where a clause begins, else to the verb."""
    if at == 0 or chunks[at - 1].kind != MARK_NEG:
        return False
    before = chunks[at - 2] if at > 1 else None
    if before is None or before.kind in _OPENING:
        return True
    return before.kind == VG and bool(before.vcls & SPEECH)  # "says not one soldier has crossed"


def _inverted_verb(chunks: list[Chunk], at: int) -> Chunk | None:
    """Return the verb of an auxiliary that a fronted negation has brought before the subject."""
    auxiliary = chunks[at]
    if not is_bare(auxiliary) or not (auxiliary.neg or _follows_negation(chunks, at)):
        return None
    behind = chunks[at + 1 : at + 2 + _GAP]
    if not behind or behind[0].kind != NP:
        return None
    for chunk in behind[1:]:
        if chunk.kind == VG:
            return None if chunk.to or chunk.modal or chunk.neg else chunk
        if chunk.kind not in {PP, MARK_ADV}:
            return None
    return None


def _before_aside(chunks: list[Chunk], at: int) -> int:
    """Handle "Nor, the paper wrote in May, shall we see": what stands between commas is passed."""
    if at < 2 or chunks[at - 1].kind != MARK_COMMA:
        return at
    commas = [index for index in range(at - 1) if chunks[index].kind == MARK_COMMA]
    return commas[-1] if commas else at


def _follows_negation(chunks: list[Chunk], at: int) -> bool:
    at = _before_aside(chunks, at)
    if at == 0:
        return False
    before = chunks[at - 1]
    if before.kind == PP:
        return before.np is not None and before.np.neg  # "in no case did they"
    return before.kind == MARK_NEG or before.text in _NEITHER
