"""Capitalised words that are ordinary ones too: "Is the road open?", "International Airport"."""

from monitor.reading.text.grammar import ADJ, AUX, DET, NOUN, PREP, PRON, PROPN, SUB, VERB
from monitor.reading.words.function_words import goes_on
from monitor.reading.words.tokens import Token


def name_or_word(tokens: list[Token], index: int, pos: int) -> int:
    """Return a capitalised word that is also an ordinary one: at the start of a sentence."""
    word = tokens[index].word
    assert word is not None
    if pos & AUX and _opens_question(tokens, index):
        return AUX  # "Is the road open?": no Islamic State
    if word.code and pos & ADJ:
        return ADJ if goes_on(tokens, index) or _in_pair(tokens, index) else NOUN
    if word.places and pos & ADJ and goes_on(tokens, index):
        return ADJ  # "the International Airport", though a village is called so
    if pos & (NOUN | VERB | ADJ | PREP | DET | SUB) and not (word.places or word.actor):
        return PROPN if not pos & (PREP | SUB) else pos & -pos
    return PROPN


def _opens_question(tokens: list[Token], index: int) -> bool:
    following = tokens[index + 1].word if index == 0 and len(tokens) > 1 else None
    return following is not None and bool(following.pos & (DET | PRON | PROPN))


def _in_pair(tokens: list[Token], index: int) -> bool:
    """Handle "Russian, Tajik and Afghan delegations": the first of several adjectives."""
    if index + 3 >= len(tokens) or tokens[index + 1].text not in {"and", ","}:
        return False
    second = tokens[index + 2].word
    if second is None or not second.code:
        return False
    return goes_on(tokens, index + 2) or _in_pair(tokens, index + 2)
