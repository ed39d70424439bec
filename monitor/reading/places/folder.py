"""Folders: the places, borders and countries of one folder of files, as one value.

The shipped folder also holds the same content compiled (``compiled.msgpack``), because parsing
four thousand rows would cost more than all the rest of a start. The compiled file is used only
while it fits the files beside it, byte for byte; after an edit the files are parsed instead.
"""

import hashlib
from pathlib import Path

import msgspec

from monitor.errors import Fault
from monitor.reading.places.borders import Border, read_borders
from monitor.reading.places.countries import Country, read_countries
from monitor.reading.places.governments import Government, read_governments
from monitor.reading.places.rows import Measures, PlaceRow, read_measures, read_rows
from monitor.reading.places.values import Key, Place, places_by_key

COMPILED_FILE = "compiled.msgpack"
_NO_MEASURES = Measures(borders={}, fronts={})


class Folder(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """What one folder says. ``keys`` are spellings with the positions of their places."""

    digest: str
    places: list[Place]
    keys: list[tuple[Key, list[int]]]
    borders: dict[str, Border]
    countries: dict[str, Country]
    governments: dict[str, tuple[Government, ...]]

    def by_key(self) -> dict[Key, tuple[Place, ...]]:
        places = self.places
        return {key: tuple([places[index] for index in found]) for key, found in self.keys}


def read_folder(folder: Path, faults: list[Fault]) -> Folder:
    """Return the content of a folder; a folder that is absent is empty."""
    digest = folder_digest(folder)
    return _compiled(folder, digest) or _parsed(folder, digest, faults)


def compile_folder(folder: Path, faults: list[Fault]) -> None:
    """Write the compiled form of a folder beside its files."""
    content = _parsed(folder, folder_digest(folder), faults)
    (folder / COMPILED_FILE).write_bytes(msgspec.msgpack.encode(content))


def folder_digest(folder: Path) -> str:
    """Return a digest of the names and bytes of the folder's tables."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _compiled(folder: Path, digest: str) -> Folder | None:
    try:
        content = msgspec.msgpack.decode((folder / COMPILED_FILE).read_bytes(), type=Folder)
    except (OSError, msgspec.MsgspecError):
        return None
    return content if content.digest == digest else None


def _parsed(folder: Path, digest: str, faults: list[Fault]) -> Folder:
    measures = read_measures(folder, faults)
    rows = read_rows(folder, faults)
    countries = dict(read_countries(folder, faults))
    places = [_place(row, measures.get(row.id, _NO_MEASURES)) for row in rows]
    places += [_country_place(country) for country in countries.values()]
    positions = {place.id: index for index, place in enumerate(places)}
    return Folder(
        digest=digest,
        places=places,
        keys=[
            (key, [positions[place.id] for place in found])
            for key, found in places_by_key(places).items()
        ],
        borders=dict(read_borders(folder, faults)),
        countries=countries,
        governments=dict(read_governments(folder, faults)),
    )


def _place(row: PlaceRow, measures: Measures) -> Place:
    return Place(
        id=row.id,
        name=row.name,
        kind=row.kind,
        country=row.country,
        province=row.province,
        district=row.district,
        lat=row.lat,
        lon=row.lon,
        coordinates_source=row.coordinates_source,
        twin=row.twin,
        caution=row.caution,
        borders=measures.borders,
        fronts=measures.fronts,
        spellings=(row.name, *row.spellings),
        notes=row.notes,
    )


def _country_place(country: Country) -> Place:
    return Place(
        id=country.code.lower(),
        name=country.name,
        kind="country",
        country=country.code,
        caution=country.caution,
        spellings=country.all_names,
    )
