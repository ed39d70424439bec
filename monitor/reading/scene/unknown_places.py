"""Names that no gazetteer knows: whether the article uses one as a place."""

import re

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.sentence import Sentence
from monitor.reading.text.folding import fold
from monitor.reading.words.lexicon import Lexicon


def is_used_as_place(phrase: Chunk, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether the text says "in X", "the town of X", "X, about 10 km south" anywhere.

    ``phrase`` names X; the words before it are the set ``place_signs``, those behind a comma
    the set ``place_asides``.
    """
    name = " ".join(phrase.names)
    signs = sorted(lexicon.set("place_signs"), key=len, reverse=True)
    if not name or not signs:
        return False
    before = "|".join(re.escape(sign) for sign in signs)
    folded = fold(sentence.text)
    if re.search(rf"\b(?:{before}) {re.escape(name)}\b", folded) is not None:
        return True
    asides = "|".join(re.escape(sign) for sign in sorted(lexicon.set("place_asides")))
    if asides and re.search(rf"\b{re.escape(name)}, (?:{asides})\b", folded) is not None:
        return True
    units = "|".join(sorted(lexicon.set("distance_signs")))
    distance = rf"\b{re.escape(name)}, (?:[a-z]+ ){{0,2}}\d[\d.,]* (?:{units})\b"
    return bool(units) and re.search(distance, folded) is not None
