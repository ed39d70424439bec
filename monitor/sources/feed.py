"""An RSS or Atom feed as a source."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.flow.ids import digest
from monitor.sources import retry_after
from monitor.sources.addresses import networks
from monitor.sources.httpx2_fetch import Answer, Ask, fetch
from monitor.sources.options import FeedOptions
from monitor.sources.pages import PageReader
from monitor.sources.parsed import Broken, Entry, Feed, FeedJob
from monitor.sources.parsers import Parsers
from monitor.sources.protocol import Cursor, Failed, Item, Polled, Seen, received_id

_WAITS = frozenset({429, 503})
_ALTERNATE = re.compile(
    rb"<link\b(?=[^>]{0,500}rel=[\"']?alternate)(?=[^>]{0,500}type=[\"']?application/(?:rss|atom)\+xml)"
    rb"[^>]{0,500}?href=[\"']?([^\"'\s>]{1,500})",
    re.IGNORECASE,
)
_MEANING = {
    401: "it asks for a password: give one in headers of this source",
    403: "it does not let us in",
    404: "there is nothing at this address: look for the feed's new one",
    410: "it is gone for good: remove this source",
    429: "it asks us to come less often",
}


class FeedSource:
    """Asks whether the feed changed, and hands over the items that the log does not hold."""

    def __init__(self, options: FeedOptions, parsers: Parsers) -> None:
        self._options = options
        self._parsers = parsers
        self._allowed = networks(options.allow_addresses)
        self._pages = PageReader(options, parsers)

    @property
    def name(self) -> str:
        return self._options.name

    @property
    def interval(self) -> timedelta:
        return self._options.interval

    def confirm(self, polled: Polled) -> None:
        """Keep nothing: the log knows what it holds."""

    async def poll(self, cursor: Cursor, now: datetime, seen: Seen) -> Polled | Failed:
        answer = await fetch(self._ask(cursor))
        if isinstance(answer, Failed):
            return answer
        if answer.status == 304:
            return _unchanged(answer, cursor.items)
        if answer.status != 200:
            return _status(answer, now)
        return await self._read(answer, cursor, now, seen)

    def _ask(self, cursor: Cursor) -> Ask:
        headers = dict(self._options.headers)
        if cursor.etag:
            headers["If-None-Match"] = cursor.etag
        if cursor.last_modified:
            headers["If-Modified-Since"] = cursor.last_modified
        return Ask(
            url=self._options.url,
            headers=headers,
            deadline=self._options.deadline,
            max_bytes=self._options.max_bytes,
            allowed=self._allowed,
        )

    async def _read(
        self, answer: Answer, cursor: Cursor, now: datetime, seen: Seen
    ) -> Polled | Failed:
        if cursor.digest == digest(answer.body):
            return _unchanged(answer, cursor.items)
        feed = await self._parsed(answer)
        if isinstance(feed, Failed):
            return feed
        new = [entry for entry in feed.entries if not seen(self._id(entry))]
        backlog = cursor.polled is None and not self._options.alert_on_first_poll
        items = [self._item(entry, feed, now, backlog=backlog) for entry in new]
        missed = 0
        if not backlog:
            items, missed = await self._pages.fill(list(zip(new, items, strict=True)), now)
        return _polled(answer, feed, items, missed)

    async def _parsed(self, answer: Answer) -> Feed | Failed:
        content_type = answer.headers.get("content-type", "")
        job = FeedJob(body=answer.body, url=answer.url, content_type=content_type)
        feed = await self._parsers.parse(job)
        if isinstance(feed, Broken):
            return Failed(failure="unreadable", reason=f"the feed cannot be read: {feed.reason}")
        if not isinstance(feed, Feed) or not (feed.kind or feed.entries):
            return Failed(failure="not-a-feed", reason=_no_feed(answer))
        return feed

    def _id(self, entry: Entry) -> str:
        return received_id(self.name, entry.key, _identity(entry))

    def _item(self, entry: Entry, feed: Feed, now: datetime, *, backlog: bool) -> Item:
        return Item(
            source=self.name,
            key=entry.key,
            identity=_identity(entry),
            body=entry.content.encode("utf-8", "replace"),
            media_type="text/html" if entry.html else "text/plain",
            title=entry.title or None,
            url=entry.link,
            published=_plausible(entry.published, now),
            outlet=self._options.outlet or feed.title or None,
            language=self._options.language or feed.language,
            backlog=backlog,
        )


def _polled(answer: Answer, feed: Feed, items: list[Item], missed: int) -> Polled:
    return replace(
        _unchanged(answer),
        items=tuple(items),
        seen=len(feed.entries),
        unchanged=False,
        note=_note(answer, feed, missed),
    )


def _unchanged(answer: Answer, seen: int = 0) -> Polled:
    """Return that nothing is new; a 304 need not name what it confirms."""
    return Polled(
        unchanged=True,
        seen=seen,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        digest=digest(answer.body) if answer.body else None,
        note=_moved(answer),
    )


def _identity(entry: Entry) -> str:
    return digest(f"{entry.title}\x1f{entry.content}".encode("utf-8", "replace"))


def _plausible(published: str | None, now: datetime) -> str | None:
    """Return a date unless it lies in the future: then the feed's clock or year is wrong."""
    if published and datetime.fromisoformat(published) > now + timedelta(days=1):
        return None
    return published


def _status(answer: Answer, now: datetime) -> Failed:
    wait = retry_after.parse(answer.headers.get("retry-after"), now)
    meaning = _MEANING.get(answer.status) or (
        "the server is in trouble" if answer.status >= 500 else "that is no feed"
    )
    return Failed(
        failure=f"http-{answer.status}",
        reason=f"the server answered {answer.status}: {meaning}",
        retry_after=wait if answer.status in _WAITS else None,
    )


def _no_feed(answer: Answer) -> str:
    found = _ALTERNATE.search(answer.body[:200_000])
    if found:
        address = found.group(1).decode("utf-8", "replace")
        return f"the address gives a web page, no feed; the page names its feed: {address}"
    kind = answer.headers.get("content-type", "something unnamed").partition(";")[0]
    return f"the address gives {kind}, which is no RSS or Atom feed: mend url of this source"


def _moved(answer: Answer) -> str | None:
    return f"it moved for good to {answer.moved}: mend url of this source" if answer.moved else None


def _note(answer: Answer, feed: Feed, missed: int) -> str | None:
    notes = (
        _moved(answer),
        f"its XML has a fault ({feed.fault})" if feed.fault else None,
        f"{feed.dropped} items beyond the first {len(feed.entries)} were left out"
        if feed.dropped
        else None,
        f"{missed} pages could not be fetched: their summaries are read" if missed else None,
    )
    return "; ".join(note for note in notes if note) or None
