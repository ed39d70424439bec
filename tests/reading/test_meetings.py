"""A meeting is one contact, however often and by whichever of its parties it is told."""

import datetime as dt

import pytest

from monitor.events.values import ClaimType
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

TOLD_TWICE = (
    "Russian president Vladimir Putin met his Tajik counterpart Emomali Rahmon on Monday. "
    "Putin spoke of the Tajik-Afghan border after {meeting} with Rahmon."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def contacts(reader: Reader, text: str) -> list[str]:
    document = Document(id="m", title="", text=text, published=dt.date(2021, 7, 6))
    claims = reader.read(document)
    return [claim.actor or "" for claim in claims if claim.type is ClaimType.DIPLOMATIC_CONTACT]


@pytest.mark.parametrize("meeting", ["his meeting", "Putin's meeting"])
def test_a_meeting_owned_by_one_party_is_of_its_two(reader: Reader, meeting: str) -> None:
    (told,) = contacts(reader, TOLD_TWICE.format(meeting=meeting))
    assert "Putin" in told
    assert "Rahmon" in told


def test_a_meeting_owned_by_nobody_is_with_the_other_side(reader: Reader) -> None:
    text = "A flag meeting with officers from Balkh was held at the bridge of Termez on Monday."
    assert contacts(reader, text + " Uzbek officials told of it.") == ["officers"]


@pytest.mark.parametrize(
    ("leader", "place", "others"),
    [
        ("Tajik President Emomali Rahmon", "Balkh, in Afghanistan,", "Uzbekistan and Kazakhstan"),
        ("Uzbek President Shavkat Mirziyoyev", "Afghanistan", "Tajikistan and Turkmenistan"),
    ],
)
def test_what_two_frames_find_in_one_sentence_is_one_contact(
    reader: Reader, leader: str, place: str, others: str
) -> None:
    text = f"{leader} also discussed {place} with his counterparts in {others}."
    assert len(contacts(reader, text)) == 1


def test_two_meetings_in_one_sentence_are_two_contacts(reader: Reader) -> None:
    text = (
        "Tajik President Emomali Rahmon met his Uzbek counterpart on Monday, and Kyrgyz President "
        "Sadyr Japarov met his Kazakh counterpart in Bishkek."
    )
    assert len(contacts(reader, text)) == 2
