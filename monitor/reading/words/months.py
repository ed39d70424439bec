"""Months: which year one is of, and which part of it is meant."""

import datetime as dt
from typing import Final

from monitor.reading.words.tokens import Token

_PARTS: Final = {"early": (20, 0), "mid": (10, 10), "late": (0, 20)}  # days off its end, its start
_DAYS = 27  # from the first of a month to its last, at least


def year_by_cue(nearby: str, month: int, day: dt.date | None) -> int | None:
    """Handle "August of last year" is not this August; ``nearby``: the words behind it."""
    if day is None:
        return None
    if "last year" in nearby or "previous year" in nearby:
        return day.year - 1
    return day.year if month <= day.month else day.year - 1


def part_of_month(before: str, near: int, far: int) -> tuple[int, int]:
    """Handle "in early October": its last days are not meant. Days before publication."""
    part = _PARTS.get(before)
    if part is None or far - near < _DAYS:
        return near, far  # a month that is not over yet
    return near + part[0], far - part[1]


def is_day(token: Token) -> bool:
    """Tell "Sat" for Saturday from "many *sat* in camps": short names of days have a capital."""
    return token.cap or len(token.text) > _SHORT


_SHORT = 5  # letters: "thurs"
