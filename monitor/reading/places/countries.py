"""Countries: names, demonyms and capitals, as the press writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import Fault
from monitor.reading.places.table import read_table, several

COUNTRIES_FILE = "countries.csv"
COUNTRY_COLUMNS = ("code", "numeric", "name", "names", "demonyms", "capital", "metonyms", "caution")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country: ``code`` is ISO 3166-1 alpha-2, ``numeric`` its three digits.

    ``demonyms`` are adjectives and people ("Tajik", "Tajiks", "Tajikistani"); ``metonyms`` the
    places that stand for the government in a headline ("Dushanbe", "the Kremlin").
    """

    code: str
    numeric: str
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    metonyms: tuple[str, ...] = ()
    caution: str = ""

    @property
    def all_names(self) -> tuple[str, ...]:
        return (self.name, *self.names)


def read_countries(folder: Path, faults: list[Fault]) -> Mapping[str, Country]:
    """Return the countries of one folder's ``countries.csv`` by code."""
    path = folder / COUNTRIES_FILE
    return {
        row.text("code"): Country(
            code=row.text("code"),
            numeric=row.text("numeric"),
            name=row.text("name"),
            names=several(row.text("names")),
            demonyms=several(row.text("demonyms")),
            capital=row.text("capital"),
            metonyms=several(row.text("metonyms")),
            caution=row.text("caution"),
        )
        for row in read_table(path, COUNTRY_COLUMNS, ("code", "name"), faults)
    }
