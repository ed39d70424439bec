"""The hash chain: each event seals itself and all before it.

SHA-256 over length-prefixed fields, so that no two events can share one sealing.
"""

import hashlib
from collections.abc import Iterable

from monitor.eventlog.protocol import GENESIS, Head
from monitor.events.envelope import NewEvent, Recorded


def _sealed(prev_hash: bytes, fields: tuple[bytes, ...]) -> bytes:
    # The length before each field keeps ("ab", "c") and ("a", "bc") apart.
    parts = [prev_hash]
    for field in fields:
        parts.append(len(field).to_bytes(8, "big"))
        parts.append(field)
    return hashlib.sha256(b"".join(parts)).digest()


def seal(
    event: NewEvent, *, position: int, version: int, recorded_at: int, prev_hash: bytes
) -> Recorded:
    """Return the event as recorded at a position, chained to the hash before it."""
    digest = _sealed(
        prev_hash,
        (
            str(position).encode(),
            event.id.encode(),
            event.type.encode(),
            str(event.schema_version).encode(),
            event.subject.encode(),
            str(version).encode(),
            str(event.time).encode(),
            str(recorded_at).encode(),
            event.correlation_id.encode(),
            (event.causation_id or "").encode(),
            event.data,
        ),
    )
    return Recorded(
        position=position,
        id=event.id,
        type=event.type,
        schema_version=event.schema_version,
        subject=event.subject,
        version=version,
        time=event.time,
        recorded_at=recorded_at,
        correlation_id=event.correlation_id,
        causation_id=event.causation_id,
        data=event.data,
        prev_hash=prev_hash,
        hash=digest,
    )


def _as_new(recorded: Recorded) -> NewEvent:
    return NewEvent(
        id=recorded.id,
        type=recorded.type,
        schema_version=recorded.schema_version,
        subject=recorded.subject,
        time=recorded.time,
        correlation_id=recorded.correlation_id,
        causation_id=recorded.causation_id,
        data=recorded.data,
    )


def broken_link(recorded: Recorded, before: Head) -> str | None:
    """Return why an event does not follow from the one before it, or None if it does."""
    if recorded.position != before.position + 1:
        return f"event {before.position + 1} is missing: event {recorded.position} follows"
    if recorded.prev_hash != before.hash:
        return f"event {recorded.position} does not continue the chain of event {before.position}"
    again = seal(
        _as_new(recorded),
        position=recorded.position,
        version=recorded.version,
        recorded_at=recorded.recorded_at,
        prev_hash=recorded.prev_hash,
    )
    if again.hash != recorded.hash:
        return f"event {recorded.position} ({recorded.type}) was changed after it was written"
    return None


def verify(events: Iterable[Recorded]) -> tuple[Head, str | None]:
    """Walk a whole log; return how far the chain holds, and why it stops there (None: all held)."""
    head = Head(0, GENESIS)
    for recorded in events:
        fault = broken_link(recorded, head)
        if fault:
            return head, fault
        head = Head(recorded.position, recorded.hash)
    return head, None
