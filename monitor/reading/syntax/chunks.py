"""Chunks: noun phrases, verb groups, prepositional phrases, and the marks between them.

What a chunk is about (classes, places, countries, quantity) is gathered while it is built, so that
later steps only compare bits.
"""

from typing import Final

from monitor.reading.places.gazetteer import Place
from monitor.reading.text.grammar import NP, PP
from monitor.reading.vocabulary.compiled import Actor
from monitor.reading.words.numbers import Quantity

FIELDS: Final = (
    "actor", "adj", "apps", "aux", "ceased", "clause", "cls", "codes", "det", "e", "form",
    "head", "kind", "known", "lead", "lemma", "members", "modal", "mods", "names", "neg", "np",
    "number", "obj", "of", "particle", "passive", "perfect", "places", "plural", "poss", "prep",
    "pron", "qty", "s", "sign", "text", "time", "to", "vcls",
)  # fmt: skip

_NO_CLASSES: Final[frozenset[str]] = frozenset()


class Chunk:
    """One chunk. Which fields are filled depends on ``kind`` (see ``grammar``)."""

    __slots__ = FIELDS

    def __init__(self, kind: str, s: int, e: int) -> None:  # noqa: PLR0915  (a cascade)
        self.kind = kind
        self.s = s
        self.e = e
        self.head = s
        self.text = ""
        self.lemma = ""
        self.cls = 0
        self.known = -1  # the classes on the day of the article, once asked for
        self.neg = False
        self.members: list[Chunk] = []
        self.apps: list[Chunk] = []
        self.of: Chunk | None = None
        self.poss: Chunk | None = None
        self.places: tuple[Place, ...] = ()
        self.codes: tuple[str, ...] = ()
        self.names: tuple[str, ...] = ()  # capitalised words that no list knows
        self.actor: Actor | None = None
        self.lead = ""
        self.qty: Quantity | None = None
        self.det = ""
        self.pron = False
        self.plural = False
        self.time = False
        self.sign = ""
        self.mods: tuple[str, ...] = ()
        # verb groups
        self.form = 0
        self.passive = False
        self.perfect = False
        self.modal = ""
        self.to = False
        self.particle = ""
        self.vcls = _NO_CLASSES
        self.adj = ""
        self.ceased = False
        self.aux = False
        self.number = 0  # how many it is said of, by its form: 1 one, 2 several, 0 either
        self.clause = -1
        # prepositional phrases
        self.prep = ""
        self.np: Chunk | None = None
        self.obj = False

    def __repr__(self) -> str:
        return f"{self.kind}[{self.prep or self.lemma or self.text}]"

    def all(self) -> list["Chunk"]:
        """Return the members of a coordination, or the phrase itself."""
        return self.members or [self]


def phrases(chunks: list[Chunk]) -> list[tuple[int, Chunk]]:
    """Every noun phrase with the index of the chunk it stands in, nested ones too."""
    found: list[tuple[int, Chunk]] = []
    for index, chunk in enumerate(chunks):
        phrase = chunk.np if chunk.kind == PP else chunk if chunk.kind == NP else None
        while phrase is not None:
            found.append((index, phrase))
            for member in phrase.members[1:]:
                found.append((index, member))
                if member.of is not None:  # "the people and elders of X"
                    found.append((index, member.of))
            if phrase.poss is not None:
                found.append((index, phrase.poss))
            phrase = phrase.of
    return found
