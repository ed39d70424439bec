"""Deliveries: the attempts to tell one destination."""

from monitor.events.registry import Event, event


@event("delivery.requested")
class DeliveryRequested(Event, frozen=True, kw_only=True):
    """One message for one destination; ``delivery`` is its idempotency key.

    ``not_before`` (ISO 8601) holds it back, for quiet hours. ``covers`` are the ids of the alert
    events it tells of (several in a digest), ``group`` the digest it belongs to, ``step`` the rung
    of an escalation, and ``why`` says in words what sent it here.
    """

    delivery: str
    alert: str
    route: str
    destination: str
    subject: str
    text: str
    html: str = ""
    level: str = ""
    not_before: str | None = None
    fallback_for: str | None = None
    covers: tuple[str, ...] = ()
    group: str = ""
    step: int = 0
    why: str = ""


@event("delivery.gathered")
class DeliveryGathered(Event, frozen=True, kw_only=True):
    """An alert event waits for a message that tells of several; ``due`` is ISO 8601.

    ``item`` is the id of the alert event; the group's ``delivery.requested`` covers it.
    """

    item: str
    alert: str
    route: str
    destination: str
    group: str
    due: str
    subject: str
    text: str
    html: str = ""
    level: str = ""


@event("delivery.started")
class DeliveryStarted(Event, frozen=True, kw_only=True):
    """An attempt begins: recorded before the send, so that a crash leaves a trace."""

    delivery: str
    attempt: int


@event("delivery.succeeded")
class DeliverySucceeded(Event, frozen=True, kw_only=True):
    """The first hop accepted the message."""

    delivery: str
    attempt: int


@event("delivery.deferred")
class DeliveryDeferred(Event, frozen=True, kw_only=True):
    """The attempt failed; it is tried again at ``retry_at`` (ISO 8601)."""

    delivery: str
    attempt: int
    reason: str
    retry_at: str


@event("delivery.unknown")
class DeliveryUnknown(Event, frozen=True, kw_only=True):
    """An attempt began and its end is not known: it is repeated under the same key."""

    delivery: str
    attempt: int


@event("delivery.abandoned")
class DeliveryAbandoned(Event, frozen=True, kw_only=True):
    """Given up, for a permanent reason or after the last attempt."""

    delivery: str
    attempt: int
    reason: str
    destination: str = ""
    alert: str = ""
