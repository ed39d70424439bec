"""The dateline that opens an agency story: where it was filed, and where the story begins."""

import re

_DATELINE = re.compile(
    r"""\s*(?:date\s+\d{4}-\d\d-\d\d\s+)?(?:\([^)]{0,60}\)\s*)?
    (?P<place>[A-Z][\w'’\-/ ]{2,40}?)                       # KUNDUZ CITY, Kabul
    (?:\s*\((?P<land>[A-Z][a-z]+)\))?                        # (Afghanistan)
    (?:,\s*(?P<second>[A-Z][a-zA-Z ]{3,20}?))?               # , Afghanistan
    (?:[,.]?\s*(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?
       (?:\s+\d{1,2})?(?:,?\s*\d{4})?|,\s*\d\d\.\d\d\.\d{4})?
    \s*(?:[(/]\s?[A-Z][^)/]{1,39}[)/])?\s*[.]?\s*(?:\([A-Z][^)]{2,30}\)\s*)?
    (?:\s[-–—]{1,2}\s|:\s|(?<=\))\s(?=[^a-z])|(?<=/)\.?\s|\.\s(?=\())""",
    re.VERBOSE,
)
_CAPITALS = re.compile(r"[A-Z][A-Z'’\-/]+(?:[ -][A-Z][A-Z'’\-/]+)*\Z")
_STAMP = re.compile(r"\s*date\s+\d{4}-\d\d-\d\d\s+|\s*\d{1,2}:\d{2}\s+(?=[A-Z])")
_BARE = re.compile(r"\s*(?P<place>[A-Z][A-Z'’\-]{3,}(?:[ -][A-Z'’\-]{2,}){0,2})\.\s")


def dateline(text: str) -> tuple[tuple[str, ...], int]:
    """Return the places of the dateline and the offset of the story; ((), 0) without one.

    A short capitalised opening is only a dateline when it is in capitals, or dated, or has an
    agency in brackets: "The governor: ..." is none.
    """
    stamp = _STAMP.match(text)
    start = stamp.end() if stamp is not None else 0
    found = _DATELINE.match(text, start)
    if found is not None and _is_dateline(found):
        names = (found["place"], *found["place"].split("/"), found["land"], found["second"])
        return tuple(name for name in names if name), found.end()
    bare = _BARE.match(text, start)
    if bare is not None:
        return (bare["place"],), bare.end()
    return (), start


def _is_dateline(found: re.Match[str]) -> bool:
    if _CAPITALS.match(found["place"].strip()) is not None:
        return True
    rest = found[0][found.end("place") - found.start() :]
    return bool(re.search(r"\d|[(/]", rest)) and len(found["place"].split()) <= 3
