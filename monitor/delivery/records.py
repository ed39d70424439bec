"""The sender's events: what was begun and how it ended, with ids that repeat on a repeat."""

from datetime import datetime

from monitor.delivery.attempts import is_hopeless, patience_of, retry_at
from monitor.delivery.outbox import Pending
from monitor.delivery.silences import Known
from monitor.delivery.transport import Outcome, Sent
from monitor.events.codec import encode
from monitor.events.deliveries import (
    DeliveryAbandoned,
    DeliveryDeferred,
    DeliverySilenced,
    DeliveryStarted,
    DeliverySucceeded,
    DeliveryUnknown,
)
from monitor.events.envelope import NewEvent, microseconds
from monitor.events.registry import Event
from monitor.flow.ids import event_id


def started(found: Pending, now: datetime) -> NewEvent:
    attempt = found.attempt + 1
    event = DeliveryStarted(delivery=found.request.delivery, attempt=attempt)
    return _record(found, event, attempt, now)


def silenced(found: Pending, silence: Known, now: datetime) -> NewEvent:
    """Return the event for a delivery that a silence made since keeps from being sent."""
    event = DeliverySilenced(
        delivery=found.request.delivery,
        alert=found.request.alert,
        destination=found.request.destination,
        silence=silence.id,
        reason=silence.words,
    )
    return _record(found, event, found.attempt, now)


def unknown(found: Pending, now: datetime) -> NewEvent:
    """Return the event for an attempt that a crash cut off: nobody knows whether it arrived."""
    event = DeliveryUnknown(delivery=found.request.delivery, attempt=found.attempt)
    return _record(found, event, found.attempt, now)


def ended(found: Pending, outcome: Outcome, *, kind: str, failures: int, now: datetime) -> NewEvent:
    """Return the event for an attempt's end.

    ``kind`` is the destination's, ``failures`` how often in a row it failed before this.
    """
    return _record(found, _end(found, outcome, kind, failures, now), found.attempt, now)


def _end(found: Pending, outcome: Outcome, kind: str, failures: int, now: datetime) -> Event:
    delivery, attempt = found.request.delivery, found.attempt
    if isinstance(outcome, Sent):
        return DeliverySucceeded(delivery=delivery, attempt=attempt)
    patience = patience_of(kind)
    # Held messages are patient from the moment on at which they could first be sent.
    since = datetime.fromisoformat(found.request.not_before or found.since.isoformat())
    if is_hopeless(outcome, patience=patience, since=since, now=now):
        return DeliveryAbandoned(
            delivery=delivery,
            attempt=attempt,
            reason=outcome.reason,
            destination=found.request.destination,
            alert=found.request.alert,
        )
    again = retry_at(outcome, patience=patience, failures=failures + 1, key=delivery, now=now)
    return DeliveryDeferred(
        delivery=delivery, attempt=attempt, reason=outcome.reason, retry_at=again.isoformat()
    )


def _record(found: Pending, event: Event, attempt: int, now: datetime) -> NewEvent:
    return NewEvent(
        id=event_id(found.event, event.TYPE, attempt),
        type=event.TYPE,
        schema_version=event.VERSION,
        subject=f"delivery/{found.request.delivery}",
        time=microseconds(now),
        correlation_id=found.correlation,
        causation_id=found.event,
        data=encode(event),
    )
