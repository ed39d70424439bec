"""What the tests of this room share: a log, a clock, and sources over them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from monitor.eventlog.memory import MemoryLog
from monitor.events.codec import decode
from monitor.sources.build import build
from monitor.sources.options import DirectoryOptions, FeedOptions
from monitor.sources.parsers import Parsers
from monitor.sources.poller import Outcome, SourcesPoller
from tests.fakes.clock import FixedClock

LOOPBACK = ("127.0.0.0/8", "::1")


@dataclass(slots=True)
class Desk:
    """A log and what polls into it; a new poller stands for a restarted process."""

    log: MemoryLog
    clock: FixedClock
    parsers: Parsers
    runner: asyncio.Runner
    pollers: list[SourcesPoller] = field(default_factory=list)

    def open(self, *options: DirectoryOptions | FeedOptions) -> SourcesPoller:
        poller = SourcesPoller(self.log, build(options, self.parsers), self.clock)
        poller.restore()
        self.pollers.append(poller)
        return poller

    def poll(self, poller: SourcesPoller, name: str = "here", *, force: bool = True) -> Outcome:
        return self.runner.run(poller.poll(name, force=force))

    def settle(self, poller: SourcesPoller, name: str = "here") -> list[Outcome]:
        """Poll until nothing is left to wait for."""
        outcomes = [self.poll(poller, name)]
        while outcomes[-1].again_in and len(outcomes) < 20:
            self.clock.moment += outcomes[-1].again_in
            outcomes.append(self.poll(poller, name))
        return outcomes

    def events(self, *kinds: str) -> list[Any]:
        return [decode(r).data for r in self.log.read(limit=100_000) if r.type in kinds]

    def received(self) -> list[Any]:
        return self.events("article.received")

    def refused(self) -> dict[str, str]:
        return {event.key: event.reason for event in self.events("item.refused")}

    def failures(self) -> Sequence[Any]:
        return self.events("source.failed")

    def text(self, event: Any) -> str:
        body = self.log.body(event.body)
        assert body is not None
        return body.decode()


def feed_options(url: str, **changes: Any) -> FeedOptions:
    options = FeedOptions(
        name="here", url=url, allow_addresses=LOOPBACK, deadline=timedelta(seconds=3)
    )
    return replace(options, **changes)


def rss(*items: str, title: str = "Panj Observer", head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>http://example.org/</link>{head}{''.join(items)}</channel></rss>"
    )


def item(
    number: int, *, guid: str | None = None, link: str | None = "", text: str = "", extra: str = ""
) -> str:
    where = f"http://example.org/{number}" if link == "" else link
    parts = [f"<title>Title number {number}</title>"]
    parts += [f"<guid>{guid}</guid>"] if guid else []
    parts += [f"<link>{where}</link>"] if where else []
    words = text or f"Text number {number} says that the bridge was opened. " * 20
    return f"<item>{''.join(parts)}<description>{words}</description>{extra}</item>"
