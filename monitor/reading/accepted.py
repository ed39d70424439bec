"""What an accepted article says: the reader's input made of an event and a text."""

import datetime as dt

from monitor.events.articles import ArticleAccepted
from monitor.events.values import Claim
from monitor.reading.document import Document
from monitor.reading.reader import Reader


def claims_of(reader: Reader, article: ArticleAccepted, body: bytes) -> tuple[Claim, ...]:
    """Return what an article says."""
    return reader.read(_document(article, body))


def _document(article: ArticleAccepted, body: bytes) -> Document:
    return Document(
        id=article.article,
        title=article.title,
        text=body.decode("utf-8", errors="replace"),
        published=published_on(article.published),
        source=article.source,
        language=article.language,
    )


def published_on(published: str | None) -> dt.date | dt.datetime | None:
    """Return an ISO 8601 date or moment as a value; None where it is missing or no date."""
    if not published:
        return None
    try:
        if len(published) == len("2021-07-06"):
            return dt.date.fromisoformat(published)
        return dt.datetime.fromisoformat(published)
    except ValueError:
        return None
