"""Articles: cleaned texts with their provenance."""

from monitor.events.registry import Event, event


@event("article.accepted")
class ArticleAccepted(Event, frozen=True, kw_only=True):
    """A cleaned article. ``body`` is the digest of its text (UTF-8, paragraphs by blank lines).

    ``published`` is ISO 8601 (a date, or a moment with its zone) or null when undated.
    ``wire`` is the article that this one copies in part, or its own id: sources are counted by it.
    ``backlog``: read, but raises no alert.
    """

    article: str
    revision: int
    source: str
    outlet: str
    title: str
    body: str
    wire: str
    published: str | None = None
    url: str | None = None
    language: str = "en"
    backlog: bool = False


@event("article.revised")
class ArticleRevised(ArticleAccepted, frozen=True, kw_only=True):
    """The same article came again with another text; ``revision`` counts from 1."""


@event("article.repeated")
class ArticleRepeated(Event, frozen=True, kw_only=True):
    """A copy of a story already accepted: not read again, not counted as a source."""

    article: str
    source: str
    outlet: str
    title: str
    original: str
    share: float
    url: str | None = None
    published: str | None = None


@event("article.rejected")
class ArticleRejected(Event, frozen=True, kw_only=True):
    """Nothing readable was found in what a source handed over."""

    article: str
    source: str
    reason: str
    hint: str = ""
