"""One sentence: tokens, chunks, clauses and times, each made when first asked for, and kept."""

import datetime as dt

from monitor.reading.syntax.chunker import Chunker
from monitor.reading.syntax.chunks import Chunk, phrases
from monitor.reading.syntax.clause import Clause
from monitor.reading.syntax.clauses import build_clauses
from monitor.reading.syntax.contact_relatives import mark_contact_relatives
from monitor.reading.words.tagger import Tagger
from monitor.reading.words.times import find_times
from monitor.reading.words.tokens import Token
from monitor.reading.words.when import When


class Analyser:
    """What it takes to analyse a sentence of one language."""

    def __init__(self, tagger: Tagger, chunker: Chunker, people: int) -> None:
        self.people = people
        self.tagger = tagger
        self.chunker = chunker


class Passage:
    """A text as the reader sees it, with what its sentences share.

    ``folded`` has the offsets of ``text``; ``day`` anchors dates.
    """

    __slots__ = ("analyser", "day", "folded", "in_title", "plain", "text")

    def __init__(
        self, text: str, folded: str, day: dt.date | None, analyser: Analyser, *, in_title: bool
    ) -> None:
        self.text = text
        self.folded = folded
        self.day = day
        self.analyser = analyser
        self.in_title = in_title
        self.plain: frozenset[str] = frozenset()  # words whose capitals tell no name


class Sentence:
    """``start``/``end`` are offsets into the text (or the title, see ``in_title``)."""

    __slots__ = (
        "_chunks",
        "_clauses",
        "_passage",
        "_phrases",
        "_times",
        "_tokens",
        "end",
        "folded",
        "harmless",
        "in_title",
        "index",
        "live",
        "marked",
        "paragraph",
        "question",
        "start",
        "text",
        "timeless",
    )  # fmt: skip

    def __init__(self, passage: Passage, span: tuple[int, int, int], index: int) -> None:
        self._passage = passage
        self.text = passage.text
        self.start, self.end, self.paragraph = span
        self.folded = passage.folded[self.start : self.end]
        self.index = index
        self.in_title = passage.in_title
        self.question = self.folded.rstrip("\"') ").endswith("?")
        self.marked = True  # holds a trigger
        self.live = True  # may make a claim
        self.harmless = False  # known to hold no word of death or wounds, likewise
        self.timeless = False  # known to hold no word of time, without being tagged
        self._tokens: list[Token] | None = None
        self._chunks: list[Chunk] | None = None
        self._clauses: list[Clause] | None = None
        self._phrases: list[tuple[int, Chunk]] | None = None
        self._times: list[When] | None = None

    @property
    def tokens(self) -> list[Token]:
        if self._tokens is None:
            passage = self._passage
            self._tokens = passage.analyser.tagger.tag(
                passage.text, passage.folded, self.start, self.end, passage.plain
            )
        return self._tokens

    @property
    def chunks(self) -> list[Chunk]:
        """The chunks of the sentence; they belong to its clauses too, which are built with them."""
        if self._chunks is None:
            self._analyse()
        return self._chunks or []

    @property
    def clauses(self) -> list[Clause]:
        if self._clauses is None:
            self._analyse()
        return self._clauses or []

    @property
    def phrases(self) -> list[tuple[int, Chunk]]:
        """Every noun phrase with the index of its chunk, nested ones too."""
        if self._phrases is None:
            self._phrases = phrases(self.chunks)
        return self._phrases

    @property
    def times(self) -> list[When]:
        if self._times is None:
            self._times = [] if self.timeless else find_times(self.tokens, self._passage.day)
        return self._times

    @property
    def inverted(self) -> int:
        """Where the condition of "Should X fall, ..." ends (a token), 0 without one."""
        tokens = self.tokens
        if len(tokens) < 3 or tokens[0].text not in _INVERTING or self.question:
            return 0
        return next((at for at, token in enumerate(tokens) if token.text == ","), 0)

    def speaks_of(self, classes: int) -> bool:
        """Whether a word is of one of some classes (bits of the lexicon)."""
        return any(token.word is not None and token.word.cls & classes for token in self.tokens)

    def hangs_on(self, phrase: Chunk, noun: Chunk) -> bool:
        """Whether a prepositional phrase stands directly behind a noun: "*gunmen* from *X*"."""
        return any(pp.np is phrase and pp.s == noun.e for pp in self.chunks)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of tokens ``first`` to ``last`` (exclusive)."""
        tokens = self.tokens
        last = min(max(last, first + 1), len(tokens))
        return tokens[first].start, tokens[last - 1].end

    def opening(self) -> str:
        """Return how the paragraph opens, folded: a heading stands there, if any does."""
        folded = self._passage.folded
        start = folded.rfind("\n", 0, self.start) + 1
        return folded[start : start + _HEADING_REACH]

    def words(self, first: int, last: int) -> str:
        start, end = self.span(first, last)
        return self.text[start:end]

    def _analyse(self) -> None:
        """Chunks and clauses: building clauses settles some chunks, so that they come together."""
        analyser = self._passage.analyser
        chunks = mark_contact_relatives(analyser.chunker.chunk(self.tokens))
        clauses = build_clauses(chunks, analyser.people, title=self.in_title)
        _give_words(clauses, self.tokens)
        self._chunks, self._clauses = chunks, clauses


_HEADING_REACH = 60  # characters
_INVERTING = frozenset({"should", "were", "had", "did", "could", "might"})


def _give_words(clauses: list[Clause], tokens: list[Token]) -> None:
    """Each clause knows its words, for the few frames that ask for one anywhere in it."""
    for index, clause in enumerate(clauses):
        first = min(clause.start, clause.vg.s)
        if first and tokens[first - 1].text == "so":
            first -= 1  # "and *so* was X": told with the clause before, whose comma it follows
        last = clauses[index + 1].vg.s if index + 1 < len(clauses) else len(tokens)
        clause.words = frozenset([token.text for token in tokens[first:last]])
