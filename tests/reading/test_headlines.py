"""Headlines whose every word has a capital: which words are names."""

import datetime as dt

import pytest

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from monitor.reading.words.headlines import plain_words

DAY = dt.date(2021, 7, 6)
NAMED = (
    ("TALIBAN CAPTURE SHORQUL BAZAAR", "Taliban fighters captured the town of Shorqul on Monday."),
    ("Taliban Capture Rustaq District", "Taliban fighters have captured a district."),
    ("REBELS SEIZE TOWN OF KIBIRA", "Rebels in Congo seized the town of Kibira on Monday."),
)
PLAIN = (
    ("REBELS CAPTURE SALT TERMINAL IN CHAD", "Rebels captured a salt terminal in Chad on Monday."),
    ("TALIBAN SEIZE MUNICIPAL AIRPORT", "The Taliban seized the municipal airport."),
    ("Taliban Seize Ninth Provincial Capital", "The Taliban took their ninth provincial capital."),
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def places(reader: Reader, title: str, text: str) -> set[str | None]:
    claims = reader.read(Document(id="h", title=title, text=text, published=DAY))
    return {claim.place for claim in claims if claim.place}


@pytest.mark.parametrize(("title", "text"), NAMED)
def test_a_name_of_the_text_is_one_in_the_headline(reader: Reader, title: str, text: str) -> None:
    named = {place.casefold() for place in places(reader, title, text) if place}
    assert named & set(title.casefold().split())


@pytest.mark.parametrize(("title", "text"), PLAIN)
def test_a_plain_word_in_capitals_is_no_place(reader: Reader, title: str, text: str) -> None:
    assert places(reader, title, text) == set()


def test_a_headline_with_small_words_keeps_its_names() -> None:
    assert not plain_words("Taliban capture Shorqul bazaar", "Nothing more was told.")


def test_short_words_count_once_the_headline_is_in_capitals() -> None:
    assert "oil" in plain_words("REBELS TAKE OIL TOWN", "Rebels took an oil town.")
    assert "lal" not in plain_words("REBELS TAKE LAL TOWN", "Rebels took Lal on Monday.")
