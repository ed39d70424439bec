"""Steps run one event at a time, without a log: for examples and backtests.

The same steps as in the daemon, in the same order; only nothing is written. Ids are plain names.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from monitor.events.alerts import SweepDue
from monitor.events.envelope import Envelope
from monitor.events.registry import Event
from monitor.flow.step import Bodies, Step


class Push:
    """Pushes events through steps: each event's outputs are handled before the next event."""

    def __init__(self, steps: Sequence[Step], stored: Bodies | None = None) -> None:
        self._steps = steps
        self._stored = stored
        self._bodies: dict[str, bytes] = {}
        self._position = 0

    def add_body(self, digest: str, text: bytes) -> None:
        """Have a text at hand; ``forget_bodies`` lets all such go again."""
        self._bodies[digest] = text

    def forget_bodies(self) -> None:
        self._bodies.clear()

    def body(self, digest: str) -> bytes | None:
        """Return an article's text, as the log would."""
        found = self._bodies.get(digest)
        return self._stored(digest) if found is None and self._stored else found

    def take(
        self, event: Event, *, subject: str, time: datetime, cause: str = ""
    ) -> Iterator[Envelope[Any]]:
        """Yield the event's envelope and those of all that follow from it, in order."""
        yield from self.pass_on(
            self._envelope(event, subject, time, cause or f"push {self._position}")
        )

    def pass_on(self, first: Envelope[Any]) -> Iterator[Envelope[Any]]:
        """Yield a recorded event and all that follow from it, in order."""
        waiting: deque[tuple[Envelope[Any], Step | None]] = deque([(first, None)])
        while waiting:
            envelope, maker = waiting.popleft()
            for step in self._steps:
                # A step knows its own outputs from the moment it makes them.
                if step is not maker and envelope.type in step.remembers:
                    step.remember(envelope)
            yield envelope
            waiting.extend(self._outputs(envelope))

    def sweep(self, time: datetime) -> Iterator[Envelope[Any]]:
        """Tell the steps that a moment has come."""
        yield from self.take(SweepDue(), subject="daemon", time=time)

    def _outputs(self, envelope: Envelope[Any]) -> Iterator[tuple[Envelope[Any], Step]]:
        for step in self._steps:
            if envelope.type not in step.consumes:
                continue
            for index, draft in enumerate(step.handle(envelope, self.body)):
                self._bodies.update(draft.bodies)
                name = f"{envelope.id}/{step.name}/{index}"
                made = self._envelope(draft.event, draft.subject, envelope.time, name)
                if made.type in step.remembers:
                    step.remember(made)
                yield made, step

    def _envelope(self, event: Event, subject: str, time: datetime, name: str) -> Envelope[Any]:
        self._position += 1
        return Envelope(
            position=self._position,
            id=name,
            type=event.TYPE,
            subject=subject,
            version=0,
            time=time,
            recorded_at=time,
            correlation_id=name,
            causation_id=None,
            data=event,
        )
