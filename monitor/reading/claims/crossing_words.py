"""Small words of a crossing: "back", "home", "over to"."""

from monitor.reading.claims.draft import Scene
from monitor.reading.frames.match import Match
from monitor.reading.syntax.chunks import Chunk


def is_over(match: Match, goal: Chunk | None) -> bool:
    """Handle "were made to walk *over to* X": something lies between, the border."""
    return goal is not None and match.is_led(goal, _OVER_TO)


_OVER_TO = frozenset(
    {"over to", "across to", "over into", "across into", "back over", "back across"}
)


def is_opposite(match: Match, scene: Scene) -> bool:
    """Handle "camped *opposite* Jayhun": on the bank that faces the goal."""
    goal = match.first("goal")
    return goal is not None and match.is_led(goal, scene.lexicon.set("facing"))


def goes_home(match: Match, scene: Scene) -> bool:
    """Whether people are sent, or go, back where they belong; to fall back is to retreat."""
    if match.has("back"):
        return True
    lemma = match.trigger.lemma
    return (lemma == "return" or is_back(match)) and lemma not in scene.lexicon.set("falling_back")


def is_back(match: Match) -> bool:
    clause = match.clause
    said = {match.trigger.particle, *(pp.prep for pp in clause.pps)} if clause is not None else ()
    return any("back" in word.split() or word == "home" for word in said)
