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
    "flags on a feast": "Soldiers raised the national flag in Panj. ",
    "dots, blanks and lines": ". . \n\n ... Kunduz, they say, was told of it\n",
}

# A claim in every sentence: what compares the claims of an article must not compare all of them.
CLAIMS = {
    "captures": "Imam Sahib fell to the Taliban. ",
    "lists that go on": "Two districts fell on Monday. The districts are Archi and Khwahan. ",
    "crossings": "Some 40 Afghan soldiers crossed the border into Tajikistan on Monday. ",
    "clashes": "Four policemen were killed in a clash with the Taliban in Imam Sahib. ",
    "deployments": "Tajikistan deployed 200 troops to the border with Afghanistan. ",
    "contacts": "The foreign ministers of Tajikistan and Pakistan met in Dushanbe. ",
    "denials": "Officials denied that Imam Sahib fell to the Taliban. Imam Sahib fell. ",
    "contradictions": "Imam Sahib fell to the Taliban. The report does not correspond to reality. ",
    "closures": "Tajikistan closed the border crossing at Panji Poyon. It was reopened. ",
    "garrisons": "The Taliban surrounded Khwahan on Sunday. On Monday the garrison gave up. ",
    "lists told apart": "They attacked Khwahan on Sunday and Darqad on Monday. Both fell. ",
    "gates told before": "The crossing at Ishkashim was shut on Sunday. It opened again. ",
    "reports taken back": "It was reported that Khwahan had fallen. The report was withdrawn. ",
    "all sorts": (
        "Imam Sahib fell, an official said. Four policemen were killed. Some 40 Afghan soldiers "
        "crossed the border into Tajikistan. Tajikistan deployed 200 troops to the border. "
    ),
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


@pytest.mark.parametrize("name", CLAIMS)
def test_twice_the_claims_are_twice_the_work(reader, name):
    part = CLAIMS[name]
    assert reader.read(Document(id="w", title="", text=part, published=None))
    calls(reader, part * 10)
    once, twice = calls(reader, part * 100), calls(reader, part * 200)
    assert twice <= 2.05 * once


def test_a_sentence_without_an_end_is_cut_rather_than_read_for_ever(reader):
    short = calls(reader, PARTS["a text without a full stop"] * 200)
    assert calls(reader, PARTS["a text without a full stop"] * 20_000) < 150 * short
