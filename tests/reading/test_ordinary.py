"""Sport, trade, the stage, the ballot and the weather borrow the words of war and tell no event."""

import datetime as dt

import pytest

from monitor.events.values import Claim, ClaimType
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from tests.reading.ordinary import FIELDS, articles

DAY = dt.date(2024, 5, 14)
FIRST_FIVE = {ClaimType.TERRITORY_CAPTURED, ClaimType.BORDER_CROSSING, ClaimType.ARMED_CLASH,
              ClaimType.CROSS_BORDER_FIRE, ClaimType.DEPLOYMENT}  # fmt: skip
EVERY = 3  # a third of the articles in the normal run; tests/accuracy/ordinary.py reads them all

TALES = (
    "Mrs P. Joshi of Surat took Kunduz in eleven seconds and both Ishkashims in nine.",
    "Chess: the women's team of Khorugh captured Kulob's rook and with it the championship.",
    "Yaks from Wakhan took the pasture above Ishkashim and surrendered it only to goats.",
    "Mr Rustamov, a retired postman, has captured Wakhan, Zebak and Shighnan in watercolour.",
    "Opening day of the buzkashi season: Kunduz overruns Takhar, twelve to three.",
)
EARNEST = {
    "Rustaq": "The footballers were changing when Taliban fighters captured Rustaq district; the "
    "match, a league fixture, was abandoned.",
    "Imam Sahib": "Taliban fighters captured Imam Sahib on Sunday, shopkeepers said; prices rose "
    "and sales of flour doubled.",
    "Khwahan": "The insurgents seized Khwahan during the election; votes were burnt and the "
    "candidate fled with the police.",
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def news(reader: Reader, text: str) -> list[Claim]:
    document = Document(id="o", title="", text=text, published=DAY)
    return [claim for claim in reader.read(document) if claim.is_news and claim.type in FIRST_FIVE]


@pytest.mark.parametrize("field", list(FIELDS))
def test_an_article_of_another_field_tells_no_event_of_war(reader: Reader, field: str) -> None:
    texts = [text for name, text in articles() if name == field][::EVERY]
    assert len(texts) >= 200
    assert [text for text in texts if news(reader, text)] == []


@pytest.mark.parametrize("text", TALES)
def test_a_capture_without_arms_is_a_figure_of_speech(reader: Reader, text: str) -> None:
    assert news(reader, text) == []


@pytest.mark.parametrize(("place", "text"), list(EARNEST.items()))
def test_words_of_another_field_do_not_hide_what_men_in_arms_did(
    reader: Reader, place: str, text: str
) -> None:
    assert place in {claim.place for claim in news(reader, text)}
