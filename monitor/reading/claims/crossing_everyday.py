"""How people go about at home: over a bridge in town, into a house, to a course or a fair."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.places.values import PASSAGES
from monitor.reading.scene.people import IN_ARMS, Party
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import INFINITIVE
from monitor.reading.text.grammar import GERUND, THIRD

EACH = frozenset({"both", "each", "either"})


def is_everyday(match: Match, party: Party, scene: Scene) -> bool:
    """Whether people go about at home: over a bridge in town, into a house, for a course."""
    goal, via = match.first("goal"), match.first("via")
    if via is not None and _is_no_line(via, match, scene):
        return True
    if goal is not None and (_is_of_somebody(goal, scene) or _is_side_of_thing(goal, scene)):
        return True
    if _are_from_each_side(match, scene) or _lets_them_do(match, scene) or _is_native(match, scene):
        return True
    if _enters_house(match, scene) or _is_audience(match, party, scene):
        return True
    if _is_way_home(match):
        return True
    unarmed = party.group not in IN_ARMS
    return unarmed and (_is_outing(match, scene) or _is_by_any_river(goal, scene))


def _is_no_line(via: Chunk, match: Match, scene: Scene) -> bool:
    if _is_through_town(via, match, scene) or _is_figure(via, scene):
        return True
    if via.of is not None and _is_door_of_house(via, via.of, scene):
        return True
    return _is_inland_bridge(via, match, scene) or _is_queue(via, match, scene)


def _is_inland_bridge(via: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "crossed the bridge *in Khujand*": a bridge of a town that lies off the border."""
    clause = match.clause
    if clause is None or via.names or via.places or not scene.is_(via, "bridge"):
        return False
    if via.det in {"a", "an"} and not match.roles.keys() & {"goal", "source"}:
        return not any(pp.prep in _LEADING for pp in clause.pps)  # "crossed a rope bridge"
    towns = [pp.np for pp in clause.pps if pp.prep == "in" and pp.np is not None and pp.np.places]
    places = [scene.named([town]) for town in towns]
    return any(
        place is not None
        and place.kind in _TOWNS
        and min(place.borders.values(), default=_FAR) > _OFF_KM
        for place in places
    )


_LEADING = frozenset({"over", "across", "into", "to", "between", "on", "from"})
_TOWNS = frozenset({"city", "town", "village"})
_OFF_KM = 10.0
_FAR = 1000.0


def _are_from_each_side(match: Match, scene: Scene) -> bool:
    """Handle "Ten men *from each bank* crossed the river and back": a game of both."""
    mover = match.first("mover")
    return mover is not None and any(
        pp.prep == "from" and pp.s == mover.e and pp.np is not None and pp.np.det in EACH
        for pp in scene.sentence.chunks
    )


def _is_of_somebody(goal: Chunk, scene: Scene) -> bool:
    """Handle "marched to *the commissioner's gate*": his door, and no border."""
    owner = goal.poss or goal.of
    if owner is None or owner.places or owner.codes or not scene.is_(goal, "closable", "crossing"):
        return False
    return scene.is_(owner, "officials", "person", "civilians", "centre")


def _lets_them_do(match: Match, scene: Scene) -> bool:
    """Handle "Firemen on the Afghan side *let it burn*": they let, nobody lets them in."""
    clause = match.clause
    if clause is None or not match.passive or clause.vg.aux:
        return False
    return any(other.subj is not None and other.subj.s == clause.vg.e
               for other in scene.sentence.clauses)  # fmt: skip


def _is_way_home(match: Match) -> bool:
    """Handle "walking *home* to X, near the border": from nowhere beyond it, as far as told."""
    goal, clause = match.first("goal"), match.clause
    if goal is None or clause is None or not goal.places or match.has("causer", "line"):
        return False
    told = match.roles.keys() & {"source", "via"}
    return "home" in clause.words and clause.vg.form & GERUND != 0 and not told


