"""What every claim owes: exact evidence, roles by date, and no surprise on odd input."""

import datetime as dt
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.events.values import ActorClass, Claim
from monitor.reading.document import Document
from monitor.reading.reader import Reader, load_reader
from tests.accuracy.measure import articles, document

READER = load_reader()
BEFORE, AFTER = dt.date(2021, 7, 6), dt.date(2024, 7, 6)


def read(text: str, day: dt.date | None = BEFORE, title: str = "") -> tuple[Claim, ...]:
    return READER.read(Document(id="t", title=title, text=text, published=day))


def test_evidence_is_an_exact_piece_of_text_or_title() -> None:
    for row in articles():
        for claim in READER.read(document(row)):
            whole = row["title"] if claim.in_title else row["text"]
            assert whole[slice(*claim.span)] == claim.evidence


def test_reading_twice_gives_the_same_claims() -> None:
    other = load_reader()
    rows = list(articles())[:40]
    assert [READER.read(document(row)) for row in rows] == [
        other.read(document(row)) for row in rows
    ]
    assert other.digest == READER.digest


def test_the_taliban_are_militants_before_and_troops_after_they_took_kabul() -> None:
    text = "Three Taliban fighters crossed the Panj from Afghanistan into Tajikistan on Monday."
    assert [claim.actor_class for claim in read(text, BEFORE)] == [ActorClass.MILITANTS]
    assert [claim.actor_class for claim in read(text, AFTER)] == [ActorClass.TROOPS]


def test_a_crossing_names_both_countries_and_the_count() -> None:
    text = "Some 1,037 Afghan troops retreated to Tajikistan on Monday after clashes."
    claim = next(c for c in read(text) if c.type == "border-crossing")
    assert (claim.origin, claim.to, claim.count) == ("AF", "TJ", 1037)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One hundred and thirty-eight Afghan soldiers fled into Tajikistan on Monday.", 138),
        ("More than 300 Afghan soldiers fled into Tajikistan on Monday.", 300),
        ("Two dozen Afghan soldiers fled into Tajikistan on Monday.", 24),
        ("Dozens of Afghan soldiers fled into Tajikistan on Monday.", None),
    ],
)
def test_counts_are_read_in_digits_and_words_and_vague_ones_stay_open(
    text: str, count: int | None
) -> None:
    assert [c.count for c in read(text) if c.type == "border-crossing"] == [count]


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("on Monday", "2021-07-05"), ("on July 3", "2021-07-03"), ("on 3 July", "2021-07-03"),
        ("yesterday", "2021-07-05"), ("two days ago", "2021-07-04"), ("on Tuesday", "2021-07-06"),
    ],
)  # fmt: skip
def test_dates_are_counted_back_from_publication(words: str, when: str) -> None:
    claims = read(f"The Taliban captured Imam Sahib district {words}, police said.")
    assert [claim.when for claim in claims] == [when]


def test_twins_are_told_apart_by_the_country_beside_them() -> None:
    afghan = read("The Taliban captured Afghanistan's Ishkashim district on Monday.")
    assert [claim.country for claim in afghan] == ["AF"]
    tajik = read("Some 300 Afghan refugees fled to Ishkoshim in Tajikistan's GBAO on Monday.")
    assert {claim.to for claim in tajik} == {"TJ"}


def test_three_sentences_about_one_fall_are_one_claim() -> None:
    text = (
        "Taliban fighters captured Imam Sahib on Monday. Imam Sahib fell after two days of fighting."  # noqa: E501  (a sentence)
        " The fall of Imam Sahib was confirmed by a lawmaker."
    )
    found = [c for c in read(text) if c.type == "territory-captured"]
    assert [c.place for c in found] == ["Imam Sahib"]


def test_claims_survive_the_log() -> None:
    for claim in read("Taliban fighters captured Imam Sahib district on Monday."):
        assert msgspec.convert(msgspec.to_builtins(claim), Claim) == claim


def test_an_empty_article_and_an_undated_one_are_no_trouble() -> None:
    assert read("") == ()
    assert read("Taliban fighters captured Imam Sahib district on Monday.", None)


@pytest.mark.parametrize(
    "text",
    [
        "Taliban fighters near Imam Sahib said and went on and on " * 40_000,
        "Imam Sahib Yangi Qala Khwahan " * 4_000,
        '"He said "' * 20_000 + "the Taliban captured Imam Sahib.",
        "(" * 50_000 + "Taliban captured Imam Sahib" + ")" * 50_000,
    ],
)
def test_the_worst_text_takes_less_than_a_few_seconds(text: str) -> None:
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 6.0


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    for claim in read(f"Taliban captured Imam Sahib. {text}", title=text[:80]):
        assert claim.evidence


@pytest.fixture(scope="module")
def reader() -> Reader:
    return READER


@pytest.mark.parametrize(
    ("text", "who", "side"),
    [
        ("Zebak fell to the Taliban on Friday, the governor said.", "the governor", "state"),
        ("Zebak fell to the Taliban on Friday, according to two residents.", "two residents", "witness"),  # noqa: E501
        ("The Taliban said that their fighters captured Zebak on Friday.", "The Taliban", "belligerent"),  # noqa: E501
    ],
)  # fmt: skip
def test_a_claim_names_who_says_so(text: str, who: str, side: str) -> None:
    claim = next(c for c in read(text) if c.is_news)
    assert claim.attribution is not None
    assert (claim.attribution.who, claim.attribution.side) == (who, side)


def test_a_disputed_claim_names_who_denies_it() -> None:
    text = "The Taliban captured Zebak on Friday, residents said. The governor denied that Zebak had fallen."  # noqa: E501  (a sentence)
    claim = next(c for c in read(text) if c.type == "territory-captured" and c.is_news)
    assert claim.status == "disputed"
    assert claim.denied_by is not None
    assert claim.denied_by.who == "The governor"


@pytest.mark.parametrize("text", ["2²", "3³ May", "on ²² July", "in 20²1", "May ²"])
def test_a_raised_figure_is_no_number(text: str) -> None:
    told = f"Elders met {text}. Taliban fighters captured Ishkashim district on Tuesday."
    document = Document(id="x", title="", text=told, published=dt.date(2021, 7, 6))
    assert "Ishkashim" in [claim.place for claim in load_reader().read(document)]
