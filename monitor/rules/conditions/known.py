"""What exists outside the rules, for rules to be checked against. Unknown (None) is not checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.rules.text.folding import name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """A place of the gazetteer, as far as rules care."""

    id: str
    name: str
    kind: str = ""
    country: str = ""
    province: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Places by every spelling (under ``name_key``), borders, routes and sources by name.

    ``fronts`` gives, for each border, the km of it that each district (by id) runs along;
    ``countries`` each country's name by its ISO code, for headings; ``takeovers`` the moments at
    which those who had fought a country's government became its government; ``nations`` the code
    of each country by what stands for it in an actor's name (under ``name_key``).
    """

    places: Mapping[str, tuple[PlaceRef, ...]] | None = None
    borders: frozenset[str] | None = None
    routes: frozenset[str] | None = None
    sources: frozenset[str] | None = None
    fronts: Mapping[str, Mapping[str, float]] | None = None
    countries: Mapping[str, str] = field(default_factory=dict)
    takeovers: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)
    nations: Mapping[str, str] = field(default_factory=dict)

    def places_called(self, spelling: str) -> tuple[PlaceRef, ...]:
        """Return the places of a name; those with it as their own name before mere spellings."""
        found = (self.places or {}).get(name_key(spelling), ())
        own = tuple(place for place in found if name_key(place.name) == name_key(spelling))
        return own or found

    def place_names(self, *, kind: str | None = None) -> list[str]:
        """Return all places' own names, sorted."""
        named = {
            place.name
            for places in (self.places or {}).values()
            for place in places
            if kind is None or place.kind == kind
        }
        return sorted(named)


NOTHING_KNOWN = Known()
