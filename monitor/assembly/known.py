"""What rules are checked against: the places, borders, routes and sources that there are."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time
from itertools import pairwise

from monitor.config.settings import Settings
from monitor.reading.places.gazetteer import Gazetteer, Government, Place
from monitor.rules.conditions.known import Known, PlaceRef
from monitor.rules.text.folding import name_key


def known_to_rules(settings: Settings, gazetteer: Gazetteer) -> Known:
    """Return everything outside the rules that a rule may name."""
    places: dict[str, list[PlaceRef]] = defaultdict(list)
    fronts: dict[str, dict[str, float]] = defaultdict(dict)
    for place in gazetteer.places.values():
        reference = _reference(place)
        for key in {name_key(spelling) for spelling in place.spellings}:
            places[key].append(reference)
        for border, km in place.fronts.items():
            fronts[border][place.id] = km
    return Known(
        places={key: tuple(found) for key, found in places.items()},
        borders=frozenset(gazetteer.borders),
        routes=frozenset(settings.routes) if settings.routes else None,
        sources=frozenset(source.name for source in settings.sources),
        fronts=fronts,
        countries=country_names(gazetteer),
        nations=_nations(gazetteer),
        takeovers={code: _takeovers(each) for code, each in gazetteer.governments.items()},
    )


def _takeovers(governments: Sequence[Government]) -> tuple[datetime, ...]:
    """Return the days on which those who fought a government became the next one."""
    return tuple(
        datetime.combine(after.since, time.min, UTC)
        for before, after in pairwise(governments)
        if after.since is not None and after.name == before.opposition
    )


def _nations(gazetteer: Gazetteer) -> dict[str, str]:
    """Return the codes of countries by their names, demonyms, capitals, and who governs them."""
    found = {
        name_key(name): code
        for code, governments in gazetteer.governments.items()
        for government in governments
        for name in (government.name, government.opposition)
        if name
    }
    for names in (gazetteer.metonyms, gazetteer.demonyms, gazetteer.country_names):
        found |= {" ".join(key): code for key, code in names.items()}
    return found


def country_names(gazetteer: Gazetteer) -> dict[str, str]:
    """Return the English name of each country by its ISO 3166-1 alpha-2 code."""
    return {code: country.name for code, country in gazetteer.countries.items()}


def _reference(place: Place) -> PlaceRef:
    return PlaceRef(
        id=place.id,
        name=place.name,
        kind=place.kind,
        country=place.country,
        province=place.province,
    )
