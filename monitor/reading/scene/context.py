"""The article around a sentence: its countries, its home, its places so far."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from monitor.reading.places.gazetteer import Place
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import PREP, TITLE
from monitor.reading.words.lexicon import Word
from monitor.reading.words.tokens import Token

_FAR = 100_000  # characters: the whole article
_OFFSET = itemgetter(0)

Seen = tuple[int, tuple[Place, ...]]  # offset in the text, the places that a name may mean


@dataclass(slots=True)
class Context:
    """What the article as a whole says about place.

    ``weights``: how often each country is named (or one of its places); ``provinces`` likewise;
    ``home``: the country of the dateline, which "the country" and "this side" mean.
    ``sentences``: those of the text so far; ``seen``: the places they name, newest last, each with
    its offset in the text. It is only made when somebody asks.
    """

    weights: Counter[str] = field(default_factory=Counter)
    provinces: Counter[str] = field(default_factory=Counter)
    home: str | None = None
    borders: Container[str] = ()
    bordering: bool = False
    expects_list: int = 0  # "six districts fell": so many next sentences may name them
    sentences: list[Sentence] = field(default_factory=list)
    named: list[Seen] = field(default_factory=list)
    persons: set[int] = field(default_factory=set)  # offsets of names that are somebody's
    rivers: set[int] = field(default_factory=set)  # offsets of names that mean the river
    seats: set[int] = field(default_factory=set)  # offsets of capitals, which mean governments too
    river_bit: int = 0  # the class of words that name a river as well as a place beside it
    heard: int = 0  # how many of the sentences ``named`` covers
    mentions: list[Seen] = field(default_factory=list)
    distinct: dict[int, tuple[Place, ...]] = field(default_factory=dict)

    @property
    def seen(self) -> list[Seen]:
        """Names of places so far, newest last, with their offset in the text."""
        for sentence in self.sentences[self.heard :]:
            for at, token in enumerate(sentence.tokens):
                word = token.word
                if word is not None and word.places and token.cap:
                    self._name(at, word, sentence.tokens)
        self.heard = len(self.sentences)
        return self.named

    def between(self, start: int, end: int) -> list[Seen]:
        """Return the names of places from an offset of the text to another, newest last."""
        seen = self.seen
        first = bisect_left(seen, start, key=_OFFSET)
        return seen[first : bisect_left(seen, end, lo=first, key=_OFFSET)]

    def _name(self, at: int, word: Word, tokens: list[Token]) -> None:
        before, offset = tokens[at - 1] if at else None, tokens[at].start
        if _is_of_person(before, tokens[at + 1] if at + 1 < len(tokens) else None):
            self.persons.add(offset)
            return
        self.named.append((offset, _meant(word.places, at, tokens)))
        if word.meta:
            self.seats.add(offset)
        if self._is_river(before, word):
            self.rivers.add(offset)
            return
        self.distinct.pop(id(word.places), None)
        self.distinct[id(word.places)] = word.places

    def _is_river(self, before: Token | None, word: Word) -> bool:
        """Handle "*the* Panj": the river, whatever else is called so."""
        article = before is not None and before.text == "the"
        named = bool(word.cls & self.river_bit) or any(
            place.kind == "river" for place in word.places
        )
        return article and named

    def names(self) -> Iterable[tuple[Place, ...]]:
        """Return each name of a place seen so far once, no river's, the one named last last."""
        return self.distinct.values() if self.seen else ()

    def prior(self, place: Place) -> float:
        """How well a place fits the article: country and province named elsewhere."""
        total = sum(self.weights.values()) or 1
        score = 2.0 * self.weights[place.country] / total
        if place.province:
            score += min(2.0, self.provinces[place.province] * 1.0)
        return score

    def countries(self) -> list[str]:
        """Countries by weight, heaviest first."""
        return [code for code, _ in self.weights.most_common()]

    def told(self, before: int | None = None, reach: int = _FAR) -> Iterator[Place]:
        """Yield the places told, newest last: those whose name means no other.

        ``before``: an offset that they stand before, at most ``reach`` characters.
        """
        seen = self.seen if before is None else self.between(before - reach, before)
        for offset, places in reversed(seen):
            if len(places) == 1 and offset not in self.rivers:
                yield places[0]

    def here(self) -> str:
        """Return the country of the place named last, else the one named most."""
        for place in self.told():
            if place.kind not in {"river", "region"}:
                return place.country
        return next(iter(self.countries()), "")

    def other(self, code: str | None, near: tuple[str, ...] = ()) -> str | None:
        """Return the neighbour of a country that the story is about: named near, or heaviest."""
        for candidate in (*near, *self.countries()):
            if candidate and code and candidate != code and self.are_neighbours(code, candidate):
                return candidate
        return None

    def are_neighbours(self, one: str, other: str) -> bool:
        return "-".join(sorted((one, other))) in self.borders

    def province(self) -> str | None:
        """Return the province named most."""
        best: str | None = None
        for name, count in self.provinces.items():
            if best is None or count > self.provinces[best]:
                best = name
        return best

    def latest(
        self,
        kinds: frozenset[str],
        before: int,
        reach: int = _FAR,
        passed_over: Container[int] = (),
    ) -> tuple[Place, ...]:
        """Return the candidates of the name that stands last before an offset."""
        for offset, places in reversed(self.between(before - reach, before)):
            if offset not in passed_over:
                found = tuple(place for place in places if place.kind in kinds)
                if found:
                    return found
        for offset, places in reversed(self.mentions):
            near = before - reach <= offset < before and offset not in self.persons
            if near and offset not in passed_over and len(places) == 1 and places[0].kind in kinds:
                return places
        return ()


def _is_of_person(before: Token | None, behind: Token | None) -> bool:
    """Handle "*Sergeant* Zafar", "the governor, Nasir *Ahmad* Karimi", who are no districts."""
    if before is not None and before.pos & TITLE:
        return True
    led = before is not None and bool(before.pos & PREP)
    return not led and behind is not None and behind.cap and _is_mere_name(behind.word)


def _is_mere_name(word: Word | None) -> bool:
    """Whether no list knows more of a word than that names may hold it."""
    return word is None or not (word.places or word.cls or word.actor or word.noun or word.verb)


def _meant(places: tuple[Place, ...], at: int, tokens: list[Token]) -> tuple[Place, ...]:
    """Handle "the *province of* Kunduz", "Kunduz *province*": neither its town nor a district."""
    behind = at + 1 < len(tokens) and tokens[at + 1].text == "province"
    ahead = at > 1 and [token.text for token in tokens[at - 2 : at]] == ["province", "of"]
    if len(places) == 1 or not (behind or ahead):
        return places
    return tuple(place for place in places if place.kind == "province") or places
