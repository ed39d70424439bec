"""Frames and their matches: which frame a verb or noun evokes, and what filled it."""

from collections.abc import Container
from dataclasses import dataclass, field

from monitor.reading.frames.roles import is_unknown_name
from monitor.reading.frames.slots import MAY_BE_PLACES, THEY, Pattern
from monitor.reading.scene.people import People
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.vocabulary.compiled import Frame


@dataclass(slots=True)
class Match:
    """A frame that holds. ``trigger`` is the verb group or noun phrase that evoked it."""

    frame: Frame
    trigger: Chunk
    clause: Clause | None
    roles: dict[str, list[Chunk]] = field(default_factory=dict)
    passive: bool = False

    def first(self, role: str) -> Chunk | None:
        found = self.roles.get(role)
        return found[0] if found else None

    def has(self, *traits: str) -> bool:
        """Whether the frame has one of some traits (see ``vocabulary/traits.py``)."""
        return self.frame.has(*traits)

    def adjuncts(self) -> list[Chunk]:
        """Return the phrases that prepositions bring into its clause."""
        pps = self.clause.pps if self.clause is not None else []
        return [pp.np for pp in pps if pp.np is not None]

    def is_led(self, phrase: Chunk, preps: Container[str]) -> bool:
        """Whether one of some prepositions brings a phrase into its clause."""
        pps = self.clause.pps if self.clause is not None else []
        return any(pp.np is phrase and pp.prep in preps for pp in pps)


class FrameIndex:
    """All frames of a language, by the verb or noun that evokes them.

    ``verbs`` maps a lemma to its frames, and to those of the lemma with a particle ("let in").
    """

    def __init__(self, frames: tuple[Frame, ...]) -> None:
        self.patterns = [Pattern(frame) for frame in frames]
        self.nouns: dict[str, list[Pattern]] = {}
        self._plain: dict[str, list[Pattern]] = {}
        self._phrasal: dict[str, dict[str, list[Pattern]]] = {}
        for pattern in self.patterns:
            for verb in pattern.frame.verbs:
                self._add(verb, pattern)
            for noun in pattern.frame.nouns:
                self.nouns.setdefault(noun, []).append(pattern)

    def _add(self, verb: str, pattern: Pattern) -> None:
        lemma, _, particle = verb.partition(" ")
        if particle:
            by_particle = self._phrasal.setdefault(lemma, {})
            by_particle.setdefault(particle, []).append(pattern)
        else:
            self._plain.setdefault(lemma, []).append(pattern)

    def of_verb(self, clause: Clause) -> list[Pattern]:
        """Return the frames that the verb of a clause evokes, with its particle first."""
        vg = clause.vg
        found = self._plain.get(vg.lemma) or []
        by_particle = self._phrasal.get(vg.lemma)
        if by_particle is None:
            return found
        ahead = by_particle.get(vg.particle) or []
        behind = clause.first_behind()
        if behind is not None:
            prep = behind.prep
            if clause.vg.particle:  # "gave up on X"
                ahead = [*by_particle.get(f"{clause.vg.particle} {prep}", ()), *ahead]
            first, _, rest = prep.partition(" ")
            ahead = [*ahead, *by_particle.get(prep, ())]
            if rest and first != vg.particle:  # "pulled out of", "fell back from"
                ahead += by_particle.get(first, ())
        return [*ahead, *found] if ahead else found


def present_classes(sentence: Sentence, people: People) -> tuple[int, bool]:
    """All classes of a sentence, and whether "it", "both" or an unknown name may be a place."""
    present, loose = 0, False
    for _, phrase in sentence.phrases:
        present |= people.classes(phrase)
        if (phrase.pron and phrase.plural) or phrase.det == "their" or people.is_group(phrase):
            present |= THEY
        loose = loose or phrase.text in MAY_BE_PLACES or is_unknown_name(phrase)
    return present, loose
