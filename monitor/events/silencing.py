"""What a silence matches of an alert: one set of words for those who raise and those who send."""

from collections.abc import Mapping
from fnmatch import fnmatchcase

from monitor.events.matches import RuleMatched

FIELDS = ("rule", "level", "place", "province", "country", "source", "type", "fingerprint")

Traits = Mapping[str, tuple[str, ...]]
"""What an alert has for each field; several for sources and places, nothing where none is known."""


def traits(match: RuleMatched) -> dict[str, tuple[str, ...]]:
    """Return what a match has for the fields of a matcher."""
    found: dict[str, tuple[str | None, ...]] = {
        "rule": (match.rule,),
        "level": (match.level.value,),
        "place": (match.place, match.place_id),
        "province": (match.province,),
        "country": (match.country,),
        "source": (match.source, match.outlet, *match.sources),
        "type": (match.type,),
        "fingerprint": (match.fingerprint,),
    }
    named = {
        field: tuple(dict.fromkeys(value for value in values if value))
        for field, values in found.items()
    }
    return {field: values for field, values in named.items() if values}


def fits(matcher: Mapping[str, str], alert: Traits) -> bool:
    """Tell whether every pattern of a matcher fits an alert.

    A pattern may list several ("low,medium") and use ``*``; case does not matter.
    An empty matcher fits nothing: nobody means to silence everything by leaving a field out.
    """
    return bool(matcher) and all(
        any(_like(value, pattern) for value in alert.get(field, ()))
        for field, pattern in matcher.items()
    )


def _like(value: str, pattern: str) -> bool:
    value = value.casefold()
    return any(fnmatchcase(value, part.strip()) for part in pattern.casefold().split(","))


def in_words(silence: str, matcher: Mapping[str, str], by: str, comment: str) -> str:
    """Return why something was not told, as events keep it; it begins with the silence's name."""
    wanted = " ".join(f"{field}={value}" for field, value in sorted(matcher.items()))
    return f"silence {silence} ({wanted}) by {by}: {comment}"
