"""One object for many that are equal: places, names and days come again and again."""

from collections.abc import Hashable
from functools import lru_cache
from sys import intern
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def shared(name: str | None) -> str | None:
    """Return a name as the one object that all equal ones share while any of them is kept."""
    return name if name is None else intern(name)


@lru_cache(maxsize=4096)
def _first(value: Hashable) -> Hashable:
    return value


def same(value: T) -> T:
    """Return the first of the equal values that were lately asked for; they never change."""
    found: T = _first(value)  # type: ignore[assignment]
    return found
