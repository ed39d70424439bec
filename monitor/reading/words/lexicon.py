"""The lexicon at run time: every word and name, found by one dictionary walk.

Words of the vocabulary, places of the gazetteer, countries, demonyms and actors share one trie of
folded words, longest match first, so that "Border Guard Bangladesh" is no border guard.
"""

from collections.abc import Mapping
from typing import Any

from monitor.reading.places.gazetteer import Gazetteer, Place
from monitor.reading.text.folding import words
from monitor.reading.text.grammar import ADJ, ADV, NOUN, NUM, PROPN
from monitor.reading.text.whole_words import WholeWords
from monitor.reading.vocabulary.compiled import Actor, Compiled

# Classes that come from names rather than from word lists.
KIND_CLASSES: Mapping[str, tuple[str, ...]] = {
    "country": ("country",),
    "province": ("province", "named_area"),
    "region": ("named_area",),
    "district": ("district", "named"),
    "city": ("town", "named"),
    "town": ("town", "named"),
    "village": ("village", "named"),
    "crossing": ("crossing", "named"),
    "port": ("port", "named"),
    "post": ("post", "named"),
    "base": ("base", "named"),
    "river": ("river", "named_river"),
    "island": ("area", "named"),
}


class Word:
    """All that is known about one spelling."""

    __slots__ = (
        "actor",
        "cls",
        "code",
        "form",
        "kind",
        "leader",
        "meta",
        "noun",
        "num",
        "places",
        "pos",
        "sign",
        "time",
        "vcls",
        "verb",
    )  # fmt: skip

    def __init__(self) -> None:
        self.pos = 0
        self.form = 0
        self.cls = 0
        self.noun = ""
        self.verb = ""
        self.kind = ""
        self.vcls: frozenset[str] = frozenset()
        self.sign = ""
        self.code = ""
        self.meta = ""
        self.leader = ""
        self.places: tuple[Place, ...] = ()
        self.actor: Actor | None = None
        self.num: tuple[str, float] | None = None
        self.time: tuple[str, Any] | None = None


class Node:
    """A node of the trie: the word that ends here, and the words that go on."""

    __slots__ = ("next", "word")

    def __init__(self) -> None:
        self.word: Word | None = None
        self.next: dict[str, Node] | None = None


