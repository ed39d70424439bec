"""How a text stands to what it tells: the status of a clause, and the words that say so."""

from dataclasses import dataclass
from typing import Final

from monitor.reading.syntax.chunks import Chunk

ASSERTED, NEGATED, DENIED, HYPOTHETICAL, PLANNED, HISTORICAL = (
    "asserted", "negated", "denied", "hypothetical", "planned", "historical",
)  # fmt: skip
STOPPED: Final = frozenset({HYPOTHETICAL, NEGATED})  # as which an attempt reads, caught or not


@dataclass(slots=True, init=False)  # an __init__ of our own: one that is made is slow, compiled
class Standing:
    """How the text stands to a clause, and the words that say so."""

    status: Final[str]
    cues: Final[tuple[str, ...]]
    speaker: Final[Chunk | None]
    denier: Final[Chunk | None]
    claimed: Final[bool]
    ordered: Final[bool]
    tried: Final[bool]
    claimant: Final[Chunk | None]

    def __init__(  # noqa: PLR0913, PLR0917  (as many as fields)
        self,
        status: str = ASSERTED,
        cues: tuple[str, ...] = (),
        speaker: Chunk | None = None,
        denier: Chunk | None = None,
        claimed: bool = False,
        ordered: bool = False,
        tried: bool = False,
        claimant: Chunk | None = None,
    ) -> None:
        self.status = status
        self.cues = cues
        self.speaker = speaker
        self.denier = denier
        self.claimed = claimed
        self.ordered = ordered
        self.tried = tried
        self.claimant = claimant

    def under(self, status: str, cue: str) -> "Standing":
        """Return the same, ruled by a stronger cue."""
        return Standing(
            stronger(self.status, status), (*self.cues, cue), self.speaker, self.denier,
            self.claimed, self.ordered, self.tried, self.claimant,
        )  # fmt: skip


PLAIN = Standing()  # asserted, and nobody says more: most clauses
_STRENGTH = {ASSERTED: 0, HISTORICAL: 1, PLANNED: 2, HYPOTHETICAL: 3, NEGATED: 4, DENIED: 5}


def stronger(one: str, other: str) -> str:
    if one == NEGATED and other == NEGATED:
        return ASSERTED
    return one if _STRENGTH[one] >= _STRENGTH[other] else other


def carry(outer: Standing, own: Standing) -> Standing:
    """Combine what rules the clause with what it says itself."""
    if outer is PLAIN:
        return own
    if own is PLAIN:
        return outer
    status = stronger(outer.status, own.status)
    if outer.status in {NEGATED, DENIED} and own.status == NEGATED:
        status = ASSERTED if outer.status == NEGATED else HYPOTHETICAL
    return Standing(
        status,
        (*outer.cues, *own.cues),
        own.speaker or outer.speaker,
        own.denier or outer.denier,
        own.claimed or outer.claimed,
        own.ordered or outer.ordered,
        own.tried or outer.tried,
        own.claimant or outer.claimant,
    )
