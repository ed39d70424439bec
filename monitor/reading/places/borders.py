"""Borders between neighbours: their codes, lengths, and where the line runs.

The line itself is only read when distances are computed (``geometry``), never to read news.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import Fault
from monitor.reading.places.table import number, read_table

BORDERS_FILE = "borders.csv"
BORDER_COLUMNS = ("code", "length_km", "official_km", "source", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """The land border of two neighbours.

    ``code`` joins their ISO codes in alphabetical order ("AF-TJ"); ``length_km`` is the geodesic
    length of the line in the map, ``official_km`` what governments and the press give (a river
    border measures longer on the ground than on any map).
    """

    code: str
    length_km: float
    official_km: float | None = None
    source: str = ""
    notes: str = ""

    @property
    def neighbours(self) -> tuple[str, str]:
        first, second = self.code.split("-")
        return first, second


def border_code(one: str, other: str) -> str:
    """Return the code of the border between two countries: alphabetical, joined by a hyphen."""
    return "-".join(sorted((one.upper(), other.upper())))


def read_borders(folder: Path, faults: list[Fault]) -> Mapping[str, Border]:
    """Return the borders of one folder's ``borders.csv`` by code; none without such a file."""
    found: dict[str, Border] = {}
    for row in read_table(folder / BORDERS_FILE, BORDER_COLUMNS, ("code", "length_km"), faults):
        one, _, other = row.text("code").partition("-")
        if not (len(one) == len(other) == 2 and one < other and row.text("code").isupper()):
            faults.append(row.fault("code", "This is not the code of a border.", hint=_CODE_HINT))
            continue
        length = number(row, "length_km", faults)
        found[row.text("code")] = Border(
            code=row.text("code"),
            length_km=length or 0.0,
            official_km=number(row, "official_km", faults),
            source=row.text("source"),
            notes=row.text("notes"),
        )
    return found


_CODE_HINT = "Write two ISO country codes in alphabetical order, joined by a hyphen: AF-TJ."
