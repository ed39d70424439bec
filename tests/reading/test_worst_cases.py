"""Texts made to hurt: twice the text costs about twice the work, counted in calls, not in time."""

import sys

import pytest

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

PARTS = {
    "a text without a full stop": "Taliban fighters near Imam Sahib went on ",
    "place names in a row": "Imam Sahib, Yangi Qala, ",
    "quotes that never close": '"He said ',
    "pronouns in every sentence": "They crossed the border into Tajikistan. ",
    "dots, blanks and lines": ". . \n\n ... Kunduz, they say, was told of it\n",
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def calls(reader: Reader, text: str) -> int:
    """How many functions are called to read a text."""
    count = 0

    def watch(_frame, event, _arg):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(watch)
    try:
        reader.read(Document(id="w", title="", text=text, published=None))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", PARTS)
def test_twice_the_text_is_about_twice_the_work(reader, name):
    part = PARTS[name]
    calls(reader, part * 10)  # what is remembered between texts is remembered now
    once, twice = calls(reader, part * 150), calls(reader, part * 300)
    assert twice <= 2.2 * once + 200


def test_a_sentence_without_an_end_is_cut_rather_than_read_for_ever(reader):
    short = calls(reader, PARTS["a text without a full stop"] * 200)
    assert calls(reader, PARTS["a text without a full stop"] * 20_000) < 150 * short
