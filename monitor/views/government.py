"""Who governs, and whom a capture puts in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """One government of a country; ``since`` None: from of old.

    ``opposition`` is who takes places from it where a report names nobody.
    """

    name: str
    since: date | None = None
    opposition: str = ""


def government_on(governments: Sequence[Government], on: date) -> Government | None:
    """Return the government of a day, of those of one country, the oldest first."""
    begun = (each for each in reversed(governments) if each.since is None or each.since <= on)
    return next(begun, None)


def governs(country: str, governments: Sequence[Government], on: date) -> str:
    """Return who governs a country (ISO 3166-1 alpha-2) on a day."""
    found = government_on(governments, on)
    if found is not None:
        return found.name
    return f"government of {country}" if country else "government"


def captor(
    country: str,
    governments: Sequence[Government],
    on: date,
    *,
    actor: str | None,
    state: bool | None,
) -> str:
    """Return who holds a place after a capture: by a state's forces, or by others.

    Who is a government once, or its opposition, keeps that name: in Afghanistan militants are the
    Taliban while they fight the Republic; later, those who take a place from the Taliban are called
    by their own name.
    """
    for name in (name for each in governments for name in (each.name, each.opposition) if name):
        if actor and name.casefold() in actor.casefold():
            return name
    if state:
        return governs(country, governments, on)
    found = government_on(governments, on)
    return (found.opposition if found else "") or actor or "militants"


def changes_of(governments: Sequence[Government]) -> set[date]:
    """Return the days on which one government followed another."""
    return {each.since for each in governments if each.since is not None}
