"""A subject behind its auxiliary: "At no time *did* militants *cross*", "Only then did A fall"."""

from monitor.reading.text.grammar import (
    ADJ,
    ADV,
    BASE,
    DET,
    NOUN,
    NUM,
    PARTICIPLE,
    POSS,
    PREP,
    PRON,
    PROPN,
    VERB,
)
from monitor.reading.words.tokens import Token

_FRONTED = frozenset({"did", "does", "do"})
_SUBJECT = DET | ADJ | NOUN | PROPN | NUM | POSS | ADV
_REACH = 8  # tokens of a subject


def ends_inversion(tokens: list[Token], index: int, nxt: int) -> bool:
    """Handle "Not only did Taliban fighters *capture* X": the verb that the auxiliary waits for."""
    word = tokens[index].word
    if word is None or not word.form & BASE or not tokens[index - 1].pos & (NOUN | PROPN):
        return False
    if nxt & VERB or not nxt & (DET | PROPN | PREP | NUM | PRON | ADJ):
        return False
    for at in range(index - 1, max(-1, index - 1 - _REACH), -1):
        if _is_fronted(tokens, at):
            return at < index - 1
        if not tokens[at].pos & _SUBJECT:
            return False
    return False


def opens_subject(tokens: list[Token], index: int, nxt: int) -> bool:
    """Handle "did *armed* militants cross": said of the subject, whose verb comes behind."""
    word = tokens[index].word
    if word is None or not index or not _is_fronted(tokens, index - 1):
        return False
    return bool(word.form & PARTICIPLE and word.pos & ADJ and nxt & (NOUN | PROPN))


def _is_fronted(tokens: list[Token], at: int) -> bool:
    """Whether "did" stands before its subject, which is no question: something opens it."""
    if tokens[at].text not in _FRONTED or not at:
        return False
    return not tokens[at - 1].pos & (NOUN | PROPN | PRON) or _is_time(tokens[at - 1])


def _is_time(token: Token) -> bool:
    return token.word is not None and token.word.time is not None
