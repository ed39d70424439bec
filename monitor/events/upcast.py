"""Steps from an event's older stored form to the next one.

An upcaster is a frozen function from dict to dict that imports nothing of the living code; there is
one for each version ever superseded, and a stored sample of each in ``tests/events/samples``.
"""

from collections.abc import Callable, Mapping
from typing import Any

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}


def upcast(name: str, version: int, data: dict[str, Any], *, to: int) -> dict[str, Any]:
    """Lift stored data from ``version`` to version ``to``; ``KeyError`` where a step is missing."""
    for step in range(version, to):
        data = UPCASTERS[name, step](data)
    return data
