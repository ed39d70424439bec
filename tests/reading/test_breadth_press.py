"""The reader knows the wordings of the press: see ``breadth.yaml``, one case a line."""

import datetime as dt
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.events.values import Claim
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

CASES = YAML(typ="safe").load((Path(__file__).parent / "breadth.yaml").read_text("utf-8"))
HOLDS = [(text, wanted) for group in CASES["holds"].values() for text, wanted in group.items()]
DAY = dt.date(2021, 7, 6)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def news(reader: Reader, text: str) -> list[Claim]:
    document = Document(id="t", title="", text=text, published=DAY)
    return [claim for claim in reader.read(document) if claim.is_news]


def told(claim: Claim) -> set[str]:
    details = (claim.place, claim.actor_class.value)
    return {claim.type.value, *(f"{claim.type} {detail}" for detail in details if detail)}


@pytest.mark.parametrize(("text", "wanted"), HOLDS)
def test_a_wording_of_the_press_is_read_as_what_it_tells(
    reader: Reader, text: str, wanted: list[str]
) -> None:
    found = {part for claim in news(reader, text) for part in told(claim)}
    assert set(wanted) <= found


@pytest.mark.parametrize("text", CASES["quiet"])
def test_a_near_miss_tells_no_news(reader: Reader, text: str) -> None:
    assert news(reader, text) == []


def test_every_type_has_at_least_three_wordings() -> None:
    counts = {kind: len(group) for kind, group in CASES["holds"].items()}
    assert len(counts) == 9
    assert min(counts.values()) >= 3
