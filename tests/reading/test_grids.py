"""Plain sentences by the thousand: every way of telling with everybody and every place.

What one sentence of a kind tells, each must; a single filling that is read otherwise is a fault
that no list of examples finds.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.events.values import Claim
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from tests.reading.test_constructions import told

_SOURCE = YAML(typ="safe").load((Path(__file__).parent / "grids.yaml").read_text("utf-8"))
GRIDS: dict[str, dict[str, Any]] = _SOURCE["grids"]
PUBLISHED: dt.date = _SOURCE["published"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def sentences(grid: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each sentence of a grid with its filling.

    A filling may hold names of others; what is a mapping fills several names at once.
    """
    names = list(grid["fill"])
    for values in product(*grid["fill"].values()):
        filling: dict[str, str] = {}
        for name, value in zip(names, values, strict=True):
            filling |= value if isinstance(value, dict) else {name: value}
        yield filled(grid["text"], filling), filling


def filled(text: str, filling: dict[str, str]) -> str:
    return text if "{" not in text else filled(text.format(**filling), filling)


def news(reader: Reader, text: str) -> list[Claim]:
    document = Document(id="t", title="", text=text, published=PUBLISHED)
    return [claim for claim in reader.read(document) if claim.is_news]


def fault(grid: dict[str, Any], filling: dict[str, str], claims: list[Claim]) -> set[str]:
    """Return what is missing of what is wanted, or is told though it should not be."""
    found = set().union(*(told(claim) | {claim.status.value} for claim in claims))
    if "quiet" in grid:
        return found & set(grid["quiet"])
    return {f"{grid['type']} {part.format(**filling)}" for part in grid["want"]} - found


@pytest.mark.parametrize("name", GRIDS)
def test_every_filling_is_read_alike(reader: Reader, name: str) -> None:
    grid = GRIDS[name]
    faults = [
        (text, wrong)
        for text, filling in sentences(grid)
        if (wrong := fault(grid, filling, news(reader, text)))
    ]
    assert not faults, f"{len(faults)} of {len(list(sentences(grid)))}: {faults[:5]}"


def test_there_are_many() -> None:
    assert sum(len(list(sentences(grid))) for grid in GRIDS.values()) > 1_700
