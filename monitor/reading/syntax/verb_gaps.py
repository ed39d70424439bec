"""Verb groups with a gap: "had by Tuesday evening handed in", "have since Monday fled"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import (
    BASE,
    MARK_ADV,
    MARK_COMMA,
    MARK_SUB,
    NP,
    PARTICIPLE,
    PP,
    VG,
)

_GAP = 4  # chunks that may stand between an auxiliary and its verb


def close_gaps(chunks: list[Chunk]) -> list[Chunk]:
    """Give a verb the auxiliary that a phrase of time stands between; the phrase stays."""
    chunks = _dated(chunks)
    out: list[Chunk] = []
    for at, chunk in enumerate(chunks):
        verb = _verb_behind(chunks, at) if is_bare(chunk) else None
        if verb is None:
            out.append(chunk)
        else:
            carry_over(chunk, verb)
    return out


def _dated(chunks: list[Chunk]) -> list[Chunk]:
    """Handle "has *since midnight* been": no clause opens between an auxiliary and its verb."""
    if not any(chunk.kind == MARK_SUB for chunk in chunks):
        return chunks
    out: list[Chunk] = []
    for at, chunk in enumerate(chunks):
        before = out[-1] if out else None
        auxiliary = chunks[at - 2] if at > 1 else None
        inside = auxiliary is not None and is_bare(auxiliary)
        if (
            inside
            and before is not None
            and before.kind == MARK_SUB
            and chunk.kind == NP
            and chunk.time
        ):
            out[-1] = _phrase_of_time(before, chunk)
        else:
            out.append(chunk)
    return out


def _phrase_of_time(mark: Chunk, day: Chunk) -> Chunk:
    phrase = Chunk(PP, mark.s, day.e)
    phrase.prep, phrase.np, phrase.time = mark.text, day, True
    return phrase


def is_bare(chunk: Chunk) -> bool:
    """Whether a verb group is an auxiliary or a modal alone, short of its verb."""
    if chunk.kind != VG or chunk.to or chunk.particle or chunk.e - chunk.s > 2:
        return False
    return (chunk.aux and chunk.lemma in {"have", "be", "do"}) or (
        bool(chunk.modal) and not chunk.lemma
    )


def _verb_behind(chunks: list[Chunk], at: int) -> Chunk | None:
    """Return the verb of an auxiliary if only phrases of time stand between them."""
    timed = False
    for chunk in chunks[at + 1 : at + 2 + _GAP]:
        if chunk.kind == VG:
            return chunk if timed and _fits(chunks[at], chunk) else None
        if chunk.kind == PP and chunk.time:
            timed = True
        elif chunk.kind == MARK_ADV:
            timed = timed or len(chunk.text.split()) > 1
        elif chunk.kind != MARK_COMMA:
            return None
    return None


def _fits(auxiliary: Chunk, verb: Chunk) -> bool:
    if verb.to or verb.modal or verb.neg:
        return False
    if auxiliary.modal and not auxiliary.aux:
        return bool(verb.form & BASE)
    if verb.aux:
        return auxiliary.lemma == "have" and verb.lemma != "have"
    return bool(verb.form & PARTICIPLE)


def carry_over(auxiliary: Chunk, verb: Chunk) -> None:
    """Give a verb what its auxiliary says: polarity, modality, tense, voice."""
    verb.aux = True
    verb.neg = verb.neg or auxiliary.neg
    verb.ceased = verb.ceased or auxiliary.ceased
    verb.modal = verb.modal or auxiliary.modal
    verb.perfect = verb.perfect or auxiliary.perfect
    verb.passive = verb.passive or auxiliary.lemma == "be"
    verb.form = auxiliary.form
