"""Alerts: what people get, one per fingerprint, each with a life of its own."""

from monitor.events.matches import RuleMatched
from monitor.events.registry import Event, event


@event("alert.raised")
class AlertRaised(Event, frozen=True, kw_only=True):
    """A first match of a fingerprint. ``match`` is all that people are told.

    ``silenced_by`` names the silence because of which nobody is told.
    """

    alert: str
    match: RuleMatched
    silenced_by: str | None = None


@event("alert.updated")
class AlertUpdated(Event, frozen=True, kw_only=True):
    """Something changed that the same recipients are told: ``change`` says what, in words.

    ``kind``: corroborated, disputed, corrected, retracted, superseded, level, further, repeated.
    ``silenced_by`` names the silence because of which nobody is told.
    """

    alert: str
    kind: str
    change: str
    match: RuleMatched
    silenced_by: str | None = None


@event("alert.acknowledged")
class AlertAcknowledged(Event, frozen=True, kw_only=True):
    alert: str
    by: str
    comment: str = ""


@event("alert.resolved")
class AlertResolved(Event, frozen=True, kw_only=True):
    """The alert is over: by a person, or because nothing new came for the rule's time."""

    alert: str
    reason: str
    by: str | None = None


@event("alert.suppressed")
class AlertSuppressed(Event, frozen=True, kw_only=True):
    """A match that people are not told of, and why."""

    alert: str | None
    fingerprint: str
    rule: str
    article: str
    reason: str


@event("alert.judged")
class AlertJudged(Event, frozen=True, kw_only=True):
    """An analyst's verdict: ``true`` or ``false``."""

    alert: str
    verdict: str
    by: str
    note: str = ""


@event("silence.created")
class SilenceCreated(Event, frozen=True, kw_only=True):
    """Matching alerts are raised, but nobody is told, from now until ``until`` (ISO 8601)."""

    silence: str
    matcher: dict[str, str]
    by: str
    comment: str
    until: str


@event("silence.expired")
class SilenceExpired(Event, frozen=True, kw_only=True):
    silence: str
    by: str | None = None


@event("sweep.due")
class SweepDue(Event, frozen=True, kw_only=True):
    """Time passed: steps that wait for a moment may act. The moment is the event's own time."""

    reason: str = ""
