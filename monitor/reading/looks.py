"""Looks: what people without a class of their own are, by dress, arms, papers and company."""

from monitor.events.values import ActorClass
from monitor.reading.chunks import Chunk
from monitor.reading.lexicon import Lexicon
from monitor.reading.sentence import Sentence

_NEAR = 100  # characters from the phrase on
_HORDE = 1500  # so many of one nation are no fighters


def looks(phrase: Chunk, sentence: Sentence, lexicon: Lexicon) -> ActorClass | None:
    """Tell from the words beside them: "men in uniform", "undocumented Afghans"; else None."""
    if phrase.pron:
        return None
    start = sentence.tokens[phrase.s].start - sentence.start
    near = sentence.folded[start : start + _NEAR].partition(";")[0]
    dress = lexicon.compiled.settings.get("dress", {})
    for name in ("civilians", "troops", "militants"):
        if any(word in near for word in dress.get(name, ())):
            return None if name == "militants" and phrase.codes else ActorClass(name)
    horde = phrase.qty is not None and (phrase.qty.value or 0) >= _HORDE
    return ActorClass.CIVILIANS if horde and phrase.codes else None
