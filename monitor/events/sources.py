"""Sources: the world comes in."""

from monitor.events.registry import Event, event


@event("article.received")
class ArticleReceived(Event, frozen=True, kw_only=True):
    """A source handed over an item that it had not handed over before in this form.

    ``body`` is the digest of the raw bytes, ``media_type`` what they are (text/plain,
    text/markdown, text/html). ``key`` names the item inside its source (a path, a guid).
    The metadata is what the source itself said, as yet unchecked; ``published`` is ISO 8601.
    ``backlog`` marks what stood in a feed before it was first polled: it is read, but not alerted.
    """

    source: str
    key: str
    body: str
    media_type: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    backlog: bool = False


@event("item.refused")
class ItemRefused(Event, frozen=True, kw_only=True):
    """A source offered something that is not an article: a binary, a pipe, 50 MB."""

    source: str
    key: str
    reason: str
    hint: str = ""


@event("source.polled")
class SourcePolled(Event, frozen=True, kw_only=True):
    """A source answered. ``etag`` and ``last_modified`` serve the next conditional request."""

    source: str
    items: int
    new: int
    unchanged: bool = False
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    next_due: str | None = None
    note: str | None = None


@event("source.failed")
class SourceFailed(Event, frozen=True, kw_only=True):
    """A source did not answer as it should. ``failure`` is a short class of the reason."""

    source: str
    failure: str
    reason: str
    attempt: int
    retry_at: str


@event("source.recovered")
class SourceRecovered(Event, frozen=True, kw_only=True):
    """A source that had failed answers again."""

    source: str
    attempts: int
    failed_since: str
