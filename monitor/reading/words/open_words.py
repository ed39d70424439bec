"""Open-class words: verb against noun and adjective, from the neighbours."""

from monitor.reading.text.grammar import (
    ADJ,
    ADV,
    AUX,
    BASE,
    DET,
    GERUND,
    MODAL,
    NOUN,
    NUM,
    PARTICIPLE,
    PAST,
    POSS,
    PREP,
    PRON,
    PROPN,
    PUNCT,
    REL,
    SUB,
    THAT,
    THIRD,
    TO,
    VERB,
)
from monitor.reading.words.lexicon import Word
from monitor.reading.words.tokens import Token

_STARTS = DET | NUM | PROPN | ADJ | PRON | NOUN | POSS


_ENDS_NP = NOUN | PROPN | PRON | NUM


def open_class(token: Token, pos: int, before: int, nxt: int, finite: bool) -> int:  # noqa: PLR0911  (a cascade)
    word = token.word
    assert word is not None
    if not pos & VERB:
        if pos & NUM:
            return NUM
        return ADJ if pos & ADJ and nxt & (NOUN | PROPN | ADJ) else NOUN if pos & NOUN else ADJ
    if before & TO and word.form & BASE:
        return VERB
    if before & REL and word.form & (THIRD | PAST):
        return VERB
    if before & (AUX | MODAL):
        return _after_auxiliary(word, pos, nxt)
    if word.form & GERUND:
        return _gerund(pos, before, nxt)
    if word.form & (PAST | PARTICIPLE):
        return _past(word, pos, before, nxt)
    return _present(word, pos, before, nxt, finite)


def _after_auxiliary(word: Word, pos: int, nxt: int) -> int:
    if word.form & (PARTICIPLE | GERUND | BASE):
        if word.form & BASE and not word.form & PARTICIPLE and pos & NOUN and nxt & PUNCT:
            return VERB
        return VERB
    return NOUN if pos & NOUN else VERB


def _gerund(pos: int, before: int, nxt: int) -> int:
    if pos & ADJ and before & (VERB | PREP) and nxt & NOUN:
        return ADJ  # "to escape advancing insurgents"
    if before & (DET | ADJ | POSS | NUM) and pos & (NOUN | ADJ):
        return ADJ if nxt & NOUN and not nxt & (PREP | VERB) else NOUN
    if before & VERB and nxt & NUM:
        return VERB
    if before & (NOUN | PROPN):
        return VERB if nxt & (_STARTS | PREP | TO | ADV) else NOUN if pos & NOUN else VERB
    if pos & NOUN and not nxt & (DET | PROPN | PRON | NUM):
        return NOUN
    return VERB


def _past(word: Word, pos: int, before: int, nxt: int) -> int:
    """-ed forms and irregular pasts, against adjectives and nouns with the same spelling."""
    if before & (DET | ADJ | POSS):
        if nxt & (NOUN | PROPN | ADJ) and not nxt & (PREP | DET):
            return ADJ
        return NOUN if pos & NOUN else VERB
    if before & NUM and nxt & (NOUN | PROPN) and not nxt & (PREP | DET | VERB | PRON):
        return ADJ
    if before & PREP and nxt & (NOUN | ADJ):
        return ADJ
    if pos & NOUN and not word.form & PAST and not before & (_ENDS_NP | PUNCT):
        return NOUN
    return VERB


def _present(word: Word, pos: int, before: int, nxt: int, finite: bool) -> int:
    """Return base and -s forms, which most nouns share."""
    if not pos & (NOUN | ADJ):
        is_subject = nxt & (VERB | AUX | MODAL) and not nxt & NOUN
        return NOUN if is_subject and (before & NOUN or word.form & THIRD) else VERB
    if before & (DET | ADJ | POSS | NUM | PREP | VERB) or finite:
        state = pos & ADJ and before & VERB and not pos & NOUN and not nxt & _STARTS
        quality = pos & ADJ and nxt & (NOUN | PROPN)
        return ADJ if state or quality else NOUN if pos & NOUN else VERB  # "has stayed *open*"
    if before & (NOUN | PROPN | PRON):
        if nxt & (DET | NUM | PROPN | PRON | ADJ | THAT | TO) or (
            nxt & (PREP | SUB) and word.form & THIRD
        ):
            return VERB
        if nxt & NOUN and word.form & THIRD and before & (PROPN | PRON):
            return VERB
        return NOUN if before & (NOUN | PROPN) else VERB
    return ADJ if pos & ADJ and nxt & NOUN else NOUN if pos & NOUN else VERB
