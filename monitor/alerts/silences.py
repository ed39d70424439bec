"""Silences: alerts of some kind are still raised, but nobody is told until an end."""

from collections.abc import Mapping
from datetime import datetime
from fnmatch import fnmatchcase

import msgspec

from monitor.events.matches import RuleMatched

FIELDS = ("rule", "level", "place", "province", "country", "source", "type", "fingerprint")


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """``matcher`` holds a pattern for each field it names; all of them must fit."""

    id: str
    matcher: dict[str, str]
    by: str
    comment: str
    since: datetime
    until: datetime

    @property
    def reason(self) -> str:
        wanted = " ".join(f"{field}={value}" for field, value in sorted(self.matcher.items()))
        return f"silence {self.id} ({wanted}) by {self.by}: {self.comment}"


def covers(silence: Silence, match: RuleMatched, at: datetime) -> bool:
    return silence.until > at and fits(silence.matcher, match)


def fits(matcher: Mapping[str, str], match: RuleMatched) -> bool:
    """Tell whether every pattern of a matcher fits a match.

    A pattern may list several ("low,medium") and use ``*``; case does not matter.
    An empty matcher fits nothing: nobody means to silence everything by leaving a field out.
    """
    return bool(matcher) and all(
        any(_like(value, pattern) for value in values(match, field))
        for field, pattern in matcher.items()
    )


def values(match: RuleMatched, field: str) -> tuple[str, ...]:
    """Return what a match has for a field of a matcher; several for sources and places."""
    by_field: dict[str, tuple[str | None, ...]] = {
        "rule": (match.rule,),
        "level": (match.level.value,),
        "place": (match.place, match.place_id),
        "province": (match.province,),
        "country": (match.country,),
        "source": (match.source, match.outlet, *match.sources),
        "type": (match.type,),
        "fingerprint": (match.fingerprint,),
    }
    return tuple(value for value in by_field.get(field, ()) if value)


def _like(value: str, pattern: str) -> bool:
    value = value.casefold()
    return any(fnmatchcase(value, part.strip()) for part in pattern.casefold().split(","))
