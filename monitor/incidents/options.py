"""How far apart two claims may lie and still be one happening: data, not code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.events.values import ClaimType


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Reach of one type of claim, in days.

    ``lookback``: a happening told without its date lies at most so long before publication.
    ``tolerance``: two dates given to the day may differ by so much (midnight, time zones).
    ``denial``: a denial that found no incident disputes one that is asserted within this time.
    """

    lookback: int
    tolerance: int = 1
    denial: int = 3


WINDOWS: Mapping[ClaimType, Window] = {
    ClaimType.TERRITORY_CAPTURED: Window(lookback=7, tolerance=3),
    ClaimType.BORDER_CROSSING: Window(lookback=3),
    ClaimType.CROSS_BORDER_FIRE: Window(lookback=3),
    ClaimType.ARMED_CLASH: Window(lookback=3),
    ClaimType.DEPLOYMENT: Window(lookback=4, tolerance=2),
    ClaimType.DRUG_INTERDICTION: Window(lookback=3),
    ClaimType.DIPLOMATIC_CONTACT: Window(lookback=3),
    ClaimType.BORDER_CLOSURE: Window(lookback=7, tolerance=2),
    ClaimType.BORDER_REOPENING: Window(lookback=7, tolerance=2),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentOptions:
    """Options of the incidents room.

    ``windows`` may name some types only; the others keep their defaults. ``remember_days`` is how
    long after its last change an incident can still take claims, ``most_open`` how many are held
    at once, ``most_claims`` how many claims one incident keeps. ``supersede_days`` is how long a
    capture stands to be superseded by a recapture (a closure by a reopening).
    """

    windows: Mapping[ClaimType, Window] = field(default_factory=dict)
    remember_days: int = 30
    most_open: int = 20_000
    most_claims: int = 200
    most_denials: int = 2_000
    supersede_days: int = 365

    def window(self, kind: ClaimType) -> Window:
        return self.windows.get(kind) or WINDOWS[kind]
