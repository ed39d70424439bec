"""Landmarks: names that only tell where something else lies.

"The town, which sits on the road between Taloqan and Chah Ab": whoever says afterwards that the
town fell means neither. The same for "20 km north of Raghistan", where the sentence names a place
that lies there.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from operator import attrgetter

from monitor.reading.scene.context import Context
from monitor.reading.syntax.clause import PARTICIPIAL, RELATIVE, Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.grammar import PP, VG
from monitor.reading.words.lexicon import Lexicon


def landmarks(context: Context, lexicon: Lexicon, before: int, reach: int) -> set[int]:
    """Return the offsets of the names within ``reach`` of an offset that are only landmarks."""
    found: set[int] = set()
    names = [offset for offset, _ in context.between(before - reach, before)]
    for sentence in _holding(names, context.sentences) if names else ():
        told = [offset for offset in names if sentence.start <= offset < sentence.end]
        if told:
            spots = {token.start: at for at, token in enumerate(sentence.tokens)}
            found |= _in_sentence(sentence, {spots[offset] for offset in told}, lexicon)
    return found


def goals_abroad(context: Context, sentence: Sentence, before: int) -> set[int]:
    """Return the names of a sentence that all lie in another country than the one told before it.

    "A sent helicopters to Farkhor *when the district fell*": the district of which was told.
    """
    here = context.between(sentence.start, before)
    last = next((one for one in reversed(context.seen) if one[0] < sentence.start), None)
    if last is None or not here:
        return set()
    home = {place.country for place in last[1]}
    if any(place.country in home for _, places in here for place in places):
        return set()
    return {offset for offset, _ in here}


def _holding(names: list[int], sentences: list[Sentence]) -> list[Sentence]:
    """Return the sentences from the one that holds the first name to that of the last."""
    first = bisect_right(sentences, names[0], key=_START) - 1
    return sentences[max(first, 0) : bisect_left(sentences, names[-1] + 1, key=_START)]


_START = attrgetter("start")


def _in_sentence(sentence: Sentence, names: set[int], lexicon: Lexicon) -> set[int]:
    located = {at for clause in sentence.clauses if _tells_where(clause, lexicon)
               for at in names if _is_of(clause, at, sentence)}  # fmt: skip
    located.update(_of_a_way(sentence, names, lexicon))
    beside = names & set(_beside(sentence, lexicon))
    if names - located - beside:
        located |= beside
    return {sentence.tokens[at].start for at in located}


def _tells_where(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause is added to a name to tell where that lies."""
    return clause.link in _ADDED and clause.vg.lemma in lexicon.set("locating")


_ADDED = frozenset({RELATIVE, PARTICIPIAL})


def _is_of(clause: Clause, at: int, sentence: Sentence) -> bool:
    """Whether a token stands behind the verb of a clause, before the next verb or comma."""
    if at < clause.vg.e:
        return False
    if any(clause.vg.e <= chunk.s < at for chunk in sentence.chunks if chunk.kind == VG):
        return False
    return all(token.text != "," for token in sentence.tokens[clause.vg.e : at])


def _beside(sentence: Sentence, lexicon: Lexicon) -> Iterator[int]:
    beside = lexicon.set("beside")
    for chunk in sentence.chunks:
        if chunk.kind == PP and chunk.prep in beside:
            yield from range(chunk.s, chunk.e)


def _of_a_way(sentence: Sentence, names: set[int], lexicon: Lexicon) -> Iterator[int]:
    """Handle "*Kunduz* airport", "the *Herat* road": called after the place, but not the place.

    "The *Wakhan corridor*" is a name whole.
    """
    ways = lexicon.set("called_after")
    for at in names:
        word = sentence.tokens[at + 1].word if at + 1 < len(sentence.tokens) else None
        own = sentence.tokens[at].text.rpartition(" ")[2]
        if own in ways or (word is not None and word.noun in ways):
            yield at
