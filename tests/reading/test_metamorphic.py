"""From each event thousands of sentences whose reading is known; see ``metamorphic``."""

import datetime as dt
from collections import Counter

import pytest

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from tests.reading.metamorphic import DROPS, KEEPS, Seed, cases

PUBLISHED = dt.date(2021, 7, 6)
FEWEST_CASES = 4000


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def is_news(reader: Reader, seed: Seed, text: str) -> bool:
    document = Document(id="m", title="", text=text, published=PUBLISHED)
    return any(claim.type == seed.type and claim.is_news for claim in reader.read(document))


def test_there_are_thousands_of_cases() -> None:
    assert len(list(cases(DROPS))) + len(list(cases(KEEPS))) >= FEWEST_CASES


@pytest.mark.parametrize("name", list(DROPS))
def test_nothing_denied_feared_planned_or_past_is_read_as_news(reader: Reader, name: str) -> None:
    wrong = [text for _, seed, text in cases({name: DROPS[name]}) if is_news(reader, seed, text)]
    assert wrong == []


@pytest.mark.parametrize("name", list(KEEPS))
def test_what_is_told_otherwise_stays_news(reader: Reader, name: str) -> None:
    lost = Counter(seed.type for _, seed, text in cases({name: KEEPS[name]})
                   if not is_news(reader, seed, text))  # fmt: skip
    assert not lost
