"""The story of an alert or an article, gathered from the log by following causes both ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from monitor.errors import MonitorError
from monitor.eventlog.protocol import EventLog
from monitor.events.codec import decode
from monitor.events.envelope import Envelope
from monitor.events.sources import ArticleReceived
from monitor.flow.replay import walk

Told = tuple[Envelope[Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The events of one alert or article, in the order of the log, each once."""

    subject: str
    events: Told


def find(log: EventLog, text: str) -> str:
    """Return the stream that a person means by an id's beginning, a file's name or a key."""
    for kind in ("alert", "article", "incident", "delivery"):
        found = log.streams(f"{kind}/{text.removeprefix(f'{kind}/')}", limit=5)
        if len(found) == 1 or (found and found[0].endswith(f"/{text}")):
            return found[0]
        if found:
            raise MonitorError(
                f"{text!r} begins several names: {', '.join(found)}", hint="Give more of it."
            )
    return _by_key(log, text)


def _by_key(log: EventLog, text: str) -> str:
    for recorded in walk(log, types={"article.received", "item.refused"}):
        data: Any = decode(recorded).data
        key = data.key
        address = data.url if isinstance(data, ArticleReceived) else None
        if text in (key, address) or key.endswith(f"/{text.rsplit('/', maxsplit=1)[-1]}"):
            return recorded.subject
    raise MonitorError(
        f"there is no alert and no article {text!r}",
        hint="`monitor alerts` lists alerts; an article is named by its id, its file or its link.",
    )


def story_of(log: EventLog, subject: str) -> Story:
    """Return everything that led to the events of a stream, and all that followed from them."""
    found: dict[int, Envelope[Any]] = {}
    for recorded in log.read_stream(subject):
        envelope = decode(recorded)
        for each in (*_causes(log, envelope), envelope, *_effects(log, envelope)):
            found[each.position] = each
    return Story(subject=subject, events=tuple(found[position] for position in sorted(found)))


def _causes(log: EventLog, envelope: Envelope[Any]) -> Iterator[Envelope[Any]]:
    cause = envelope.causation_id
    while cause and (recorded := log.get(cause)):
        before = decode(recorded)
        yield before
        cause = before.causation_id


def _effects(log: EventLog, envelope: Envelope[Any]) -> Iterator[Envelope[Any]]:
    for recorded in log.caused_by(envelope.id):
        after = decode(recorded)
        yield after
        yield from _effects(log, after)
