"""Conditions on what a claim says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from monitor.events.values import NEWS, Claim
from monitor.rules.conditions.condition import Key, Option
from monitor.rules.conditions.reasons import Failing, Reason
from monitor.rules.conditions.subject import Subject
from monitor.rules.format.amounts import Comparison
from monitor.rules.text.folding import name_key

NEAR_KM = 50


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a claim says: its name in the index, in words, and how to get it.

    A field without a name is one by which rules are not filed.
    """

    key: str
    words: str
    get: Callable[[Claim], str | None]


TYPE = Field("type", "what happened", lambda claim: claim.type)
ACTOR_CLASS = Field("class", "the actor's class", lambda claim: claim.actor_class)
ACTOR_SIDE = Field("side", "the actor's side", lambda claim: claim.actor_side)
KIND = Field("kind", "the kind of place", lambda claim: claim.place_kind)
COUNTRY = Field("country", "the country", lambda claim: claim.country)
ORIGIN = Field("from", "the country it came from", lambda claim: claim.origin)
TO = Field("to", "the country it went to", lambda claim: claim.to)
SAID_BY = Field(
    "said_by", "who says so", lambda claim: claim.attribution.side if claim.attribution else None
)


def _or(values: frozenset[str]) -> str:
    return " or ".join(sorted(values))


@dataclass(frozen=True, slots=True)
class OneOf:
    """A field of the claim has one of some values."""

    field: Field
    reason: Reason
    values: frozenset[str]

    def holds(self, subject: Subject) -> bool:
        return subject.claim is not None and self.field.get(subject.claim) in self.values

    def failing(self, subject: Subject) -> Iterator[Failing]:
        if not self.holds(subject):
            found = self.field.get(subject.claim) if subject.claim else None
            wanted = f"{self.field.words} {_or(self.values)}"
            yield Failing(self.reason, wanted, str(found or "nothing said"))

    def told(self, subject: Subject) -> Iterator[str]:
        if subject.claim and self.holds(subject):
            yield f"{self.field.words} is {self.field.get(subject.claim)}"

    def options(self) -> Sequence[Option]:
        if not self.field.key:
            return []
        return [frozenset((self.field.key, str(value)) for value in self.values)]


@dataclass(frozen=True, slots=True)
class StatusIs:
    """The claim's status is one of some; its own value is the reason where it is not."""

    values: frozenset[str] = NEWS

    def holds(self, subject: Subject) -> bool:
        return subject.status in self.values

    def failing(self, subject: Subject) -> Iterator[Failing]:
        status = subject.status
        if status is not None and status not in self.values:
            reason = Reason.STATUS if status in NEWS else Reason(status.value)
            yield Failing(reason, f"a status of {_or(self.values)}", status)

    def told(self, subject: Subject) -> Iterator[str]:
        if subject.status in self.values:
            yield f"it is {subject.status}"

    def options(self) -> Sequence[Option]:
        return []


@dataclass(frozen=True, slots=True)
class PlaceIs:
    """The place or province is one of some, by name or by the gazetteer's id."""

    field: str
    names: frozenset[str]
    ids: frozenset[str]
    shown: str

    def _found(self, claim: Claim) -> str | None:
        return claim.place if self.field == "name" else claim.province

    def holds(self, subject: Subject) -> bool:
        claim = subject.claim
        if claim is None:
            return False
        if self.field == "name" and claim.place_id is not None and claim.place_id in self.ids:
            return True
        found = self._found(claim)
        return found is not None and name_key(found) in self.names

    def failing(self, subject: Subject) -> Iterator[Failing]:
        if not self.holds(subject):
            found = self._found(subject.claim) if subject.claim else None
            what = "the place" if self.field == "name" else "the province"
            yield Failing(Reason.PLACE, f"{what} {self.shown}", found or "no place")

    def told(self, subject: Subject) -> Iterator[str]:
        if subject.claim and self.holds(subject):
            yield f"the {self.field.replace('name', 'place')} is {self._found(subject.claim)}"

    def options(self) -> Sequence[Option]:
        keys: set[Key] = {(self.field, name) for name in self.names}
        return [frozenset(keys | {("id", identity) for identity in self.ids})]


