"""What the tests of this room share."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from monitor.articles.clean import clean
from monitor.articles.step import ArticlesStep
from monitor.articles.values import Cleaned, Facts, Raw
from monitor.eventlog.memory import MemoryLog
from monitor.events.codec import decode, encode
from monitor.events.envelope import NewEvent, microseconds
from monitor.events.sources import ArticleReceived
from monitor.flow.ids import digest, event_id, short
from monitor.flow.runner import River
from tests.fakes.clock import FixedClock

RECEIVED = datetime(2026, 1, 18, 12, tzinfo=UTC)


def cleaned(
    text: str, *, kind: str = "plain", received: datetime = RECEIVED, **facts: Any
) -> Cleaned:
    raw = Raw(text=text, media_type=f"text/{kind}", received=received, facts=Facts(**facts))
    return clean(raw)


def cuts(found: Cleaned) -> dict[str, list[str]]:
    by_kind: dict[str, list[str]] = {}
    for cut in found.cuts:
        by_kind.setdefault(cut.kind, []).append(cut.text)
    return by_kind


@dataclass(slots=True)
class Mill:
    """A log, and the articles step that runs over it."""

    clock: FixedClock = field(default_factory=FixedClock)
    log: MemoryLog = field(init=False)
    river: River = field(init=False)

    def __post_init__(self) -> None:
        self.log = MemoryLog(self.clock)
        self.restart()

    def restart(self) -> None:
        """Stand for a new process."""
        self.river = River(self.log, [ArticlesStep()])
        self.river.restore()

    def receive(self, text: str, *, key: str, source: str = "folder", **facts: Any) -> str:
        """Put an article into the log without running the step; return the article's id."""
        body = text.encode()
        event = ArticleReceived(
            source=source, key=key, body=digest(body), media_type="text/plain", **facts
        )
        identity = event_id(source, key, event.body, str(facts))
        new = NewEvent(
            id=identity,
            type=event.TYPE,
            schema_version=event.VERSION,
            subject=f"article/{short(source, key)}",
            time=microseconds(self.clock.now()),
            correlation_id=identity,
            causation_id=None,
            data=encode(event),
        )
        self.log.append([new], bodies={event.body: body})
        return short(source, key)

    def take(self, text: str, *, key: str, source: str = "folder", **facts: Any) -> list[Any]:
        """Receive an article and return the events that came of it."""
        before = self.log.head().position
        self.receive(text, key=key, source=source, **facts)
        self.river.flow()
        events = [decode(recorded).data for recorded in self.log.read(before)]
        return [event for event in events if not isinstance(event, ArticleReceived)]

    def text(self, event: Any) -> str:
        body = self.log.body(event.body)
        assert body is not None
        return body.decode()
