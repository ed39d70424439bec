"""Fire exchanged: guards of two states who shoot at each other, each bank a place of it."""

from monitor.events.values import ActorClass
from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import says_border
from monitor.reading.frames.match import Match
from monitor.reading.syntax.chunks import Chunk


def is_mutual(match: Match, agent: Chunk | None, scene: Scene) -> bool:
    """Guards of two states exchanging fire: no direction, and each bank a place of it."""
    if match.has("states") or _each_other(match):
        sides = _sides(agent, scene)
        for phrase in match.roles.get("victim", []):
            sides |= _sides(phrase, scene)
        return _two_neighbours(sides or set(scene.countries_in(scene.sentence)), scene)
    both = match.has("mutual") or _is_between(agent, scene)
    if both and _two_neighbours(_sides(agent, scene), scene):
        return True  # "three hours of fire between Pakistani troops and Afghan border police"
    over = not match.roles.get("target") and any(map(scene.lines, match.roles.get("via", [])))
    if match.has("mutual") and over:
        return True  # "fire was traded across the Durand Line"
    trigger = match.trigger.lemma
    if trigger not in scene.lexicon.set("mutual") and not trigger.startswith("exchange"):
        return False
    codes = set(scene.countries_in(scene.sentence))
    if agent is not None and agent.members:
        return len(_sides(agent, scene)) > 1
    return len(codes) > 1 or (says_border(scene) and len(scene.context.countries()) > 1)


def is_of_one_side(match: Match, agent: Chunk | None, scene: Scene) -> bool:
    """Tell "two Tajiks fell in a gunbattle" from "a Tajik and a Kyrgyz did": men of two states."""
    if not match.has("both"):
        return False
    named = [*match.roles.get("victim", []), *([agent] if agent is not None else [])]
    parts = [part for phrase in named for part in phrase.all()]
    if any(scene.people.group(part) is ActorClass.MILITANTS for part in parts):
        return True
    return not _two_neighbours(set().union(*(_sides(part, scene) for part in parts)), scene)


def _is_between(agent: Chunk | None, scene: Scene) -> bool:
    chunks = scene.sentence.chunks if agent is not None else ()
    return any(chunk.np is agent and chunk.prep == "between" for chunk in chunks)


def _two_neighbours(codes: set[str], scene: Scene) -> bool:
    return any(scene.context.are_neighbours(one, two) for one in codes for two in codes)


def _sides(phrase: Chunk | None, scene: Scene) -> set[str]:
    """Return whose men a phrase names: "Kyrgyz and Tajik guards" are of two states."""
    found: set[str] = set()
    for part in phrase.all() if phrase is not None else ():
        country = scene.people.country(part)
        found |= {*part.codes, *((country,) if country else ())}
        found |= {code for each in part.of.all() for code in each.codes} if part.of else set()
    return found


def _each_other(match: Match) -> bool:
    """Handle "They fired at each other"."""
    clause = match.clause
    named = match.adjuncts()
    named += [clause.obj] if clause is not None and clause.obj is not None else []
    return any(phrase.text in {"each other", "one another"} for phrase in named)
