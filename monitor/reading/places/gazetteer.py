"""The gazetteer: every place the reader knows, found by exact spelling.

Shipped places and those of the user's folders share one format (see ``docs/places.md``): CSV
files with one row a place, beside generated files that hold what was computed from geometry.
Fuzzy matching never happens on live text; it only proposes names to people (``find``).
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from monitor.errors import ConfigurationError, Fault
from monitor.reading.places.borders import Border
from monitor.reading.places.countries import Country
from monitor.reading.places.folder import Folder, read_folder
from monitor.reading.places.governments import Government
from monitor.reading.places.overlay import overlaid
from monitor.reading.places.values import Key, Place
from monitor.reading.shipped import DATA
from monitor.reading.text.folding import words

__all__ = [
    "SHIPPED",
    "Border",
    "Country",
    "Gazetteer",
    "Government",
    "Key",
    "Place",
    "load_gazetteer",
]

SHIPPED = DATA / "places"


class Gazetteer:
    """All places by id and by the key of each spelling, the borders, and the countries.

    ``country_names`` and ``demonyms`` map keys to country codes: ("tajikistan",) and ("tajik",);
    ``metonyms`` maps what stands for a government: ("dushanbe",) -> "TJ". ``governments`` are by
    country, the oldest first, where they are known.
    """

    def __init__(self, content: Folder) -> None:
        self.places: Mapping[str, Place] = {place.id: place for place in content.places}
        self.borders: Mapping[str, Border] = content.borders
        self.countries: Mapping[str, Country] = content.countries
        self.governments: Mapping[str, tuple[Government, ...]] = content.governments
        self.digest = content.digest[:16]
        self._by_key = content.by_key()
        self.country_names = _country_keys(self.countries, "all_names")
        self.demonyms = _country_keys(self.countries, "demonyms")
        self.metonyms = _country_keys(self.countries, "metonyms")

    def candidates(self, key: Key) -> tuple[Place, ...]:
        """Return the places with exactly this spelling (a key of ``words``), likeliest first."""
        return self._by_key.get(key, ())

    def named(self, spelling: str) -> tuple[Place, ...]:
        return self.candidates(words(spelling))

    def twin(self, place: Place | None) -> Place | None:
        """Return the place of the same name on the other bank, if it is known."""
        return self.places.get(place.twin) if place is not None and place.twin else None

    def keys(self) -> Iterable[Key]:
        return self._by_key.keys()


def load_gazetteer(folders: Sequence[Path] = ()) -> Gazetteer:
    """Load the shipped places and those of the user's folders; a later folder wins.

    Raises ``ConfigurationError`` with every fault of the user's files.
    """
    faults: list[Fault] = []
    content = read_folder(SHIPPED, faults)
    for folder in folders:
        content = overlaid(content, read_folder(folder, faults))
    if faults:
        raise ConfigurationError(
            f"The place files hold {len(faults)} fault{'s' if len(faults) > 1 else ''}.",
            hint="Mend them; `monitor places check` shows them again.",
            faults=faults,
        )
    return Gazetteer(content)


def _country_keys(countries: Mapping[str, Country], column: str) -> dict[Key, str]:
    return {
        words(name): country.code
        for country in countries.values()
        for name in getattr(country, column)
    }
