"""Entries of several words: how far one reaches in a sentence."""

from monitor.reading.text.grammar import BASE, DET, PRON, PROPN, VERB
from monitor.reading.words.lexicon import Node, Word
from monitor.reading.words.tokens import Token


def longest(
    root: dict[str, Node], node: Node, raw: list[Token], index: int
) -> tuple[int, Word | None]:
    """How many tokens the longest entry that starts here takes, and the entry."""
    best, word = 1, node.word
    first = word
    taken, count = 1, len(raw)
    known = word is not None
    while node.next is not None and index + taken < count:
        part = raw[index + taken].text
        following = node.next.get(part.replace("'", "") if "'" in part else part)
        if following is None:
            break
        node = following
        taken += 1
        if node.word is not None and not _is_lower_name(node.word, raw, index, taken, known=known):
            best, word = taken, node.word
    if best == _TWO and raw[index + 1].text == "to" and _opens_infinitive(root, raw, index + 2):
        return 1, first
    return best, word


_TWO = 2


def _opens_infinitive(root: dict[str, Node], raw: list[Token], at: int) -> bool:
    """Handle "moved in | *to seal* the border", "went on | *to take* Rustaq": no "in to" there."""
    if raw[at - 2].text not in _ON_THE_WAY or at + 1 >= len(raw) or raw[at].cap:
        return False
    node = root.get(raw[at].text)
    word, after = node.word if node is not None else None, raw[at + 1]
    if word is None or not word.verb or not (word.pos & VERB and word.form & BASE):
        return False
    if raw[at - 2].text == "next" and not after.text[0].isalnum():
        return True  # "X was next | *to fall*."
    follows = root.get(after.text)
    opens = follows is not None and follows.word is not None and follows.word.pos & (DET | PRON)
    return bool(opens) or (after.cap and word.pos == VERB)


_ON_THE_WAY = frozenset({"in", "on", "over", "off", "out", "up", "down", "back", "across", "next"})


def is_proper(word: Word | None, raw: list[Token], index: int, taken: int) -> bool:
    """Handle "al-Qaeda": a name whose capital is inside."""
    inside = any(raw[at].cap for at in range(index + 1, index + taken))
    return inside and word is not None and word.pos == PROPN


def _is_lower_name(word: Word, raw: list[Token], index: int, taken: int, *, known: bool) -> bool:
    """Return a name written without its capital is no name; "al-Shabaab" has one.

    ``known``: the first word is one of its own ("the Chaman").
    """
    if word.pos != PROPN or raw[index].cap or raw[index].text[0].isdigit():
        return False
    return known or not any(raw[at].cap for at in range(index, index + taken))
