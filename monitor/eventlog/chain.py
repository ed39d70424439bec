"""The hash chain: each event seals itself and all before it.

SHA-256 over length-prefixed fields, so that no two events can share one sealing. ``sealing`` says
what is sealed; ``Chaining`` does the same for all events of a transaction, in half the time.
"""

from collections.abc import Iterable, Sequence
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
    """Return the hash of an event at a position. Who verifies asks for every one: hence no loop."""
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


def seal(
    event: NewEvent, *, position: int, version: int, recorded_at: int, prev_hash: bytes
) -> Recorded:
    """Return the event as recorded at a position, chained to the hash before it."""
    return Recorded(
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


class _Sized(dict[str | int | None, bytes]):
    """Fields that come again, as they are sealed: types, times, roots, small numbers."""

    MOST = 4096

    def __missing__(self, field: str | int | None) -> bytes:
        if len(self) >= self.MOST:
            self.clear()
        plain = b"%d" % field if isinstance(field, int) else (field or "").encode()
        self[field] = found = _LENGTHS[len(plain)] + plain
        return found


class Chaining:
    """Makes rows of the log out of new events. For one thread at a time."""

    def __init__(self) -> None:
        self._sized = _Sized()

    def rows(
        self, events: Sequence[NewEvent], versions: Sequence[int], head: Head, now: int
    ) -> list[Row]:
        """Return events as rows behind a head, each chained to the one before it."""
        size, sized, joined = _LENGTHS, self._sized, b"".join
        position, before = head.position, head.hash
        found: list[Row] = []
        for event, version in zip(events, versions, strict=True):
            position += 1
            place, name, subject = b"%d" % position, event.id.encode(), event.subject.encode()
            kind, form, when, data = event.type, event.schema_version, event.time, event.data
            root, cause = event.correlation_id, event.causation_id
            # fmt: off
            sealed = sha256(joined((
                before, size[len(place)], place, size[len(name)], name, sized[kind], sized[form],
                size[len(subject)], subject, sized[version], sized[when], sized[now],
                sized[root], sized[cause], size[len(data)], data,
            ))).digest()
            found.append((
                position, event.id, kind, form, event.subject, version, when, now, root, cause,
                data, before, sealed,
            ))
            # fmt: on
            before = sealed
        return found


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
