"""Frames and their matches: which frame a verb or noun evokes, and what filled it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from monitor.reading.chunks import Chunk, phrases
from monitor.reading.clause import Clause
from monitor.reading.roles import Classes, is_unknown_name
from monitor.reading.vocabulary import Frame


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


class FrameIndex:
    """All frames of a language, by the verb or noun that evokes them."""

    def __init__(self, frames: tuple[Frame, ...]) -> None:
        self.verbs: dict[str, list[Frame]] = defaultdict(list)
        self.nouns: dict[str, list[Frame]] = defaultdict(list)
        for frame in frames:
            for verb in frame.verbs:
                self.verbs[verb].append(frame)
            for noun in frame.nouns:
                self.nouns[noun].append(frame)
        self._needs = {id(frame): _needs(frame) for frame in frames}

    def possible(self, frame: Frame, present: int, *, loose: bool) -> bool:
        """Whether a sentence with these classes can fill the frame at all: a quick no."""
        return all(need & present or (loose and is_theme)
                   for need, is_theme in self._needs[id(frame)])  # fmt: skip

    def of_verb(self, clause: Clause) -> Iterator[Frame]:
        vg = clause.vg
        for particle in _particles(clause):
            yield from self.verbs.get(f"{vg.lemma} {particle}", ())
        yield from self.verbs.get(vg.lemma, ())


def _needs(frame: Frame) -> tuple[tuple[int, bool], ...]:
    """Return the classes without which a frame cannot hold (slots that ask for words aside)."""
    fixed = [(slot.classes, False) for slot in frame.fixed if slot.classes and not slot.heads]
    roles = [(role.classes, role.name == "theme") for role in frame.roles
             if role.needed and role.classes and not role.heads]  # fmt: skip
    return (*fixed, *roles)


def present_classes(chunks: list[Chunk], classes: Classes) -> tuple[int, bool]:
    """All classes of a sentence, and whether "it" or an unknown name may be a place."""
    present, loose = 0, False
    for _, phrase in phrases(chunks):
        present |= classes(phrase)
        loose = loose or phrase.text == "it" or is_unknown_name(phrase)
    return present, loose


def _particles(clause: Clause) -> Iterator[str]:
    if clause.vg.particle:
        yield clause.vg.particle
    for pp in clause.pps[:1]:
        yield pp.prep
