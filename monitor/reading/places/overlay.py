"""Overlays: a user's folder laid over the shipped places."""

import hashlib

from monitor.reading.places.folder import Folder
from monitor.reading.places.values import Place, in_order, places_by_key


def overlaid(below: Folder, above: Folder) -> Folder:
    """Both as one; what stands above replaces what has the same id below."""
    kept = {place.id: place for place in below.places} | {place.id: place for place in above.places}
    replaced = {place.id for place in below.places} & {place.id for place in above.places}
    by_key = dict(below.by_key())
    if replaced:
        by_key = places_by_key(place for place in below.places if place.id not in replaced)
    for key, found in places_by_key(above.places).items():
        by_key[key] = in_order((*by_key.get(key, ()), *found))
    places = list(kept.values())
    positions = {place.id: index for index, place in enumerate(places)}
    return Folder(
        digest=hashlib.sha256((below.digest + above.digest).encode()).hexdigest(),
        places=places,
        keys=[(key, _positions(positions, found)) for key, found in by_key.items()],
        borders=below.borders | above.borders,
        countries=below.countries | above.countries,
        governments=below.governments | above.governments,
    )


def _positions(positions: dict[str, int], places: tuple[Place, ...]) -> list[int]:
    return [positions[place.id] for place in places]
