"""Events that come from outside the river: a person's verb, a sweep, a start."""

from datetime import datetime

from monitor.events.codec import encode
from monitor.events.envelope import NewEvent, microseconds
from monitor.flow.step import Draft


def external(draft: Draft, name: str, now: datetime) -> NewEvent:
    """Return an event without a cause in the log; ``name`` is its id."""
    return NewEvent(
        id=name,
        type=draft.event.TYPE,
        schema_version=draft.event.VERSION,
        subject=draft.subject,
        time=microseconds(now),
        correlation_id=name,
        causation_id=None,
        data=encode(draft.event),
    )
