"""Alert headings: named fields only, and a plain word where a value is missing."""

import re
import string
from collections.abc import Iterator, Mapping
from functools import lru_cache

MISSING = {
    "place": "an unnamed place",
    "province": "an unnamed province",
    "country": "an unnamed country",
    "actor": "somebody",
    "sources": "no",
    "count": "an unknown number of",
    "killed": "an unknown number of",
    "border": "the border",
    "km": "an unknown number of",
    "from": "an unnamed country",
    "to": "an unnamed country",
    "state": "single",
    "source": "a source",
    "share": "an unknown share",
}
_TO_WHOM = (" to ", " by ")
_ONE_SOURCE = re.compile(r"\b1 sources\b")
FIELDS = frozenset(MISSING)


def template_faults(template: str) -> list[tuple[str, str]]:
    """Return (message, unknown field or "") for each mistake in a heading."""
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        return [(f"the braces do not match: {error}", "")]
    faults: list[tuple[str, str]] = []
    for _, field, form, conversion in parts:
        if field is None:
            continue
        if form or conversion:
            faults.append((f"{{{field}}} must stand alone in its braces", ""))
        elif field not in FIELDS:
            faults.append((f"{{{field}}} is no field of a heading", field))
    return faults


def filled(template: str, values: Mapping[str, str | None]) -> str:
    """Return a heading with its fields filled in. Values are never read as templates.

    Who is not known takes "to" and "by" along: "X reported fallen", not "fallen to somebody".
    """
    text: list[str] = []
    for before, field in _parts(template):
        if field == "actor" and not values.get(field) and before.endswith(_TO_WHOM):
            text.append(before.rsplit(" ", 2)[0])
            continue
        text.append(before)
        if field is not None:
            text.append(values.get(field) or MISSING[field])
    whole = " ".join("".join(text).split())
    return _ONE_SOURCE.sub("1 source", whole) if "1 sources" in whole else whole


def fields_in(template: str) -> Iterator[str]:
    """Yield the fields that a heading names."""
    return (field for _, field in _parts(template) if field is not None)


@lru_cache(maxsize=16_384)
def _parts(template: str) -> tuple[tuple[str, str | None], ...]:
    """Return the words before each field, and its name; each rule's heading is parsed once."""
    return tuple((before, field) for before, field, _, _ in string.Formatter().parse(template))
