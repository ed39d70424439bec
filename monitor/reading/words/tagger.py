"""Tagging: from characters to tokens with one part of speech each.

A left-to-right pass: what a word can be comes from the lexicon (or, for unknown words, from its
ending and its capital), what it is here from its neighbours. No statistics.
"""

import re

from monitor.reading.text.grammar import (
    ADJ,
    ADV,
    AUX,
    BASE,
    CC,
    DET,
    GERUND,
    MODAL,
    NEG,
    NOUN,
    NUM,
    PARTICIPLE,
    PAST,
    PLURAL,
    POSS,
    PROPN,
    PUNCT,
    REL,
    SUB,
    THAT,
    TO,
    VERB,
)  # fmt: skip
from monitor.reading.words.entries import is_proper, longest
from monitor.reading.words.function_words import ALWAYS
from monitor.reading.words.lexicon import Lexicon, Node, Word
from monitor.reading.words.no_verbs import is_no_verb, verb_as_noun
from monitor.reading.words.parts_of_speech import choose
from monitor.reading.words.plurals import noun_or_verb
from monitor.reading.words.tokenizing import tokenize
from monitor.reading.words.tokens import MAX_TOKENS, Token, is_month

_DIGITS = re.compile(r"\d[\d,.:]*")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_DECADE = re.compile(r"1\d\d0s|20[01]0s")
_WITH_UNIT = re.compile(r"(\d[\d,.]*)(kg|km)")
_PUNCTUATION = re.compile(r"[^\w\s]|_")
NONE: frozenset[str] = frozenset()


_PAIR = 2  # tokens


