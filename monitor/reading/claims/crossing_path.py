"""From where to where: the two ends of a crossing, from what the clause names and the article."""

from dataclasses import replace

from monitor.events.values import ActorClass
from monitor.reading.claims.crossing_abroad import is_abroad, tells_of_abroad
from monitor.reading.claims.crossing_bars import crosses_nothing
from monitor.reading.claims.crossing_ends import Path, beyond_the_story, other_end
from monitor.reading.claims.crossing_place import place_of, village_told
from monitor.reading.claims.crossing_words import goes_home, is_back, is_over
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import is_at_border
from monitor.reading.frames.match import Match
from monitor.reading.places.values import PASSAGES
from monitor.reading.scene.people import Party
from monitor.reading.syntax.chunks import Chunk


def crossing_path(match: Match, party: Party, scene: Scene) -> Path | None:
    """Return both ends and the place; None where no border lies between the ends."""
    path = Path()
    goal, via, source = (match.first(role) for role in ("goal", "via", "source"))
    if crosses_nothing(match, party, scene):
        return None
    named = [phrase for phrase in (goal, via, source) if phrase is not None]
    through_a_post = via is not None and scene.is_(via, "post")
    path.border = through_a_post or is_over(match, goal)
    path.border = path.border or any(
        _is_border(phrase, scene) for phrase in named if phrase is via or not _is_town(phrase)
    )
    path.lines = tuple(line for phrase in (via, goal, source) if phrase is not None
                       for line in scene.lines(phrase))  # fmt: skip
    path.to = _end(goal, path, party, match, scene)
    told_before = village_told(goal, party, match, scene) if path.to is None else None
    if told_before is not None:
        path.to = told_before.country
    path.origin = _source(match, source, party, scene) if source is not None else None
    if source is not None and _is_home_far_off(path, source, match, scene):
        path.origin, party = None, replace(party, country=None)
    if _waits_at_line(match, path, party, scene):
        path.to = None  # where they wait is no goal
    _complete(path, match, party, scene)
    mover = match.first("mover")
    told = mover is not None and mover.text not in _WE
    if path.origin is None and told and goes_home(match, scene):
        path.to, path.origin = _came_before(path.to, party.group, scene)
    if path.origin is None or path.to is None or path.origin == path.to:
        return None
    if not scene.context.are_neighbours(path.origin, path.to):
        return None
    ends = (path.origin, path.to)
    path.place = told_before or place_of(match, ends, party.group, scene)
    return path


_WE = frozenset({"we", "us", "me", "i"})  # who remembers


def _is_home_far_off(path: Path, source: Chunk, match: Match, scene: Scene) -> bool:
    """Handle "mercenaries *from Romania* were bussed over the border to Gisenyi": who they are."""
    mover = match.first("mover")
    if mover is None or path.to is None or path.origin in {None, path.to}:
        return False
    beside = scene.sentence.hangs_on(source, mover)
    return beside and path.border and not scene.context.are_neighbours(path.origin or "", path.to)


def _came_before(
    home: str | None, group: ActorClass, scene: Scene
) -> tuple[str | None, str | None]:
    """Return where those who are sent home had come from, and where to, as told before."""
    for who, origin, to in reversed(scene.crossings):
        if home in {None, origin} and (ActorClass.UNKNOWN in {who, group} or who is group):
            return origin, to
    return home, None


def _end(goal: Chunk | None, path: Path, party: Party, match: Match, scene: Scene) -> str | None:
    """Return the country that people came to, as far as the goal, or who took them in, tells."""
    if goal is None:
        return _taker(match, scene)
    if _is_their_own(goal, path, party, match, scene):
        return party.country
    return _goal(goal, party, scene)


def _goal(goal: Chunk, party: Party, scene: Scene) -> str | None:
    """Return the country of a goal; "their country" is that of those who go there."""
    theirs = goal.det in {"their", "his", "her"} and scene.is_(goal, "country_noun")
    return party.country if theirs and party.country else scene.country(goal)


def _is_their_own(goal: Chunk, path: Path, party: Party, match: Match, scene: Scene) -> bool:
    """Handle "Soldiers of A travelled *to X*", a name on both banks: no line is told of."""
    if not party.country or path.border or goal.codes or goal.poss or not goal.places:
        return False
    if match.has(*_TOLD_ABROAD) or len(scene.countries_in(scene.sentence)) > 1:
        return False
    twin = scene.gazetteer.twin(scene.named([goal]))
    return twin is not None and twin.country == party.country


