"""Deliveries: the attempts to tell one destination."""

import msgspec

from monitor.events.registry import Event, event


@event("delivery.requested")
class DeliveryRequested(Event, frozen=True, kw_only=True):
    """One message for one destination; ``delivery`` is its idempotency key.

    ``not_before`` (ISO 8601) holds it back, for quiet hours. ``covers`` are the ids of the alert
    events it tells of (several in a digest), ``group`` the digest it belongs to, ``step`` the rung
    of an escalation, and ``why`` says in words what sent it here. ``about`` holds what a silence
    may match of each alert that it tells of, so that one made since is found at the send; it is
    empty where it tells of too many to say.
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
    about: tuple[dict[str, tuple[str, ...]], ...] = ()


@event("delivery.gathered")
class DeliveryGathered(Event, frozen=True, kw_only=True):
    """An alert event waits for a message that tells of several; ``due`` is ISO 8601.

    ``item`` is the id of the alert event (of the delivery given up, on the fallback route); the
    group's ``delivery.requested`` tells of it. ``why`` says what made it wait, ``step`` is the rung
    of an escalation, ``about`` what a silence may match. Beyond the first of a group only subjects
    are kept: ``text`` is empty then.
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
    why: str = ""
    step: int = 0
    about: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


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


@event("delivery.silenced")
class DeliverySilenced(Event, frozen=True, kw_only=True):
    """Not sent, because of a silence that was made after it was requested."""

    delivery: str
    alert: str
    destination: str
    silence: str
    reason: str


@event("delivery.abandoned")
class DeliveryAbandoned(Event, frozen=True, kw_only=True):
    """Given up, for a permanent reason or after the last attempt."""

    delivery: str
    attempt: int
    reason: str
    destination: str = ""
    alert: str = ""