class Tagger:
    """Tags the sentences of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._root = lexicon.root
        self._floating = lexicon.set("floating")
        self._ordinals, self._postposed = lexicon.set("ordinals"), lexicon.set("postposed")
        self._unknown: dict[tuple[str, bool], Word] = {}
        self._possessive = Word()
        self._possessive.pos = POSS
        self._mark = Word()
        self._mark.pos = PUNCT

    def tag(
        self, text: str, folded: str, start: int, end: int, plain: frozenset[str] = NONE
    ) -> list[Token]:
        """Return the tokens of ``text[start:end]``; ``folded`` is the folded text, same offsets.

        ``plain`` are words whose capital tells no name where no list knows them.
        """
        tokens = self._join(tokenize(text, folded, start, end), plain)
        self._decide(tokens)
        return tokens

    def _join(self, raw: list[Token], plain: frozenset[str]) -> list[Token]:
        """Look every word up, joining the words of a longer entry into one token."""
        tokens: list[Token] = []
        owners = any(token.text == "'s" for token in raw)
        index = 0
        while index < len(raw):
            token = raw[index]
            node = self._owned_name(raw, index) if owners else None
            if node is None:
                node = self._node(token.text)
            taken = 1
            if node is not None:
                taken, token.word = longest(self._root, node, raw, index)
                if taken == _PAIR and self._goes_on(tokens, raw, index):
                    taken, token.word = 1, node.word  # "went *on* to take X"
                if taken > 1:
                    token.cap = token.cap or is_proper(token.word, raw, index, taken)
                    token.end = raw[index + taken - 1].end
                    token.text = " ".join(part.text for part in raw[index : index + taken])
            if token.word is None:
                token.cap = token.cap and token.text not in plain
                token.word = self._guess(token)
            tokens.append(token)
            index += taken
            if len(tokens) >= MAX_TOKENS:
                break
        return tokens

    def _goes_on(self, tokens: list[Token], raw: list[Token], index: int) -> bool:
        """Whether "on to" stands behind "go", or "due to" anywhere, before what is done."""
        first = raw[index].text
        if first not in {"on", "due"} or raw[index + 1].text != "to" or index + _PAIR >= len(raw):
            return False
        going = tokens[-1].word if tokens else None
        if first == "on" and (going is None or going.verb != "go"):
            return False
        node = self._root.get(raw[index + _PAIR].text)
        done = node.word if node is not None else None
        if done is None or (first == "due" and done.pos & NOUN and not done.pos & AUX):
            return False  # "due to fire"
        return bool(done.pos & (VERB | AUX) and done.form & BASE) and not done.places

    def _node(self, text: str) -> Node | None:
        node = self._root.get(text)
        if node is None and "'" in text:
            node = self._root.get(text.replace("'", ""))
        if node is None and text[-1] == "." and len(text) > 1:
            node = self._initials(text)
        return node

    def _initials(self, text: str) -> Node | None:
        """Handle "U.S.": the gazetteer writes initials without their points."""
        node = self._root.get(text.replace(".", ""))
        word = node.word if node is not None else None
        return node if word is not None and (word.code or word.actor is not None) else None

    def _owned_name(self, raw: list[Token], index: int) -> Node | None:
        """Handle "Cox's Bazar": the gazetteer writes names without their apostrophe."""
        if index + 2 >= len(raw) or raw[index + 1].text != "'s" or not raw[index + 2].cap:
            return None
        node = self._root.get(raw[index].text + "s")
        if node is None or node.next is None or raw[index + 2].text not in node.next:
            return None
        raw[index].text += "s"
        raw[index].end = raw.pop(index + 1).end
        return node

    def _guess(self, token: Token) -> Word:
        text = token.text
        if text in {"'s", "'"}:
            return self._possessive if text == "'s" else self._mark
        key = (text, token.cap)
        word = self._unknown.get(key)
        if word is None:
            word = _unknown(text, token.cap)
            if len(self._unknown) < 50_000:
                self._unknown[key] = word
        return word

    def _floats(self, tokens: list[Token], index: int) -> bool:
        """Handle "were *both* captured": no phrase of its own."""
        if index + 1 >= len(tokens) or tokens[index].text not in self._floating:
            return False
        word = tokens[index + 1].word
        return word is not None and bool(word.pos & VERB) and bool(word.form & PARTICIPLE)

    def _settled(self, tokens: list[Token], index: int, before: int, pos: int) -> int:
        """Return the part of speech, but for words whose place in the phrase makes them another."""
        word = tokens[index].word
        if pos & (NOUN | VERB) and word is not None and word.pos & ADJ:
            pos = ADJ if self._is_quality(tokens, index, before) else pos
        floats = before & (AUX | PUNCT) and index > 1 and self._floats(tokens, index)
        return ADV if floats else pos

    def _is_quality(self, tokens: list[Token], index: int, before: int) -> bool:
        """Handle "the *last* 39 soldiers", "a policeman and a soldier *dead*"."""
        after = tokens[index + 1].word if index + 1 < len(tokens) else None
        text = tokens[index].text
        if text in self._ordinals:
            return bool(before & (DET | POSS)) and after is not None and after.num is not None
        ends = after is None or bool(after.pos & (PUNCT | CC))
        return ends and bool(before & NOUN) and text in self._postposed

    def _decide(self, tokens: list[Token]) -> None:
        """Give every token its part of speech, left to right."""
        before = PUNCT
        finite = False
        count = len(tokens)
        for index, token in enumerate(tokens):
            word = token.word
            assert word is not None
            pos = word.pos
            if index == 0 and pos == PROPN and _is_plain_plural(tokens):
                pos = NOUN
            if pos == VERB and is_no_verb(tokens, index, before):
                pos = verb_as_noun(word, tokens, index, before)
            elif (
                pos & (pos - 1)
                or token.glued
                or token.text in ALWAYS
                or (pos == ADV and word.num is not None)  # "and *at least* 20 men"
                or (pos == VERB and word.form & PARTICIPLE)
            ):
                ahead = index + 1 + self._floats(tokens, index + 1)
                ahead += _bounds_a_count(tokens, ahead)
                following = tokens[ahead] if ahead < count else None
                placed = noun_or_verb(tokens, index)
                pos = placed or choose(tokens, index, before, following, finite)
            token.pos = pos = self._settled(tokens, index, before, pos)
            if pos & (ADV | NEG) or (token.text == '"' and before & (NOUN | PROPN | TO)):
                continue
            if pos & (VERB | AUX | MODAL):
                finite = True
            elif pos & (PUNCT | SUB | REL | THAT | CC):
                finite = False
            before = NOUN if pos == NUM and index and is_month(tokens[index - 1]) else pos


def _bounds_a_count(tokens: list[Token], index: int) -> bool:
    """Handle "in *at least* two districts": what stands before the bound is before a count."""
    if index + 1 >= len(tokens):
        return False
    bound, counted = tokens[index].word, tokens[index + 1].word
    if bound is None or bound.pos != ADV or bound.num is None or counted is None:
        return False
    return bool(counted.pos & NUM)


def _is_plain_plural(tokens: list[Token]) -> bool:
    """Handle "Tourists overrun ...": an unknown first word with a plural ending is no name."""
    first = tokens[0]
    word = first.word
    known = word is not None and (
        word.places or word.actor or word.code or word.leader or word.meta
    )
    second_is_name = len(tokens) > 1 and tokens[1].cap
    return not known and not second_is_name and first.text.endswith("s")


_ENDINGS = (
    ("ing", VERB | NOUN, GERUND), ("ed", VERB | ADJ, PAST | PARTICIPLE), ("ly", ADV, 0),
    ("tion", NOUN, 0), ("ment", NOUN, 0), ("ness", NOUN, 0), ("ous", ADJ, 0), ("ful", ADJ, 0),
    ("ive", ADJ, 0), ("ic", ADJ, 0), ("al", ADJ, 0), ("able", ADJ, 0), ("ible", ADJ, 0),
    ("less", ADJ, 0), ("ern", ADJ, 0), ("ist", NOUN, 0), ("ward", ADV, 0), ("ian", ADJ, 0),
    ("est", ADJ, 0),
)  # fmt: skip


def _unknown(text: str, cap: bool) -> Word:  # noqa: PLR0911  (a cascade)
    word = Word()
    if text[0].isdigit() and _DIGITS.fullmatch(text):
        word.pos = NUM
        word.num = ("digits", _value(text))
        return word
    glued = _WITH_UNIT.fullmatch(text) if text[0].isdigit() else None
    if glued is not None:
        word.pos, word.form = NOUN, PLURAL
        word.noun, word.num = glued[2], ("digits", _value(glued[1]))
        return word  # "40kg", "9km": as if a blank stood between
    if text[0].isdigit() and _DECADE.fullmatch(text):
        word.pos, word.time = NOUN, ("history", None)
        return word
    if len(text) == 1 and _PUNCTUATION.fullmatch(text):
        word.pos = PUNCT
        return word
    if cap:
        word.pos = PROPN
        return word
    word.noun = text
    for ending, pos, form in _ENDINGS:
        if text.endswith(ending) and len(text) > len(ending) + 2:
            word.pos, word.form = pos, form
            word.verb = text if pos & VERB else ""
            return word
    word.pos = ADJ | NOUN if _ORDINAL.fullmatch(text) else NOUN
    word.form = PLURAL if text.endswith("s") and not text.endswith("ss") else 0
    return word


def _value(text: str) -> float:
    digits = text.rstrip(".,:").replace(",", "")
    try:
        return float(digits)
    except ValueError:
        return -1.0
