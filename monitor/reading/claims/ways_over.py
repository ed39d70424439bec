"""Whether what was closed or opened is a way over a border: a gate, a bridge, its traffic."""

from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import is_border_place, says_border
from monitor.reading.frames.match import Match
from monitor.reading.frames.roles import is_unknown_name
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import PASSAGES
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.province_lists import is_point


def is_way_over(match: Match, phrases: list[Chunk], place: Place | None, scene: Scene) -> bool:
    """Whether a place, or any of some phrases, is how people and goods come over a border."""
    if place is not None and place.kind in {"crossing", "port"}:
        return True
    if any(scene.is_(one, "border", "crossing") for phrase in phrases for one in phrase.all()):
        if place is not None and is_border_place(place):
            return True
        every = any(scene.is_(one, "border") and one.plural for p in phrases for one in p.all())
        every = every or (is_of_neighbours(scene) and any(map(_is_all, phrases)))
        told = scene.context.bordering or names_two_sides(scene)
        named = is_of_neighbours(scene) and any(phrase.names for phrase in phrases)
        told = told or any(_leads_abroad(phrase, scene) for phrase in phrases)
        return every or says_border(scene) or told or named
    if place is not None and is_border_place(place) and _is_way_at(place, match, phrases, scene):
        return True
    if (place is None or not place.id) and _is_at_unknown(phrases, scene):
        return True
    gates = any(scene.is_(phrase, "bridge", "port", "post", "closable") for phrase in phrases)
    sides = {*scene.countries_in(scene.sentence), scene.context.home} - {None}
    two = len(sides) > 1 or (is_of_neighbours(scene) and _is_gate(phrases, scene))
    return gates and (
        says_border(scene)
        or any(_leads_abroad(phrase, scene) for phrase in phrases)
        or _all_of_them(phrases, scene)
        or (two and scene.context.bordering)
    )


def _is_way_at(place: Place, match: Match, phrases: list[Chunk], scene: Scene) -> bool:
    """Whether the words tell of a way over, at a place that lies at a border."""
    if any(scene.is_(one, "closable") and not scene.is_(one, "bridge") for one in phrases):
        return True
    if any(scene.is_(phrase, "traffic") for phrase in phrases):
        return True
    if _is_bridge_on_line(phrases, place, scene) or _closed_to_traffic(match, scene):
        return True
    return _by_state(match, phrases, scene) or _is_told_beside_gates(place, match, scene)


def _is_told_beside_gates(place: Place, match: Match, scene: Scene) -> bool:
    """Handle "Torkham was opened. *Chaman* stays closed": a town on the line, told like a gate."""
    thing = match.first("object")
    on_line = min(place.borders.values(), default=_NEAR_LINE_KM) < _NEAR_LINE_KM
    if thing is None or not is_point(thing) or not on_line:
        return False
    near = [one for one in (scene.previous, scene.sentence) if one is not None and not one.in_title]
    return any(
        other.kind in PASSAGES and other.id != place.id
        for sentence in near for _, phrase in sentence.phrases for other in phrase.places
    )  # fmt: skip


_NEAR_LINE_KM = 15.0


def _is_bridge_on_line(phrases: list[Chunk], place: Place, scene: Scene) -> bool:
    """Handle "*the bridge at X*", where X lies on the line itself: the one that leads over it."""
    if min(place.borders.values(), default=_ON_LINE_KM) >= _ON_LINE_KM:
        return False
    bridges = [one for one in phrases if scene.is_(one, "bridge") and one.det == "the"]
    return any(
        pp.prep == "at" and pp.s == bridge.e and pp.np in phrases
        for bridge in bridges for pp in scene.sentence.chunks
    )  # fmt: skip


_ON_LINE_KM = 5.0


def _is_all(phrase: Chunk) -> bool:
    """Handle "*all the* land posts are shut", in a story of two neighbours."""
    return phrase.plural and bool(_ALL & {phrase.det, *phrase.text.split()[:_EARLY]})


_ALL = frozenset({"all", "every", "both"})
_EARLY = 2  # words: "11.20 All the posts"


def _is_at_unknown(phrases: list[Chunk], scene: Scene) -> bool:
    """Handle "Lorries were sent back at Qorabel", where neighbours and their border are told."""
    if not any(is_unknown_name(phrase) for phrase in phrases):
        return False
    if not any(scene.is_(phrase, "traffic", "transport", "closable") for phrase in phrases):
        return False
    told = names_two_sides(scene) or is_of_neighbours(scene)
    return told and (scene.context.bordering or says_border(scene))


def _is_gate(phrases: list[Chunk], scene: Scene) -> bool:
    """Handle "all six land checkpoints", "the bazaar gate", in an article about a border."""
    return any(
        scene.is_(phrase, "closable")
        and not scene.is_(phrase, "bridge")
        and (phrase.det == "the" or phrase.plural)
        for phrase in phrases
    )


def names_two_sides(scene: Scene) -> bool:
    """Whether a sentence names two neighbours: "shut all its crossings with Benin"."""
    named = scene.countries_in(scene.sentence)
    return any(scene.context.are_neighbours(one, other) for one in named for other in named)


def is_of_neighbours(scene: Scene) -> bool:
    """Whether the two countries that an article names most are neighbours."""
    most = scene.context.countries()[:2]
    return len(most) > 1 and scene.context.are_neighbours(*most)


def _leads_abroad(phrase: Chunk, scene: Scene) -> bool:
    """Handle "the bridge *to Bolivia*", "its gate *with Haiti*": a way to a country by its name."""
    if not scene.is_(phrase, "bridge", "closable"):
        return False
    return any(
        pp.s == phrase.e and pp.prep in _ABROAD and pp.np is not None and bool(pp.np.codes)
        for pp in scene.sentence.chunks
    )


_ABROAD = frozenset({"to", "into", "with"})


def _all_of_them(phrases: list[Chunk], scene: Scene) -> bool:
    """Handle "sealed all five bridges to Afghan Badakhshan": counted, between two neighbours."""
    return names_two_sides(scene) and any(one.plural and one.qty is not None for one in phrases)


def _closed_to_traffic(match: Match, scene: Scene) -> bool:
    """Handle "Chaman has been closed to pedestrians"."""
    clause = match.clause
    return clause is not None and any(
        pp.prep in {"to", "for"} and pp.np is not None and scene.is_(pp.np, "traffic", "transport")
        for pp in clause.pps
    )


def _teller(match: Match) -> Chunk | None:
    """Handle "Uganda said that *it* had closed X": who says so of itself."""
    clause = match.clause
    if clause is None or clause.parent is None or clause.subj is None or clause.subj.text != "it":
        return None
    return clause.parent.subj


def _by_state(match: Match, phrases: list[Chunk], scene: Scene) -> bool:
    """Handle "*Pakistan* closed Chaman": what a state shuts by its name alone is the way over."""
    agent = match.first("agent") or _teller(match)
    state = agent is not None and scene.is_(agent, "country", "seat") and not agent.members
    return state and any(is_point(phrase) for phrase in phrases)
