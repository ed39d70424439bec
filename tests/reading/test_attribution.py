"""Who says so, and which side speaks, wherever a text gives it."""

import datetime as dt

import pytest

from monitor.events.values import Claim, SourceClass
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

DAY = dt.date(2021, 7, 6)
STATE, WITNESS = SourceClass.STATE, SourceClass.WITNESS
SPEAKERS = {
    "The governor said that Khwahan had fallen to the Taliban.": ("The governor", STATE),
    "Khwahan fell to the Taliban on Monday, the mayor told reporters.": ("the mayor", STATE),
    "Khwahan fell on Monday after the police left, the interior ministry said.": (
        "the interior ministry", STATE),
    "Khwahan fell to the Taliban, according to two residents.": ("two residents", WITNESS),
    '"Khwahan fell this morning," said a shopkeeper.': ("a shopkeeper", WITNESS),
    "Khwahan fell to the Taliban, sources said.": ("sources", SourceClass.ANONYMOUS),
    "A Taliban commander said that Khwahan had fallen.": (
        "A Taliban commander", SourceClass.BELLIGERENT),
    "Taliban spokesman Zabihullah Mujahid said that Khwahan had fallen.": (
        "Taliban spokesman Zabihullah Mujahid", SourceClass.BELLIGERENT),
    "Khwahan fell on Monday, Zabihullah Mujahid said.": (
        "Zabihullah Mujahid", SourceClass.BELLIGERENT),
    "A newspaper reported that Khwahan had fallen to the Taliban.": (
        "A newspaper", SourceClass.MEDIA),
}  # fmt: skip


# Who speaks stands behind an opening phrase, with a clause about him; whom it cites does not speak.
BEHIND_OPENING = {
    "Citing aides, a researcher who follows the war wrote that Khwahan fell.": "a researcher",
    "Speaking by telephone, a trader who had left the town said Khwahan had fallen.": "a trader",
    "Quoting two drivers, a doctor who runs a clinic told us that Khwahan had fallen.": "a doctor",
    "Quoting a trader who had fled the town, the mayor said Khwahan had fallen.": "the mayor",
    "Citing an officer who left the post, residents said that Khwahan had fallen.": "residents",
    "Citing sources, a doctor said that fighters who follow the mullah captured Nusay.": "a doctor",
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def claims(reader: Reader, text: str, title: str = "") -> list[Claim]:
    document = Document(id="a", title=title, text=text, published=DAY)
    found = [claim for claim in reader.read(document) if claim.is_news]
    assert found, text
    return found


@pytest.mark.parametrize(("text", "speaker"), list(SPEAKERS.items()))
def test_a_claim_names_its_speaker_and_the_side(
    reader: Reader, text: str, speaker: tuple[str, SourceClass]
) -> None:
    said = claims(reader, text)[0].attribution
    assert said is not None
    assert (said.who, said.side) == speaker


@pytest.mark.parametrize(("text", "speaker"), list(BEHIND_OPENING.items()))
def test_a_speaker_may_stand_behind_an_opening_phrase(
    reader: Reader, text: str, speaker: str
) -> None:
    said = claims(reader, text)[0].attribution
    assert said is not None
    assert said.who == speaker


def test_who_speaks_for_the_taliban_speaks_for_a_state_since_they_rule(reader: Reader) -> None:
    text = "Shells fired from Tajikistan hit Imam Sahib on Monday, Zabihullah Mujahid said."
    document = Document(id="a", title="", text=text, published=dt.date(2025, 7, 8))
    said = reader.read(document)[0].attribution
    assert said is not None
    assert said.side is STATE


def test_whoever_added_something_is_whoever_spoke_last(reader: Reader) -> None:
    text = "The mayor said that Khwahan had fallen. He added that Nusay had been captured."
    assert {c.attribution.who for c in claims(reader, text) if c.attribution} == {"The mayor"}


def test_a_claim_without_a_speaker_names_none(reader: Reader) -> None:
    assert claims(reader, "Khwahan fell to the Taliban on Monday.")[0].attribution is None


def test_a_denier_is_named_beside_the_speaker(reader: Reader) -> None:
    text = "A lawmaker said that Khwahan had fallen. The governor denied that Khwahan had fallen."
    claim = claims(reader, text)[0]
    assert claim.denied_by is not None
    assert (claim.status.value, claim.denied_by.who) == ("disputed", "The governor")
