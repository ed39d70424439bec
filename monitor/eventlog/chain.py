"""The hash chain: each event seals itself and all before it.

SHA-256 over length-prefixed fields, so that no two events can share one sealing.
"""

from collections.abc import Iterable
from hashlib import sha256

from monitor.eventlog.protocol import GENESIS, Head
from monitor.eventlog.rows import Row
from monitor.events.envelope import NewEvent, Recorded


class _Lengths(dict[int, bytes]):
    """The eight bytes before a field: they keep ("ab", "c") and ("a", "bc") apart."""

    def __missing__(self, length: int) -> bytes:
        return length.to_bytes(8, "big")


_LENGTHS = _Lengths({length: length.to_bytes(8, "big") for length in range(256)})


def sealing(
    event: NewEvent | Recorded, position: int, version: int, recorded_at: int, prev_hash: bytes
) -> bytes:
    """Return the hash of an event at a position. Each append waits for it: hence no loop."""
    size = _LENGTHS
    place, form, order = b"%d" % position, b"%d" % event.schema_version, b"%d" % version
    when, written = b"%d" % event.time, b"%d" % recorded_at
    name, kind, subject = event.id.encode(), event.type.encode(), event.subject.encode()
    origin, data = event.correlation_id.encode(), event.data
    cause = event.causation_id.encode() if event.causation_id else b""
    # fmt: off
    return sha256(b"".join((
        prev_hash,
        size[len(place)], place, size[len(name)], name, size[len(kind)], kind,
        size[len(form)], form, size[len(subject)], subject, size[len(order)], order,
        size[len(when)], when, size[len(written)], written, size[len(origin)], origin,
        size[len(cause)], cause, size[len(data)], data,
    ))).digest()
    # fmt: on


def link(event: NewEvent, position: int, version: int, recorded_at: int, prev_hash: bytes) -> Row:
    """Return an event as a row of the log, chained to the hash before it."""
    return (
        position,
        event.id,
        event.type,
        event.schema_version,
        event.subject,
        version,
        event.time,
        recorded_at,
        event.correlation_id,
        event.causation_id,
        event.data,
        prev_hash,
        sealing(event, position, version, recorded_at, prev_hash),
    )


def seal(
    event: NewEvent, *, position: int, version: int, recorded_at: int, prev_hash: bytes
) -> Recorded:
    """Return the event as recorded at a position, chained to the hash before it."""
    return Recorded(*link(event, position, version, recorded_at, prev_hash))


def broken_link(recorded: Recorded, before: Head) -> str | None:
    """Return why an event does not follow from the one before it, or None if it does."""
    position = recorded.position
    if position != before.position + 1:
        return f"event {before.position + 1} is missing: event {position} follows"
    if recorded.prev_hash != before.hash:
        return f"event {position} does not continue the chain of event {before.position}"
    again = sealing(recorded, position, recorded.version, recorded.recorded_at, before.hash)
    if again != recorded.hash:
        return f"event {position} ({recorded.type}) was changed after it was written"
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
