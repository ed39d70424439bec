"""What the memory adds to a verdict: earlier matches of this rule and of others."""

from datetime import datetime, timedelta

from monitor.rules.conditions.subject import Subject
from monitor.rules.format.amounts import spoken
from monitor.rules.format.schema import Confirm, IfEarlier
from monitor.rules.memory.moments import parsed
from monitor.rules.memory.past import Past, RulesMemory
from monitor.rules.memory.windows import independent

Shared = dict[str, str]


def _agree(past: Past, mine: Shared, same: tuple[str, ...] | None) -> bool:
    """Tell whether a past match shares all that is asked. What neither has is not shared."""
    return all(key in mine and past.has(key, mine[key]) for key in same or ())


def earlier(memory: RulesMemory, asked: IfEarlier, mine: Shared, moment: datetime) -> str | None:
    """Return in words that the other rule held before; None if it did not."""
    width = timedelta(seconds=asked.within)
    for past in memory.past(asked.rule):
        if timedelta(0) <= moment - past.happened <= width and _agree(past, mine, asked.same):
            return f"{asked.rule} held {_ago(moment - past.happened)} before"
    return None


def _ago(gap: timedelta) -> str:
    hours = gap.total_seconds() / 3600
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"


def followed(
    memory: RulesMemory, rule: str, mine: Shared, same: tuple[str, ...] | None, since: datetime
) -> bool:
    """Tell whether the other rule held at a moment or later."""
    return any(past.at >= since and _agree(past, mine, same) for past in memory.past(rule))


def confirming(confirm: Confirm, subject: Subject) -> str | None:
    """Return in words that enough independent sources say so in time; None if not."""
    number = _sources_within(subject, timedelta(seconds=confirm.within))
    if number < confirm.sources:
        return None
    return f"confirmed by {number} independent sources within {spoken(confirm.within)}"


def _sources_within(subject: Subject, width: timedelta) -> int:
    """Return the most independent sources that any window of a width holds.

    Claims without a date count as if they came with every other.
    """
    incident = subject.incident
    if incident is None:
        return len(subject.sources)
    news = [ref for ref in incident.claims if ref.outlet in incident.sources]
    dated = [(parsed(ref.published), ref) for ref in news]
    most = 0
    starts: set[datetime | None] = {moment for moment, _ in dated if moment}
    for start in starts or {None}:
        inside = {
            ref.outlet
            for moment, ref in dated
            if moment is None or start is None or timedelta(0) <= moment - start <= width
        }
        most = max(most, len(inside))
    return min(most, len(incident.sources)) if news else len(incident.sources)


def text_sources(
    memory: RulesMemory, rule: str, fingerprint: str, subject: Subject, since: datetime
) -> tuple[tuple[str, ...], int]:
    """Return the outlets of an alert about words, this article's included, and how many count."""
    pairs = [
        (past.outlet, past.wire)
        for past in memory.past(rule)
        if past.fingerprint == fingerprint and past.at >= since
    ]
    pairs.reverse()
    pairs.append((subject.origin.outlet, subject.origin.wire))
    return tuple(dict.fromkeys(outlet for outlet, _ in pairs)), independent(pairs)
