"""One word, phrase, prefix or pattern that a text rule looks for."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.rules.text.article_text import ArticleText
from monitor.rules.text.folding import fold
from monitor.rules.text.inflection import forms

MOST_PHRASES = 64
Key = tuple[str, str | int]
Hit = tuple[int, int]


def split_words(text: str) -> list[str]:
    """Return a text's words as ``ArticleText`` has them, but not folded."""
    plain = ArticleText("", text)
    return [plain.written(number, number) for number in range(len(plain.words))]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other, each in any of its forms."""

    source: str
    words: tuple[frozenset[str], ...]

    def hits(self, article: ArticleText) -> Iterator[Hit]:
        for form in self.words[0] & article.vocabulary:
            for start in article.places(form):
                if self._goes_on(article, start):
                    yield start, start + len(self.words) - 1

    def first_words(self) -> frozenset[str] | None:
        """Return the folded words of which one must be in the text; None where that is unknown."""
        return self.words[0]

    def _goes_on(self, article: ArticleText, start: int) -> bool:
        words = article.words
        return start + len(self.words) <= len(words) and all(
            words[start + number] in self.words[number] for number in range(1, len(self.words))
        )

    def keys(self) -> frozenset[Key]:
        """Return literals of which one stands in every text that holds the phrase."""
        if len(self.words) == 1:
            return frozenset(("word", form) for form in self.words[0])
        size = 1
        for word in self.words:
            size *= len(word)
        if size <= MOST_PHRASES:
            combined = itertools.product(*self.words)
            return frozenset(("literal", f" {' '.join(words)} ") for words in combined)
        longest = max(self.words, key=lambda word: min(map(len, word)))
        return frozenset(("literal", f" {word} ") for word in longest)


@dataclass(frozen=True, slots=True)
class Exact:
    """Words exactly as written: ``=UN`` is not "un"."""

    source: str
    words: tuple[str, ...]

    def hits(self, article: ArticleText) -> Iterator[Hit]:
        for start in article.places(fold(self.words[0])):
            last = start + len(self.words) - 1
            if last < len(article.words) and all(
                article.written(start + number, start + number) == word
                for number, word in enumerate(self.words)
            ):
                yield start, last

    def first_words(self) -> frozenset[str] | None:
        return frozenset({fold(self.words[0])})

    def keys(self) -> frozenset[Key]:
        if len(self.words) == 1:
            return frozenset({("word", fold(self.words[0]))})
        return frozenset({("literal", f" {' '.join(fold(word) for word in self.words)} ")})


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word: ``jihad*``."""

    source: str
    stem: str

    def hits(self, article: ArticleText) -> Iterator[Hit]:
        for word in article.vocabulary:
            if word.startswith(self.stem):
                yield from ((number, number) for number in article.places(word))

    def first_words(self) -> frozenset[str] | None:
        return None

    def keys(self) -> frozenset[Key]:
        return frozenset({("literal", f" {self.stem}")})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression; it runs in linear time, whatever it says."""

    source: str
    pattern: str

    def hits(self, article: ArticleText) -> Iterator[Hit]:
        from monitor.rules.text.patterns_re2 import spans  # noqa: PLC0415  (only rules that use one)

        count = len(article.words)
        for start, end in spans(self.pattern, article.raw):
            first = article.word_at(start)
            if first < count:
                yield first, max(first, min(article.word_at(max(start, end - 1)), count - 1))

    def first_words(self) -> frozenset[str] | None:
        return None

    def keys(self) -> frozenset[Key]:
        return frozenset({("pattern", self.pattern)})


Term = Phrase | Exact | Prefix | Pattern

_QUOTED = re.compile(r'"(.*)"', re.DOTALL)


def term(text: str) -> Term:
    """Return what a rule's word means; ``ValueError`` says what is wrong with it."""
    written = text.strip()
    if len(written) > 2 and written.startswith("/") and written.endswith("/"):
        from monitor.rules.text.patterns_re2 import refuse_bad  # noqa: PLC0415  (as above)

        refuse_bad(written[1:-1])
        return Pattern(text, written[1:-1])
    if quoted := _QUOTED.fullmatch(written):
        written = quoted.group(1)
    return _words(text, written)


def _words(text: str, written: str) -> Term:
    exact = written.startswith("=")
    prefix = written.endswith("*")
    words = split_words(written.strip("=*"))
    if not words or (prefix and len(words) > 1):
        raise ValueError(f"{text!r} holds no word that could be looked for")
    if prefix:
        stem = fold(words[0])
        if len(stem) < 2:
            raise ValueError(f"{text!r} would find almost every word: write more of it")
        return Prefix(text, stem)
    if exact:
        return Exact(text, tuple(words))
    return Phrase(text, tuple(forms(fold(word)) for word in words))
