"""Datelines: "KABUL, July 6 (ANI):" says where and when a text was filed, and by whom."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.articles import agencies
from monitor.articles.dates import DAY, MONTH, YEAR, date_of, month_number

_WORD = r"[A-ZА-ЯЁ][\w.'’-]*"
_COUNTRY = rf"(?:\s?[(\[]{_WORD}(?: {_WORD}){{0,2}}[)\]])?(?:,\s{_WORD}(?: {_WORD}){{0,2}})?"
_PLACE = rf"(?P<place>{_WORD}(?:[ /-]{_WORD}){{0,3}}{_COUNTRY})"
_SHOUTED = r"[A-ZА-ЯЁ][A-ZА-ЯЁ'’.-]{2,}(?: [A-ZА-ЯЁ][A-ZА-ЯЁ'’.-]+){0,2}"
_DAY_FIRST = DAY.replace("<day>", "<day2>") + r"\s+" + MONTH.replace("<month>", "<month2>")
_DATE = rf"(?i:(?:{MONTH}\s+{DAY}|{_DAY_FIRST})(?:,?\s+{YEAR})?(?:\s*(?:г\.|года))?)"
_AGENCY = r"[(\[/]\s*(?P<agency>[A-ZА-ЯЁ][\w.&’' -]{1,40}?)\s*[)\]/]"
_DASH = r"\s*(?::|-{1,2}|–|—)\s*"
_NEXT = r"(?=[\"'“‘«(]?[A-ZА-ЯЁ0-9])"

# Tried in turn; each names what makes it a dateline and not the start of a sentence.
_FORMS = tuple(
    re.compile(form)
    for form in (
        # KABUL, July 6 (ANI): / Kabul (Afghanistan) July 6 (ANI): / MOSCOW, July 6. /TASS/.
        rf"{_PLACE}[.,]?\s+{_DATE}[.,]*\s*{_AGENCY}(?:{_DASH}|\.\s+){_NEXT}",
        # Dushanbe. January 5. INTERFAX -
        rf"{_PLACE}[.,]\s+{_DATE}\.\s+(?P<bare>[A-ZА-ЯЁ]{{3,12}}){_DASH}{_NEXT}",
        # MOSCOW, July 6 - / ДУШАНБЕ, 6 июл — Sputnik.
        rf"{_PLACE}[.,]\s+{_DATE}\.?{_DASH}(?:(?P<bare>{_WORD}(?:\s{_WORD})?)\.\s+)?{_NEXT}",
        # DUSHANBE (Reuters) - / Kabul (AFP):
        rf"{_PLACE}\s*[(\[](?P<agency>{_WORD}(?:[ -]{_WORD}){{0,3}})[)\]]{_DASH}{_NEXT}",
        # ХОРОГ, 6 июля. / ДУШАНБЕ.
        rf"(?P<place>[А-ЯЁ][А-ЯЁ-]{{3,}}(?: [А-ЯЁ][А-ЯЁ-]+)?)(?:,\s+{_DATE})?\.\s+{_NEXT}",
        # KABUL — / DUSHANBE, Tajikistan --
        rf"(?P<place>{_SHOUTED}{_COUNTRY})\s*(?:--|–|—|-)\s+{_NEXT}",
    )
)
_CAPITAL_PLACE = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ'’./ -]{2,}")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = re.compile(r"\b(" + "|".join(_WEEKDAYS) + r")\b", re.IGNORECASE)
_LONGEST = 200
_NEAR = timedelta(days=45)
_YEARS_BACK = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """``length`` counts its characters; the year is often left out."""

    length: int
    place: str
    agency: str | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None


def find(paragraph: str) -> Dateline | None:
    """Return the dateline that a paragraph begins with, if it surely is one."""
    head = paragraph[:_LONGEST]
    for form in _FORMS:
        match = form.match(head)
        if match and (found := _made(match)):
            return found
    return None


def _made(match: re.Match[str]) -> Dateline | None:
    parts = match.groupdict()
    name = parts.get("agency") or parts.get("bare")
    month = parts.get("month") or parts.get("month2")
    day = parts.get("day") or parts.get("day2")
    agency = agencies.known(name) if name else None
    # "Putin (Russia): We agreed" is no dateline: a town in small letters needs a date or an agency.
    capitals = _CAPITAL_PLACE.match(parts["place"]) is not None
    if not (month or agency or capitals):
        return None
    return Dateline(
        length=match.end(),
        place=parts["place"],
        agency=agency or name,
        month=month_number(month) if month else None,
        day=int(day) if day else None,
        year=int(parts["year"]) if parts.get("year") else None,
    )


def dated(line: Dateline, text: str, received: date) -> str | None:
    """Return a dateline's date as ISO 8601; None where its year cannot be told.

    Without a year: the year that puts it within some weeks before ``received``. In an agency's
    older text, the last year (of few) in which it was the one weekday that the text names, in its
    first sentence: agencies date a text by the day it tells of.
    """
    if not line.month or not line.day:
        return None
    if line.year:
        return _iso(line.year, line.month, line.day)
    recent = _last(line, received)
    if recent and received - recent <= _NEAR:
        return recent.isoformat()
    return _by_weekday(line, text, received) if line.agency else None


def _last(line: Dateline, received: date) -> date | None:
    """Return the last such day up to ``received`` (and one more, for the clocks of the world)."""
    for year in (received.year + 1, received.year, received.year - 1):
        found = date_of(year, line.month or 0, line.day or 0)
        if found and found <= received + timedelta(days=1):
            return found
    return None


def _by_weekday(line: Dateline, text: str, received: date) -> str | None:
    first = {name.lower() for name in _NAMED.findall(text.partition(". ")[0])}
    named = {name.lower() for name in _NAMED.findall(text)}
    if len(named) != 1 or first != named:
        return None
    weekday = _WEEKDAYS.index(named.pop())
    for year in range(received.year, received.year - _YEARS_BACK, -1):
        found = date_of(year, line.month or 0, line.day or 0)
        if found and found <= received and found.weekday() == weekday:
            return found.isoformat()
    return None


def _iso(year: int, month: int, day: int) -> str | None:
    found = date_of(year, month, day)
    return found.isoformat() if found else None
