"""Who bears arms: people named so, and those that "they" stands for."""

from monitor.reading.claims.draft import Scene
from monitor.reading.scene.people import IN_ARMS
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence


def are_in_arms(side: Chunk, scene: Scene) -> bool:
    """Whether a side bears arms: named so, or "two of them" where those named before do."""
    if scene.is_(side, "militants", "troops"):
        return True
    of = side if side.pron and side.plural else side.of
    if of is None or not of.pron or scene.sentence.in_title:
        return False
    meant = scene.antecedent(of)
    return meant is not None and meant.group in IN_ARMS


def foes_told(scene: Scene) -> bool:
    """Whether the article has told of rebels or fighting so far; no sentence is asked twice."""
    if not scene.foes_found:
        unasked = scene.sentences[scene.foes_sought :]
        scene.foes_sought = len(scene.sentences)
        scene.foes_found = any(_tells_of_foes(one, scene) for one in unasked)
    return scene.foes_found


def foes_told_lately(scene: Scene) -> bool:
    """Tell those who hold a place from "the defenders" of a goal: by the last few sentences."""
    return any(_tells_of_foes(one, scene) for one in scene.sentences[-_LATELY:])


_LATELY = 4  # sentences


def _tells_of_foes(sentence: Sentence, scene: Scene) -> bool:
    foes = scene.lexicon.bit("militants", "nonstate", "attack", "clash", "capture_noun")
    words = (token.word for token in sentence.tokens)
    return any(word is not None and (word.actor or word.cls & foes) for word in words)
