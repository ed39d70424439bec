"""The monitor's own troubles, as matches: they are raised, silenced and sent like any other.

Rules of the monitor itself are called ``monitor:...``; a rule file cannot take such a name.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from monitor.alerts.changes import in_days as in_words
from monitor.alerts.vigil import Concern
from monitor.events.deliveries import DeliveryAbandoned
from monitor.events.envelope import Envelope
from monitor.events.matches import RuleMatched, RuleSetActivated, RuleSetRejected
from monitor.events.operations import IntakePaused, IntakeResumed, StepFailed
from monitor.events.sources import SourceFailed, SourcePolled, SourceRecovered
from monitor.events.values import Level
from monitor.flow.ids import short

OWN = "monitor:"
ALL_SILENT = "monitor:all-sources-silent"
DELIVERY = "monitor:delivery"
INTAKE = "monitor:intake"
RULES = "monitor:rules"
SILENT = "monitor:source-silent"
SOURCE = "monitor:source"
STEP = "monitor:step"
UNASKED = "monitor:source-not-asked"
# These end by an event of their own; the others are things that happened.
LASTING = frozenset({ALL_SILENT, INTAKE, RULES, SILENT, SOURCE, UNASKED})
OF_SOURCES = frozenset({SILENT, SOURCE, UNASKED})
CONSUMES = frozenset(
    {
        "delivery.abandoned",
        "intake.paused",
        "intake.resumed",
        "ruleset.rejected",
        "ruleset.activated",
        "source.failed",
        "source.polled",
        "source.recovered",
        "step.failed",
    }
)
SHOWN_FAULTS = 5
DAY, YEARS = timedelta(days=1), timedelta(days=3650)


def trouble(event: Any, *, source_attempts: int) -> RuleMatched | None:
    """Return the match that an event of trouble amounts to; None where it is none (yet)."""
    if isinstance(event, SourceFailed) and event.attempt < source_attempts:
        return None
    if isinstance(event, StepFailed) and event.cause_type == StepFailed.TYPE:
        # An alert about a failure to alert of a failure would fail the same way, for ever.
        return None
    describe = _DESCRIBED.get(type(event))
    return describe(event) if describe else None


def concern(about: Concern, now: datetime) -> RuleMatched:
    """Return the match that a source's silence amounts to."""
    quiet, name = in_words(now - about.since), about.source
    last = f"the last was at {about.since:%Y-%m-%d %H:%M} UTC"
    if about.kind == "unasked":
        return _own(
            rule=UNASKED,
            about=name,
            level=Level.HIGH,
            title=f"Source {name} has not been asked for {quiet}",
            evidence=f"It should be asked more often; {last}.",
            why=("the monitor itself is at fault: its loop for this source does not come round",),
        )
    if about.kind == "silent":
        return _own(
            rule=SILENT,
            about=name,
            level=Level.MEDIUM,
            title=f"Source {name} has brought nothing new for {quiet}",
            evidence=f"It answers, but brings nothing: {last}.",
            why=(f"something new is expected of it at least every {in_words(about.limit)}",),
        )
    return _own(
        rule=ALL_SILENT,
        about="",
        level=Level.CRITICAL,
        title=f"Nothing new has come from any source for {quiet}",
        evidence=f"Of all that was taken in {last}.",
        why=(f"not one source brought anything for more than {in_words(about.limit)}",),
    )


def mended(envelope: Envelope[Any]) -> list[tuple[str, str]]:
    """Return the fingerprints of troubles that are over, each with why."""
    event = envelope.data
    if isinstance(event, RuleSetActivated):
        return [(short(RULES), "a rule set without faults is in force")]
    if isinstance(event, IntakeResumed):
        return [(short(INTAKE), "articles are taken in again")]
    if isinstance(event, SourceRecovered):
        return [(short(SOURCE, event.source), f"{event.source} answers again")]
    if isinstance(event, SourcePolled):
        return list(_heard_again(event))
    return []


def _heard_again(event: SourcePolled) -> Iterator[tuple[str, str]]:
    yield short(UNASKED, event.source), f"{event.source} is asked again"
    if event.new:
        yield short(SILENT, event.source), f"{event.source} brings something new again"
        yield short(ALL_SILENT), f"{event.source} brings something new again"


def _delivery(event: DeliveryAbandoned) -> RuleMatched:
    name = event.destination or "a destination"
    return _own(
        rule=DELIVERY,
        about=name,
        level=Level.HIGH,
        title=f"Delivery to {name} was given up",
        evidence=event.reason,
        why=("a message could not be delivered and is not tried again",),
    )


def _intake(event: IntakePaused) -> RuleMatched:
    return _own(
        rule=INTAKE,
        about="",
        level=Level.CRITICAL,
        title="No articles are taken in",
        evidence=event.reason,
        why=("what came in before is still told; what comes now waits outside",),
    )


def _rules(event: RuleSetRejected) -> RuleMatched:
    shown = "; ".join(event.faults[:SHOWN_FAULTS])
    more = len(event.faults) - SHOWN_FAULTS
    return _own(
        rule=RULES,
        about="",
        level=Level.HIGH,
        title="The rules on disk hold faults: the last good set stays in force",
        evidence=shown + (f"; and {more} more" if more > 0 else ""),
        why=("the rule files changed and were rejected as a whole",),
    )


def _source(event: SourceFailed) -> RuleMatched:
    return _own(
        rule=SOURCE,
        about=event.source,
        level=Level.MEDIUM,
        title=f"Source {event.source} does not answer",
        evidence=event.reason,
        why=(f"it failed {event.attempt} times in a row ({event.failure})",),
    )


def _step(event: StepFailed) -> RuleMatched:
    return _own(
        rule=STEP,
        about=event.step,
        level=Level.MEDIUM,
        title=f"Step {event.step} could not handle an event",
        evidence=event.error,
        why=(f"the event is {event.cause_type} {event.cause}; it is parked, the rest goes on",),
    )


_DESCRIBED: dict[type, Callable[[Any], RuleMatched]] = {
    DeliveryAbandoned: _delivery,
    IntakePaused: _intake,
    RuleSetRejected: _rules,
    SourceFailed: _source,
    StepFailed: _step,
}


def _own(*, rule: str, about: str, level: Level, title: str, **rest: Any) -> RuleMatched:
    lasting = rule in LASTING
    return RuleMatched(
        rule=rule,
        rule_digest="",
        fingerprint=short(rule, about) if about else short(rule),
        change="trouble" if lasting else "mishap",
        level=level,
        title=title,
        subject=title,
        article="",
        source=about if rule in OF_SOURCES else "monitor",
        outlet="monitor",
        resolve_after=int((YEARS if lasting else DAY).total_seconds()),
        repeat_every=int(DAY.total_seconds()) if lasting else None,
        **rest,
    )
