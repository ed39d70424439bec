"""Who bears arms: people named so, and those that "they" stands for."""

from monitor.events.values import ActorClass
from monitor.reading.claims.draft import Scene
from monitor.reading.syntax.chunks import Chunk

_IN_ARMS = frozenset({ActorClass.TROOPS, ActorClass.MILITANTS})


def are_in_arms(side: Chunk, scene: Scene) -> bool:
    """Whether a side bears arms: named so, or "two of them" where those named before do."""
    if scene.is_(side, "militants", "troops"):
        return True
    of = side if side.pron and side.plural else side.of
    if of is None or not of.pron or scene.sentence.in_title:
        return False
    meant = scene.antecedent(of)
    return meant is not None and meant.group in _IN_ARMS
