"""Steps run one event at a time, without a log: for examples and backtests.

The same steps as in the daemon, in the same order; only nothing is written. Ids are plain names.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from monitor.events.alerts import SweepDue
from monitor.events.envelope import Envelope
from monitor.events.registry import Event
from monitor.flow.step import Bodies, Step

_Waiting = deque[tuple[Envelope[Any], Step | None]]
"""Events to be handled, each with the step that made it."""


@dataclass(frozen=True, slots=True)
class _Route:
    """The steps that events of one type go to, in their order."""

    remembering: tuple[Step, ...]
    consuming: tuple[Step, ...]


class Push:
    """Pushes events through steps: each event's outputs are handled before the next event."""

    def __init__(self, steps: Sequence[Step], stored: Bodies | None = None) -> None:
        self._steps = steps
        self._stored = stored
        self._bodies: dict[str, bytes] = {}
        self._position = 0
        self._routes: dict[str, _Route] = {}

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
        waiting: _Waiting = deque([(first, None)])
        while waiting:
            envelope, maker = waiting.popleft()
            route = self._routes.get(envelope.type) or self._route(envelope.type)
            for step in route.remembering:
                # A step knows its own outputs from the moment it makes them.
                if step is not maker:
                    step.remember(envelope)
            yield envelope
            for step in route.consuming:
                self._handle(step, envelope, waiting)

    def sweep(self, time: datetime) -> Iterator[Envelope[Any]]:
        """Tell the steps that a moment has come."""
        yield from self.take(SweepDue(), subject="daemon", time=time)

    def _route(self, name: str) -> "_Route":
        route = self._routes[name] = _Route(
            tuple(step for step in self._steps if name in step.remembers),
            tuple(step for step in self._steps if name in step.consumes),
        )
        return route

    def _handle(self, step: Step, envelope: Envelope[Any], waiting: _Waiting) -> None:
        for index, draft in enumerate(step.handle(envelope, self.body)):
            self._bodies.update(draft.bodies)
            name = f"{envelope.id}/{step.name}/{index}"
            made = self._envelope(draft.event, draft.subject, envelope.time, name)
            if made.type in step.remembers:
                step.remember(made)
            waiting.append((made, step))

    def _envelope(self, event: Event, subject: str, time: datetime, name: str) -> Envelope[Any]:
        self._position += 1
        # By position, as in ``decode``: a backtest makes a million of them.
        return Envelope(self._position, name, event.TYPE, subject, 0, time, time, name, None, event)
