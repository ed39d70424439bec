"""Speech between what is fronted and its verb: "Found on them, the army said, were 61kg of"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import SAID
from monitor.reading.text.grammar import (
    MARK_ADV,
    MARK_CC,
    MARK_COMMA,
    MARK_PREP,
    MARK_REL,
    MARK_SUB,
    MARK_THAT,
    NP,
    PARTICIPLE,
    PP,
    VG,
)

_FEWEST = 6  # chunks: "Among them | , | police | said | , | were"


def drop_inserted(chunks: list[Chunk]) -> list[Chunk]:
    """Leave out who says so, where the subject comes last: the rest reads as if nobody spoke."""
    if len(chunks) < _FEWEST or not _is_fronted(chunks[0]):
        return chunks
    first = next((at for at, chunk in enumerate(chunks) if chunk.kind == MARK_COMMA), 0)
    if not first or any(chunk.kind not in _LOOSE for chunk in chunks[1:first]):
        return chunks
    close = _closing(chunks, first + 1)
    if not close or close + 2 >= len(chunks):
        return chunks
    verb, subject = chunks[close + 1], chunks[close + 2]
    if verb.kind != VG or verb.lemma != "be" or subject.kind not in {NP, MARK_ADV}:
        return chunks
    return [*chunks[:first], *chunks[close + 1 :]]


_LOOSE = frozenset({NP, PP, MARK_PREP, MARK_ADV})


def _is_fronted(chunk: Chunk) -> bool:
    """Whether a sentence opens with what its verb says of the subject behind it."""
    if chunk.kind == VG:
        return bool(chunk.form & PARTICIPLE) and not (chunk.aux or chunk.to)
    return chunk.kind in {PP, MARK_PREP}


def _closing(chunks: list[Chunk], start: int) -> int:
    """Return where the comma behind "the army said in a statement" stands; 0 without one."""
    said = False
    for at in range(start, len(chunks)):
        chunk = chunks[at]
        if chunk.kind == MARK_COMMA:
            return at if said else 0
        if chunk.kind == PP and chunk.prep == "according to" and at == start:
            said = True
        elif chunk.kind == VG:
            if said or not chunk.vcls & SAID or chunk.passive:
                return 0
            said = True
        elif chunk.kind not in {NP, PP, MARK_ADV}:
            return 0
    return 0


def drop_behind_opener(chunks: list[Chunk]) -> list[Chunk]:
    """Leave out who says so behind "and" or "which": "rockets which, *he said*, came from X"."""
    at = 0
    while at + _SHORT < len(chunks):
        opens = chunks[at].kind in _OPENERS and chunks[at + 1].kind == MARK_COMMA
        close = _end_of_source(chunks, at + 2) if opens else 0
        if close:
            chunks = [*chunks[: at + 1], *chunks[close + 1 :]]
        at += 1
    return chunks


_OPENERS = frozenset({MARK_CC, MARK_REL, MARK_THAT})
_SHORT = 4  # chunks: "and | , | by his count | , | forty rebels"


def _end_of_source(chunks: list[Chunk], start: int) -> int:
    """Return where the comma behind "by his count", "as traders reported" stands; else 0."""
    first = chunks[start]
    if first.kind == PP:
        told = first.prep in _SOURCES and not first.time
        return start + 1 if told and chunks[start + 1].kind == MARK_COMMA else 0
    if first.kind == MARK_SUB and first.text == "as":
        start += 1
    return _closing(chunks, start) if chunks[start].kind == NP else 0


_SOURCES = frozenset({"according to", "as per", "by", "in the words of", "for"})