@dataclass(frozen=True, slots=True)
class Near:
    """The happening is near one of some borders, at it, or goes across it."""

    borders: tuple[str, ...]
    within_km: int = NEAR_KM

    def _at(self, subject: Subject, border: str) -> bool:
        if subject.crosses(border):
            return True
        km = subject.km_to(border)
        if km is not None:
            return km <= self.within_km
        return subject.claim is not None and subject.claim.border == border

    def holds(self, subject: Subject) -> bool:
        return any(self._at(subject, border) for border in self.borders)

    def failing(self, subject: Subject) -> Iterator[Failing]:
        if not self.holds(subject):
            wanted = f"at most {self.within_km} km from the border {' or '.join(self.borders)}"
            yield Failing(Reason.PLACE, wanted, self._actual(subject))

    def _actual(self, subject: Subject) -> str:
        claim = subject.claim
        place = (claim and (claim.place or claim.province or claim.country)) or "no place"
        known = [(subject.km_to(border), border) for border in self.borders]
        told = [f"{km:.0f} km from {border}" for km, border in known if km is not None]
        return f"{place}, {' and '.join(told)}" if told else f"{place}, not known to be near it"

    def told(self, subject: Subject) -> Iterator[str]:
        for border in self.borders:
            if self._at(subject, border):
                km = subject.km_to(border)
                yield f"{km:.0f} km from {border}" if km is not None else f"at the border {border}"

    def options(self) -> Sequence[Option]:
        return [frozenset((f"near {border}", self.within_km) for border in self.borders)]


@dataclass(frozen=True, slots=True)
class ActorNamed:
    """The actor's name in the text holds some words."""

    names: tuple[str, ...]
    shown: str

    def holds(self, subject: Subject) -> bool:
        actor = subject.claim.actor if subject.claim else None
        if not actor:
            return False
        found = f" {name_key(actor)} "
        return any(f" {name} " in found for name in self.names)

    def failing(self, subject: Subject) -> Iterator[Failing]:
        if not self.holds(subject):
            actor = subject.claim.actor if subject.claim else None
            yield Failing(Reason.ACTOR, f"an actor {self.shown}", actor or "no actor")

    def told(self, subject: Subject) -> Iterator[str]:
        if subject.claim and self.holds(subject):
            yield f"the actor is {subject.claim.actor}"

    def options(self) -> Sequence[Option]:
        return []


@dataclass(frozen=True, slots=True)
class Bounded:
    """A figure is within a bound: the highest figure for "at least", the lowest for "less than"."""

    reason: Reason
    bound: Comparison
    get: Callable[[Subject], tuple[int, int] | None]

    def holds(self, subject: Subject) -> bool:
        figures = self.get(subject)
        if figures is None:
            return False
        if self.bound.symbol == "=":
            return figures[0] <= self.bound.number <= figures[1]
        return self.bound.holds(figures[0] if "<" in self.bound.symbol else figures[1])

    def failing(self, subject: Subject) -> Iterator[Failing]:
        if not self.holds(subject):
            figures = self.get(subject)
            wanted = f"{self.reason} {self.bound}"
            yield Failing(self.reason, wanted, _range(figures) if figures else "no figure")

    def told(self, subject: Subject) -> Iterator[str]:
        figures = self.get(subject)
        if figures and self.holds(subject):
            yield f"{self.reason} is {_range(figures)}"

    def options(self) -> Sequence[Option]:
        if self.bound.symbol in {">=", ">"}:
            return [frozenset({(f"{self.reason} at least", self.bound.number)})]
        return []


def _range(figures: tuple[int, int]) -> str:
    low, high = figures
    return str(low) if low == high else f"{low} to {high}"


@dataclass(frozen=True, slots=True)
class OutletIs:
    """The article behind comes from one of some outlets or sources."""

    names: frozenset[str]

    def holds(self, subject: Subject) -> bool:
        origin = subject.origin
        return name_key(origin.outlet) in self.names or name_key(origin.source) in self.names

    def failing(self, subject: Subject) -> Iterator[Failing]:
        if not self.holds(subject):
            yield Failing(Reason.OUTLET, f"the outlet {_or(self.names)}", subject.origin.outlet)

    def told(self, subject: Subject) -> Iterator[str]:
        if self.holds(subject):
            yield f"the outlet is {subject.origin.outlet}"

    def options(self) -> Sequence[Option]:
        return []


def sources_of(subject: Subject) -> tuple[int, int] | None:
    number = len(subject.sources)
    return number, number


def count_of(subject: Subject) -> tuple[int, int] | None:
    return subject.count


def killed_of(subject: Subject) -> tuple[int, int] | None:
    return subject.killed


def wounded_of(subject: Subject) -> tuple[int, int] | None:
    return subject.wounded
