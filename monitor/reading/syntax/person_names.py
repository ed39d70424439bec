"""Names of people that are names of places too."""

from monitor.reading.text.grammar import PROPN, TITLE
from monitor.reading.words.tokens import Token


def is_person(tokens: list[Token], start: int, head: int, officials: int) -> bool:
    """Whether a phrase ends in a name behind a title: "Dr Faizabad", "Prime Minister Zaid Panj".

    A title stands right before the name. An office ("governor") needs a name of two words: before
    one the name may tell where ("the police chief Kunduz appointed").
    """
    at = head
    while at > start and tokens[at - 1].pos == PROPN:
        at -= 1
    if at == start or tokens[head].pos != PROPN:
        return False
    before = tokens[at - 1]
    if before.pos == TITLE:
        return before.cap or at < head
    word = before.word
    return at < head and word is not None and bool(word.cls & officials) and not word.code
