"""Readings: what articles say happened."""

from monitor.events.registry import Event, event
from monitor.events.values import Claim


@event("article.read")
class ArticleRead(Event, frozen=True, kw_only=True):
    """The claims of one article, news or not. ``reader`` is the digest of reader and vocabulary."""

    article: str
    revision: int
    source: str
    outlet: str
    title: str
    body: str
    wire: str
    claims: tuple[Claim, ...]
    reader: str
    published: str | None = None
    url: str | None = None
    language: str = "en"
    backlog: bool = False
