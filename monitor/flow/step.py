"""The protocol of a step: one room's way of turning one kind of event into the next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from monitor.events.envelope import Envelope
from monitor.events.registry import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event that a step wants in the log.

    ``subject`` is the stream it belongs to ("article/ab12..."). ``bodies`` are texts to store with
    it, by their SHA-256 in hex. Id, time and causes are the runner's business.
    """

    event: Event
    subject: str
    bodies: dict[str, bytes] = field(default_factory=dict)


class Bodies(Protocol):
    """Gives article bytes by their digest; None where they were purged."""

    def __call__(self, digest: str) -> bytes | None: ...


class Step(Protocol):
    """Handles each event of the types it ``consumes``, once, in log order.

    ``remembers`` are the types that shape its memory: ``remember`` is called for each of them, its
    own outputs included, in log order and up to the head of the log *before* ``handle`` decides.
    So memory is a fold of the log, whatever was restarted in between. Neither looks at a clock:
    the moment is the envelope's ``time``. Memory must stay bounded: forget by event time.
    """

    name: str
    version: int
    consumes: frozenset[str]
    remembers: frozenset[str]

    def remember(self, envelope: Envelope[Any]) -> None: ...

    def handle(self, envelope: Envelope[Any], bodies: Bodies) -> Sequence[Draft]: ...


class Remembering(Protocol):
    """A step whose memory can be kept as a snapshot, so that a restart need not fold it anew."""

    def dump(self) -> bytes: ...

    def load(self, state: bytes) -> None: ...


class Foreseeing(Protocol):
    """A step that can begin with events before it is their turn: it depends on nothing else."""

    def foresee(self, envelopes: Sequence[Envelope[Any]], bodies: Bodies) -> None: ...