class Lexicon:
    """``root`` is the trie; ``bit`` gives a class's bit (0 for a class that no file declares)."""

    def __init__(self, compiled: Compiled, gazetteer: Gazetteer) -> None:
        self.compiled = compiled
        self.gazetteer = gazetteer
        self.root: dict[str, Node] = {}
        self._sets = {name: frozenset(members) for name, members in compiled.sets.items()}
        self.lines: dict[str, tuple[str, ...]] = {}
        for code, names in compiled.lines.items():
            for name in names:
                self.lines[name] = (*self.lines.get(name, ()), code)
        self._line = WholeWords(dict.fromkeys(self.lines, ""))
        self._masks: dict[tuple[str, ...], int] = {}
        self._bits = {name: 1 << index for index, name in enumerate(compiled.classes)}
        self._add_words()
        self._add_numbers()
        self._add_time()
        self._add_countries()
        self._add_places()
        self._add_actors()

    def bit(self, *names: str) -> int:
        mask = self._masks.get(names)
        if mask is None:
            mask = 0
            for name in names:
                mask |= self._bits.get(name, 0)
            self._masks[names] = mask
        return mask

    def names_line(self, folded: str) -> bool:
        """Whether a folded text names a line that is a border: "the Panj", "the Durand Line"."""
        return bool(self._line.find(folded))

    def set(self, name: str) -> frozenset[str]:
        """Return one of the word sets of the vocabulary (empty where no file fills it)."""
        return self._sets.get(name, frozenset())

    def class_names(self, mask: int) -> list[str]:
        return [name for name, bit in self._bits.items() if mask & bit]

    def word(self, key: tuple[str, ...]) -> Word:
        """Return the entry of a key, made if there is none yet."""
        node = self.root.get(key[0])
        if node is None:
            node = self.root[key[0]] = Node()
        for part in key[1:]:
            if node.next is None:
                node.next = {}
            following = node.next.get(part)
            if following is None:
                following = node.next[part] = Node()
            node = following
        if node.word is None:
            node.word = Word()
        return node.word

    def find(self, *key: str) -> Word | None:
        node = self.root.get(key[0])
        for part in key[1:]:
            node = node.next.get(part) if node and node.next else None
        return node.word if node else None

    def _add_words(self) -> None:
        compiled = self.compiled
        verb_classes = {verb: frozenset(names) for verb, names in compiled.verb_classes.items()}
        signs = {noun: name for name, nouns in compiled.noun_signs.items() for noun in nouns}
        none: frozenset[str] = frozenset()
        for form in compiled.words:
            word = self.word(form.key)
            word.pos |= form.pos
            word.form |= form.form
            word.noun = form.noun
            word.verb = form.verb
            word.cls |= form.classes
            word.kind = form.kind
            word.vcls = verb_classes.get(form.verb, none)
            word.sign = signs.get(form.noun, "")

    def _add_numbers(self) -> None:
        numbers = self.compiled.numbers
        for name in ("units", "multipliers", "collective"):
            for spelling, value in numbers[name].items():
                self._number(spelling, name, float(value))
        for name in ("vague", "least", "most", "about", "additive"):
            for spelling in numbers[name]:
                self._number(spelling, name, 0.0)

    def _number(self, spelling: str, name: str, value: float) -> None:
        word = self.word(tuple(spelling.split()))
        word.num = (name, value)
        if name in {"units", "multipliers", "collective", "vague"}:
            word.pos |= NUM
        else:
            word.pos |= ADV

    def _add_time(self) -> None:
        time = self.compiled.time
        for name in ("weekdays", "months", "units", "relative"):
            for spelling, payload in time[name].items():
                word = self.word(tuple(spelling.split()))
                word.time = (name, payload)
                word.pos |= NOUN
                if name == "units":
                    word.noun = spelling
        for spelling in list(time["units"]):
            plural = self.word((spelling + "s" if spelling != "century" else "centuries",))
            plural.time = ("units", time["units"][spelling])
            plural.pos |= NOUN
            plural.noun = spelling
        for name in ("future", "history", "daytimes"):
            for spelling in time[name]:
                word = self.word(tuple(spelling.replace("-", " ").split()))
                word.time = (name, None)
                word.pos |= NOUN

    def _add_countries(self) -> None:
        gazetteer = self.gazetteer
        for key, code in gazetteer.country_names.items():
            word = self.word(key)
            word.code = code
            word.pos |= PROPN
            word.cls |= self.bit("country")
        for key, code in gazetteer.demonyms.items():
            word = self.word(key)
            word.code = code
            word.pos |= ADJ | NOUN
            word.cls |= self.bit("demonym")
        for key, code in gazetteer.metonyms.items():
            self.word(key).meta = code
            self.word(key).pos |= PROPN

    def _add_places(self) -> None:
        masks = {kind: self.bit(*names) for kind, names in KIND_CLASSES.items()}
        keys = {key: key for key in self.gazetteer.keys() if key}  # noqa: SIM118  (ours)
        for key, spelled in (keys | _with_dots(self.gazetteer)).items():
            word = self.word(key)
            word.places = self.gazetteer.candidates(spelled)
            word.pos |= PROPN
            for place in word.places:
                word.cls |= masks.get(place.kind, 0)

    def _add_actors(self) -> None:
        for actor in self.compiled.actors:
            for key in actor.keys:
                word = self.word(key)
                word.actor = actor
                word.pos |= PROPN
        for code, keys in self.compiled.leaders.items():
            for key in keys:
                word = self.word(key)
                word.leader = code
                word.pos |= PROPN
                word.cls |= self.bit("officials", "leader")


def _with_dots(gazetteer: Gazetteer) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return how "No. 2 Bridge" stands in a text, where the dot is a token, with its key."""
    spellings = {name for place in gazetteer.places.values() for name in place.spellings}
    return {_as_tokens(name): words(name) for name in spellings if ". " in name}


def _as_tokens(name: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in name.split():
        found += [*words(piece), "."] if piece.endswith(".") else words(piece)
    return tuple(found)
