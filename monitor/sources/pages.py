"""The pages behind a feed's items, where the feed itself carries only summaries."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.sources.addresses import networks
from monitor.sources.httpx2_fetch import Ask, fetch
from monitor.sources.options import FeedOptions
from monitor.sources.parsed import Entry, Page, PageJob
from monitor.sources.parsers import Parsers
from monitor.sources.protocol import Failed, Item

_AT_ONCE = 4
# What is not fetched within one poll's share of time stays with its summary: nothing waits for it.
_PER_POLL = 60
_TOTAL = timedelta(seconds=90)
_DEADLINE = timedelta(seconds=15)
# A page that gives less than the feed gave is a login, a cookie wall or a video.
_FEWEST_WORDS = 25


class PageReader:
    """Fetches pages and takes the main text out of them, a few at a time."""

    def __init__(self, options: FeedOptions, parsers: Parsers) -> None:
        self._options = options
        self._parsers = parsers
        self._allowed = networks(options.allow_addresses)

    async def fill(
        self, pairs: Sequence[tuple[Entry, Item]], now: datetime
    ) -> tuple[list[Item], int]:
        """Return the items, with their pages' texts where those are wanted and to be had.

        The number counts the pages that were wanted and not had.
        """
        wanted = [index for index, (entry, _) in enumerate(pairs) if self._is_wanted(entry)]
        items = [item for _, item in pairs]
        gate = asyncio.Semaphore(_AT_ONCE)

        async def fill_in(index: int) -> None:
            async with gate:
                items[index] = await self._filled(items[index], now)

        tasks = [asyncio.create_task(fill_in(index)) for index in wanted[:_PER_POLL]]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=_TOTAL.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return items, sum(items[index] is pairs[index][1] for index in wanted)

    def _is_wanted(self, entry: Entry) -> bool:
        if entry.link is None or self._options.pages == "never":
            return False
        return self._options.pages == "always" or entry.is_summary

    async def _filled(self, item: Item, now: datetime) -> Item:
        answer = await fetch(
            Ask(
                url=item.url or "",
                deadline=min(self._options.deadline, _DEADLINE),
                max_bytes=self._options.max_bytes,
                allowed=self._allowed,
            )
        )
        if isinstance(answer, Failed) or answer.status != 200:
            return item
        page = await self._parsers.parse(
            PageJob(
                body=answer.body,
                url=answer.url,
                content_type=answer.headers.get("content-type", ""),
                today=now.date().isoformat(),
            )
        )
        if not isinstance(page, Page) or len(page.text.split()) < _FEWEST_WORDS:
            return item
        return replace(
            item,
            body=page.text.encode("utf-8", "replace"),
            media_type="text/plain",
            title=item.title or page.title,
            published=item.published or page.published,
        )
