"""Sentences that cannot make a claim are passed over, and no claim is lost by it."""

import dataclasses

import pytest

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from tests.accuracy.measure import articles, document
from tests.reading.metamorphic import seeds


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


@pytest.fixture
def analysed(reader, monkeypatch) -> list[str]:
    """The sentences that were tagged, in order."""
    found: list[str] = []
    tagger = reader._analyser.tagger
    whole = tagger.tag

    class Watch:
        def tag(self, text, folded, start, end):
            found.append(text[start:end])
            return whole(text, folded, start, end)

    monkeypatch.setattr(reader._analyser, "tagger", Watch())
    return found


def told(text: str, title: str = "") -> Document:
    return Document(id="t", title=title, text=text, published=None)


def test_reading_with_triage_finds_what_reading_every_sentence_finds_in_the_corpus(reader):
    for row in articles():
        whole = document(row)
        for one in (whole, dataclasses.replace(whole, title=""),
                    dataclasses.replace(whole, text=whole.text.lower())):  # fmt: skip
            assert reader.read(one) == reader.explain(one).claims, one.id


def test_reading_with_triage_finds_what_reading_every_sentence_finds_in_generated_sentences(reader):
    for seed in seeds():
        one = told(f"{seed.clause}. Officials denied that {seed.clause}. {seed.nominal}.")
        assert reader.read(one) == reader.explain(one).claims, one.text


@pytest.mark.parametrize(
    "text",
    [
        "Shares were captured by brokers.",
        "A singer captured the hearts of her listeners again.",
        "The choir entered the contest without a song of its own.",
        "Prices fell by half.",
    ],
)
def test_a_sentence_without_the_words_of_a_claim_is_not_even_tagged(reader, analysed, text):
    assert reader.read(told(f"{text} Afghanistan is dry.")) == ()
    assert analysed == []


def test_a_sentence_passed_over_is_read_after_all_when_another_asks_whom_it_names(reader):
    named = "Some 40 Afghan soldiers had captured hearts, songs and prices."
    asks = "They crossed the border into Tajikistan from Badakhshan on Monday."
    (claim,) = reader.read(told(f"{named} {asks}"))
    assert claim.actor_class == "troops"
