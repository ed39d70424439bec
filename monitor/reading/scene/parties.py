"""The people that an article has named so far, for pronouns that mean them."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from monitor.events.values import ActorClass
from monitor.reading.scene.looks import looks
from monitor.reading.scene.people import Party, People
from monitor.reading.scene.prominence import BARE, Ranks
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.words.lexicon import Lexicon

_REACH = 900  # characters that a pronoun looks back

Named = tuple[int, Party, bool]  # offset in the text, who, and whether many


class Parties:
    """Sentences are only searched for people when a pronoun, or the end of the article, asks."""

    def __init__(self, lexicon: Lexicon, people: People) -> None:
        self._lexicon = lexicon
        self._people = people
        self._all = lexicon.bit("troops", "militants", "civilians", "person", "set")
        self._set = lexicon.bit("set")
        self._collectives = lexicon.set("collectives")
        self._mouthpieces = lexicon.set("mouthpieces")
        self._at_home = lexicon.set("at_home")
        self._ranks = Ranks(lexicon, people)
        self.sentences: list[Sentence] = []
        self._found: list[list[Named] | None] = []
        self._ranked: list[list[tuple[int, Named]] | None] = []

    def hear(self, sentence: Sentence) -> None:
        """Note the next sentence of the article, or of its title."""
        self.sentences.append(sentence)
        self._found.append(None)
        self._ranked.append(None)

    def behind(self, sentence: Sentence, reach: int) -> Iterator[Sentence]:
        """Yield a sentence of the text and, of those behind it, as many as ``reach``."""
        for one in self.sentences:
            if not one.in_title and 0 <= one.index - sentence.index <= reach:
                yield one

    def all(self) -> list[Named]:
        """Everybody named so far, in the order of the text."""
        return [named for at in range(len(self.sentences)) for named in self._of(at)]

    def before(self, offset: int) -> Iterator[Named]:
        """Everybody named before an offset of the text and near it, the last named first."""
        for at in self._back_from(offset):
            if offset - self.sentences[at].end > _REACH:
                return
            for named in reversed(self._of(at)):
                if offset - named[0] > _REACH:
                    return
                if named[0] < offset:
                    yield named

    def likely(self, offset: int) -> Iterator[tuple[int, Named]]:
        """Those who may be on the move, each with its rank: sentence by sentence, best first."""
        for at in self._back_from(offset):
            if offset - self.sentences[at].end > _REACH:
                return
            yield from (one for one in self._by_rank(at) if one[1][0] < offset)

    def _back_from(self, offset: int) -> Iterator[int]:
        """Yield the numbers of the text's sentences that begin before an offset, the last first.

        Titles are heard after the text, and have offsets of their own.
        """
        text = bisect_left(self.sentences, x=True, key=_IN_TITLE)
        yield from range(bisect_left(self.sentences, offset, hi=text, key=_START) - 1, -1, -1)

    def _by_rank(self, at: int) -> list[tuple[int, Named]]:
        """Return the people of a sentence by what they do there, the last named first."""
        ranked = self._ranked[at]
        if ranked is None:
            ranks = self._ranks.of(self.sentences[at])
            last_first = [(ranks.get(named[0], 0), named) for named in reversed(self._of(at))]
            ranked = self._ranked[at] = sorted(last_first, key=_rank)
        return ranked

    def _of(self, at: int) -> list[Named]:
        found = self._found[at]
        if found is None:
            found = self._found[at] = self._named(self.sentences[at])
        return found

    def _named(self, sentence: Sentence) -> list[Named]:
        """Everybody whom a sentence names."""
        found: list[Named] = []
        people = self._people
        inner: set[int] = set()  # "eight fighters of the Front": the Front itself did nothing here
        for _, phrase in sentence.phrases:
            is_people = bool(people.classes(phrase) & self._all)
            if phrase.of is not None and (is_people or phrase.lemma in self._mouthpieces):
                inner.add(id(phrase.of))
            if not is_people or phrase.pron or phrase.time or id(phrase) in inner:
                continue
            if people.group(phrase) is ActorClass.OFFICIALS and self._are_many(phrase):
                continue  # one of them may be "he", who then is no soldier
            start = -1 if sentence.in_title else sentence.tokens[phrase.s].start
            party = people.party(phrase, phrase.text)
            seen = looks(phrase, sentence, self._lexicon)
            if party.group is ActorClass.UNKNOWN and seen is not None:
                party = replace(party, group=seen)
            if party.country is None:
                party = replace(party, country=_home(phrase, sentence))
            if phrase.lemma in self._at_home and not phrase.plural and phrase.qty is None:
                party = replace(party, group=ActorClass.UNKNOWN)
            found.append((start, party, self._are_many(phrase)))
        return found

    def _are_many(self, phrase: Chunk) -> bool:
        return (
            phrase.lemma.split()[-1] in self._collectives
            or phrase.plural
            or phrase.qty is not None
            or phrase.actor is not None
            or bool(phrase.cls & self._set)
        )


_IN_TITLE = attrgetter("in_title")
_START = attrgetter("start")


def _rank(one: tuple[int, Named]) -> int:
    return 0 if one[0] == BARE else one[0]


def _home(phrase: Chunk, sentence: Sentence) -> str | None:
    """Return the country of the place where people are said to be at home: "the police of X"."""
    places = phrase.of.places if phrase.of is not None else ()
    codes: tuple[str, ...] = ()
    for chunk in sentence.chunks:
        if chunk.s == phrase.e and chunk.prep in _HOMES and chunk.np is not None:
            places = places or chunk.np.places
            codes = chunk.np.codes if chunk.prep == "from" else ()
    countries = {place.country for place in places} or set(codes)
    return countries.pop() or None if len(countries) == 1 else None


_HOMES = frozenset({"at", "of", "from"})
