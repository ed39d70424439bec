"""Conditions on an article's words."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from monitor.rules.conditions.condition import Key, Option
from monitor.rules.conditions.reasons import Failing, Reason
from monitor.rules.conditions.subject import Subject
from monitor.rules.text.article_text import ArticleText
from monitor.rules.text.terms import Hit, Term

Placed = tuple[int, int, int]
"""First word, last word, and the number of the group they are of."""


class Extent(StrEnum):
    """In what the words must stand together."""

    ANYWHERE = "anywhere"
    TITLE = "title"
    SENTENCE = "same_sentence"
    PARAGRAPH = "same_paragraph"


@dataclass(frozen=True, slots=True)
class Group:
    """Terms of which one must be found.

    ``names`` gives each term's proper name; ``role`` says what the found name becomes (place,
    actor).
    """

    terms: tuple[Term, ...]
    role: str | None = None
    names: tuple[str, ...] = ()
    first_words: frozenset[str] | None = field(init=False, compare=False, repr=False, default=None)

    def __post_init__(self) -> None:
        words = [term.first_words() for term in self.terms]
        if all(each is not None for each in words):
            first = frozenset(word for each in words for word in each or ())
            object.__setattr__(self, "first_words", first)

    def may_be_in(self, article: ArticleText) -> bool:
        """Tell, quickly, whether the group could be found; a yes may still turn out wrong."""
        return self.first_words is None or not self.first_words.isdisjoint(article.vocabulary)

    @property
    def words(self) -> str:
        shown = [term.source for term in self.terms[:4]]
        more = len(self.terms) - len(shown)
        return " or ".join(shown) + (f" or {more} more" if more else "")

    def hits(self, article: ArticleText) -> list[Hit]:
        return sorted({hit for term in self.terms for hit in term.hits(article)})

    def name_at(self, article: ArticleText, hit: Hit) -> str:
        """Return the proper name of what was found, or the words themselves."""
        for number, term in enumerate(self.terms):
            if self.names and hit in set(term.hits(article)):
                return self.names[number]
        return article.written(*hit)

    def keys(self) -> Option:
        keys: set[Key] = set()
        for term in self.terms:
            keys |= term.keys()
        return frozenset(keys)


@dataclass(frozen=True, slots=True)
class Found:
    """Words that satisfied a condition: one hit for each group."""

    hits: tuple[Hit, ...]

    @property
    def first(self) -> int:
        return min(start for start, _ in self.hits)

    @property
    def last(self) -> int:
        return max(end for _, end in self.hits)


@dataclass(frozen=True, slots=True)
class WordsIn:
    """All groups are found within one extent, in order and close to each other where asked."""

    extent: Extent
    groups: tuple[Group, ...]
    in_order: bool = False
    within_words: int | None = None

    def find(self, article: ArticleText) -> Found | None:
        """Return the first place where all groups are found together."""
        if not all(group.may_be_in(article) for group in self.groups):
            return None
        hits: list[list[Hit]] = []
        for group in self.groups:
            hits.append(group.hits(article))
            if not hits[-1]:
                return None
        units = self._by_unit(article, hits)
        for unit in sorted(units):
            placed = units[unit]
            if len({number for _, _, number in placed}) < len(self.groups):
                continue
            found = self._in_order(placed) if self.in_order else self._together(placed)
            if found:
                return found
        return None

    def _by_unit(self, article: ArticleText, hits: list[list[Hit]]) -> dict[int, list[Placed]]:
        unit_of = _numbering(self.extent, article)
        units: dict[int, list[Placed]] = {}
        for number, group_hits in enumerate(hits):
            for start, end in group_hits:
                if self.extent is Extent.TITLE and start >= article.title_words:
                    continue
                unit = unit_of(start) if unit_of else 0
                units.setdefault(unit, []).append((start, end, number))
        return units

    def _close(self, hits: Sequence[Hit]) -> bool:
        if self.within_words is None:
            return True
        return max(end for _, end in hits) - min(start for start, _ in hits) < self.within_words

    def _in_order(self, placed: list[Placed]) -> Found | None:
        lists: list[list[Hit]] = [[] for _ in self.groups]
        for start, end, number in sorted(placed):
            lists[number].append((start, end))
        for first in lists[0]:
            chosen = [first]
            for hits in lists[1:]:
                place = bisect_left(hits, (chosen[-1][1] + 1, 0))
                if place == len(hits):
                    return None
                chosen.append(hits[place])
            if self._close(chosen):
                return Found(tuple(chosen))
        return None

    def _together(self, placed: list[Placed]) -> Found | None:
        latest: dict[int, Hit] = {}
        for start, end, number in sorted(placed):
            latest[number] = (start, end)
            if len(latest) == len(self.groups) and self._close(list(latest.values())):
                return Found(tuple(latest[group] for group in range(len(self.groups))))
        return None

    def holds(self, subject: Subject) -> bool:
        return self.find(subject.text) is not None

    def failing(self, subject: Subject) -> Iterator[Failing]:
        if self.holds(subject):
            return
        article = subject.text
        missing = [group.words for group in self.groups if not group.hits(article)]
        wanted = f"{self._where()}: {', '.join(group.words for group in self.groups)}"
        actual = f"no {', no '.join(missing)}" if missing else "these words, but not so together"
        yield Failing(Reason.TEXT, wanted, actual)

    def _where(self) -> str:
        where = self.extent.replace("_", " ")
        order = ", in this order" if self.in_order else ""
        close = f", within {self.within_words} words" if self.within_words else ""
        return f"{where}{order}{close}"

    def told(self, subject: Subject) -> Iterator[str]:
        found = self.find(subject.text)
        if found:
            words = ", ".join(subject.text.written(*hit) for hit in found.hits)
            yield f"{self._where()}: {words}"

    def options(self) -> Sequence[Option]:
        return [group.keys() for group in self.groups]


def _numbering(extent: Extent, article: ArticleText) -> Callable[[int], int] | None:
    """Return what tells the number of the sentence or paragraph that a word is in."""
    if extent is Extent.SENTENCE:
        return article.sentence_of
    if extent is Extent.PARAGRAPH:
        return article.paragraph_of
    return None
