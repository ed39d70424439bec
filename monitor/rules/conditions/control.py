"""Which share of a border runs along districts that the government of the day does not hold.

Folded from captures alone: who took a district last holds it. What is disputed or retracted
counts for nobody. Where those who fought a government became the next one (in Afghanistan on 15
August 2021), what was taken from the one before is not outside government control from then on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

import msgspec

from monitor.events.values import Incident, IncidentState, Side
from monitor.rules.conditions.condition import Option
from monitor.rules.conditions.known import Known
from monitor.rules.conditions.reasons import Failing, Reason
from monitor.rules.conditions.subject import Subject
from monitor.rules.format.amounts import Comparison

UNSURE = {IncidentState.DISPUTED, IncidentState.RETRACTED}


@dataclass(frozen=True, slots=True)
class Frontier:
    """The km of a border that each district of one bank runs along; ``total`` is that bank's."""

    border: str
    km: Mapping[str, float]
    total: Mapping[str, float]
    takeovers: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)

    def is_outside(self, place: str, last: "Capture", now: datetime) -> bool:
        """Tell whether a place is out of the government's hands after the last word on it."""
        if not last.outside:
            return False
        takeovers = self.takeovers.get(bank_of(place), ())
        for takeover in takeovers:  # noqa: SIM110  (any() would cost more than all that it asks)
            if last.moment < takeover <= now:
                return False
        return True

    def share(self, outside: set[str]) -> float:
        """Return the larger bank's share, in per cent, along some districts."""
        banks: dict[str, float] = {}
        for place in outside & self.km.keys():
            bank = bank_of(place)
            banks[bank] = banks.get(bank, 0.0) + self.km[place]
        return max((100 * km / self.total[bank] for bank, km in banks.items()), default=0.0)


def frontier_of(border: str, known: Known) -> Frontier | None:
    """Return a border's districts; None where their lengths are not known."""
    km = (known.fronts or {}).get(border)
    if not km:
        return None
    total: dict[str, float] = {}
    for place, length in km.items():
        bank = bank_of(place)
        total[bank] = total.get(bank, 0.0) + length
    return Frontier(
        border, km, total, {bank: known.takeovers.get(bank.upper(), ()) for bank in total}
    )


@lru_cache(maxsize=4_096)
def bank_of(place: str) -> str:
    """Return the country at the start of a place's id, in small letters."""
    return place.split("-", 1)[0]


class Capture(msgspec.Struct, frozen=True):
    """One incident's word on who took a place; ``outside`` None takes it back."""

    position: int
    moment: datetime
    incident: str
    outside: bool | None


def capture_of(incident: Incident, position: int, moment: datetime) -> Capture:
    """Return what an incident says of its place's holder."""
    side = incident.claim.actor_side
    unsure = incident.state in UNSURE or side is Side.UNKNOWN
    outside = None if unsure else side is Side.NON_STATE
    return Capture(position, moment, incident.id, outside)


def last_word(captures: Iterable[Capture]) -> Capture | None:
    """Return who took a place last, as far as is sure."""
    latest = {each.incident: each for each in captures}
    sure = (each for each in latest.values() if each.outside is not None)
    return max(sure, key=lambda each: (each.moment, each.position), default=None)


@dataclass(frozen=True, slots=True)
class Share:
    """The share of a border outside government control is within a bound."""

    border: str
    bound: Comparison

    def holds(self, subject: Subject) -> bool:
        return subject.share is not None and self.bound.holds(subject.share)

    def failing(self, subject: Subject) -> Iterator[Failing]:
        if not self.holds(subject):
            found = "no figure" if subject.share is None else f"{subject.share:.0f}%"
            wanted = f"{self.bound} of {self.border} outside government control"
            yield Failing(Reason.CONTROL, wanted, found)

    def told(self, subject: Subject) -> Iterator[str]:
        if self.holds(subject):
            yield f"{subject.share:.0f}% of {self.border} are outside government control"

    def options(self) -> list[Option]:
        return []
