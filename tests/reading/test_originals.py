"""The five originals, where their folder exists: what must be found, and what must stay quiet."""

import datetime as dt
from pathlib import Path

import pytest

from monitor.events.values import Claim, ClaimType
from monitor.reading.document import Document
from monitor.reading.reader import load_reader

FOLDER = Path(__file__).parents[3] / "shared" / "seeds"
READER = load_reader()
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the originals are not on this machine")


def news(prefix: str, day: dt.date | None) -> list[Claim]:
    text = next(FOLDER.glob(f"{prefix}_*.txt")).read_text(encoding="utf-8")
    claims = READER.read(Document(id=prefix, title="", text=text, published=day))
    return [claim for claim in claims if claim.is_news]


def fallen(claims: list[Claim]) -> set[str]:
    return {c.place for c in claims if c.type is ClaimType.TERRITORY_CAPTURED and c.place}


def kinds(claims: list[Claim]) -> set[str]:
    return {claim.type.value for claim in claims}


def test_two_districts_fall_and_two_presidents_speak() -> None:
    claims = news("000", dt.date(2017, 5, 8))
    assert fallen(claims) == {"Ishkashim", "Qala-e-Zal"}
    assert {c.country for c in claims if c.type is ClaimType.TERRITORY_CAPTURED} <= {"AF", None}
    assert "diplomatic-contact" in kinds(claims)


def test_six_districts_fall_and_1037_soldiers_retreat() -> None:
    claims = news("001", dt.date(2021, 7, 6))
    assert fallen(claims) == {"Khwahan", "Shekay", "Nusay", "Maimay", "Shighnan", "Ishkashim"}
    crossing = next(c for c in claims if c.type is ClaimType.BORDER_CROSSING)
    assert (crossing.origin, crossing.to, crossing.count) == ("AF", "TJ", 1037)
    assert "deployment" in kinds(claims)


def test_an_assurance_reports_neither_falls_nor_crossings() -> None:
    claims = news("002", dt.date(2022, 7, 14))
    assert not kinds(claims) & {"territory-captured", "border-crossing"}


def test_a_visit_reports_a_contact_only() -> None:
    claims = news("003", None)
    assert "diplomatic-contact" in kinds(claims)
    assert not kinds(claims) & {"territory-captured", "border-crossing", "cross-border-fire"}


def test_four_militants_cross_and_are_killed() -> None:
    claims = news("004", None)
    crossing = next(c for c in claims if c.type is ClaimType.BORDER_CROSSING)
    assert (crossing.origin, crossing.to, crossing.count) == ("AF", "TJ", 4)
    clash = next(c for c in claims if c.type is ClaimType.ARMED_CLASH)
    assert clash.killed == (4, 4)
    assert "territory-captured" not in kinds(claims)
