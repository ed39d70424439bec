"""The hours in which a rule speaks."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.rules.format.schema import DAYS, Active


def _at(day: datetime, minutes: int) -> datetime:
    """Return a day's moment by the clock on the wall, so many minutes after midnight."""
    return datetime.combine(day.date(), time(minutes // 60, minutes % 60), tzinfo=day.tzinfo)


def _opens_on(active: Active, day: datetime) -> bool:
    return DAYS[day.weekday()] in active.days


def _window_of(active: Active, day: datetime) -> tuple[datetime, datetime]:
    """Return the hours that begin on a day; they may end on the next one."""
    end = day if active.from_ < active.to else day + timedelta(days=1)
    return _at(day, active.from_), _at(end, active.to)


def is_open(active: Active, moment: datetime) -> bool:
    """Tell whether a moment is in the hours."""
    local = moment.astimezone(ZoneInfo(active.timezone))
    for day in (local, local - timedelta(days=1)):
        start, end = _window_of(active, day)
        if _opens_on(active, day) and start <= local < end:
            return True
    return False


def next_opening(active: Active, moment: datetime) -> datetime:
    """Return when the hours next begin after a moment (in UTC)."""
    local = moment.astimezone(ZoneInfo(active.timezone))
    for ahead in range(9):
        day = local + timedelta(days=ahead)
        start, _ = _window_of(active, day)
        if _opens_on(active, day) and start > local:
            return start.astimezone(moment.tzinfo)
    return moment
