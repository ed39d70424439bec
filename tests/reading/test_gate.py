"""The gate: a name of several words that begins by chance hides no name behind it."""

import pytest

from monitor.reading.reader import load_reader
from monitor.reading.words.gate import Gate
from monitor.reading.words.lexicon import Lexicon


@pytest.fixture(scope="module")
def gate() -> Gate:
    reader = load_reader()
    return Gate(Lexicon(reader.vocabulary, reader.gazetteer))


@pytest.mark.parametrize(
    ("folded", "named"),
    [
        ("among the districts captured on monday is khwahan.", ["af-badakhshan-khwahan"]),
        ("the town that was captured is imam sahib.", ["af-kunduz-imam-sahib"]),
        ("captured by is-k fighters", []),
        ("this khaki uniform was captured", []),
    ],
)
def test_a_match_that_ends_within_a_word_hides_nothing(
    gate: Gate, folded: str, named: list[str]
) -> None:
    scan = gate.scan(folded)
    assert [place.id for _, places in scan.places for place in places[:1]] == named


def test_a_name_of_two_words_counts_once(gate: Gate) -> None:
    assert gate.scan("captured by is-k fighters").anchors == 1
