"""Where people crossed: the point of arrival if the clause names it, else the point they left."""

from collections.abc import Iterator

from monitor.events.values import ActorClass
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import border_place_before, is_border_place
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import FORCE_POINTS
from monitor.reading.scene.people import IN_ARMS, Party
from monitor.reading.syntax.chunks import Chunk

_ROLES = ("goal", "via", "source", "mover")
_LEAVING = frozenset({"source", "mover"})  # whose names are of the country left

Ends = tuple[str, str]  # from, to


def place_of(match: Match, ends: Ends, group: ActorClass, scene: Scene) -> Place | None:
    """Return the point of a crossing; None where the text names none on either side."""
    named = [*_of_roles(match, ends, scene), *_of_clause(match, ends, scene)]
    for country in reversed(ends):
        found = next((place for place in named if place.country == country), None)
        if found is not None:
            if group is ActorClass.MILITANTS and country == ends[0]:
                return _met_at(ends[1], match, scene) or found
            return found
    left, reached = ends
    return _only_point(left if group is ActorClass.TROOPS else reached, scene)


def province_of(match: Match, ends: Ends, scene: Scene) -> str | None:
    """Return the province of arrival, for a crossing without a point: "into Khatlon region"."""
    for role in _ROLES:
        for phrase in match.roles.get(role, ()):
            place = scene.named([phrase], ends[1])
            if place is not None and place.kind == "province" and place.country == ends[1]:
                return place.name
    return None


def _of_roles(match: Match, ends: Ends, scene: Scene) -> Iterator[Place]:
    for role in _ROLES:
        for phrase in match.roles.get(role, ()):
            named = phrase.of if role == "mover" and phrase.of is not None else phrase
            place = scene.named([named], ends[role not in _LEAVING])
            if place is not None and _is_point(place):
                yield place


def _of_clause(match: Match, ends: Ends, scene: Scene) -> Iterator[Place]:
    """Yield the places of the clause at a border that fill no role: "swam over near Farkhor"."""
    for pp in _adjuncts(match):
        if pp.np is None or not pp.np.places:
            continue
        place = scene.named([pp.np], ends[1])
        if place is not None and _is_point(place) and is_border_place(place):
            yield place


def _adjuncts(match: Match) -> Iterator[Chunk]:
    """Yield what opens the clause or follows its verb at once; "officials in X" comes later.

    What follows the goal belongs to it: "escaped through A and then *to the Tajik soil* in B".
    """
    clause = match.clause
    if clause is None:
        return
    end = max(clause.vg.e, clause.obj.e if clause.obj is not None else 0)
    goal_ends = {goal.e for goal in match.roles.get("goal", ())}
    for pp in sorted(clause.pps, key=_start):
        if pp.s < clause.vg.s or pp.s in goal_ends:
            yield pp
        elif pp.s <= end:
            end = max(end, pp.e)
            yield pp


def _start(chunk: Chunk) -> int:
    return chunk.s


def village_told(goal: Chunk | None, party: Party, match: Match, scene: Scene) -> Place | None:
    """Handle "B's soldiers had entered *the village*": A's, if that was told of just before."""
    mover = match.first("mover")
    if goal is None or mover is None or not mover.codes or not match.has("entry"):
        return None
    named = goal.places or goal.names or goal.of is not None or goal.det != "the"
    if named or party.country is None or party.group not in IN_ARMS:
        return None
    if not scene.is_(goal, "village", "town", "district"):
        return None
    told = border_place_before(match, scene, FORCE_POINTS, _MET_REACH)
    abroad = told is not None and scene.context.are_neighbours(party.country, told.country)
    return told if abroad else None


def _met_at(country: str | None, match: Match, scene: Scene) -> Place | None:
    """Return where intruders were met: the last point told of the country that they came to."""
    start = scene.sentence.tokens[match.trigger.s].start
    for offset, places in reversed(scene.context.seen):
        near = start - _MET_REACH <= offset <= start + _MET_REACH
        there = (place for place in places if place.country == country and _is_point(place))
        found = next((place for place in there if is_border_place(place)), None)
        if near and found is not None:
            return found
    return None


_MET_REACH = 400  # characters before or behind the deed


def _only_point(country: str | None, scene: Scene) -> Place | None:
    """Return the riverside place they left, if the article names only one in their country."""
    found: dict[str, Place] = {}
    for places in scene.context.names():
        for place in places:
            if place.country == country and _is_point(place) and is_border_place(place):
                found[place.name] = place
    return next(iter(found.values())) if len(found) == 1 else None


def _is_point(place: Place) -> bool:
    return place.kind not in {"country", "province", "region", "river"}
