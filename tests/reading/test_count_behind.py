"""How many crossed, where only a later sentence tells it."""

import datetime as dt

import pytest

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def counts(reader: Reader, text: str, kind: str = "border-crossing") -> set[int | None]:
    document = Document(id="t", title="", text=text, published=dt.date(2021, 7, 6))
    return {claim.count for claim in reader.read(document) if claim.is_news and claim.type == kind}


CROSSED = "Afghan border guards crossed the Panj into Tajikistan on Sunday. "


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (CROSSED + "The 44 men were fed at a school. Nobody else crossed.", 44),
        (CROSSED + "After a check of papers their number is put at 71. Nobody else crossed.", 71),
        (CROSSED + "The group of 18 was fed at a school. Nobody else crossed.", 18),
        (CROSSED + "They were handed back, 14 persons in total. Nobody else crossed.", 14),
    ],
)
def test_the_figure_behind_counts_those_who_crossed(reader: Reader, text: str, count: int) -> None:
    assert count in counts(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        CROSSED + "The 44 trucks at the gate were turned away. Nobody else crossed.",
        CROSSED + "The 30 Taliban fighters who besieged them stayed behind. Nobody else crossed.",
        CROSSED + "Their number was not told. Nobody else crossed on 4 July.",
        CROSSED + "At the school 44 teachers were waiting. Nobody else crossed.",
    ],
)
def test_a_figure_of_others_is_not_taken(reader: Reader, text: str) -> None:
    assert counts(reader, text) == {None}
