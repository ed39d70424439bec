"""Borders and crossings closed and opened again."""

from collections.abc import Iterator

from monitor.events.values import ClaimType
from monitor.reading.chunks import Chunk
from monitor.reading.draft import Draft, Scene
from monitor.reading.draft_plain import place_of, plain
from monitor.reading.gazetteer import Place
from monitor.reading.match import Match
from monitor.reading.nearness import is_border_place, says_border
from monitor.reading.standing import ASSERTED, Standing


def build_closure(match: Match, standing: Standing, scene: Scene) -> Iterator[Draft]:
    place = place_of(match, ("object", "place"), scene)
    phrases = [*match.roles.get("object", []), *match.roles.get("place", [])]
    barred = bool(match.frame.traits.get("gate")) and (
        (place is not None and is_border_place(place)) or _two_sides(scene)
    )
    if not barred and not _is_crossing_point(phrases, place, scene):
        return
    draft = plain(ClaimType(match.frame.type), match, standing, scene)
    if match.frame.traits.get("negative"):
        if draft.status != "negated":
            return
        draft.status = ASSERTED  # "lets nobody through", "has not been opened since"
    if standing.ordered and draft.status == "planned":
        draft.status = ASSERTED
    draft.place = place
    agent = match.first("agent")
    draft.actor = scene.text(agent) if agent is not None else None
    country = scene.people.country(agent) if agent is not None else None
    draft.country = (place.country if place else None) or country or scene.context.home
    draft.proof = 1.0 + (place is not None)
    yield draft


def _two_sides(scene: Scene) -> bool:
    """Whether a sentence names two neighbours: "shut all its crossings with Benin"."""
    named = scene.countries_in(scene.sentence)
    return any(scene.context.are_neighbours(one, other) for one in named for other in named)


def _is_crossing_point(phrases: list[Chunk], place: Place | None, scene: Scene) -> bool:
    if place is not None and place.kind in {"crossing", "port"}:
        return True
    if any(scene.is_(phrase, "border", "crossing") for phrase in phrases):
        if place is not None and is_border_place(place):
            return True
        return says_border(scene) or scene.context.bordering or _two_sides(scene)
    if place is not None and is_border_place(place):
        gates = any(scene.is_(p, "closable") and not scene.is_(p, "bridge") for p in phrases)
        if gates or any(scene.is_(phrase, "traffic") for phrase in phrases):
            return True
    gates = any(scene.is_(phrase, "bridge", "port", "post", "closable") for phrase in phrases)
    sides = {*scene.countries_in(scene.sentence), scene.context.home} - {None}
    return gates and (says_border(scene) or (len(sides) > 1 and scene.context.bordering))
