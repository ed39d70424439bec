"""Whose people come to soil that is called another country's: theirs of whom was told just before.

"Khwahan fell. Forty policemen reached a Tajik post": a post is called by its nation where those who
come to it are of another one.
"""

from collections.abc import Iterator

from monitor.events.values import ActorClass
from monitor.reading.claims.crossing_words import goes_home
from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.scene.people import IN_ARMS, Party
from monitor.reading.syntax.chunks import Chunk

_BACK = 3  # sentences in which the story's place may have been told


def home_by_contrast(mover: Chunk | None, party: Party, match: Match, scene: Scene) -> str | None:
    """Return the country told of last before people who come to its neighbour's soil, by name."""
    if mover is None or party.country or mover.codes or goes_home(match, scene):
        return None
    if not _may_be_strangers(mover, party, scene):
        return None
    there = _called(mover, match)
    told = next(_told_before(mover, scene), None)
    if there is None or told is None or told == there:
        return None
    return told if scene.context.are_neighbours(told, there) else None


def _may_be_strangers(mover: Chunk, party: Party, scene: Scene) -> bool:
    """Whether they are no reinforcements, nor daily traffic: men in arms are counted, or owned."""
    sets = scene.lexicon.set
    if party.group is ActorClass.OFFICIALS or mover.lemma in sets("travellers"):
        return False
    fresh = {*mover.mods, mover.det or ""} & sets("fresh") or mover.lemma in sets("called_up")
    if fresh or mover.lemma in sets("reinforcing"):
        return False
    counted = mover.qty is not None
    return counted or party.group not in IN_ARMS or mover.det in {"its", "their", "his"}


def _called(mover: Chunk, match: Match) -> str | None:
    """Return the nation by which the soil, or whoever takes them in, is called."""
    clause = match.clause
    phrases = [match.first(role) for role in ("goal", "via", "agent")]
    phrases += [pp.np for pp in clause.pps if pp.s > mover.s] if clause is not None else []
    for phrase in phrases:
        for part in (phrase, phrase.poss, phrase.of) if phrase is not None else ():
            if part is not None and part.codes and not part.places:
                return part.codes[0]
    return None


def _told_before(mover: Chunk, scene: Scene) -> Iterator[str]:
    """Yield the countries told of before the mover, the last one first."""
    yield from reversed(scene.countries_told(scene.sentence, mover.s))
    earlier = [one for one in scene.sentences[:-1] if not one.in_title]
    for sentence in reversed(earlier[-_BACK:]):
        yield from reversed(scene.countries_told(sentence))
