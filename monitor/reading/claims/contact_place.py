"""Where states met, told beside the meeting."""

from monitor.reading.claims.draft import Scene
from monitor.reading.claims.nearness import border_place_before
from monitor.reading.frames.match import Match
from monitor.reading.places.gazetteer import Place
from monitor.reading.places.values import MEETING_POINTS, PASSAGES
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.province_lists import is_point


def told_place(match: Match, scene: Scene) -> Place | None:
    """Handle "on the sidelines of a summit *in X*", "a meeting *at the crossing*" told before."""
    for chunk in scene.sentence.chunks:
        phrase = chunk.np
        if phrase is None or chunk.prep not in _THERE:
            continue
        occasion = _occasion(phrase, scene)
        if occasion is not None:
            return scene.named([occasion])
        if chunk.s < match.trigger.s:
            continue
        if is_point(phrase):
            return scene.named([phrase])
        if not phrase.codes and scene.is_(phrase, "crossing", "border", "bridge", "bank"):
            passage = border_place_before(match, scene, PASSAGES, _REACH)
            return passage or border_place_before(match, scene, MEETING_POINTS, _REACH)
    return None


def _occasion(phrase: Chunk, scene: Scene) -> Chunk | None:
    """Handle "on the margins of *a Samarkand summit*", "at *the Termez talks*"."""
    one: Chunk | None = phrase
    while one is not None:
        if one.places and scene.is_(one, "contact"):
            return one
        one = one.of
    return None


_THERE = frozenset({"in", "at", "on"})
_REACH = 800  # characters back to the crossing that "the crossing" means
