"""What looks like a way over a border and is none: three sides, this bank, a building's gate."""

from monitor.events.values import ActorClass
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import is_at_border
from monitor.reading.frames.match import Match
from monitor.reading.places.values import PASSAGES
from monitor.reading.scene.people import IN_ARMS, Party
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, COORDINATE, INFINITIVE, MAIN
from monitor.reading.text.grammar import THIRD


def crosses_nothing(match: Match, party: Party, scene: Scene) -> bool:
    """Whether the phrases of a match show that no border was crossed."""
    goal, via, source = (match.first(role) for role in ("goal", "via", "source"))
    if goal is not None and _is_mere_custody(goal, scene):
        return True
    if (source is not None and source.det in _EACH) or _is_on_both_sides(via, match):
        return True  # "elders from both banks gathered"
    if any(_is_several(phrase) for phrase in (via, source)) or _is_this_side(goal, party):
        return True
    if via is not None and (_is_of_building(via, scene) or _tells_where(via, goal, match, scene)):
        return True
    if _is_everyday(match, party, scene) or _turn_by_themselves(match, scene):
        return True
    return _leave_line(match, scene) or (
        bool(match.frame.traits.get("taking")) and _lets_in_enemies(match, party)
    )


_EACH = frozenset({"both", "each", "either"})


def _is_everyday(match: Match, party: Party, scene: Scene) -> bool:
    """Whether people go about at home: over a bridge in town, into a house, for a course."""
    goal, via = match.first("goal"), match.first("via")
    if via is not None and _is_no_line(via, match, scene):
        return True
    if goal is not None and (_is_of_somebody(goal, scene) or _is_side_of_thing(goal, scene)):
        return True
    if _are_from_each_side(match, scene) or _lets_them_do(match, scene) or _is_native(match, scene):
        return True
    if _enters_house(match, scene):
        return True
    unarmed = party.group not in IN_ARMS
    return unarmed and (_is_outing(match, scene) or _is_by_any_river(goal, scene))


def _is_no_line(via: Chunk, match: Match, scene: Scene) -> bool:
    if _is_through_town(via, match, scene) or _is_figure(via, scene):
        return True
    return _is_inland_bridge(via, match, scene) or _is_queue(via, match, scene)


def _turn_by_themselves(match: Match, scene: Scene) -> bool:
    """Handle "The others turned back": nobody turned them back, and they never came."""
    clause, verb = match.clause, match.trigger
    if clause is None or clause.link not in _TOLD or scene.sentence.in_title:
        return False
    bare = match.passive and not verb.aux and not match.roles.keys() & {"agent", "goal", "source"}
    return bare and verb.lemma in scene.lexicon.set("turning_back")


def _leave_line(match: Match, scene: Scene) -> bool:
    """Handle "drove back *from the border to Kulob*": away from it, on their own side."""
    goal, source = match.first("goal"), match.first("source")
    if goal is None or source is None or match.first("via") is not None:
        return False
    line = scene.is_(source, "border") and not scene.is_(source, "crossing", "bridge", "port")
    inland = scene.is_(goal, "named", "town", "district", "base", "centre") and not goal.codes
    return line and inland and not is_at_border(goal, scene)


_TOLD = frozenset({MAIN, COORDINATE, COMP})


def _is_on_both_sides(via: Chunk | None, match: Match) -> bool:
    """Handle "died on both sides of the river": each on his own."""
    clause = match.clause
    if clause is None or via is None:
        return False
    return any(pp.np is not None and pp.np.det == "both" and pp.np.of is via for pp in clause.pps)


def _is_mere_custody(goal: Chunk, scene: Scene) -> bool:
    """Handle "were taken into custody": nobody says that it was another country's."""
    owned = goal.codes or goal.poss is not None or goal.of is not None or goal.actor is not None
    return goal.lemma in scene.lexicon.set("holding") and not (owned or goal.places)


def _is_several(phrase: Chunk | None) -> bool:
    """Who crosses "three borders" or enters "from three sides" crosses no border of a claim."""
    if phrase is None or phrase.qty is None or phrase.codes or phrase.places:
        return False
    return (phrase.qty.value or 0) > 1


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
        pp.prep == "from" and pp.s == mover.e and pp.np is not None and pp.np.det in _EACH
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


def _enters_house(match: Match, scene: Scene) -> bool:
    """Handle "entered *the college* in Khorog": a house in the place, not the place."""
    clause, goal = match.clause, match.first("goal")
    entered = clause.obj if clause is not None and match.frame.traits.get("entry") else None
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


def _is_queue(via: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "jumped the line" of drivers who wait."""
    if via.lemma != "line" or via.mods or via.of is not None:
        return False
    return match.trigger.lemma in scene.lexicon.set("queue_jumping")


def _is_native(match: Match, scene: Scene) -> bool:
    """Handle "He *comes from* Fergana", "A guard from Darvaz *came third*": they live there."""
    clause = match.clause
    if clause is None or match.frame.id != "come-from" or clause.vg.lemma != "come":
        return False
    tokens = scene.sentence.tokens
    behind = tokens[clause.vg.e].text if clause.vg.e < len(tokens) else ""
    if behind in scene.lexicon.set("ordinals"):
        return True
    return bool(clause.vg.form & THIRD) and not (clause.vg.aux or clause.vg.particle)


def _is_outing(match: Match, scene: Scene) -> bool:
    """Handle "went to Tashkent *for a course*", "came over *for the day*": who travels, returns."""
    clause, sets = match.clause, scene.lexicon.set
    if clause is None or match.trigger.lemma in sets("flight") or match.frame.traits.get("causer"):
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


def _tells_where(via: Chunk, goal: Chunk | None, match: Match, scene: Scene) -> bool:
    """Handle "moved 400 soldiers to the Leilek region *on the border with B*"."""
    clause = match.clause
    goal = goal or _left_at_line(match, scene)
    if goal is None or clause is None or not match.frame.traits.get("causer"):
        return False
    if not scene.is_(via, "border") or scene.is_(via, "crossing", "bridge", "port"):
        return False
    return any(pp.np is via and pp.prep in {"on", "along", "at"} and 0 <= pp.s - goal.e <= 1
               for pp in clause.pps)  # fmt: skip


def _left_at_line(match: Match, scene: Scene) -> Chunk | None:
    """Handle "were moved *from villages* on the frontier": the line tells where these are."""
    source = match.first("source")
    froms = [pp.np for pp in match.clause.pps if pp.prep == "from"] if match.clause else []
    phrase = source or next((one for one in froms if one is not None), None)
    return phrase if phrase is not None and scene.is_(phrase, *_SETTLED) else None


_SETTLED = ("village", "town", "district", "area", "part", "province", "post", "base")


def _is_of_building(via: Chunk, scene: Scene) -> bool:
    """Handle "walked through the gate of the district office": a door, and no border."""
    owner = via.of
    if owner is None or not scene.is_(via, "closable", "crossing"):
        return False
    return scene.is_(owner, "centre", "base") and not scene.is_(owner, "border", "country")


def _is_this_side(goal: Chunk | None, party: Party) -> bool:
    """Who is "on this side of the river", or "on both sides" of it, has not come over it."""
    if goal is not None and goal.det == "both":
        return True
    if goal is None or party.country:
        return False
    return goal.det == "this" and goal.of is not None


def _lets_in_enemies(match: Match, party: Party) -> bool:
    """Return whether a garrison opens the gate of a town to rebels: no border is crossed."""
    agent = match.first("agent")
    bare = match.first("goal") is None and match.first("via") is None
    return bare and agent is not None and party.group is ActorClass.MILITANTS and not party.country
