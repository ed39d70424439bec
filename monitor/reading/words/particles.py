"""Particles that stand apart from their verb: "took the town *back*", "flew 40 men *home*"."""

from monitor.reading.text.grammar import (
    ADJ,
    ADV,
    CC,
    NOUN,
    PLURAL,
    PREP,
    PRON,
    PROPN,
    PUNCT,
    SUB,
    TO,
    VERB,
)
from monitor.reading.words.tokens import Token


def is_of_verb(owner: Token, pos: int, before: int, nxt: int) -> bool:
    """Whether a particle of the parts of speech ``pos`` belongs to the verb before ``owner``."""
    behind = before & VERB and not pos & PREP
    if behind or (pos & (NOUN | VERB) and _sends_them(owner, before, nxt)):
        return True
    return not pos & (PREP | NOUN) and _ends_verb(before, nxt)


def _sends_them(owner: Token, before: int, nxt: int) -> bool:
    """Handle "flew 40 soldiers *home*": many before it, and nothing that it belongs to behind."""
    word = owner.word
    many = word is not None and bool(word.form & PLURAL)
    ends = bool(nxt & (PREP | PUNCT | CC | TO | ADV))
    return many and before == NOUN and ends and not nxt & NOUN


def _ends_verb(before: int, nxt: int) -> bool:
    """Handle "took the town *back* by dusk", "drove them *back*": no back of the town's."""
    after_thing = before & (PROPN | NOUN | ADJ | PRON)
    return bool(after_thing and nxt & (PREP | PUNCT | CC | TO | ADV | SUB))
