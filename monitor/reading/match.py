"""Matching frames: which frame holds for which clause or noun phrase, and who fills its roles."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from monitor.reading.chunks import Chunk
from monitor.reading.clause import COMP, INFINITIVE, Clause
from monitor.reading.grammar import NP, PARTICIPLE, PP
from monitor.reading.vocabulary import Frame, Role

Classes = Callable[[Chunk], int]


@dataclass(slots=True)
class Match:
    """A frame that holds. ``trigger`` is the verb group or noun phrase that evoked it."""

    frame: Frame
    trigger: Chunk
    clause: Clause | None
    roles: dict[str, list[Chunk]] = field(default_factory=dict)
    passive: bool = False

    def first(self, role: str) -> Chunk | None:
        found = self.roles.get(role)
        return found[0] if found else None


class View:
    """The positions of a clause (or of a noun) that roles refer to."""

    __slots__ = (
        "adj",
        "chunks",
        "clause",
        "noun",
        "obj",
        "obj2",
        "particle",
        "pps",
        "subj",
        "surface",
    )

    def __init__(self) -> None:
        self.subj: list[Chunk] = []
        self.obj: list[Chunk] = []
        self.obj2: list[Chunk] = []
        self.surface: list[Chunk] = []
        self.pps: list[Chunk] = []
        self.particle = ""
        self.adj = ""
        self.clause: Clause | None = None
        self.noun: Chunk | None = None
        self.chunks: list[Chunk] = []

    def at(self, position: str) -> list[Chunk]:
        """Return the phrases at a position such as "obj", "into", "obj/of" or "poss"."""
        head, _, tail = position.partition("/")
        phrases = self._head(head)
        if not tail:
            return phrases
        found: list[Chunk] = []
        for phrase in phrases:
            found += self._tail(phrase, tail)
        return found

    def _head(self, head: str) -> list[Chunk]:
        if head == "subj":
            return self.subj
        if head == "obj":
            return self.obj
        if head == "obj2":
            return self.obj2
        if head == "surface":
            return self.surface
        noun = self.noun
        if noun is not None and head in {"of", "poss", "mod"}:
            return self._tail(noun, head)
        return [pp.np for pp in self.pps if pp.prep == head and pp.np is not None]

    def _tail(self, phrase: Chunk, tail: str) -> list[Chunk]:
        if tail == "of":
            return [phrase.of] if phrase.of is not None else []
        if tail == "poss":
            return [phrase.poss] if phrase.poss is not None else []
        if tail == "mod":
            return [phrase] if phrase.actor is not None or phrase.codes or phrase.mods else []
        return [pp.np for pp in self.pps if pp.prep == tail and pp.np is not None]


class FrameIndex:
    """All frames of a language, by the verb or noun that evokes them."""

    def __init__(self, frames: tuple[Frame, ...]) -> None:
        self.verbs: dict[str, list[Frame]] = defaultdict(list)
        self.nouns: dict[str, list[Frame]] = defaultdict(list)
        for frame in frames:
            for verb in frame.verbs:
                self.verbs[verb].append(frame)
            for noun in frame.nouns:
                self.nouns[noun].append(frame)
        self._needs = {id(frame): _needs(frame) for frame in frames}

    def possible(self, frame: Frame, present: int, *, loose: bool) -> bool:
        """Whether a sentence with these classes can fill the frame at all: a quick no."""
        return all(need & present or (loose and is_theme)
                   for need, is_theme in self._needs[id(frame)])  # fmt: skip

    def of_verb(self, clause: Clause) -> Iterator[Frame]:
        vg = clause.vg
        for particle in _particles(clause):
            yield from self.verbs.get(f"{vg.lemma} {particle}", ())
        yield from self.verbs.get(vg.lemma, ())


def _needs(frame: Frame) -> tuple[tuple[int, bool], ...]:
    """Return the classes without which a frame cannot hold (slots that ask for words aside)."""
    fixed = [(slot.classes, False) for slot in frame.fixed if slot.classes and not slot.heads]
    roles = [(role.classes, role.name == "theme") for role in frame.roles
             if role.needed and role.classes and not role.heads]  # fmt: skip
    return (*fixed, *roles)


def present_classes(chunks: list[Chunk], classes: Classes) -> tuple[int, bool]:
    """All classes of a sentence, and whether "it" or an unknown name may be a place."""
    present, loose = 0, False
    for _, phrase in phrases(chunks):
        present |= classes(phrase)
        loose = loose or phrase.text == "it" or _is_unknown_name(phrase)
    return present, loose


def _particles(clause: Clause) -> Iterator[str]:
    if clause.vg.particle:
        yield clause.vg.particle
    for pp in clause.pps[:1]:
        yield pp.prep


def clause_views(clause: Clause, frame: Frame | None = None) -> Iterator[tuple[View, bool]]:
    """Return the clause as its voice says, and the other way where the form leaves it open."""
    yield _clause_view(clause, passive=clause.passive), clause.passive
    vg = clause.vg
    if clause.obj is not None and not clause.obj.time and not clause.passive:
        return
    if not vg.aux and not vg.modal and not vg.to and vg.form & PARTICIPLE and clause.subj:
        yield _clause_view(clause, passive=not clause.passive), not clause.passive
    phrasal = _phrasal(clause, frame)
    if phrasal is not None:
        yield phrasal, clause.passive
    for phrase in clause.further:
        view = _clause_view(clause, passive=clause.passive)
        view.surface = [phrase]
        if clause.passive:
            view.obj = [phrase]
        else:
            view.subj = [phrase]
        yield view, clause.passive


def _phrasal(clause: Clause, frame: Frame | None) -> View | None:
    """Handle "Let in | the convoy": the particle of a phrasal verb looks like a preposition."""
    if frame is None or clause.obj is not None or not clause.pps or clause.passive:
        return None
    first = clause.pps[0]
    if f"{clause.vg.lemma} {first.prep}" not in frame.verbs or first.np is None:
        return None
    view = _clause_view(clause, passive=False)
    view.obj, view.pps = [first.np], view.pps[1:]
    view.particle = first.prep
    return view


def _clause_view(clause: Clause, *, passive: bool) -> View:
    view = View()
    view.pps = [*clause.pps, *_fronted_above(clause)]
    view.particle = clause.vg.particle
    view.adj = clause.vg.adj
    surface = [clause.subj] if clause.subj is not None else []
    view.surface = surface
    view.clause = clause
    surface = [*surface, *_gapped(clause)]
    if passive:
        view.obj = surface
        view.subj = [pp.np for pp in clause.pps if pp.prep == "by" and pp.np and not pp.time]
        view.obj2 = [clause.obj] if clause.obj is not None else []
    else:
        view.subj = surface
        view.obj = [clause.obj] if clause.obj is not None else []
        view.obj2 = [clause.obj2] if clause.obj2 is not None else []
    return view


def _fronted_above(clause: Clause) -> list[Chunk]:
    """Handle "At X, brokers said gunmen walked in": the place opens the sentence."""
    parent = clause.parent
    if parent is not None and clause.link == INFINITIVE and parent.passive:
        return parent.pps  # "posts at X are reported to have been doubled"
    if clause.link != COMP or parent is None:
        return []
    return [pp for pp in parent.pps if pp.e <= parent.vg.s and pp.prep in {"at", "in"}]


def _gapped(clause: Clause) -> list[Chunk]:
    """Subjects of a verb that is left out the second time."""
    subj = clause.subj
    if subj is None or not clause.extra:
        return []
    return [phrase for phrase in clause.extra if phrase.places or phrase.cls & subj.cls]


def noun_view(phrase: Chunk, chunks: list[Chunk], at: int) -> View:
    """Return a noun with what hangs on it: of-phrase, possessor."""
    view = View()
    view.noun = phrase
    index = at + 1
    while index < len(chunks) and chunks[index].kind == PP:
        view.pps.append(chunks[index])
        index += 1
    return view


def phrases(chunks: list[Chunk]) -> Iterator[tuple[int, Chunk]]:
    """Every noun phrase with the index of the chunk it stands in, nested ones too."""
    for index, chunk in enumerate(chunks):
        phrase = chunk.np if chunk.kind == PP else chunk if chunk.kind == NP else None
        while phrase is not None:
            yield index, phrase
            for member in phrase.members[1:]:
                yield index, member
            if phrase.poss is not None:
                yield index, phrase.poss
            phrase = phrase.of


def fill(frame: Frame, view: View, classes: Classes) -> dict[str, list[Chunk]] | None:  # noqa: C901  (a cascade)
    """Return the roles of a frame in a view; None where a needed or fixed one is missing."""
    for slot in frame.fixed:
        if not fixed_holds(slot, view, classes):
            return None
    for slot in frame.block:
        if fixed_holds(slot, view, classes):
            return None
    if frame.traits.get("ceased") and not (view.clause and view.clause.vg.ceased):
        return None
    roles: dict[str, list[Chunk]] = {}
    for role in frame.roles:
        found = _candidates(role, view, classes)
        if found:
            roles[role.name] = found
        elif role.needed or (frame.type == _TERRITORY and _is_misfit(role, view)):
            return None
    return roles


def _is_misfit(role: Role, view: View) -> bool:
    """Return a known thing where a doer should stand ("hunger takes towns") is a metaphor."""
    if role.name != "agent" or "subj" not in role.at or not view.subj or not role.classes:
        return False
    subject = view.subj[0]
    return not (subject.pron or subject.names or subject.places or subject.codes
                or subject.lemma in _DOERS)  # fmt: skip


def _is_unknown_name(phrase: Chunk) -> bool:
    """Return a capitalised name that no list knows may be a place that the gazetteer lacks."""
    return bool(phrase.names) and not (phrase.cls or phrase.actor or phrase.lead or phrase.places)


_TERRITORY = "territory-captured"
_LIGHT = frozenset({"way", "home", "north", "south", "east", "west", "back", "day", "night"})
_DOERS = frozenset(
    {
        "offensive",
        "operation",
        "attack",
        "assault",
        "advance",
        "push",
        "raid",
        "move",
        "counteroffensive",
        "campaign",
        "drive",
        "onslaught",
    }
)


def fixed_holds(slot: Role, view: View, classes: Classes) -> bool:  # noqa: C901  (a cascade)
    for position in slot.at:
        if position == "particle":
            if view.particle in slot.heads:
                return True
            continue
        if position == "word":
            if _said(slot, view):
                return True
            continue
        if position == "adj":
            if view.adj in slot.heads:
                return True
            continue
        if any(accepts(slot, phrase, classes) for phrase in view.at(position)):
            return True
    return False


def _said(slot: Role, view: View) -> bool:
    """Whether one of the words stands anywhere in the clause, whatever its part."""
    return view.clause is not None and not view.clause.words.isdisjoint(slot.heads)


def _candidates(role: Role, view: View, classes: Classes) -> list[Chunk]:
    for position in role.at:
        found = [phrase for phrase in view.at(position) if accepts(role, phrase, classes)]
        if found:
            return found
    return []


def accepts(role: Role, phrase: Chunk, classes: Classes) -> bool:  # noqa: PLR0911  (a cascade)
    """Whether a phrase (or a member of its list) is of a class the role takes."""
    if phrase.time and not phrase.places:
        return False
    if role.heads and (phrase.lemma in role.heads or "*" in role.heads):
        return True
    if (
        "?" in role.heads
        and not phrase.pron
        and not phrase.cls
        and not phrase.places
        and phrase.lemma not in _LIGHT
    ):
        return True
    if not role.classes:
        return not role.heads
    if role.name == "theme" and (phrase.text == "it" or _is_unknown_name(phrase)):
        return True
    if classes(phrase) & role.classes:
        return True
    return any(classes(member) & role.classes for member in phrase.members)
