"""Dates of the calendar: "5 July", "July 2021", "17/11/2015", "in 1996", "the 1990s"."""

import datetime as dt
from dataclasses import replace

from monitor.reading.words.months import part_of_month, year_by_cue
from monitor.reading.words.tokens import Token
from monitor.reading.words.when import FAR, FUTURE, HISTORY, PAST, When

YEARS = range(1200, 2100)


def month_date(tokens: list[Token], at: int, month: int, day: dt.date | None) -> When | None:
    if tokens[at].text == "may" and not tokens[at].cap:
        return None
    start = at - 2 if text_at(tokens, at - 1) == "of" else at - 1  # "the 5th of July"
    after, before = integer_at(tokens, at + 1), integer_at(tokens, start)
    if after is not None and 1 <= after <= 31:
        return _calendar(tokens, at, at + 2, month, after, day)
    if before is not None and 1 <= before <= 31:
        return _calendar(tokens, start, at + 1, month, before, day)
    if after is not None and after in YEARS:
        return _whole_month(at, at + 2, month, after, day)
    if tokens[at].text == "march" and not tokens[at].cap:
        return None
    return _bare_month(tokens, at, month, day)


def _bare_month(tokens: list[Token], at: int, month: int, day: dt.date | None) -> When:
    """Return a month without its day or year, or the part of it that is meant."""
    nearby = " ".join(text_at(tokens, index) for index in range(at + 1, at + 4))
    whole = _whole_month(at, at + 1, month, year_by_cue(nearby, month, day), day)
    if whole.kind != PAST:
        return whole
    near, far = part_of_month(text_at(tokens, at - 1), whole.near, whole.far)
    return replace(whole, near=near, far=far)


def _calendar(  # noqa: PLR0913, PLR0917  (a cascade)
    tokens: list[Token], s: int, e: int, month: int, number: int, day: dt.date | None
) -> When:
    comma = text_at(tokens, e) == ","
    year = integer_at(tokens, e + comma) if "," not in text_at(tokens, e + comma) else None
    year = year if year is not None and year in YEARS else None  # "on 5 July, 1,500 men" has none
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


def numeric_date(text: str, at: int, day: dt.date | None) -> When | None:
    parts = text.split(".")
    if len(parts) != 3 or day is None or not all(part.isdecimal() for part in parts):
        return None
    try:
        date = dt.date(int(parts[2]), int(parts[1]), int(parts[0]))
    except ValueError:
        return None
    back = (day - date).days
    return When(at, at + 1, PAST, back, back, 1) if back >= 0 else None


def joined_date(tokens: list[Token], at: int, day: dt.date | None) -> When | None:
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
        index += 1 + (len(numbers) < 3 and text_at(tokens, index + 1) == "/")
    if len(numbers) < 3 or not any(1900 < number < 2100 for number in (numbers[0], numbers[2])):
        return None
    return numbers, index


def decade(tokens: list[Token], at: int) -> When | None:
    text = tokens[at].text
    if len(text) == 5 and text.endswith("s") and text[:4].isdecimal():
        return When(at, at + 1, HISTORY, FAR, FAR, 3)
    return None


def year_date(tokens: list[Token], at: int, value: int, day: dt.date | None) -> When | None:  # noqa: PLR0911  (a cascade)
    before = text_at(tokens, at - 1)
    if before in {"to", "until", "till", "by"} or tokens[at].glued:
        return None
    if "born" in {text_at(tokens, at - 2), text_at(tokens, at - 3), before}:
        return None  # a birth dates a person, not the event
    if before == "since" and text_at(tokens, at - 2) == "time":
        return None  # "for the first time since 2015" dates nothing
    if day is None:
        return When(at, at + 1, HISTORY, 400, FAR, 3) if before in {"in", "since"} else None
    if value == day.year:
        return When(at, at + 1, PAST, 0, day.timetuple().tm_yday, 3)
    if value > day.year:
        return When(at, at + 1, FUTURE, 0, 0, 3)
    near = (day - dt.date(value, 12, 31)).days
    return When(at, at + 1, PAST, near, near + 365, 3)


def integer_at(tokens: list[Token], at: int) -> int | None:
    if not 0 <= at < len(tokens):
        return None
    word = tokens[at].word
    if word is not None and word.num is not None and word.num[0] in {"digits", "units"}:
        return int(word.num[1])
    digits = tokens[at].text.rstrip("stndrh")
    return int(digits) if digits.isdecimal() and len(digits) <= 2 else None


def text_at(tokens: list[Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""
