"""A stream of news for benchmarks: one article in four is about the border, no two are alike.

About 340 words each. The quiet ones are sentences about a town's affairs, with words made of
syllables, so that they share as little as other news does; the rest carry three sentences of the
labelled corpus between such sentences. One in twenty is a copy of the one before.
"""

import random
from collections.abc import Iterator
from itertools import islice, product

from tests.accuracy.measure import articles

SENTENCES = 13
TOLD = 3
_SYLLABLES = [a + b for a, b in zip("bcdfglmnprstvmlkrsnd", "aeoiuaeoiuaeoiuaeoiu", strict=True)]
_FORMS = (
    "The {} {} was shown to the {} of {} on Monday",
    "In the {} a {} has been {}ed by the {} of {}",
    "{} said that the {} would {} the {} before {}",
    "Many a {} from {} hopes to {} with the {} {}",
    "It is the {} {} since the {} of {} was {}ed",
)


def told_sentences() -> list[str]:
    """Return the sentences of the labelled corpus."""
    texts = (row["text"] for row in articles())
    found = (part.strip() for text in texts for part in text.replace("\n", " ").split(". "))
    return [part.rstrip(".") + "." for part in found if len(part.split()) > 6]


def stream(seed: int = 1) -> Iterator[str]:
    """Yield articles for ever: a title, a blank line, paragraphs."""
    chance = random.Random(seed)
    words = ["".join(parts) for parts in product(_SYLLABLES, repeat=3)]
    told, before, number = told_sentences(), "", 0
    while True:
        number += 1
        if before and chance.random() < 0.05:
            yield before
            continue
        sentences = [_quiet(chance, words) for _ in range(SENTENCES)]
        if number % 4 == 0:
            for at, sentence in enumerate(chance.sample(told, TOLD)):
                sentences[1 + at * 3] = sentence
        body = "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(1, SENTENCES, 4))
        before = f"{sentences[0].rstrip('.')}\n\n{body}"
        yield before


def some(count: int, seed: int = 1) -> list[str]:
    return list(islice(stream(seed), count))


def _quiet(chance: random.Random, words: list[str]) -> str:
    halves = []
    for _ in range(2):
        form = chance.choice(_FORMS)
        halves.append(form.format(*chance.choices(words, k=form.count("{}"))))
    first, second = halves
    return f"{first[0].upper()}{first[1:]}, and {second.lower()}."
