"""One analysed sentence: tokens, chunks, clauses and times, made once and kept."""

import datetime as dt

from monitor.reading.chunker import Chunker
from monitor.reading.chunks import Chunk
from monitor.reading.clause import Clause
from monitor.reading.clauses import build_clauses
from monitor.reading.tagger import Tagger
from monitor.reading.times import When, find_times
from monitor.reading.tokens import Token


class Sentence:
    """``start``/``end`` are offsets into the text (or the title, see ``in_title``)."""

    __slots__ = (
        "chunks",
        "clauses",
        "end",
        "folded",
        "in_title",
        "index",
        "inverted",
        "paragraph",
        "question",
        "start",
        "text",
        "times",
        "tokens",
    )  # fmt: skip

    def __init__(self, text: str, folded: str, span: tuple[int, int, int], index: int) -> None:
        self.text = text
        self.start, self.end, self.paragraph = span
        self.folded = folded[self.start : self.end]
        self.index = index
        self.in_title = False
        self.tokens: list[Token] = []
        self.chunks: list[Chunk] = []
        self.clauses: list[Clause] = []
        self.times: list[When] = []
        self.inverted = 0
        self.question = self.folded.rstrip("\"') ").endswith("?")

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of tokens ``first`` to ``last`` (exclusive)."""
        last = min(max(last, first + 1), len(self.tokens))
        return self.tokens[first].start, self.tokens[last - 1].end

    def words(self, first: int, last: int) -> str:
        start, end = self.span(first, last)
        return self.text[start:end]


class Analyser:
    """Makes sentences of spans."""

    def __init__(self, tagger: Tagger, chunker: Chunker, people: int) -> None:
        self._people = people
        self._tagger = tagger
        self._chunker = chunker

    def analyse(self, sentence: Sentence, folded: str, day: dt.date | None) -> Sentence:
        sentence.tokens = self._tagger.tag(sentence.text, folded, sentence.start, sentence.end)
        sentence.chunks = self._chunker.chunk(sentence.tokens)
        sentence.clauses = build_clauses(sentence.chunks, self._people, title=sentence.in_title)
        _give_words(sentence)
        sentence.inverted = _inverted(sentence)
        sentence.times = find_times(sentence.tokens, day)
        return sentence


_INVERTING = frozenset({"should", "were", "had", "did", "could", "might"})


def _inverted(sentence: Sentence) -> int:
    """Where the condition of "Should X fall, ..." ends (a token), 0 without one."""
    tokens = sentence.tokens
    if len(tokens) < 3 or tokens[0].text not in _INVERTING or sentence.question:
        return 0
    return next((at for at, token in enumerate(tokens) if token.text == ","), 0)


def _give_words(sentence: Sentence) -> None:
    """Each clause knows its words, for the few frames that ask for one anywhere in it."""
    clauses = sentence.clauses
    for index, clause in enumerate(clauses):
        first = min(clause.start, clause.vg.s)
        last = clauses[index + 1].vg.s if index + 1 < len(clauses) else len(sentence.tokens)
        clause.words = frozenset(token.text for token in sentence.tokens[first:last])
