"""Moments and days as the page writes them: UTC in the page, the reader's zone by its script."""

from datetime import UTC, date, datetime, timedelta

_STEPS = ((86_400 * 365, "y"), (86_400, "d"), (3_600, "h"), (60, "min"))


def moment_of(stamp: str | None) -> datetime | None:
    """Return an aware moment for ISO 8601 text; None for a day, or for what is no moment."""
    if not stamp or len(stamp) <= 10:
        return None
    try:
        found = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def day_of(stamp: str | None) -> date | None:
    """Return the day that text begins with, as in 2021-07-05; None where it does not."""
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def machine(moment: datetime) -> str:
    """Return a moment for programs: ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def age(since: datetime, now: datetime) -> str:
    """Return how long ago something was: "just now", "5 min", "3 h", "12 d"."""
    seconds = (now - since).total_seconds()
    for size, unit in _STEPS:
        if seconds >= size:
            return f"{int(seconds // size)} {unit} ago"
    return "just now" if seconds > -60 else "ahead"


def span(seconds: float) -> str:
    """Return a length of time in its largest unit: "10 min", "12 h"."""
    for size, unit in _STEPS:
        if seconds >= size:
            return f"{seconds / size:g} {unit}"
    return f"{seconds:g} s"


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
