"""Where the text of an article is that was read, and where it came from."""

import msgspec

from monitor.events.readings import ArticleRead


class ArticleRef(msgspec.Struct, frozen=True):
    """Where an article's text is, and where it came from."""

    body: str
    title: str
    source: str
    outlet: str
    wire: str
    published: str | None
    url: str | None


def reference_of(event: ArticleRead) -> ArticleRef:
    """Return where the text of an article is that was read."""
    return ArticleRef(
        event.body,
        event.title,
        event.source,
        event.outlet,
        event.wire,
        event.published,
        event.url,
    )
