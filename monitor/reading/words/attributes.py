"""Participles that describe the noun behind them: "armed men", "occupied Crimea"."""

from monitor.reading.text.grammar import (
    ADJ,
    AUX,
    BASE,
    CC,
    GERUND,
    NOUN,
    PARTICIPLE,
    PLURAL,
    PREP,
    PROPN,
    PUNCT,
    REL,
    SUB,
    THAT,
    THIRD,
    VERB,
)
from monitor.reading.words.lexicon import Word
from monitor.reading.words.tokens import Token


def is_plural(token: Token, word: Word) -> bool:
    return bool(word.form & PLURAL) or (bool(word.code) and token.text.endswith("s"))


def is_kind_of_them(tokens: list[Token], index: int, nxt: int) -> bool:
    """Handle ", most of them *conscripts*,": no verb, for a comma follows."""
    word = tokens[index].word
    if word is None or index < _PARTITIVE or not nxt & PUNCT or not word.form & THIRD:
        return False
    return tokens[index - 1].text == "them" and tokens[index - 2].text.endswith("of")


_PARTITIVE = 2  # tokens: "of them"


def is_apposed(tokens: list[Token], index: int, nxt: int) -> bool:
    """Handle "Rustaq, *calm* for a week, fell": what a place is like, between commas."""
    word = tokens[index].word
    if index < _PARTITIVE or word is None or tokens[index - 1].text != ",":
        return False
    place = tokens[index - 2].word
    both = word.pos & ADJ and word.pos & VERB and word.form & BASE
    both = both and not word.form & PARTICIPLE  # "Torkham, *shut* on Sunday, is busy"
    return bool(both and nxt & (PREP | PUNCT | CC)) and place is not None and bool(place.places)


def is_attribute(word: Word, pos: int, before: int, following: Token | None, finite: bool) -> bool:
    """Handle "that *armed* men crossed", "In the game, *armed* men cross"."""
    if following is None or following.word is None or not pos & VERB or not pos & ADJ:
        return False
    nxt = following.word.pos
    if not word.form & PARTICIPLE or not nxt & NOUN or nxt & VERB:
        return False
    opens = before & (THAT | REL | SUB) or (before & PUNCT and not finite)
    return bool(opens) and is_plural(following, following.word)


def is_state_of(word: Word, nxt: int, following: Token | None) -> bool:
    """Handle "from *occupied* Crimea", "near *besieged* Kunduz": right behind a preposition."""
    done = word.form & PARTICIPLE and not word.form & GERUND and word.pos & VERB
    return bool(done and nxt & PROPN) and following is not None and following.cap


def is_second_of_two(tokens: list[Token], index: int, following: Token | None) -> bool:
    """Handle "between guards and *armed* smugglers", "neither the army nor *armed* men"."""
    word = tokens[index].word
    if word is None or following is None or following.word is None or not index:
        return False
    if not (word.form & PARTICIPLE and word.pos & ADJ) or not tokens[index - 1].pos & CC:
        return False
    if following.word.pos & (VERB | PREP) or not following.word.pos & (NOUN | PROPN | ADJ):
        return False
    for token in reversed(tokens[max(0, index - _PARTY) : index - 1]):
        if token.pos & (VERB | CC | PUNCT):
            return False
        if token.text in _TWO:
            return True
    return False


_TWO = frozenset({"between", "both", "neither"})
_PARTY = 8  # tokens: "between the border guards of two Tajik outposts and"


_THEM = frozenset({"it", "them"})


def is_object(tokens: list[Token], index: int, following: Token | None) -> bool:
    """Handle "for treating *wounded* Afghan soldiers": a verb right behind a verb is none."""
    word = tokens[index].word
    if word is None or following is None or following.word is None or not index:
        return False
    at = index - 2 if index > 1 and tokens[index - 1].text in _THEM else index - 1
    kept = tokens[at].word  # "leaving it *open* for trade"
    if kept is not None and word.form & BASE and word.pos & ADJ and "keeping" in kept.vcls:
        return True  # "leaving *open* only those in the north"
    if not (word.pos & VERB and word.pos & ADJ and word.form & PARTICIPLE):
        return False
    if not tokens[index - 1].pos & VERB or any(token.pos & REL for token in tokens[:index]):
        return False  # "the men who fled wounded two"
    nxt = following.word.pos
    return bool(nxt & NOUN or following.word.code) and not nxt & VERB and not following.word.time


def is_thing(word: Word, before: Token) -> bool:
    """Handle "there is *talk* that": no verb's base form follows "be"."""
    being = before.pos & AUX and before.word is not None and before.word.kind == "be"
    return bool(being and word.form & BASE and not word.form & PARTICIPLE)
