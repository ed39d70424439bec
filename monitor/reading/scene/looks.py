"""Looks: what people without a class of their own are, by dress, arms, papers and company."""

from monitor.events.values import ActorClass
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.words.lexicon import Lexicon

_NEAR = 100  # characters from the phrase on
_HORDE = 1500  # so many of one nation are no fighters


def looks(phrase: Chunk, sentence: Sentence, lexicon: Lexicon) -> ActorClass | None:
    """Tell from the words beside them: "men in uniform", "undocumented Afghans"; else None."""
    if phrase.pron:
        return None
    told = _mostly(phrase, sentence, lexicon)
    if told is not None:
        return told
    start = sentence.tokens[phrase.s].start - sentence.start
    near = sentence.folded[start : start + _NEAR].partition(";")[0]
    dress = lexicon.compiled.settings.get("dress", {})
    for name in ("civilians", "troops", "militants"):
        if any(word in near for word in dress.get(name, ())):
            return None if name == "militants" and phrase.codes else ActorClass(name)
    horde = phrase.qty is not None and (phrase.qty.value or 0) >= _HORDE
    return ActorClass.CIVILIANS if horde and phrase.codes else None


_SHARE = 3  # tokens: "most of them"


def _mostly(phrase: Chunk, sentence: Sentence, lexicon: Lexicon) -> ActorClass | None:
    """Handle "300 Afghans, most of them soldiers,", "40 people, soldiers for the most part,"."""
    tokens = sentence.tokens[phrase.e : phrase.e + _REACH]
    if not tokens or tokens[0].text != ",":
        return None
    shares = lexicon.set("mostly")
    if len(tokens) > 1 and tokens[1].text in shares:
        behind = tokens[2 : 2 + _SHARE]
    elif "for the most part" in sentence.folded[tokens[0].start - sentence.start :][:_NEAR]:
        behind = tokens[1:2]
    else:
        return None
    for token in behind:
        cls = token.word.cls if token.word is not None else 0
        for name in (ActorClass.TROOPS, ActorClass.MILITANTS, ActorClass.CIVILIANS):
            if cls & lexicon.bit(name.value):
                return name
    return None


_REACH = 6  # tokens behind people that may say who most of them are
