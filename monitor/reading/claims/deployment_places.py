"""Where forces were posted, if neither a border nor a place at one is named outright."""

from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import is_border_place
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.syntax.chunks import Chunk

_WIDE = frozenset({"province", "region"})
_TOUCHES = 5.0  # km from its border to the point by which a region is known


def faces_told(place: Place, match: Match, scene: Scene) -> bool:
    """Handle "sent 3,000 men to *the Podlasie woods*", where *Belarus* is told: it is opposite.

    A province or region that touches a border is one, if the sentence names who lives beyond.
    """
    if place.kind not in _WIDE or _is_a_firm(match.first("force"), scene):
        return False
    told = {*scene.countries_in(scene.sentence)} - {place.country}
    return any(
        km <= _TOUCHES
        and place.country in (sides := line.split("-"))
        and not told.isdisjoint(sides)
        for line, km in place.borders.items()
    )


def _is_a_firm(force: Chunk | None, scene: Scene) -> bool:
    """Handle "*a Polish company* moved to Podlaskie": of soldiers, nobody says."""
    if force is None or force.plural or force.of is not None:
        return False
    arms = scene.lexicon.set("regular_arms") & {*force.mods, *force.text.split()}
    return not arms and force.lemma in scene.lexicon.set("units_of_trade")


def edge_of(match: Match, scene: Scene) -> Place | None:
    """Handle "the defence of *the Yangi Qala riverside*": the water's edge of a border place."""
    edges = scene.lexicon.set("water_edges")
    for phrase in match.roles.get("goal", []):
        if not phrase.places or phrase.lemma not in edges:
            continue
        place = scene.locator.choose(phrase, phrase.places, scene.context, None).place
        if place is not None and is_border_place(place):
            return place
    return None
