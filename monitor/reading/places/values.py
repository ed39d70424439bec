"""The place: what the gazetteer knows about one name on the map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from monitor.reading.text.folding import words

Key = tuple[str, ...]

# Which of several places with one spelling comes first; the reader's own scoring decides.
_KINDS = (
    "country", "city", "district", "town", "crossing", "port", "province",
    "region", "village", "base", "post", "river",
)  # fmt: skip
PASSAGES: Final = frozenset({"bridge", "crossing", "port"})  # where people come over a border
# Kinds of places that "there" may mean: where people pass and meet; where forces stand and fight.
MEETING_POINTS: Final = PASSAGES | {"town", "city", "district", "post"}
FORCE_POINTS: Final = frozenset(
    {"district", "town", "city", "village", "post", "crossing", "port", "base"}
)
_RANK = {kind: rank for rank, kind in enumerate(_KINDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place. ``lat`` and ``lon`` are degrees (WGS 84); ``borders`` and ``fronts`` are km.

    ``country`` is an ISO 3166-1 alpha-2 code, empty for what belongs to several (a river).
    ``borders`` holds the distance to every border within 300 km, ``fronts`` (districts only) how
    much of a border line is nearest to this district. ``twin`` is the place with the same name on
    the other bank. ``caution`` says why the name alone is no proof of the place: it is also a
    "word", a "person" or a better-known "name".
    """

    id: str
    name: str
    kind: str
    country: str
    province: str | None = None
    district: str | None = None
    lat: float | None = None
    lon: float | None = None
    coordinates_source: str = ""
    twin: str | None = None
    caution: str = ""
    borders: Mapping[str, float] = field(default_factory=dict)
    fronts: Mapping[str, float] = field(default_factory=dict)
    spellings: tuple[str, ...] = ()
    notes: str = ""


def places_by_key(places: Iterable[Place]) -> dict[Key, tuple[Place, ...]]:
    """Return the places under the key of each of their spellings, the likeliest kind first."""
    found: dict[Key, list[Place]] = {}
    for place in places:
        for key in dict.fromkeys(words(spelling) for spelling in place.spellings):
            if key:
                found.setdefault(key, []).append(place)
    return {key: in_order(several) for key, several in found.items()}


def in_order(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=lambda place: (_RANK.get(place.kind, 99), place.id)))
