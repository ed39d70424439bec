"""The step turns accepted articles into article.read, whatever the language."""

import datetime as dt

import pytest

from monitor.events.articles import ArticleAccepted
from monitor.events.readings import ArticleRead
from monitor.reading.accepted import published_on
from monitor.reading.reader import Reader, load_reader
from monitor.reading.step import ReadingStep

TEXT = "Taliban fighters captured Imam Sahib district on Monday, officials said."


class Arrived:
    """As much of an envelope as the step looks at."""

    def __init__(self, article: ArticleAccepted) -> None:
        self.data = article
        self.subject = f"article/{article.article}"


def article(**changes: object) -> ArticleAccepted:
    values: dict[str, object] = {
        "article": "a1", "revision": 1, "source": "wire", "outlet": "Wire", "title": "",
        "body": "digest", "wire": "a1", "published": "2021-07-06",
    }  # fmt: skip
    return ArticleAccepted(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def handled(reader: Reader, accepted: ArticleAccepted, body: bytes | None) -> list[ArticleRead]:
    drafts = ReadingStep(reader).handle(Arrived(accepted), lambda digest: body)  # type: ignore[arg-type]
    return [draft.event for draft in drafts]  # type: ignore[misc]


def test_an_accepted_article_is_read_into_its_own_stream(reader: Reader) -> None:
    drafts = ReadingStep(reader).handle(Arrived(article()), lambda digest: TEXT.encode())  # type: ignore[arg-type]
    assert [draft.subject for draft in drafts] == ["article/a1"]


def test_the_reading_carries_claims_and_the_digest_of_the_reader(reader: Reader) -> None:
    read = handled(reader, article(), TEXT.encode())[0]
    assert [claim.place for claim in read.claims] == ["Imam Sahib"]
    assert read.reader == reader.digest


def test_a_language_without_vocabulary_gives_no_claims(reader: Reader) -> None:
    read = handled(reader, article(language="ru"), "Талибы захватили Имам-Сахиб.".encode())[0]
    assert read.claims == ()


def test_a_purged_text_gives_no_event(reader: Reader) -> None:
    assert handled(reader, article(), None) == []


def test_a_text_that_is_not_utf8_is_read_as_far_as_it_goes(reader: Reader) -> None:
    assert handled(reader, article(), b"\xff\xfe" + TEXT.encode())[0].claims


@pytest.mark.parametrize(
    ("text", "year"),
    [("2021-07-06", 2021), ("2021-07-06T12:00:00+05:00", 2021), ("soon", None), (None, None)],
)
def test_a_publication_time_is_a_date_a_moment_or_nothing(
    text: str | None, year: int | None
) -> None:
    value = published_on(text)
    assert (value.year if value else None) == year


def test_datetimes_and_dates_read_alike(reader: Reader) -> None:
    moment = handled(reader, article(published="2021-07-06T08:30:00+04:30"), TEXT.encode())[0]
    day = handled(reader, article(published="2021-07-06"), TEXT.encode())[0]
    assert moment.claims == day.claims
    assert isinstance(published_on("2021-07-06"), dt.date)
