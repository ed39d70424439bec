"""The step: article.accepted and article.revised -> article.read."""

from collections.abc import Sequence
from typing import Any

from monitor.events.articles import ArticleAccepted
from monitor.events.envelope import Envelope
from monitor.events.readings import ArticleRead
from monitor.flow.ahead import WORTH_IT, Ahead
from monitor.flow.step import Bodies, Draft
from monitor.reading.accepted import claims_of
from monitor.reading.reader import Reader
from monitor.reading.second_reader import Claims, Task


class ReadingStep:
    """Reads every accepted article; remembers nothing between articles."""

    name = "reading"
    version = 1
    consumes = frozenset({"article.accepted", "article.revised"})
    remembers: frozenset[str] = frozenset()

    def __init__(self, reader: Reader, ahead: Ahead[Task, Claims] | None = None) -> None:
        self._reader = reader
        self._ahead = ahead

    def remember(self, envelope: Envelope[Any]) -> None:
        """Nothing: each article stands for itself."""

    def foresee(self, envelopes: Sequence[Envelope[Any]], bodies: Bodies) -> None:
        """Let articles be read before it is their turn, where there is somebody to do it."""
        if self._ahead is None or len(envelopes) < WORTH_IT:
            return
        texts = ((envelope, bodies(envelope.data.body)) for envelope in envelopes)
        tasks = [(envelope.id, Task(envelope.data, text)) for envelope, text in texts if text]
        self._ahead.begin(self._reader.digest, tasks)

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]:
        """One ``article.read``; none where the text was purged before it could be read."""
        article: ArticleAccepted = envelope.data
        claims = self._ahead.take(envelope.id) if self._ahead else None
        if claims is None:
            body = bodies(article.body)
            if body is None:
                return ()
            claims = claims_of(self._reader, article, body)
        return (Draft(event=_read(article, claims, self._reader.digest), subject=envelope.subject),)


def _read(article: ArticleAccepted, claims: tuple[Any, ...], digest: str) -> ArticleRead:
    return ArticleRead(
        article=article.article, revision=article.revision, source=article.source,
        outlet=article.outlet, title=article.title, body=article.body, wire=article.wire,
        claims=claims, reader=digest, published=article.published, url=article.url,
        language=article.language, backlog=article.backlog,
    )  # fmt: skip