_TOLD_ABROAD = ("at_border", "foreign", "line", "taking")


def _source(match: Match, source: Chunk, party: Party, scene: Scene) -> str | None:
    """Return the country of a source; "sent back from A" is from the namesake that is abroad."""
    code = scene.country(source)
    home = party.country or (scene.crossings[-1][1] if scene.crossings else None)
    if code is None or code != home or source.codes or not goes_home(match, scene):
        return code
    twin = scene.gazetteer.twin(scene.named([source]))
    return twin.country if twin is not None else code


def _taker(match: Match, scene: Scene) -> str | None:
    """Those who let people in are where the people went."""
    agent = match.first("agent")
    if match.has("foreign"):
        return None
    if match.has("arrivals") and match.first("source") is None:
        return scene.context.home
    if agent is None and match.has("tally"):
        return scene.context.home  # "3,340 newcomers were registered": where it is told
    if agent is None or not match.has("taking", "tally"):
        return None
    return scene.country(agent)


def _is_border(phrase: Chunk, scene: Scene) -> bool:
    if scene.is_(phrase, "inner_river"):
        return False
    if phrase.lemma in scene.lexicon.set("thresholds"):
        return True
    if phrase.text == "the line" and phrase.of is None:
        return True  # "fled across the line", not "crossed a picket line"
    return scene.is_(phrase, "border", "border_river", "named_river", "river", "bridge", "crossing",
                     "bank")  # fmt: skip


def _is_town(phrase: Chunk) -> bool:
    """Handle "came from *Panj*": the town; who comes from the river says "the"."""
    points = any(place.kind != "river" for place in phrase.places)
    gates = all(place.kind in PASSAGES for place in phrase.places)
    return points and not gates and not phrase.det and "river" not in phrase.text.split()


def _complete(path: Path, match: Match, party: Party, scene: Scene) -> None:
    """Fill in the missing end from the mover's nationality and the article's countries."""
    back = goes_home(match, scene) and not _brings_in(match, party.country, scene)
    home = party.country
    near = tuple(scene.countries_in(scene.sentence))
    if back and not path.origin:
        path.origin = _sender(match, scene)
        path.to = path.to or (home if home != path.origin else None)
        if path.origin == path.to and path.border:
            path.origin = home if home != path.to else None  # who tells of it sends nobody
    if path.to and path.to == path.origin and _is_home(match.first("goal")):
        path.to = path.beyond(path.origin, near) or scene.context.other(path.origin, near)
    elif path.to and not path.origin:
        path.origin = _driver(match, home, path.to, scene) or (home if home != path.to else None)
        if path.origin is None and _may_come_from_abroad(match, path, party, scene, back=back):
            goal = match.first("goal") if not match.has("taking") else None
            path.origin = other_end(path, path.to, goal, near, scene)
    elif path.origin and not path.to:
        own = home if back and home != path.origin else None  # "flew the men of B home from X"
        path.to = own or _gone_to(path, path.origin, match, near, scene)
    elif (path.border or match.has("line")) and not path.to and not path.origin:
        _from_home(path, match, scene, near, home)


def _waits_at_line(match: Match, path: Path, party: Party, scene: Scene) -> bool:
    """Handle "families of A *waited on the bank*", which is A's: on their way out of it."""
    if not path.border or path.to != party.country or path.origin is not None:
        return False
    return match.trigger.lemma in scene.lexicon.set("waiting_to_cross")


def _gone_to(
    path: Path, origin: str, match: Match, near: tuple[str, ...], scene: Scene
) -> str | None:
    """Return where those who left a country went, if they went abroad at all."""
    if not is_abroad(match, origin, scene, border=path.border):
        return None
    return other_end(path, origin, _point(match) or match.first("source"), near, scene)


def _driver(match: Match, home: str | None, to: str, scene: Scene) -> str | None:
    """Handle "Belarusian guards pushed *them* into Poland": strangers to both, out of Belarus."""
    agent = match.first("agent")
    if agent is None or not match.has("driven"):
        return None
    if home is not None and (home == to or scene.context.are_neighbours(home, to)):
        return None
    code = scene.country(agent)
    return code if code and scene.is_(agent, "troops", "officials") and code != to else None


