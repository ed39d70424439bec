"""Who crossed, from where to where, how many; closures, contacts, drugs: ``movement.yaml``."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.events.values import Claim
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

CASES = YAML(typ="safe").load((Path(__file__).parent / "movement.yaml").read_text("utf-8"))
CROSSINGS = CASES["border-crossing"]
OTHERS = {kind: group for kind, group in CASES.items() if kind != "border-crossing"}
DAY = dt.date(2021, 7, 6)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def news(reader: Reader, text: str, kind: str) -> list[Claim]:
    document = Document(id="m", title="", text=text, published=DAY)
    return [claim for claim in reader.read(document) if claim.is_news and claim.type.value == kind]


def told(claim: Claim, wanted: list[str]) -> bool:
    found = [claim.actor_class.value, claim.origin, claim.to, str(claim.count)]
    return all(want in {"-", given} for want, given in zip(wanted, found, strict=True))


def crossings() -> Iterator[tuple[str, str]]:
    for group in CROSSINGS.values():
        yield from group["holds"].items()


@pytest.mark.parametrize(("text", "wanted"), list(crossings()))
def test_a_crossing_tells_who_went_from_where_to_where(
    reader: Reader, text: str, wanted: str
) -> None:
    found = news(reader, text, "border-crossing")
    assert any(told(claim, wanted.split()) for claim in found), found


@pytest.mark.parametrize("text", [text for group in CROSSINGS.values() for text in group["quiet"]])
def test_a_near_miss_is_no_crossing(reader: Reader, text: str) -> None:
    assert news(reader, text, "border-crossing") == []


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, group in OTHERS.items() for text in group["holds"]]
)
def test_a_wording_of_its_type_is_reported(reader: Reader, kind: str, text: str) -> None:
    assert news(reader, text, kind)


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, group in OTHERS.items() for text in group["quiet"]]
)
def test_a_near_miss_of_its_type_is_not_reported(reader: Reader, kind: str, text: str) -> None:
    assert news(reader, text, kind) == []


def test_every_construction_has_three_that_hold_and_three_near_misses() -> None:
    for name, group in CROSSINGS.items():
        assert min(len(group["holds"]), len(group["quiet"])) >= 3, name
