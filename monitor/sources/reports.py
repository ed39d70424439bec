"""From a source's answer to the events that record it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.events.codec import encode
from monitor.events.envelope import NewEvent, microseconds
from monitor.events.registry import Event
from monitor.events.sources import SourceFailed, SourcePolled, SourceRecovered
from monitor.flow.ids import digest, event_id, short
from monitor.sources import cadence
from monitor.sources.moments import text_of
from monitor.sources.protocol import Cursor, Failed, Polled, Source

QUIET = timedelta(hours=1)
"""Answers that bring nothing new are recorded once in so long, or they would fill the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one answer adds to the log, in one transaction."""

    events: tuple[NewEvent, ...]
    bodies: dict[str, bytes]


def new_event(event: Event, *, id: str, subject: str, now: datetime) -> NewEvent:  # noqa: A002
    """Return an event that begins a chain of causes."""
    return NewEvent(
        id=id,
        type=event.TYPE,
        schema_version=event.VERSION,
        subject=subject,
        time=microseconds(now),
        correlation_id=id,
        causation_id=None,
        data=encode(event),
    )


def report(source: Source, answer: Polled | Failed, cursor: Cursor, now: datetime) -> Report:
    """Return the events for an answer: items and refusals first, then how the source fares."""
    if isinstance(answer, Failed):
        known = answer.failure == cursor.failure and cursor.waits(now)
        return Report(events=() if known else (_failed(source, answer, cursor, now),), bodies={})
    events = _items(source, answer, now) + _health(source, answer, cursor, now)
    bodies = {item.body_digest: item.body for item in answer.items}
    return Report(events=tuple(events), bodies=bodies)


def _items(source: Source, answer: Polled, now: datetime) -> list[NewEvent]:
    # A feed may hold one item twice; the first stands.
    items = {item.event_id: item for item in reversed(answer.items)}
    events = [
        new_event(
            item.event(),
            id=name,
            subject=f"article/{short(item.source, item.key)}",
            now=now,
        )
        for name, item in reversed(items.items())
    ]
    events += [
        new_event(refusal.event(), id=refusal.event_id, subject=f"source/{source.name}", now=now)
        for refusal in answer.refusals
    ]
    return events


def _health(source: Source, answer: Polled, cursor: Cursor, now: datetime) -> list[NewEvent]:
    found: list[NewEvent] = []
    if cursor.attempts:
        recovered = SourceRecovered(
            source=source.name,
            attempts=cursor.attempts,
            failed_since=text_of(cursor.failed_since or now),
        )
        found.append(_about(source, recovered, now))
    if cursor.attempts or _worth_recording(answer, cursor, now):
        found.append(_about(source, _polled(source, answer, now), now))
    return found


def _worth_recording(answer: Polled, cursor: Cursor, now: datetime) -> bool:
    if cursor.polled is None or now - cursor.polled >= QUIET or now < cursor.polled:
        return True
    if answer.items or answer.refusals:
        return True
    # A server may put a new ETag on the same feed: worth keeping for the next question.
    return bool(answer.etag and answer.etag != cursor.etag)


def _polled(source: Source, answer: Polled, now: datetime) -> SourcePolled:
    return SourcePolled(
        source=source.name,
        items=answer.seen,
        new=len(answer.items),
        unchanged=answer.unchanged,
        etag=answer.etag,
        last_modified=answer.last_modified,
        digest=answer.digest,
        next_due=text_of(cadence.next_due(source.name, now, source.interval)),
        note=answer.note,
    )


def _failed(source: Source, answer: Failed, cursor: Cursor, now: datetime) -> NewEvent:
    attempt = cursor.attempts + 1
    wait = cadence.backoff(source.name, attempt, retry_after=answer.retry_after)
    failed = SourceFailed(
        source=source.name,
        failure=answer.failure,
        reason=answer.reason,
        attempt=attempt,
        retry_at=text_of(now + wait),
    )
    return _about(source, failed, now)


def _about(source: Source, event: Event, now: datetime) -> NewEvent:
    # The words count as well: a clock that is set back shows the same moment twice.
    return new_event(
        event,
        id=event_id(event.TYPE, source.name, microseconds(now), digest(encode(event))),
        subject=f"source/{source.name}",
        now=now,
    )
