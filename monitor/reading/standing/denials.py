"""What a sentence takes back of what was told, and the words that say of what it speaks."""

from dataclasses import dataclass

from monitor.events.values import ClaimType
from monitor.reading.places.gazetteer import Place
from monitor.reading.standing.status import standing
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import VG
from monitor.reading.words.lexicon import Lexicon

TOPICS = {
    "denied_fire": ClaimType.CROSS_BORDER_FIRE,
    "denied_crossing": ClaimType.BORDER_CROSSING,
    "denied_capture": ClaimType.TERRITORY_CAPTURED,
    "denied_fight": ClaimType.ARMED_CLASH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """What a sentence takes back. ``topics`` is empty where it only speaks of "the report"."""

    sentence: Sentence
    denier: Chunk | None
    topics: frozenset[ClaimType] = frozenset()
    start: int = 0  # the token it starts at
    said: str = ""  # the folded words that are denied
    places: tuple[Place, ...] = ()
    named: tuple[Place, ...] = ()  # places that its sentence names before
    kinds: frozenset[str] = frozenset()  # "the city": what kind of place it speaks of
    pointing: bool = False  # "denies it", "called this a lie": what was said last
    back: bool = False  # only of what was told before
    holder: Chunk | None = None  # who is said to hold the place still
    loser: Chunk | None = None  # who is said to have been driven back
    blamed: Chunk | None = None  # who is said to have begun


@dataclass(frozen=True, slots=True)
class Speech:
    """Where a denial stands: its sentence, the tokens that are denied, and who speaks."""

    sentence: Sentence
    lexicon: Lexicon
    span: tuple[int, int]
    denier: Chunk | None

    def phrases(self) -> list[Chunk]:
        first, last = self.span
        return [phrase for _, phrase in self.sentence.phrases if first <= phrase.s < last]

    def words(self) -> set[str]:
        """Heads of phrases and verbs in the span, the speaker's own left out."""
        words: set[str] = set()
        for phrase in self.phrases():
            if phrase is not self.denier:
                words |= heads(phrase)
        first, last = self.span
        verbs = {one.lemma for one in self.sentence.chunks
                 if one.kind == VG and first <= one.s < last}  # fmt: skip
        return words | verbs

    def denial(  # noqa: PLR0913
        self, topics: frozenset[ClaimType] = frozenset(), *, pointing: bool = False,
        back: bool = False, holder: Chunk | None = None, loser: Chunk | None = None,
        blamed: Chunk | None = None,
    ) -> Denial:  # fmt: skip
        sentence, first = self.sentence, self.span[0]
        kinds = {one.lemma for _, one in sentence.phrases if not one.plural}
        verbs = [one.s for one in sentence.chunks if one.kind == VG and one.s >= first]
        start, end = sentence.span(*self.span)
        version = holder is not None or loser is not None
        return Denial(
            sentence=sentence, denier=self.denier, topics=topics, start=min(verbs, default=first),
            said=sentence.folded[start - sentence.start : end - sentence.start],
            places=tuple(place for one in self.phrases() for place in one.places),
            named=self._named_before(version=version), back=back,
            kinds=frozenset(kinds & self.lexicon.set("kinds_of_place")), pointing=pointing,
            holder=holder, loser=loser, blamed=blamed,
        )  # fmt: skip

    def _named_before(self, *, version: bool) -> tuple[Place, ...]:
        """Return the places told of before, but not where the speaker sits: "in Kabul"."""
        first = self.span[0]
        if self.denier is not None and not version:
            first = min(first, self.denier.s)
        chunks = self.sentence.chunks
        told = [one for at, one in self.sentence.phrases
                if one.s < first and chunks[at].prep not in _WHERE]  # fmt: skip
        return tuple(place for one in told for place in one.places)


_WHERE = frozenset({"in", "at", "from", "near", "of"})


def heads(phrase: Chunk) -> set[str]:
    """Return the words by which a phrase is known: "air strike", "strike"."""
    return {phrase.lemma, phrase.lemma.rpartition(" ")[2], phrase.text}


def topics_of(words: set[str], lexicon: Lexicon) -> frozenset[ClaimType]:
    """Return the types of claim that some words speak of."""
    return frozenset(
        kind for name, kind in TOPICS.items() if not words.isdisjoint(lexicon.set(name))
    )


def clause_span(clause: Clause) -> tuple[int, int]:
    """Return the tokens of a clause, from its subject on."""
    first = clause.subj.s if clause.subj is not None else clause.vg.s
    return min(first, clause.vg.s), clause.end


def words_of(clause: Clause, sentence: Sentence) -> frozenset[str]:
    """Return the words of a clause, from its subject on to the verb of the next."""
    first, last = clause_span(clause)[0], len(sentence.tokens)
    for other in sentence.clauses:
        if clause.vg.s < other.vg.s < last:
            last = other.vg.s
    return frozenset([token.text for token in sentence.tokens[first:last]])


def speaker_of_all(clause: Clause, sentence: Sentence, lexicon: Lexicon) -> Chunk | None:
    """Return who says a clause: the verb above it, a quote's, or "according to the ministry"."""
    speaker = standing(clause, lexicon).speaker or quoted_by(clause, sentence)
    if speaker is not None:
        return speaker
    above = [one for one in sentence.clauses if one.vg.e <= clause_span(clause)[0]]
    if above and "report" in above[-1].vg.vcls and above[-1].subj is not None:
        return above[-1].subj
    sourcing = lexicon.set("sourcing")
    return next((one.np for one in sentence.chunks if one.prep in sourcing), None)


def quoted_by(clause: Clause, sentence: Sentence) -> Chunk | None:
    """Return who speaks in ""Nobody fired from our soil", its spokesman said"."""
    for other in sentence.clauses:
        if other is not clause and other.vg.s > clause.vg.s and "report" in other.vg.vcls:
            return other.subj
    return None
