"""Words known as verbs that are none here: "the turf", "resisting arrest", "Tell Halaf"."""

from monitor.reading.text.grammar import (
    ADJ,
    BASE,
    CC,
    DET,
    GERUND,
    NOUN,
    NUM,
    PAST,
    POSS,
    PREP,
    PROPN,
    THIRD,
    VERB,
)
from monitor.reading.words.lexicon import Word
from monitor.reading.words.plurals import RATHER
from monitor.reading.words.tokens import Token

_BEFORE_NOUN = DET | ADJ | POSS | PREP


def is_no_verb(tokens: list[Token], index: int, before: int) -> bool:
    """Whether a word known as a verb only stands where none can: "the turf", "resisting arrest"."""
    word = tokens[index].word
    last = tokens[index - 1]
    if word is None or word.form & PAST or last.word is None:
        return False
    if word.form & BASE and last.text == RATHER:
        return False
    if tokens[index].cap and _is_first_name(tokens, index, before):
        return True
    if before & VERB and word.form == BASE:
        return bool(last.word.form & GERUND) and last.text != "being"
    counted = before & NUM and word.form & THIRD and last.text != "one"
    return bool(before & _BEFORE_NOUN or counted)


def _is_first_name(tokens: list[Token], index: int, before: int) -> bool:
    """Handle "captured *Tell* Halaf": a verb has no capital within a sentence."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    named = after is not None and after.cap and after.word is not None
    return named and bool(before & (VERB | PREP | CC)) and not tokens[index - 1].cap


def verb_as_noun(word: Word, tokens: list[Token], index: int, before: int) -> int:
    """Handle "The turf", "a trading city": a word known as a verb only, where a noun must stand."""
    after = tokens[index + 1].word if index + 1 < len(tokens) else None
    if word.form & GERUND:
        if before & PREP:
            return VERB
        return ADJ if after is not None and after.pos & (NOUN | PROPN) else NOUN
    return NOUN
