"""Conditions, and how they are put together: all, any, not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from monitor.rules.conditions.reasons import Failing, Reason
from monitor.rules.conditions.subject import Subject

Key = tuple[str, str | int]
Option = frozenset[Key]


class Condition(Protocol):
    """Something that holds for a subject or does not.

    ``options`` are sets of keys of which one member *must* be among the subject's keys for the
    condition to hold: the index files a rule under the rarest of them.
    """

    def holds(self, subject: Subject) -> bool: ...

    def failing(self, subject: Subject) -> Iterator[Failing]:
        """Yield every condition below this one that does not hold."""
        ...

    def told(self, subject: Subject) -> Iterator[str]:
        """Yield in words what holds."""
        ...

    def options(self) -> Sequence[Option]: ...


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]

    def holds(self, subject: Subject) -> bool:
        return all(part.holds(subject) for part in self.parts)

    def failing(self, subject: Subject) -> Iterator[Failing]:
        return chain.from_iterable(part.failing(subject) for part in self.parts)

    def told(self, subject: Subject) -> Iterator[str]:
        return chain.from_iterable(part.told(subject) for part in self.parts)

    def options(self) -> Sequence[Option]:
        return [option for part in self.parts for option in part.options()]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]

    def holds(self, subject: Subject) -> bool:
        return any(part.holds(subject) for part in self.parts)

    def failing(self, subject: Subject) -> Iterator[Failing]:
        if self.holds(subject):
            return iter(())
        return chain.from_iterable(part.failing(subject) for part in self.parts)

    def told(self, subject: Subject) -> Iterator[str]:
        return chain.from_iterable(part.told(subject) for part in self.parts if part.holds(subject))

    def options(self) -> Sequence[Option]:
        # One of the branches must hold, so a key of one of them must be there.
        union: set[Key] = set()
        for part in self.parts:
            found = part.options()
            if not found:
                return []
            union |= min(found, key=len)
        return [frozenset(union)]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition

    def holds(self, subject: Subject) -> bool:
        return not self.part.holds(subject)

    def failing(self, subject: Subject) -> Iterator[Failing]:
        if self.part.holds(subject):
            yield Failing(Reason.NOT, "none of this", "; ".join(self.part.told(subject)))

    def told(self, subject: Subject) -> Iterator[str]:
        if self.holds(subject):
            yield "what the rule excludes is not there"

    def options(self) -> Sequence[Option]:
        return []
