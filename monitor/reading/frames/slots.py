"""Slots: what a frame asks for, taken apart once, so that asking is comparing numbers and sets.

A position such as "into/of" is written for people; here it is a head, a tail and prepositions.
"""

from monitor.reading.vocabulary.compiled import Frame, Role

ALL_OF_THEM = {"both": 2, "all three": 3, "all four": 4, "all five": 5}
MAY_BE_PLACES = frozenset({"it", *ALL_OF_THEM})  # what may stand for places told before
THEY = 1 << 200  # beyond all classes: "they" stands in a sentence, whoever that is
SUBJ, OBJ, OBJ2, SURFACE, OF, POSS, MOD, PREP, PARTICLE, WORD, ADJ, NONE, TOPIC = range(13)
_HEADS = {
    "subj": SUBJ, "obj": OBJ, "obj2": OBJ2, "surface": SURFACE, "of": OF, "poss": POSS, "mod": MOD,
    "particle": PARTICLE, "word": WORD, "adj": ADJ,
    "topic": TOPIC,
}  # fmt: skip
_TAILS = {"": NONE, "of": OF, "poss": POSS, "mod": MOD}


class Position:
    """One place where a slot may be filled: "obj", "into", "obj/of", "poss"."""

    __slots__ = ("head", "prep", "tail", "tail_prep")

    def __init__(self, text: str) -> None:
        head, _, tail = text.partition("/")
        self.head = _HEADS.get(head, PREP)
        self.prep = head
        self.tail = _TAILS.get(tail, PREP)
        self.tail_prep = tail

    @property
    def needs(self) -> str:
        """The preposition without which the position is empty, if one is."""
        if self.tail == PREP:
            return self.tail_prep
        return self.prep if self.head == PREP else ""


class Slot:
    """A role of the vocabulary, ready to be filled.

    ``preps``: prepositions of which one must stand in the view; empty where it needs none.
    """

    __slots__ = ("any_head", "classes", "heads", "is_agent", "is_theme", "name", "needed",
                 "other_head", "positions", "preps", "role", "somewhere", "stands_in",
                 "takes_names")  # fmt: skip

    def __init__(self, role: Role) -> None:
        self.role = role
        self.name = role.name
        self.classes = role.classes
        self.heads = frozenset(role.heads)
        self.any_head = "*" in self.heads
        self.other_head = "?" in self.heads
        self.needed = role.needed
        self.somewhere = role.somewhere
        self.positions = [Position(text) for text in role.at]
        self.is_theme = role.name == "theme"
        self.takes_names = self.is_theme  # a name that no list knows may be a place
        self.is_agent = role.name == "agent" and "subj" in role.at
        self.stands_in = False  # "they" may fill it, if those named before are of its classes
        needs = [position.needs for position in self.positions]
        self.preps = frozenset(needs) if all(needs) else frozenset()


_OF_WAYS = frozenset({"border-closure", "border-reopening"})


class Pattern:
    """A frame with its slots. ``needs``: class bits of each slot without which it cannot hold."""

    __slots__ = ("block", "ceased", "fixed", "frame", "is_fleet", "is_territory", "loose", "must",
                 "needs", "phrasal", "roles")  # fmt: skip

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.fixed = [Slot(role) for role in frame.fixed]
        self.roles = [Slot(role) for role in frame.roles]
        self.block = [Slot(role) for role in frame.block]
        self.ceased = frame.has("ceased")
        self.is_fleet = frame.has("fleet")  # a noun whose clause says the rest
        self.is_territory = frame.type == "territory-captured"
        for slot in self.roles:
            slot.stands_in = self.is_territory and slot.name != "theme"
            slot.takes_names = slot.is_theme or (slot.name == "place" and frame.type in _OF_WAYS)
        self.phrasal = frozenset(verb for verb in frame.verbs if " " in verb)
        needed = [*self.fixed, *(slot for slot in self.roles if slot.needed)]
        self.must = [slot.preps for slot in needed if slot.preps]
        by_class = [slot for slot in needed if slot.classes and not slot.heads]
        self.needs = [slot.classes | (THEY if slot.stands_in else 0)
                      for slot in by_class if not slot.takes_names]  # fmt: skip
        self.needs += [slot.classes for slot in self.roles if slot.somewhere]
        self.loose = [slot.classes for slot in by_class if slot.takes_names]

    def possible(self, present: int, *, loose: bool) -> bool:
        """Whether a sentence with these classes can fill the frame at all: a quick no.

        ``loose``: "it" or an unknown name stands there, which may be a place.
        """
        for need in self.needs:
            if not need & present:
                return False
        return loose or all(need & present for need in self.loose)
