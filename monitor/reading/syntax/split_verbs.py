"""Verbs in two halves: "The bridge *will*, it is true, *be closed*", "nor *did* they *meet*"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import SAID
from monitor.reading.text.grammar import (
    BASE,
    MARK_ADJ,
    MARK_ADV,
    MARK_CC,
    MARK_COMMA,
    NP,
    PARTICIPLE,
    PP,
    VG,
)  # fmt: skip

_ASIDE = 8  # chunks between the two commas


def with_joined_verbs(chunks: list[Chunk]) -> list[Chunk]:
    """Return the chunks with the first half of each split verb given to the second.

    An aside of speech stays, between its commas ("X had, officials say, fallen"); any other goes.
    """
    found: list[Chunk] = []
    skipped = 0
    for at, chunk in enumerate(chunks):
        if at < skipped:
            continue
        half = chunk.kind == VG and _is_half(chunk)
        verb = _behind_subject(chunks, at) if half else None
        if verb is not None:
            chunk.neg = chunk.neg or _is_denied(chunks[at - 1])
            _give(chunk, verb)
            continue
        end = _aside_end(chunks, at) if half else 0
        if not end or not _takes(chunk, chunks[end + 1]):
            found.append(chunk)
            continue
        _give(chunk, chunks[end + 1])
        said = any(one.kind == VG and one.vcls & SAID for one in chunks[at + 1 : end])
        found += chunks[at + 1 : end + 1] if said else ()
        skipped = end + 1
    return found


def _behind_subject(chunks: list[Chunk], at: int) -> Chunk | None:
    """Return the verb of "nor *did* the ministers *meet*", "on no day *did* they *meet*"."""
    before = chunks[at - 1] if at else None
    opens = before is not None and (before.kind in _OPENING or bool(before.time))
    if not opens or at + 2 >= len(chunks) or chunks[at + 1].kind != NP:
        return None
    end = at + 2
    while end < len(chunks) and chunks[end].kind == PP:
        end += 1
    verb = chunks[end] if end < len(chunks) and chunks[end].kind == VG else None
    return verb if verb is not None and _takes(chunks[at], verb) else None


_OPENING = frozenset({MARK_CC, MARK_ADV, PP})


def _is_denied(opening: Chunk) -> bool:
    """Whether what turns subject and verb round says that it was not so."""
    told = opening.np if opening.np is not None else opening
    return opening.text in _NEVER or told.neg or told.det == "no"


_NEVER = frozenset({"nor", "neither", "never"})


def _is_half(verb: Chunk) -> bool:
    """Whether only an auxiliary or a modal stands there."""
    alone = verb.e - verb.s == 1 or (verb.neg and verb.e - verb.s == _NEGATED)
    return alone and not verb.to and (bool(verb.modal) or verb.lemma in _HALVES)


_NEGATED = 2  # tokens: "did not"
_HALVES = frozenset({"be", "have", "do"})


def _aside_end(chunks: list[Chunk], at: int) -> int:
    """Return where the comma stands that ends an aside of subject and verb; 0 for none."""
    if at + 3 >= len(chunks) or chunks[at + 1].kind != MARK_COMMA or chunks[at + 2].kind != NP:
        return 0
    if chunks[at + 3].kind != VG:
        return 0
    for end in range(at + 4, min(at + 4 + _ASIDE, len(chunks) - 1)):
        if chunks[end].kind == MARK_COMMA:
            return end if chunks[end + 1].kind == VG else 0
        if chunks[end].kind not in _IN_ASIDE:
            return 0
    return 0


_IN_ASIDE = frozenset({NP, PP, MARK_ADV, MARK_ADJ})


def _takes(half: Chunk, verb: Chunk) -> bool:
    """Whether a verb can be the rest of one that begins so: "will ... be", "had ... fallen"."""
    if verb.modal or verb.to:
        return False
    if half.modal or half.lemma == "do":
        return bool(verb.form & BASE) or (verb.aux and not half.lemma)
    return bool(verb.form & PARTICIPLE) or (half.lemma == "have" and verb.aux)


def _give(half: Chunk, verb: Chunk) -> None:
    verb.neg = half.neg or verb.neg
    verb.modal = half.modal
    verb.passive = verb.passive or half.lemma == "be"
    verb.perfect = verb.perfect or half.perfect
    verb.form = BASE if half.modal else half.form
    verb.aux = True
