"""Dates: every time expression of a sentence, as days back from the day of publication.

Own rules instead of a date parser: a weekday is the latest one on or before publication, "May 6"
the nearest past one, durations ("two days of clashes") are no dates. Precision as in ACLED:
1 the day, 2 the week, 3 coarser.
"""

import datetime as dt
from dataclasses import replace

from monitor.reading.text.grammar import NUM
from monitor.reading.words.dates import (
    YEARS,
    decade,
    integer_at,
    joined_date,
    month_date,
    numeric_date,
    text_at,
    year_date,
)
from monitor.reading.words.months import is_day
from monitor.reading.words.tokens import Token
from monitor.reading.words.when import FAR, FUTURE, HISTORY, PAST, When

_LONG_AGO = 300  # days


def find_times(tokens: list[Token], day: dt.date | None) -> list[When]:
    """All time expressions, left to right, without overlaps."""
    found: list[When] = []
    taken = 0
    for at, token in enumerate(tokens):
        if at < taken:
            continue
        word = token.word
        if word is None or (word.time is None and (word.num is None or not token.pos & NUM)):
            continue
        when = _read(tokens, at, day)
        if when is not None:
            if when.near > _LONG_AGO and (named := _names_day(tokens, when.e)):
                when = replace(when, e=when.e + named)
            found.append(when)
            taken = when.e
    return found


def _read(tokens: list[Token], at: int, day: dt.date | None) -> When | None:  # noqa: PLR0911  (a cascade)
    word = tokens[at].word
    assert word is not None
    if word.time is None:
        return _number_first(tokens, at, day)
    name, payload = word.time
    if name == "weekdays":
        return _weekday(tokens, at, int(payload), day) if is_day(tokens[at]) else None
    if name == "months":
        return month_date(tokens, at, int(payload), day)
    if name == "relative":
        near, far, precision = payload
        return When(at, at + 1, PAST, near, far, precision)
    if name == "future":
        return When(at, at + 1, FUTURE, 0, 0, 3)
    if name == "history":
        if tokens[at].text == "in the past" and _counts(tokens, at + 1):
            return None
        return When(at, at + 1, HISTORY, FAR, FAR, 3)
    return None


def _counts(tokens: list[Token], at: int) -> bool:
    """Handle "In the past three days" is no history."""
    word = tokens[at].word if at < len(tokens) else None
    if word is None:
        return False
    return word.num is not None or (word.time is not None and word.time[0] == "units")


def _weekday(tokens: list[Token], at: int, weekday: int, day: dt.date | None) -> When | None:
    before = text_at(tokens, at - 1)
    if before in {"every", "each"}:
        return None  # "every Saturday" is no day
    if before == "next":
        return When(at, at + 1, FUTURE, 0, 0, 1)
    if day is None:
        return When(at, at + 1, PAST, 0, 6, 1)
    back = (day.weekday() - weekday) % 7
    if before == "last" and back == 0:
        back = 7
    return When(at, at + 1, PAST, back, back, 1)


def _number_first(tokens: list[Token], at: int, day: dt.date | None) -> When | None:
    value = integer_at(tokens, at)
    text = tokens[at].text
    joined = joined_date(tokens, at, day)
    if joined is not None:
        return joined
    if value is None:
        return decade(tokens, at) or numeric_date(text, at, day)
    if len(text) == 4 and text.isdecimal() and value in YEARS:
        return year_date(tokens, at, value, day)
    return _number_of_units(tokens, at, value)


def _number_of_units(tokens: list[Token], at: int, value: int) -> When | None:
    """Handle "Four days ago", "three days earlier", "a quarter of a century ago"."""
    for unit_at in (at + 1, at + 2):
        if unit_at >= len(tokens):
            return None
        word = tokens[unit_at].word
        if word is None or word.time is None:
            continue
        name, payload = word.time
        if tokens[unit_at].text in _UNITS_AGO:
            return _ago(at, unit_at + 1, value * _UNITS_AGO[tokens[unit_at].text], "ago")
        if name != "units":
            return None
        after = text_at(tokens, unit_at + 1)
        if after in {"ago", "earlier", "before", "later"} and (after != "before"):
            end = unit_at + 2 + _names_day(tokens, unit_at + 2)
            return _ago(at, end, value * int(payload), after)
        return _past_units(tokens, at, unit_at + 1, value * int(payload))
    return None


_UNITS_AGO = {"days ago": 1, "weeks ago": 7, "months ago": 30, "years ago": 365}  # one token each


def _names_day(tokens: list[Token], at: int) -> int:
    """Count the tokens of "ten years ago *on Monday*", "... *this week*": which day it was then."""
    on = text_at(tokens, at) == "on"
    word = tokens[at + on].word if at + on < len(tokens) else None
    named = "weekdays" if on else "relative"
    return 1 + on if word is not None and word.time is not None and word.time[0] == named else 0


def _ago(s: int, e: int, days: int, after: str) -> When | None:
    if after == "later":
        return None
    slack = 0 if days < 7 else days // 7
    return When(s, e, PAST, days, days + slack, 1 if days < 7 else 3)


def _past_units(tokens: list[Token], s: int, e: int, days: int) -> When | None:
    """Handle "In the past three days", "over the last two weeks", "within two nights"."""
    before = text_at(tokens, s - 1).split()[-1:]
    if before and before[0] in {"past", "last", "within"} and days <= 21:
        return When(s, e, PAST, 0, days, 2)
    if before and before[0] in {"past", "last"}:
        return When(s, e, PAST, 0, days, 3)
    return None
