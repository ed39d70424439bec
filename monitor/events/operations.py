"""What happens to the daemon itself."""

from monitor.events.registry import Event, event


@event("daemon.started")
class DaemonStarted(Event, frozen=True, kw_only=True):
    version: str


@event("daemon.stopped")
class DaemonStopped(Event, frozen=True, kw_only=True):
    reason: str


@event("intake.paused")
class IntakePaused(Event, frozen=True, kw_only=True):
    """Nothing new is taken in, and why; what was taken in before is still handled and told."""

    reason: str


@event("intake.resumed")
class IntakeResumed(Event, frozen=True, kw_only=True):
    """The reason for which nothing was taken in is gone."""


@event("step.failed")
class StepFailed(Event, frozen=True, kw_only=True):
    """A step could not handle an event; it is parked here and shown, and the river flows on."""

    step: str
    cause: str
    cause_type: str
    error: str
