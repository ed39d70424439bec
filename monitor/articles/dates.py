"""Dates as outlets write them, in English and Russian, to ISO 8601; the ambiguous are none."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_RUSSIAN = ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
MONTHS = {name: n for names in (_ENGLISH, _RUSSIAN) for n, name in enumerate(names, 1)} | {"май": 5}

MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|янв(?:аря)?|фев(?:раля)?|мар(?:та)?|апр(?:еля)?|ма[йя]|июн[яь]?|июл[яь]?|авг(?:уста)?"
    r"|сен(?:т(?:ября)?)?|окт(?:ября)?|ноя(?:б(?:ря)?)?|дек(?:абря)?)\.?"
)
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = r"(?:[T ,]+(?:at\s+)?(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{YEAR}-(?P<month>[01]?\d)-(?P<day>[0-3]?\d)(?!\d){_TIME}",
        rf"{YEAR}/(?P<month>[01]?\d)/(?P<day>[0-3]?\d)(?!\d)",
        rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b{_TIME}",
        rf"\b{DAY}\s+{MONTH},?\s+{YEAR}\b{_TIME}",
        rf"\b{DAY}-{MONTH}-{YEAR}\b",
        rf"\b(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.{YEAR}\b{_TIME}",
        rf"\b(?P<first>[0-3]?\d)/(?P<second_>[0-3]?\d)/{YEAR}\b",
    )
)

ANY = re.compile(
    rf"(?:{YEAR}-\d\d-\d\d|{MONTH}\s+{DAY},?\s+(?:19|20)\d\d|{DAY}\s+{MONTH},?\s+(?:19|20)\d\d)".replace(
        "?P<month>", "?:"
    )
    .replace("?P<day>", "?:")
    .replace("?P<year>", "?:"),
    re.IGNORECASE,
)
"""Finds a full date in running text; ``parse`` reads it."""


def month_number(name: str) -> int | None:
    return MONTHS.get(name.lower()[:3])


def parse(text: str) -> str | None:
    """Return the first full date in a short text as ISO 8601 (with the time where it is given).

    A moment without a zone is kept as its date: half a day of error is worse than no hour.
    """
    text = text.strip()
    if not text:
        return None
    return _exact(text) or _mail(text) or _found(text)


def _exact(text: str) -> str | None:
    """Return a text that is ISO 8601 as a whole, with its zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2021-07-06"):
        return moment.date().isoformat()
    return _zoned(moment)


def _mail(text: str) -> str | None:
    """Return an RFC 2822 date, as feeds and mails have."""
    if "," not in text[:4] or ":" not in text:
        return None
    try:
        return _zoned(parsedate_to_datetime(text))
    except ValueError:
        return None


def _zoned(moment: datetime) -> str:
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()


def _found(text: str) -> str | None:
    for form in _FORMS:
        match = form.search(text)
        if match and (found := _day(match)):
            return found.isoformat()
    return None


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if parts.get("first"):
        return _slashed(int(parts["first"]), int(parts["second_"]), int(parts["year"]))
    name = parts["month"]
    month = int(name) if name.isdecimal() else month_number(name)
    return date_of(int(parts["year"]), month or 0, int(parts["day"]))


def _slashed(first: int, second: int, year: int) -> date | None:
    """Return 14/07/2022 or 07/14/2022 as a date; 07/06/2022 could be either and is none."""
    if first > 12:
        return date_of(year, second, first)
    if second > 12 or first == second:
        return date_of(year, first, second)
    return None


def date_of(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar; None where it has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
