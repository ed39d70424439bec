"""Quiet hours and times of day, in their own zones; daylight saving is the zone's business."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.delivery.options import QuietHours
from monitor.events.values import Level


def held_until(quiet: QuietHours | None, level: Level, now: datetime) -> datetime | None:
    """Return when quiet hours end (UTC), for a message that must wait; None for any other."""
    if quiet is None or level.rank >= quiet.floor.rank:
        return None
    clock = now.astimezone(quiet.zone).time()
    if not _within(clock, quiet.start, quiet.end):
        return None
    return next_time(quiet.end, quiet.zone, now)


def next_time(at: time, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the next moment (UTC, after ``now``) at which the zone's clocks show a time.

    A time that a spring change skips comes as long after the change as it would have come after
    the hour before; one that an autumn change repeats comes twice.
    """
    day = now.astimezone(zone).date()
    local = [datetime.combine(day + timedelta(days=d), at, tzinfo=zone) for d in range(-1, 3)]
    moments = {clock.replace(fold=fold).astimezone(UTC) for clock in local for fold in (0, 1)}
    return min(moment for moment in moments if moment > now)


def _within(clock: time, start: time, end: time) -> bool:
    if start < end:
        return start <= clock < end
    return clock >= start or clock < end
