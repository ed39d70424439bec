"""Dates, bylines and reading times that sites print around an article."""

import re

from monitor.articles import dates
from monitor.articles.values import NO_FACTS, Cut, Facts, Pruned

# Stamps stand at the top; further down a date is part of the story.
_TOP = 6
_LONGEST = 160

_PREFIX = re.compile(r"^date:?\s+(?P<date>\d{4}-\d{2}-\d{2})(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?\b\s*")
_LABEL = (
    r"(?:(?:first |originally )?(?:published|posted|released|issued)|(?:last )?(?:updated|modified)"
    r"|publication date|date|опубликовано|обновлено|дата(?: публикации)?)"
)
_IN_BRACKETS = re.compile(
    rf"^\(\s*{_LABEL}(?:\s+(?:on|at))?\s*:?\s*(?P<date>[^()]{{6,60}})\)\s*", re.IGNORECASE
)
_LINE = re.compile(rf"^{_LABEL}(?:\s+(?:on|at))?\s*[:\s]\s*(?P<date>[^!?]{{6,60}})$", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?P<date>[\w.,:/ -]{8,45}?)"
    r"(?:\s*(?:GMT|UTC|IST|MSK|EST|EDT|AFT|[ap]m))?$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_READING = re.compile(
    r"^\W*(?:reading time:?\s*)?\d{1,2}[\s-]?min(?:ute)?s?[\s-]read\W*$"
    r"|^\W*(?:reading time|время чтения):?\s*\d{1,2}\s*(?:min(?:ute)?s?|мин\w*)\W*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by|от)\s+(?:[A-Z][\w.'’-]+\s*){1,4}(?:(?:,|and|\||in|for)\s+(?:[A-Z][\w.'’-]+\s*){1,4}){0,3}$"
)


def prune(paragraphs: tuple[str, ...]) -> Pruned:
    """Return the paragraphs without stamps, and the date that they gave."""
    kept: list[str] = []
    cuts: list[Cut] = []
    found: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        rest = paragraph
        if index < _TOP:
            rest, date = _unstamped(paragraph)
            found += [date] if date else []
        if rest != paragraph:
            cuts.append(Cut("stamp", paragraph[: len(paragraph) - len(rest)].strip()))
        if rest:
            kept.append(rest)
    if not cuts and len(kept) == len(paragraphs):
        return Pruned(paragraphs=paragraphs)
    facts = Facts(published=min(found, key=_rank)) if found else NO_FACTS
    return Pruned(paragraphs=tuple(kept), cuts=tuple(cuts), facts=facts)


def _rank(date: str) -> str:
    return date[:10]


def _unstamped(paragraph: str) -> tuple[str, str | None]:
    """Return a paragraph without the stamps before it ("" where it is nothing else)."""
    first: str | None = None
    rest = paragraph.strip()
    while rest.startswith(("d", "(")) and (
        match := _PREFIX.match(rest) or _IN_BRACKETS.match(rest)
    ):
        date = dates.parse(match["date"])
        if date is None:
            break
        first = first or date
        rest = rest[match.end() :]
    if len(rest) > _LONGEST:
        return (rest if rest != paragraph.strip() else paragraph), first
    if _READING.match(rest) or _BYLINE.match(rest):
        return "", first
    line = _DIGIT.search(rest) and (_LINE.match(rest) or _BARE.match(rest))
    if line and (date := _whole(line["date"])):
        return "", first or date
    return (rest if rest != paragraph.strip() else paragraph), first


def _whole(text: str) -> str | None:
    """Return the date in a text that is nothing but a date, with a time perhaps."""
    date = dates.parse(text)
    words = re.findall(r"[^\W\d_]{3,}", text)
    names = [word for word in words if not dates.month_number(word)]
    return date if date and not [w for w in names if w.lower()[:3] not in _DAYS] else None


_DAYS = frozenset(
    [
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "gmt",
        "utc",
        "ist",
        "msk",
        "est",
        "edt",
        "aft",
    ]
)
