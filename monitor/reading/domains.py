"""Fields of life in which nobody is captured: sport, for now."""

from monitor.reading.draft import Scene

_SPORT_WORDS = 2


def is_sport(scene: Scene) -> bool:
    """Two words of sport in one sentence: nobody is captured there."""
    sport = scene.lexicon.bit("sport")
    words = (token.word for token in scene.sentence.tokens)
    return sum(1 for word in words if word is not None and word.cls & sport) >= _SPORT_WORDS
