"""What one side took and the other says it still holds is disputed; what nobody doubts is not."""

import datetime as dt

import pytest

from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

CONTRADICTED = {
    "M23 rebels took control of Bukavu. The government said Bukavu remained under its control.": (
        "Bukavu"
    ),
    "The Taliban captured Khwahan. The ministry said the centre was still in government hands.": (
        "Khwahan"
    ),
    "The Taliban said they had taken Zebak, a claim rejected by the defence ministry.": "Zebak",
}
UNTOUCHED = {
    "The Taliban captured Khwahan. Imam Sahib remained under government control.": "Khwahan",
    "The Taliban captured Khwahan. The army denied that it was still in government hands.": (
        "Khwahan"
    ),
    "The Taliban captured Darqad. It remained in the hands of the Taliban on Sunday.": "Darqad",
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def statuses(reader: Reader, text: str, place: str) -> set[str]:
    document = Document(id="t", title="", text=text, published=dt.date(2021, 7, 6))
    return {claim.status.value for claim in reader.read(document) if claim.place == place}


@pytest.mark.parametrize(("text", "place"), CONTRADICTED.items())
def test_a_capture_that_its_holder_contradicts_is_disputed(
    reader: Reader, text: str, place: str
) -> None:
    assert statuses(reader, text, place) == {"disputed"}


@pytest.mark.parametrize(("text", "place"), UNTOUCHED.items())
def test_a_capture_is_not_disputed_by_what_is_held_elsewhere(
    reader: Reader, text: str, place: str
) -> None:
    assert "asserted" in statuses(reader, text, place)
