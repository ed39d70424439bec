"""Tokens and sentences: where they start and end, nothing about what they mean."""

import re
from collections.abc import Iterator

from monitor.reading.vocabulary.compiled import Compiled
from monitor.reading.words.lexicon import Word

MAX_TOKENS = 110  # a longer "sentence" is a list or a text without full stops: it is cut

TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:]\d+)+|(?:[a-z]\.){2,}|[^\W_]+(?:'[^\W_]+)*|'|[^\w\s]"
)
_ENDS = re.compile(
    r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[^\Wa-z_])|(?<=[a-zа-я])[.](?=[A-ZА-Я][a-zа-я])|\n+\s*"""
)
_MARKS = re.compile(r"[.!?…\n]")  # what every end starts with: found much faster
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)\.$")


class Token:
    """One word of a sentence; ``start`` and ``end`` are offsets into the text it came from.

    ``text`` is folded. A name of several words is one token. ``pos`` is one bit of ``grammar``
    once the tagger has decided. ``glued``: it follows a hyphen ("Tajik-*Afghan*").
    """

    __slots__ = ("cap", "end", "glued", "pos", "start", "text", "word")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.word: Word | None = None
        self.cap = False
        self.pos = 0
        self.glued = False

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.pos})"


def is_month(token: Token) -> bool:
    word = token.word
    return word is not None and word.time is not None and word.time[0] == "months"


class SentenceSplitter:
    """Cuts a text into sentences; knows the abbreviations of the language."""

    def __init__(self, compiled: Compiled) -> None:
        self._abbreviations = frozenset(word.rstrip(".") for word in compiled.abbreviations)
        self._tails = frozenset(word[-2:] for word in self._abbreviations)

    def spans(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, paragraph number) of every sentence that is not blank."""
        start, paragraph, at = 0, 0, 0
        while True:
            mark = _MARKS.search(text, at)
            if mark is None:
                break
            match = _ENDS.match(text, mark.start())
            if match is None:
                at = mark.end()
                continue
            at = match.end()
            is_break = text[match.start()] == "\n"
            end = match.start() if is_break else match.end()
            if not is_break and self._is_abbreviation(text, match):
                continue
            if end > start and not text[start:end].isspace():
                yield start, end, paragraph
            start = match.end()
            paragraph += is_break
        if text[start:].strip():
            yield start, len(text), paragraph

    def _is_abbreviation(self, text: str, match: re.Match[str]) -> bool:
        at = match.start()
        if text[at : match.end()] != ".":
            return False
        tail = text[max(0, at - 2) : at]
        if tail[:1].isalpha() and tail.isascii() and tail.lower() not in self._tails:
            return False  # most ends: no abbreviation ends so
        word = _LAST_WORD.search(text, max(0, at - 12), at + 1)
        return word is not None and word[1].lower() in self._abbreviations
