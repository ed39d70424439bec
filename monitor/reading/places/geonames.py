"""GeoNames: country extracts (``MM.txt``), the standard table of 19 columns, as place rows.

Data of GeoNames is under CC BY 4.0: every row keeps its number in ``coordinates_source``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import Fault
from monitor.reading.text.folding import words

_COLUMNS = 19
_CITY = 100_000
_TOWN = 2_000
# GeoNames' feature codes, as far as the news speaks of such places.
_KINDS = {
    "ADM1": "province", "ADM2": "district", "ADM3": "district",
    "PPLC": "city", "PPLA": "town", "PPLA2": "town", "PPLA3": "town", "PPL": "", "PPLL": "village",
    "CSTM": "crossing", "PSTC": "crossing", "PSTB": "post", "PSTP": "post",
    "PRT": "port", "MILB": "base", "FT": "base",
}  # fmt: skip
_GENERIC = (
    "district", "township", "province", "state", "region", "county", "oblast", "governorate",
    "department", "division", "territory", "sub-district",
)  # fmt: skip
_MOST_SPELLINGS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of an extract, with the kind of place we call it."""

    number: str
    name: str
    spellings: tuple[str, ...]
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int


def read_extract(path: Path, faults: list[Fault]) -> Iterator[Entry]:
    """Yield the places of an extract; other features (hills, streams) are passed over."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(file=str(path), message=f"This file cannot be read: {error}."))
        return
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        fields = line.rstrip("\r").split("\t")
        fault = _fault(str(path), number, line, fields)
        if fault:
            faults.append(fault)
        elif fields[7] in _KINDS:
            yield _entry(fields)


def _fault(file: str, line: int, text: str, fields: Sequence[str]) -> Fault | None:
    if len(fields) != _COLUMNS:
        message = f"{len(fields)} columns between tabs, but a GeoNames extract has {_COLUMNS}."
        hint = "Give the unpacked country file, like MM.txt."
        return Fault(file=file, line=line, column=1, message=message, hint=hint, excerpt=text[:80])
    for column in (4, 5, 14):
        if not _is_number(fields[column] or "0"):
            start = sum(len(field) + 1 for field in fields[:column]) + 1
            message = f"{fields[column]!r} is not a number."
            return Fault(file=file, line=line, column=start, message=message)
    return None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _entry(fields: Sequence[str]) -> Entry:
    population = int(float(fields[14] or 0))
    name = _plain_name(fields[1])
    others = (fields[1], fields[2], *fields[3].split(","))
    return Entry(
        number=fields[0],
        name=name,
        spellings=_distinct(name, others),
        kind=_KINDS[fields[7]] or _settlement(population),
        country=fields[8],
        admin1=fields[10],
        lat=float(fields[4] or 0),
        lon=float(fields[5] or 0),
        population=population,
    )


def _settlement(population: int) -> str:
    if population >= _CITY:
        return "city"
    return "town" if population >= _TOWN else "village"


def _plain_name(name: str) -> str:
    """Return the name without the word for its kind: "Tedim Township" -> "Tedim"."""
    head, _, last = name.rpartition(" ")
    return head if head and last.lower() in _GENERIC else name


def _distinct(name: str, others: Sequence[str]) -> tuple[str, ...]:
    """Return the spellings that differ from the name and each other, as the reader compares."""
    seen = {words(name)}
    kept: list[str] = []
    for text in others:
        key = words(text)
        if key and key not in seen and "|" not in text and len(kept) < _MOST_SPELLINGS:
            seen.add(key)
            kept.append(text.strip())
    return tuple(kept)