def _is_audience(match: Match, party: Party, scene: Scene) -> bool:
    """Handle "The governor *received* elders": he did, at his desk; a country lets people in."""
    host = match.first("agent")
    if host is None or host.plural or party.group in IN_ARMS or not match.has("taking"):
        return False
    alone = scene.is_(host, "officials") and not scene.is_(host, "troops", "organisation")
    return alone and match.trigger.lemma in scene.lexicon.set("receiving")


def _enters_house(match: Match, scene: Scene) -> bool:
    """Handle "entered *the college* in Khorog": a house in the place, not the place."""
    clause, goal = match.clause, match.first("goal")
    entered = clause.obj if clause is not None and match.has("entry") else None
    if entered is None or goal is entered or goal is entered.of or entered.pron:
        return False
    known = entered.names or entered.places or entered.codes or entered.members
    return not known and not scene.is_(entered, "area", "district", "town", "village", "province")


def _is_side_of_thing(goal: Chunk, scene: Scene) -> bool:
    """Handle "to the other side *of the lagoon*": of no border, river or country."""
    if goal.of is None or goal.codes or not scene.is_(goal, "bank"):
        return False
    of = goal.of
    if of.names or of.places or of.codes or of.pron or of.poss is not None:
        return False
    return not scene.is_(of, "border", "river", "border_river", "bridge", "crossing", "country",
                         "country_noun", "demonym", "closable", "area", "port")  # fmt: skip


def _is_through_town(via: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "rolled *through Panj*": the town of that name; the river has an article."""
    points = any(place.kind not in {"river", *PASSAGES} for place in via.places)
    named_so = points and not via.det and scene.is_(via, "border_river")
    return named_so and match.is_led(via, {"through"})


def _is_figure(via: Chunk, scene: Scene) -> bool:
    """Handle "crossed *musical* borders"."""
    return not scene.lexicon.set("of_the_mind").isdisjoint(via.mods)


def _is_door_of_house(via: Chunk, of: Chunk, scene: Scene) -> bool:
    """Handle "came through the gate *of the governor's garden*"."""
    if via.lemma not in scene.lexicon.set("doors") or of.names or of.places or of.codes:
        return False
    return not scene.is_(of, "border", "crossing", "bridge", "port", "country_noun", "river")


def _is_queue(via: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "jumped the line" of drivers who wait."""
    if via.lemma != "line" or via.mods or via.of is not None:
        return False
    return match.trigger.lemma in scene.lexicon.set("queue_jumping")


def _is_native(match: Match, scene: Scene) -> bool:
    """Handle "He *comes from* Fergana", "A guard from Darvaz *came third*": they live there."""
    clause = match.clause
    if clause is None or not match.has("native") or clause.vg.lemma != "come":
        return False
    tokens = scene.sentence.tokens
    behind = tokens[clause.vg.e].text if clause.vg.e < len(tokens) else ""
    if behind in scene.lexicon.set("ordinals"):
        return True
    return bool(clause.vg.form & THIRD) and not (clause.vg.aux or clause.vg.particle)


def _is_outing(match: Match, scene: Scene) -> bool:
    """Handle "went to Tashkent *for a course*", "came over *for the day*": who travels, returns."""
    clause, sets = match.clause, scene.lexicon.set
    if clause is None or match.trigger.lemma in sets("flight") or match.has("causer"):
        return False
    return any(
        pp.prep == "for" and pp.np is not None and pp.np.qty is None
        and pp.np.lemma.rpartition(" ")[2] in sets("outings")
        for pp in clause.pps
    ) or any(
        other.parent is clause and other.link == INFINITIVE and other.vg.lemma in sets("pastimes")
        for other in scene.sentence.clauses
    )  # fmt: skip


def _is_by_any_river(goal: Chunk | None, scene: Scene) -> bool:
    """Handle "They camp by the river", where the article speaks of no border."""
    if goal is None or len(scene.context.countries()) > 1:
        return False
    if goal.names or goal.places or goal.of is not None:
        return False
    return scene.is_(goal, "river") and not scene.is_(goal, "border_river", "bank", "country")
