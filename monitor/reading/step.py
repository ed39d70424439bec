"""The step: accepted and revised articles, in; what they say happened, out."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from monitor.errors import MonitorError
from monitor.events.articles import ArticleAccepted
from monitor.events.envelope import Envelope
from monitor.events.readings import ArticleRead
from monitor.flow.step import Bodies, Draft
from monitor.reading.document import Document
from monitor.reading.reader import Reader


class ReadingStep:
    """article.accepted, article.revised -> article.read. Remembers nothing."""

    name = "reading"
    version = 1
    consumes = frozenset({"article.accepted", "article.revised"})
    remembers: frozenset[str] = frozenset()

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def remember(self, envelope: Envelope[Any]) -> None:
        """Nothing is remembered: an article is read for itself."""

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]:
        article: ArticleAccepted = envelope.data
        body = bodies(article.body)
        if body is None:
            raise MonitorError(
                f"the text of article {article.article} was purged before its reading"
            )
        document = Document(
            id=article.article,
            title=article.title,
            text=body.decode("utf-8"),
            published=moment_of(article.published),
            source=article.outlet,
            language=article.language,
        )
        event = ArticleRead(
            article=article.article,
            revision=article.revision,
            source=article.source,
            outlet=article.outlet,
            title=article.title,
            body=article.body,
            wire=article.wire,
            claims=self._reader.read(document),
            reader=self._reader.digest,
            published=article.published,
            url=article.url,
            language=article.language,
            backlog=article.backlog,
        )
        return [Draft(event=event, subject=f"article/{article.article}")]


def moment_of(published: str | None) -> date | datetime | None:
    """Return an ISO 8601 date or moment as such; None for an undated article."""
    if not published:
        return None
    return (
        date.fromisoformat(published) if len(published) == 10 else datetime.fromisoformat(published)
    )
