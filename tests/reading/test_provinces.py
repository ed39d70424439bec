"""A province is no town of its name, and tells where people came who crossed at no named point."""

import datetime as dt

import pytest

from monitor.events.values import Claim
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader

DAY = dt.date(2021, 7, 6)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def only(reader: Reader, text: str) -> Claim:
    (claim,) = reader.read(Document(id="k", title="", text=text, published=DAY))
    return claim


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The province of Kunduz fell to the Taliban on Monday.", "province"),
        ("Taliban fighters captured the northern province of Kunduz on Monday.", "province"),
        ("Kunduz province fell to the Taliban on Monday.", "province"),
        ("The city of Kunduz fell to the Taliban on Monday.", "city"),
        ("The centre of Kunduz fell to the Taliban on Monday.", "city"),
        ("Kunduz fell to the Taliban on Monday.", "city"),
    ],
)
def test_a_province_is_no_town_of_its_name(reader: Reader, text: str, kind: str) -> None:
    assert only(reader, text).place_kind == kind


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("Three militants crossed the border from Afghanistan into Tajikistan's Khatlon region.",
         "Khatlon"),
        ("Three militants crossed from the province of Kunduz into Tajikistan.", None),
        ("Three militants crossed from Kunduz province into Tajikistan.", None),
    ],
)  # fmt: skip
def test_a_crossing_without_a_point_has_the_province_of_arrival(
    reader: Reader, text: str, province: str | None
) -> None:
    claim = only(reader, text)
    assert (claim.place, claim.province, claim.country) == (None, province, "TJ")
