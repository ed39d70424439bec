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


def foes_told(scene: Scene, lately: int | None = None) -> bool:
    """Whether the article has told of rebels or fighting so far; ``lately``: in so many sentences.

    "The defenders" of a goal give nothing up; soldiers who raise a flag on a feast take nothing.
    """
    foes = scene.lexicon.bit("militants", "nonstate", "attack", "clash", "capture_noun")
    sentences = scene.sentences if lately is None else scene.sentences[-lately:]
    words = (token.word for one in sentences for token in one.tokens)
    return any(word is not None and (word.actor or word.cls & foes) for word in words)
