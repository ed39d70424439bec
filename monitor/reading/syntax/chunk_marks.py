"""Marks: the chunks of one token that stand between phrases (commas, "and", "which", quotes)."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.text.grammar import (
    ADV,
    CC,
    MARK_ADV,
    MARK_CC,
    MARK_CLOSE,
    MARK_COLON,
    MARK_COMMA,
    MARK_OPEN,
    MARK_PREP,
    MARK_QUOTE,
    MARK_REL,
    MARK_STOP,
    MARK_SUB,
    MARK_THAT,
    PREP,
    PUNCT,
    REL,
    SUB,
    THAT,
)
from monitor.reading.words.tokens import Token

_PUNCTUATION = {
    ",": MARK_COMMA, "-": MARK_COMMA, ";": MARK_STOP, ":": MARK_COLON, '"': MARK_QUOTE,
    "(": MARK_OPEN, ")": MARK_CLOSE, "[": MARK_OPEN, "]": MARK_CLOSE, "|": MARK_STOP,
    "•": MARK_STOP, "?": MARK_STOP, ".": MARK_STOP, "!": MARK_STOP, "…": MARK_STOP,
}  # fmt: skip

_KINDS = {
    CC: MARK_CC, SUB: MARK_SUB, REL: MARK_REL, THAT: MARK_THAT, PREP: MARK_PREP, ADV: MARK_ADV,
}  # fmt: skip


def marker(tokens: list[Token], index: int, pos: int) -> Chunk:
    if pos & PUNCT:
        return mark(_PUNCTUATION.get(tokens[index].text, MARK_ADV), tokens, index)
    kind = _KINDS.get(pos)
    if kind is None:
        kind = next((kind for bit, kind in _KINDS.items() if pos & bit), MARK_ADV)
    return mark(kind, tokens, index)


def mark(kind: str, tokens: list[Token], index: int) -> Chunk:
    chunk = Chunk(kind, index, index + 1)
    word = tokens[index].word
    chunk.text = tokens[index].text
    chunk.lemma = word.kind if word is not None else ""
    return chunk
