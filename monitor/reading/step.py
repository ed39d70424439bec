"""The step: article.accepted and article.revised -> article.read."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from monitor.events.articles import ArticleAccepted
from monitor.events.envelope import Envelope
from monitor.events.readings import ArticleRead
from monitor.flow.step import Bodies, Draft
from monitor.reading.document import Document
from monitor.reading.reader import Reader


class ReadingStep:
    """Reads every accepted article; remembers nothing between articles."""

    name = "reading"
    version = 1
    consumes = frozenset({"article.accepted", "article.revised"})
    remembers: frozenset[str] = frozenset()

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def remember(self, envelope: Envelope[Any]) -> None:
        """Nothing: each article stands for itself."""

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]:
        """One ``article.read``; none where the text was purged before it could be read."""
        article: ArticleAccepted = envelope.data
        body = bodies(article.body)
        if body is None:
            return ()
        claims = self._reader.read(_document(article, body))
        return (Draft(event=_read(article, claims, self._reader.digest), subject=envelope.subject),)


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


def _read(article: ArticleAccepted, claims: tuple[Any, ...], digest: str) -> ArticleRead:
    return ArticleRead(
        article=article.article, revision=article.revision, source=article.source,
        outlet=article.outlet, title=article.title, body=article.body, wire=article.wire,
        claims=claims, reader=digest, published=article.published, url=article.url,
        language=article.language, backlog=article.backlog,
    )  # fmt: skip
