"""An article's words with their places, sentences and paragraphs: made once, asked by all rules."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from monitor.rules.text.folding import fold

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’ʼ][sS](?![^\W_])")
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
_STOP = re.compile(r"[.!?…\n][.!?…\n\"'”’»)\]]*\s*")
_BEGINS = re.compile(r"[\"'“‘«(\[]*[A-ZÀ-ÞА-ЯЁ0-9]")
_PARAGRAPH = re.compile(r"\n\s*\n")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Brig|St|No|vs|etc|approx|km|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Prof|Rev|Sen|Rep|Gov|Pres|U\.S|U\.N|a\.m|p\.m)"
    r"|\b[A-ZА-Я])\.\s+$"
)


class ArticleText:
    """Title and text of one article. Offsets count characters of ``raw``: title, blank line, text.

    ``words`` are folded and without 's; ``sentence_of`` and ``paragraph_of`` number each word.
    """

    def __init__(self, title: str, body: str) -> None:
        self.title = title
        self.body = body
        self.body_start = len(title) + 2
        self.raw = f"{title}\n\n{body}"
        self._places: dict[str, list[int]] = {}

    @cached_property
    def padded(self) -> str:
        """The words with one blank around each: what the literals are looked for in."""
        return f" {' '.join(self.words)} "

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [found.span() for found in _WORD.finditer(self._clean)]

    @cached_property
    def _clean(self) -> str:
        """The raw text, as long as before, with blanks for the 's of possessives."""
        return _POSSESSIVE.sub("  ", self.raw)

    @cached_property
    def words(self) -> list[str]:
        if self._blanked is not None:
            return self._blanked.split()
        return [fold(word) for word in _WORD.findall(self._clean)]

    @cached_property
    def _blanked(self) -> str | None:
        """A plain text in small letters with blanks for all else; None where it is not ASCII."""
        return self._clean.lower().translate(_BLANKS) if self._clean.isascii() else None

    def _count(self, start: int, end: int) -> int:
        """Return how many words stand between two offsets."""
        if self._blanked is not None:
            return len(self._blanked[start:end].split())
        return len(_WORD.findall(self._clean, start, end))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the article, once."""
        return frozenset(self.words)

    def places(self, word: str) -> list[int]:
        """Return the numbers of a word in the article: few words are ever asked for."""
        found = self._places.get(word)
        if found is None:
            found = self._places[word] = list(_all_places(self.words, word))
        return found

    @cached_property
    def _sentence_starts(self) -> list[int]:
        """Return the offsets in ``raw`` at which sentences begin."""
        starts = [0]
        for stop in _STOP.finditer(self.raw):
            end = stop.end()
            if "\n" not in stop.group():
                blank = self.raw[end - 1].isspace()
                if not blank or not _BEGINS.match(self.raw, end) or self._abbreviated(stop):
                    continue
            starts.append(end)
        return starts

    def _abbreviated(self, stop: re.Match[str]) -> bool:
        return _ABBREVIATED.search(self.raw, max(0, stop.start() - 8), stop.end()) is not None

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [0] + [found.end() for found in _PARAGRAPH.finditer(self.raw)]

    def _first_words(self, starts: list[int]) -> list[int]:
        """Return the number of the first word of each part that begins at an offset."""
        ends = [*starts[1:], len(self.raw)]
        numbers, total = [], 0
        for start, end in zip(starts, ends, strict=True):
            numbers.append(total)
            total += self._count(start, end)
        return numbers

    @cached_property
    def _sentence_words(self) -> list[int]:
        return self._first_words(self._sentence_starts)

    @cached_property
    def _paragraph_words(self) -> list[int]:
        return self._first_words(self._paragraph_starts)

    def sentence_of(self, word: int) -> int:
        """Return the number of the sentence that holds a word, from 1."""
        return bisect_right(self._sentence_words, word)

    def paragraph_of(self, word: int) -> int:
        """Return the number of the paragraph that holds a word, from 1."""
        return bisect_right(self._paragraph_words, word)

    @cached_property
    def title_words(self) -> int:
        """How many words the title has: they come first."""
        return self._count(0, len(self.title))

    def written(self, first: int, last: int) -> str:
        """Return words ``first`` up to and with ``last`` as they stand in the article."""
        return self.raw[self._spans[first][0] : self._spans[last][1]]

    def start_of(self, word: int) -> int:
        """Return where a word begins, in ``raw``."""
        return self._spans[word][0]

    def word_at(self, offset: int) -> int:
        """Return the number of the word that holds or follows a character."""
        return bisect_right(self._ends, offset)

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self._spans]

    def sentence_around(self, word: int) -> tuple[int, int]:
        """Return start and end (in ``raw``) of the sentence that holds a word, without blanks."""
        number = bisect_right(self._sentence_starts, self._spans[word][0])
        start = self._sentence_starts[number - 1]
        later = self._sentence_starts[number : number + 1]
        end = later[0] if later else len(self.raw)
        text = self.raw[start:end]
        return start + len(text) - len(text.lstrip()), start + len(text.rstrip())

    def sentences_of(self, start: int, end: int) -> str:
        """Return the sentences that hold a part of ``raw``, on one line."""
        starts = self._sentence_starts
        first = starts[bisect_right(starts, start) - 1]
        after = bisect_right(starts, max(start, end - 1))
        stop = starts[after] if after < len(starts) else len(self.raw)
        return " ".join(self.raw[first:stop].split())


def _all_places(words: list[str], word: str) -> Iterator[int]:
    place = -1
    try:
        while True:
            place = words.index(word, place + 1)
            yield place
    except ValueError:
        return