def _sender(match: Match, scene: Scene) -> str | None:
    """Return whose people send somebody away; for "it" whoever the speaker is."""
    agent, clause = match.first("agent"), match.clause
    if not match.has("causer"):
        return None  # they go back by themselves
    if agent is None and clause is not None and not match.passive:
        agent = clause.subj
    if agent is None or clause is None:
        return None
    if agent.pron and clause.parent is not None and clause.parent.subj is not None:
        return scene.country(clause.parent.subj)
    return scene.country(agent)


def _brings_in(match: Match, home: str | None, scene: Scene) -> bool:
    """Handle "Soldiers of A were ferried over the river by guards of B": brought in, not out."""
    agent = match.first("agent")
    if match.trigger.lemma not in scene.lexicon.set("carrying") or is_back(match):
        return False
    if agent is None:
        return match.passive and bool(home)  # "he was ferried over": from A
    taker = scene.country(agent)
    return bool(taker and home and taker != home)


def _may_come_from_abroad(
    match: Match, path: Path, party: Party, scene: Scene, *, back: bool
) -> bool:
    """Who goes to a town of his own country crosses nothing."""
    home = party.country
    if match.has("tally", "arrivals"):
        return home != path.to
    if home == path.to and not back and _only_leaves(match, scene):
        return False  # "fell back from the river to Kunduz"
    if match.has("taking") and not path.border and _is_taken_inland(match, party, scene):
        return False
    if path.border or back or match.has("taking"):
        told = path.border or bool(back and match.has("line"))  # "went home through X"
        return home != path.to or told or (back and _sends_home(match, scene))
    return home != path.to and tells_of_abroad(match, path.to, party, scene)


def _is_taken_inland(match: Match, party: Party, scene: Scene) -> bool:
    """Handle "Passengers were taken to Dushanbe": strangers to nobody, to a town off the border."""
    goal = match.first("goal")
    if goal is None or party.country or goal.codes or scene.crossings:
        return False
    return bool(goal.places) and not is_at_border(goal, scene)


def _only_leaves(match: Match, scene: Scene) -> bool:
    """Whether the border is only what people turn their back on."""
    source, goal = match.first("source"), match.first("goal")
    if source is None or match.first("via") is not None or is_over(match, goal):
        return False
    return _is_border(source, scene) and (goal is None or not _is_border(goal, scene))


def _sends_home(match: Match, scene: Scene) -> bool:
    """Handle "Afghans were sent back to Afghanistan": a country, or a side, not a town of it."""
    goal = match.first("goal")
    if goal is None or (match.trigger.lemma in scene.lexicon.set("sending") and not is_back(match)):
        return False
    return scene.is_(goal, "country", "bank", "country_noun", "demonym", "border")


def _is_home(goal: Chunk | None) -> bool:
    """Handle "The country" of those who speak, whichever that is."""
    return goal is not None and not goal.codes and not goal.places


def _point(match: Match) -> Chunk | None:
    """Return the place where the line was crossed, if one is named."""
    return next((via for via in match.roles.get("via", ()) if via.places), None)


def _from_home(
    path: Path, match: Match, scene: Scene, near: tuple[str, ...], home: str | None
) -> None:
    """Only a border is named: people leave their own country; strangers come to the speaker's."""
    back = goes_home(match, scene) and not _brings_in(match, home, scene)
    if home:
        other = path.beyond(home, near) or scene.context.other(home, near)
        point, via = _point(match), match.first("via")
        if other is None and (point is not None or (via is not None and via.det == "the")):
            other = other_end(path, home, point, near, scene)  # "the river", not "a stream"
        path.origin, path.to = (other, home) if back else (home, other)
        return
    path.guessed = True
    if match.has("pursuit") and scene.crossings:
        _, path.origin, path.to = scene.crossings[-1]  # the way that those pursued had come
        return
    here = next(iter(near), None) or scene.context.home
    there = (
        path.beyond(here, near) or scene.context.other(here, near) or beyond_the_story(here, scene)
    )
    sent = back and match.has("causer")
    path.origin, path.to = (here, there) if sent else (there, here)
