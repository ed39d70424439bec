"""The envelope around every event, named as CloudEvents 1.0 names it where it can."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Generic, TypeVar

import msgspec

from monitor.events.registry import Event

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

D = TypeVar("D", bound=Event)


# What comes of an event has its time, and what is appended together is recorded together.
@lru_cache(maxsize=512)
def moment(microseconds: int) -> datetime:
    """Return the aware UTC moment so many microseconds after the epoch."""
    return EPOCH + timedelta(0, 0, microseconds)


def microseconds(when: datetime) -> int:
    """Return the whole microseconds from the epoch to an aware moment."""
    since = when - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


class NewEvent(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An event on its way into the log. ``data`` is canonical UTF-8 JSON, ``time`` microseconds."""

    id: str
    type: str
    schema_version: int
    subject: str
    time: int
    correlation_id: str
    causation_id: str | None
    data: bytes


class Recorded(msgspec.Struct, frozen=True, gc=False):
    """An event as the log holds it: ``position`` in the log, ``version`` in its stream (from 1).

    The fields stand in the order of the table's columns: a row becomes an event without detours.

    ``time`` and ``recorded_at`` are microseconds since the epoch; the hashes are SHA-256.
    """

    position: int
    id: str
    type: str
    schema_version: int
    subject: str
    version: int
    time: int
    recorded_at: int
    correlation_id: str
    causation_id: str | None
    data: bytes
    prev_hash: bytes
    hash: bytes


class Header(msgspec.Struct, frozen=True, gc=False):
    """Which event stands at a position, without what it says. ``time`` as in ``Recorded``."""

    position: int
    type: str
    subject: str
    time: int


# An envelope's fields as they are stored, then the version of its form and its data.
Stored = tuple[int, str, str, str, int, int, int, str, str | None, int, bytes]


class Envelope(msgspec.Struct, Generic[D], frozen=True, gc=False):
    """A recorded event with its data decoded to the present version of its class."""

    position: int
    id: str
    type: str
    subject: str
    version: int
    time: datetime
    recorded_at: datetime
    correlation_id: str
    causation_id: str | None
    data: D
