"""Sentences that cannot make a claim are passed over, and no claim is lost by it."""

import dataclasses
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

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
        def tag(self, text, folded, start, end, plain):
            found.append(text[start:end])
            return whole(text, folded, start, end, plain)

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


def strings(found: Any) -> Iterator[str]:
    """Every text in a file of sentences, whatever its layout."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        yield from (text for pair in found.items() for part in pair for text in strings(part))
    elif isinstance(found, list):
        yield from (text for part in found for text in strings(part))


def sentences() -> list[str]:
    """The sentences of all batteries beside this file: those that tell news and the near misses."""
    files = sorted(Path(__file__).parent.glob("*.yaml"))
    texts = [text for path in files for text in strings(YAML(typ="safe").load(path.read_text()))]
    return list(dict.fromkeys(text for text in texts if text.count(" ") > 3))


def mixes() -> list[str]:
    """Articles of sentences drawn at random, the same at every run, in one paragraph or several."""
    chance, known = random.Random(3), sentences()
    drawn = [chance.sample(known, 8) for _ in range(len(known) // 4)]
    return ["".join(text + chance.choice((" ", " ", "\n\n")) for text in one) for one in drawn]


def test_reading_with_triage_finds_what_reading_every_sentence_finds_in_the_batteries(reader):
    known = sentences()
    assert len(known) > 500
    for text in known:
        assert reader.read(told(text)) == reader.explain(told(text)).claims, text


def test_reading_with_triage_finds_what_reading_every_sentence_finds_in_random_mixes(reader):
    for text in mixes():
        one = dataclasses.replace(told(text), title=text.split(".")[0])
        assert reader.read(one) == reader.explain(one).claims, text


def test_no_sentence_that_tells_of_the_dead_or_wounded_is_taken_for_harmless(reader, monkeypatch):
    texts = [document(row) for row in articles()] + [told(text) for text in mixes()]
    claims = [reader.read(one) for one in texts]
    assert any(claim.killed for found in claims for claim in found)
    whole = reader._tolls._read

    def read_all(sentence, people, harm):
        sentence.harmless = False
        return whole(sentence, people, harm)

    monkeypatch.setattr(reader._tolls, "_read", read_all)
    assert [reader.read(one) for one in texts] == claims


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
    assert reader.read(told(f"{text} Weather in Afghanistan: dry.")) == ()
    assert analysed == []


def test_a_sentence_passed_over_is_read_after_all_when_another_asks_whom_it_names(reader):
    named = "Some 40 Afghan soldiers had captured hearts, songs and prices."
    asks = "They crossed the border into Tajikistan from Badakhshan on Monday."
    (claim,) = reader.read(told(f"{named} {asks}"))
    assert claim.actor_class == "troops"
