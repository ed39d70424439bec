"""What the parsers in the worker process are asked, and what they find."""

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An item of a feed as it says itself. ``content`` is HTML or plain text, by ``html``."""

    key: str
    title: str = ""
    link: str | None = None
    content: str = ""
    html: bool = True
    is_summary: bool = False
    published: str | None = None


class Feed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """A feed. ``kind`` is "" for what is no feed; ``fault`` is what was wrong with its XML."""

    kind: str = ""
    title: str = ""
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    fault: str | None = None
    dropped: int = 0


class Page(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """The main text of a web page, paragraphs parted by blank lines; "" where there is none."""

    text: str = ""
    title: str | None = None
    published: str | None = None


class Broken(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A parser that gave up, ran out of time or memory, or crashed."""

    reason: str


class FeedJob(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Parse a feed: ``url`` and ``content_type`` are those of the answer that held it."""

    body: bytes
    url: str
    content_type: str


class PageJob(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Find the main text of a page; ``today`` (ISO date) bounds what its date may be."""

    body: bytes
    url: str
    content_type: str
    today: str


Job = FeedJob | PageJob
Result = Feed | Page | Broken
