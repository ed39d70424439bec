"""What a phrase was found to name: a place, or one without a name."""

from dataclasses import dataclass
from typing import Final

from monitor.reading.places.gazetteer import Place
from monitor.reading.syntax.chunks import Chunk


@dataclass(slots=True, init=False)  # an __init__ of our own: one that is made is slow, compiled
class Located:
    """What a phrase refers to. ``place`` is None for the unnamed ("a district", "10 posts")."""

    place: Final[Place | None]
    phrase: Final[Chunk]
    alternatives: Final[tuple[str, ...]]
    kind: Final[str]
    count: Final[int | None]
    part: Final[bool]
    anaphor: Final[bool]
    unknown: Final[bool]
    why: Final[str]

    def __init__(  # noqa: PLR0913, PLR0917  (as many as fields)
        self,
        place: Place | None,
        phrase: Chunk,
        alternatives: tuple[str, ...] = (),
        kind: str = "",
        count: int | None = None,
        part: bool = False,
        anaphor: bool = False,
        unknown: bool = False,
        why: str = "",
    ) -> None:
        self.place = place
        self.phrase = phrase
        self.alternatives = alternatives
        self.kind = kind
        self.count = count
        self.part = part
        self.anaphor = anaphor
        self.unknown = unknown
        self.why = why
