"""What looks like a way over a border and is none: three sides, this bank, a building's gate."""

from monitor.events.values import ActorClass
from monitor.reading.claims.crossing_everyday import EACH, is_everyday
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import is_at_border
from monitor.reading.frames.match import Match
from monitor.reading.scene.people import Party
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, COORDINATE, MAIN


def crosses_nothing(match: Match, party: Party, scene: Scene) -> bool:
    """Whether the phrases of a match show that no border was crossed."""
    goal, via, source = (match.first(role) for role in ("goal", "via", "source"))
    if goal is not None and _is_mere_custody(goal, scene):
        return True
    if (source is not None and source.det in EACH) or _is_on_both_sides(via, match):
        return True  # "elders from both banks gathered"
    if any(_is_several(phrase) for phrase in (via, source)) or _is_this_side(goal, party):
        return True
    if via is not None and (_is_of_building(via, scene) or _tells_where(via, goal, match, scene)):
        return True
    if is_everyday(match, party, scene) or _turn_by_themselves(match, scene):
        return True
    return (
        _leave_line(match, scene)
        or _only_reaches(party, match, scene)
        or _goes_into_a_thing(match, scene)
        or (match.has("taking") and _lets_in_enemies(match, party))
    )


def _is_column(match: Match, scene: Scene) -> bool:
    """Handle "a column of 60 vehicles"."""
    mover = match.first("mover")
    parts = (mover, mover.of) if mover is not None else ()
    return any(part is not None and scene.is_(part, "force_noun", "armour", "transport")
               for part in parts)  # fmt: skip


def _only_reaches(party: Party, match: Match, scene: Scene) -> bool:
    """Handle "a column *reached X*": nobody says that it came from abroad."""
    goal = match.first("goal")
    if goal is None or party.country or match.roles.keys() & {"source", "via"}:
        return False
    if not _is_column(match, scene):
        return False
    near = match.trigger.lemma == "reach" and not scene.crossings
    return near and bool(goal.places) and not goal.codes


def _goes_into_a_thing(match: Match, scene: Scene) -> bool:
    """Handle "broke *into song* in X", "came *across a film* in X": X is only where they did."""
    goal, clause = match.first("goal"), match.clause
    if goal is None or clause is None or not match.is_led(goal, _WHERE):
        return False
    if match.trigger.lemma in scene.lexicon.set("flight") or match.passive:
        return False
    led = (pp.np for pp in clause.pps if pp.prep in _WHITHER and pp.s == clause.vg.e)
    return any(np is not None and _is_no_place(np, scene) for np in led)


_WHERE = frozenset({"in", "at"})
_WHITHER = frozenset({"into", "across", "under"})


def _is_no_place(thing: Chunk, scene: Scene) -> bool:
    named = thing.places or thing.codes or thing.names or thing.of is not None
    return not named and not scene.is_(thing, *_SPOTS)


_SPOTS = ("border", "river", "border_river", "named_river", "inner_river", "bank", "bridge",
          "crossing", "port", "post", "base", "village", "town", "district", "area", "part",
          "country_noun", "closable", "centre", "province")  # fmt: skip


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


def _tells_where(via: Chunk, goal: Chunk | None, match: Match, scene: Scene) -> bool:
    """Handle "moved 400 soldiers to the Leilek region *on the border with B*"."""
    clause = match.clause
    goal = goal or _left_at_line(match, scene)
    if goal is None or clause is None or not match.has("causer"):
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
