"""The compiled vocabulary of one language: plain data that loads in a few milliseconds.

``source`` reads the YAML an analyst edits, ``compile`` turns it into this,
and the shipped result is kept beside the YAML (``compiled.json``) so that starting up neither
parses YAML nor inflects verbs. The two can never disagree: the file names the digest of the YAML.
"""

from typing import Any

import msgspec


class WordForm(msgspec.Struct, array_like=True, frozen=True):
    """One spelling: its key (folded words), parts of speech, verb forms, lemmas and classes.

    ``classes`` are bits of ``Compiled.classes``; ``kind`` is a closed-class detail (which
    auxiliary, which sort of modal or subordinator).
    """

    key: tuple[str, ...]
    pos: int
    form: int = 0
    noun: str = ""
    verb: str = ""
    classes: int = 0
    kind: str = ""


class Role(msgspec.Struct, array_like=True, frozen=True):
    """A slot of a caller: where it stands in the clause and what may fill it.

    ``somewhere``: a word of its classes must stand in the sentence, be it in another place.
    """

    name: str
    at: tuple[str, ...]
    classes: int
    heads: tuple[str, ...]
    needed: bool
    somewhere: bool = False


class Frame(msgspec.Struct, array_like=True, frozen=True):
    """One sense of some verbs or nouns that reports one type of claim."""

    id: str
    type: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    fixed: tuple[Role, ...]
    roles: tuple[Role, ...]
    block: tuple[Role, ...]
    traits: tuple[str, ...]
    source: str = ""

    def has(self, *traits: str) -> bool:
        """Whether it has one of some traits."""
        return any(trait in self.traits for trait in traits)


class ActorRole(msgspec.Struct, array_like=True, frozen=True):
    """What an actor is between two dates (ISO; "" = open)."""

    since: str
    until: str
    group: str
    side: str


class Actor(msgspec.Struct, array_like=True, frozen=True):
    """A named actor with all its spellings (keys) and its roles over time."""

    name: str
    country: str
    keys: tuple[tuple[str, ...], ...]
    roles: tuple[ActorRole, ...]
    caution: tuple[tuple[str, ...], ...] = ()


class Compiled(msgspec.Struct, frozen=True):
    """Everything linguistic about one language."""

    digest: str
    classes: tuple[str, ...]
    words: tuple[WordForm, ...]
    verb_classes: dict[str, tuple[str, ...]]
    noun_signs: dict[str, tuple[str, ...]]
    falsehood: tuple[str, ...]
    actors: tuple[Actor, ...]
    leaders: dict[str, tuple[tuple[str, ...], ...]]
    frames: tuple[Frame, ...]
    cues: dict[str, dict[str, tuple[str, ...]]]
    domains: dict[str, tuple[tuple[str, ...], ...]]
    dispute: tuple[str, ...]
    time: dict[str, Any]
    numbers: dict[str, Any]
    titles: tuple[str, ...]
    abbreviations: tuple[str, ...]
    settings: dict[str, Any]
    sets: dict[str, tuple[str, ...]]
    lines: dict[str, tuple[str, ...]]
    peoples: dict[str, tuple[str, ...]]
