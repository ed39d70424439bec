"""Whose people come to soil called by a nation: theirs of whom was told just before."""

import datetime as dt
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

DAY = dt.date(2021, 7, 6)
TOLD = YAML(typ="safe").load(Path(__file__).with_name("contrast.yaml"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def crossings(reader: Reader, text: str) -> set[str]:
    found = reader.read(Document(id="k", title="", text=text, published=DAY))
    return {f"{claim.origin}-{claim.to}" for claim in found
            if claim.type == "border-crossing" and claim.is_news}  # fmt: skip


@pytest.mark.parametrize(("text", "ends"), list(TOLD["comes"].items()))
def test_they_come_from_the_country_told_of_last(reader: Reader, text: str, ends: str) -> None:
    assert crossings(reader, text) == {ends}


@pytest.mark.parametrize("text", TOLD["stays"])
def test_who_is_at_home_there_crosses_nothing(reader: Reader, text: str) -> None:
    assert not crossings(reader, text)
