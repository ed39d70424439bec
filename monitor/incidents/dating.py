"""When a happening may have been: spans of days, as ordinals of ``datetime.date``."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from monitor.incidents.options import Window

_SPREAD = {1: 0, 2: 3, 3: 15}


@dataclass(frozen=True, slots=True)
class Span:
    """The days in which a happening may lie.

    ``exact``: a text gives the day. ``dated``: a text gives a date of its own or of publication;
    without either the day of arrival stands in, which says little.
    """

    first: int
    last: int
    exact: bool
    dated: bool


# Few days are told at a time, and each many times over.
@lru_cache(maxsize=4096)
def day_of(stamp: str | None) -> int | None:
    """Return the ordinal of an ISO 8601 date or moment; None where there is none to be read."""
    if not stamp:
        return None
    try:
        return date.fromisoformat(stamp[:10]).toordinal()
    except ValueError:
        return None


def arrival_day(time: datetime) -> int:
    return time.date().toordinal()


def happened(
    when: str | None, precision: int | None, published: str | None, arrival: int, window: Window
) -> Span:
    """Return the days in which a claim's happening may lie, from the best that is known."""
    printed = day_of(published)
    told = day_of(when)
    if told is not None:
        return _told(told, precision or 1, printed)
    last = arrival if printed is None else printed
    return Span(last - window.lookback, last, exact=False, dated=printed is not None)


def _told(day: int, precision: int, printed: int | None) -> Span:
    spread = _SPREAD.get(precision, _SPREAD[3])
    last = day + spread
    if spread and printed is not None:
        last = max(day, min(last, printed))
    return Span(day - spread, last, exact=spread == 0, dated=True)


def gap(left: Span, right: Span) -> int:
    """Return the days between two spans; 0 where they touch or overlap."""
    return max(left.first - right.last, right.first - left.last, 0)


def together(left: Span, right: Span, window: Window) -> bool:
    """Whether two spans may hold one happening."""
    if left.exact and right.exact:
        return gap(left, right) <= window.tolerance
    # A day given meets a day of print across a midnight; two days of print have their lookback.
    slack = 1 if left.exact or right.exact else 0
    return gap(left, right) <= slack
