"""What a source is: something that can be polled and answers with items, or with a failure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Protocol

import msgspec

from monitor.events.sources import ArticleReceived, ItemRefused
from monitor.flow.ids import digest, event_id


@dataclass(frozen=True, kw_only=True)
class Item:
    """Something to read.

    ``identity`` digests what the source itself said: the same item in the same form is handed over
    once. ``body`` is UTF-8; it may be more than the identity covers (a page that was fetched
    because the feed held a summary only).
    """

    source: str
    key: str
    identity: str
    body: bytes
    media_type: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    backlog: bool = False

    @cached_property
    def event_id(self) -> str:
        return received_id(self.source, self.key, self.identity)

    @cached_property
    def body_digest(self) -> str:
        return digest(self.body)

    def event(self) -> ArticleReceived:
        return ArticleReceived(
            source=self.source,
            key=self.key,
            body=self.body_digest,
            media_type=self.media_type,
            title=self.title,
            url=self.url,
            published=self.published,
            outlet=self.outlet,
            language=self.language,
            backlog=self.backlog,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something that is not an article.

    ``form`` tells one form of a thing from the next (size and time of change), so that each is
    reported once.
    """

    source: str
    key: str
    form: str
    reason: str
    hint: str = ""

    @property
    def event_id(self) -> str:
        return event_id("item.refused", self.source, self.key, self.form, self.reason)

    def event(self) -> ItemRefused:
        return ItemRefused(source=self.source, key=self.key, reason=self.reason, hint=self.hint)


def received_id(source: str, key: str, identity: str) -> str:
    """Return the id of the event for an item: the same item again has the same id."""
    return event_id("article.received", source, key, identity)


class Cursor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the log knows of a source: all that a poll needs from the polls before it.

    ``attempts`` are failures in a row, ``failed_since`` when the first of them was, ``failed_at``
    when the last, ``retry_at`` when to try again. ``polled`` is the last answer that the log holds.
    All moments are aware.
    """

    polled: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    next_due: datetime | None = None
    items: int = 0
    last_new: datetime | None = None
    note: str | None = None
    attempts: int = 0
    failed_since: datetime | None = None
    failed_at: datetime | None = None
    retry_at: datetime | None = None
    failure: str | None = None
    reason: str | None = None

    def waits(self, now: datetime) -> bool:
        """Tell whether it failed and is to be left alone still.

        Not where the failure lies in the future: the clock was set back since.
        """
        if self.retry_at is None or (self.failed_at and now < self.failed_at):
            return False
        return now < self.retry_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """An answer. ``seen`` counts what is there, ``items`` holds what is new.

    ``more``: the source holds more than one answer may carry; poll again at once.
    ``again_in``: something is not ready yet (a file still being written); worth a look by then.
    """

    items: tuple[Item, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    seen: int = 0
    unchanged: bool = False
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    note: str | None = None
    more: bool = False
    again_in: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """No usable answer.

    ``failure`` is a short class: missing, unreadable, refused-address, dns, connection, tls,
    timeout, too-large, redirect, http-404, http-429, not-a-feed, internal. ``retry_after`` is what
    the other side asked for.
    """

    failure: str
    reason: str
    retry_after: timedelta | None = None


Seen = Callable[[str], bool]
"""Says whether the log holds an event of that id."""


class Source(Protocol):
    """A place that articles come from. ``poll`` never raises for what the world does."""

    @property
    def name(self) -> str: ...

    @property
    def interval(self) -> timedelta: ...

    async def poll(self, cursor: Cursor, now: datetime, seen: Seen) -> Polled | Failed: ...

    def confirm(self, polled: Polled) -> None:
        """Be told that an answer is safely in the log: it need not be given again."""
        ...
