"""Dates: every time expression of a sentence, as days back from the day of publication.

Own rules instead of a date parser: a weekday is the latest one on or before publication, "May 6"
the nearest past one, durations ("two days of clashes") are no dates. Precision as in ACLED:
1 the day, 2 the week, 3 coarser.
"""

import datetime as dt
from dataclasses import dataclass, replace

from monitor.reading.text.grammar import NUM
from monitor.reading.words.months import is_day, part_of_month, year_by_cue
from monitor.reading.words.tokens import Token

PAST, FUTURE, HISTORY = "past", "future", "history"
_YEAR = range(1200, 2100)
_FAR = 100_000
_LONG_AGO = 300  # days


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: tokens ``s`` to ``e``; ``near`` to ``far`` days before publication."""

    s: int
    e: int
    kind: str
    near: int
    far: int
    precision: int

    def date(self, day: dt.date | None) -> str | None:
        """Return the ISO date of the day nearest to publication, or None."""
        if day is None or self.kind != PAST or self.near >= _FAR:
            return None
        return (day - dt.timedelta(days=self.near)).isoformat()


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
        return _month(tokens, at, int(payload), day)
    if name == "relative":
        near, far, precision = payload
        return When(at, at + 1, PAST, near, far, precision)
    if name == "future":
        return When(at, at + 1, FUTURE, 0, 0, 3)
    if name == "history":
        if tokens[at].text == "in the past" and _counts(tokens, at + 1):
            return None
        return When(at, at + 1, HISTORY, _FAR, _FAR, 3)
    return None


def _counts(tokens: list[Token], at: int) -> bool:
    """Handle "In the past three days" is no history."""
    word = tokens[at].word if at < len(tokens) else None
    if word is None:
        return False
    return word.num is not None or (word.time is not None and word.time[0] == "units")


def _text(tokens: list[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _weekday(tokens: list[Token], at: int, weekday: int, day: dt.date | None) -> When | None:
    before = _text(tokens, at - 1)
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


def _integer(tokens: list[Token], at: int) -> int | None:
    if not 0 <= at < len(tokens):
        return None
    word = tokens[at].word
    if word is not None and word.num is not None and word.num[0] in {"digits", "units"}:
        return int(word.num[1])
    digits = tokens[at].text.rstrip("stndrh")
    return int(digits) if digits.isdecimal() and len(digits) <= 2 else None


def _month(tokens: list[Token], at: int, month: int, day: dt.date | None) -> When | None:
    if tokens[at].text == "may" and not tokens[at].cap:
        return None
    after, before = _integer(tokens, at + 1), _integer(tokens, at - 1)
    if after is not None and 1 <= after <= 31:
        return _calendar(tokens, at, at + 2, month, after, day)
    if before is not None and 1 <= before <= 31 and _text(tokens, at - 1) != "":
        return _calendar(tokens, at - 1, at + 1, month, before, day)
    if after is not None and after in _YEAR:
        return _whole_month(at, at + 2, month, after, day)
    if tokens[at].text == "march" and not tokens[at].cap:
        return None
    return _bare_month(tokens, at, month, day)


def _bare_month(tokens: list[Token], at: int, month: int, day: dt.date | None) -> When:
    """Return a month without its day or year, or the part of it that is meant."""
    nearby = " ".join(_text(tokens, index) for index in range(at + 1, at + 4))
    whole = _whole_month(at, at + 1, month, year_by_cue(nearby, month, day), day)
    if whole.kind != PAST:
        return whole
    near, far = part_of_month(_text(tokens, at - 1), whole.near, whole.far)
    return replace(whole, near=near, far=far)


def _calendar(  # noqa: PLR0913, PLR0917  (a cascade)
    tokens: list[Token], s: int, e: int, month: int, number: int, day: dt.date | None
) -> When:
    comma = _text(tokens, e) == ","
    year = _integer(tokens, e + comma)
    year = year if year is not None and year in _YEAR else None
    e += (1 + comma) if year is not None else 0
    if day is None:
        return When(s, e, PAST, 0, 0, 1) if year is None else When(s, e, PAST, 0, 400, 1)
    try:
        date = dt.date(year or day.year, month, number)
    except ValueError:
        return When(s, e, PAST, 0, 0, 3)
    if year is None and (date - day).days > 35:
        date = date.replace(year=day.year - 1) if (month, number) != (2, 29) else date
    back = (day - date).days
    return When(s, e, PAST, back, back, 1) if back >= 0 else When(s, e, FUTURE, 0, 0, 1)


def _whole_month(s: int, e: int, month: int, year: int | None, day: dt.date | None) -> When:
    if day is None or year is None:
        return When(s, e, PAST, 0, 60, 3)
    first = dt.date(year, month, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    near, far = (day - last).days, (day - first).days
    if far < 0:
        return When(s, e, FUTURE, 0, 0, 3)
    return When(s, e, PAST, max(near, 0), far, 3)


def _number_first(tokens: list[Token], at: int, day: dt.date | None) -> When | None:
    value = _integer(tokens, at)
    text = tokens[at].text
    joined = _joined_date(tokens, at, day)
    if joined is not None:
        return joined
    if value is None:
        return _decade(tokens, at) or _numeric_date(text, at, day)
    if len(text) == 4 and text.isdecimal() and value in _YEAR:
        return _year(tokens, at, value, day)
    return _number_of_units(tokens, at, value)


def _numeric_date(text: str, at: int, day: dt.date | None) -> When | None:
    parts = text.split(".")
    if len(parts) != 3 or day is None or not all(part.isdecimal() for part in parts):
        return None
    try:
        date = dt.date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None
    back = (day - date).days
    return When(at, at + 1, PAST, back, back, 1) if back >= 0 else None


def _joined_date(tokens: list[Token], at: int, day: dt.date | None) -> When | None:
    """Handle "17/11/2015" (day first, unless only the month can be) and "2015-11-17"."""
    parts = _date_parts(tokens, at)
    if parts is None or day is None:
        return None
    numbers, end = parts
    year, rest = (numbers[0], numbers[1:]) if numbers[0] > 31 else (numbers[2], numbers[1::-1])
    month, number = rest if rest[0] <= 12 else rest[::-1]
    try:
        back = (day - dt.date(year, month, number)).days
    except ValueError:
        return None
    return When(at, end, PAST, back, back, 1) if back >= 0 else When(at, end, FUTURE, 0, 0, 1)


def _date_parts(tokens: list[Token], at: int) -> tuple[list[int], int] | None:
    numbers: list[int] = []
    index = at
    while len(numbers) < 3 and index < len(tokens):
        text = tokens[index].text
        if not text.isdecimal() or (
            numbers and not (tokens[index].glued or tokens[index - 1].text == "/")
        ):
            return None
        numbers.append(int(text))
        index += 1 + (len(numbers) < 3 and _text(tokens, index + 1) == "/")
    if len(numbers) < 3 or not any(1900 < number < 2100 for number in (numbers[0], numbers[2])):
        return None
    return numbers, index


def _decade(tokens: list[Token], at: int) -> When | None:
    text = tokens[at].text
    if len(text) == 5 and text.endswith("s") and text[:4].isdecimal():
        return When(at, at + 1, HISTORY, _FAR, _FAR, 3)
    return None


def _year(tokens: list[Token], at: int, value: int, day: dt.date | None) -> When | None:  # noqa: PLR0911  (a cascade)
    before = _text(tokens, at - 1)
    if before in {"to", "until", "till", "by"} or tokens[at].glued:
        return None
    if "born" in {_text(tokens, at - 2), _text(tokens, at - 3), before}:
        return None  # a birth dates a person, not the event
    if before == "since" and _text(tokens, at - 2) == "time":
        return None  # "for the first time since 2015" dates nothing
    if day is None:
        return When(at, at + 1, HISTORY, 400, _FAR, 3) if before in {"in", "since"} else None
    if value == day.year:
        return When(at, at + 1, PAST, 0, day.timetuple().tm_yday, 3)
    if value > day.year:
        return When(at, at + 1, FUTURE, 0, 0, 3)
    near = (day - dt.date(value, 12, 31)).days
    return When(at, at + 1, PAST, near, near + 365, 3)


def _number_of_units(tokens: list[Token], at: int, value: int) -> When | None:
    """Handle "Four days ago", "three days earlier", "a quarter of a century ago"."""
    for unit_at in (at + 1, at + 2):
        if unit_at >= len(tokens):
            return None
        word = tokens[unit_at].word
        if word is None or word.time is None:
            continue
        name, payload = word.time
        if name != "units":
            return None
        after = _text(tokens, unit_at + 1)
        if after in {"ago", "earlier", "before", "later"} and (after != "before"):
            end = unit_at + 2 + _names_day(tokens, unit_at + 2)
            return _ago(at, end, value * int(payload), after)
        return _past_units(tokens, at, unit_at + 1, value * int(payload))
    return None


def _names_day(tokens: list[Token], at: int) -> int:
    """Count the tokens of "ten years ago *on Monday*", "... *this week*": which day it was then."""
    on = _text(tokens, at) == "on"
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
    before = _text(tokens, s - 1).split()[-1:]
    if before and before[0] in {"past", "last", "within"} and days <= 21:
        return When(s, e, PAST, 0, days, 2)
    if before and before[0] in {"past", "last"}:
        return When(s, e, PAST, 0, days, 3)
    return None


def describe(when: When) -> str:
    """For the trace."""
    if when.kind != PAST:
        return when.kind
    return f"{when.near} to {when.far} days before publication"
