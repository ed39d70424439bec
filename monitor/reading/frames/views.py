"""Views: the positions of a clause, or of a noun, that the roles of a frame refer to."""

from monitor.reading.frames.slots import (
    NONE,
    OBJ,
    OBJ2,
    OF,
    POSS,
    PREP,
    SUBJ,
    SURFACE,
    TOPIC,
    Pattern,
    Position,
)
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, INFINITIVE, Clause
from monitor.reading.text.grammar import NP, PARTICIPLE, PP


class View:
    """The positions of a clause (or of a noun) that roles refer to."""

    __slots__ = ("adj", "clause", "noun", "obj", "obj2", "particle", "pps", "preps", "subj",
                 "surface")  # fmt: skip

    def __init__(self, pps: list[Chunk]) -> None:
        self.subj: list[Chunk] = []
        self.obj: list[Chunk] = []
        self.obj2: list[Chunk] = []
        self.surface: list[Chunk] = []
        self.pps = pps
        self.preps = {pp.prep for pp in pps}
        self.particle = ""
        self.adj = ""
        self.clause: Clause | None = None
        self.noun: Chunk | None = None

    def behind_verb(self, preps: frozenset[str]) -> int | None:
        """Return where the first phrase with one of some prepositions begins behind the verb."""
        if self.clause is None or self.preps.isdisjoint(preps):
            return None
        verb = self.clause.vg.s
        return min((pp.s for pp in self.pps if pp.prep in preps and pp.s > verb), default=None)

    def at(self, position: Position) -> list[Chunk]:
        """Return the phrases at a position."""
        found = self._head(position)
        if position.tail == NONE or not found:
            return found
        return [end for phrase in found for end in self._tail(phrase, position)]

    def _head(self, position: Position) -> list[Chunk]:  # noqa: PLR0911  (a cascade)
        head = position.head
        if head == SUBJ:
            return self.subj
        if head == OBJ:
            return self.obj
        if head == OBJ2:
            return self.obj2
        if head == SURFACE:
            return self.surface
        if head == TOPIC:
            return self._topic()
        noun = self.noun
        if noun is not None and head != PREP:
            return self._part(noun, head)
        return self._behind(position.prep)

    def _topic(self) -> list[Chunk]:
        """Return what a line is about: "Zebak: rebels in control"."""
        topic = self.clause.governor if self.clause is not None and self.clause.colon else None
        return [topic] if topic is not None and topic.places else []

    def _tail(self, phrase: Chunk, position: Position) -> list[Chunk]:
        if position.tail == PREP:
            return self._behind(position.tail_prep)
        return self._part(phrase, position.tail)

    def _part(self, phrase: Chunk, part: int) -> list[Chunk]:
        """Return what hangs on a phrase: its of-phrase, its owner, or itself for what modifies."""
        if part == OF:
            if phrase.of is None and phrase.members:  # "the people and employees of X"
                return [each.of for each in phrase.members if each.of is not None]
            return [phrase.of] if phrase.of is not None else []
        if part == POSS:
            return [phrase.poss] if phrase.poss is not None else []
        owned = phrase.actor is not None or phrase.codes or phrase.mods or phrase.det == "their"
        return [phrase] if owned else []

    def _behind(self, prep: str) -> list[Chunk]:
        if prep not in self.preps:
            return []
        return [pp.np for pp in self.pps if pp.prep == prep and pp.np is not None]


class ClauseViews:
    """The views of one clause: as its voice says, and the other ways that the form leaves open."""

    def __init__(self, clause: Clause) -> None:
        self._clause = clause
        self.first = clause_view(clause, passive=clause.passive)
        self._flipped: list[tuple[View, bool]] | None = None
        self._further: list[tuple[View, bool]] = []
        self._closed = clause.obj is not None and not clause.obj.time and not clause.passive

    def others(self, pattern: Pattern) -> list[tuple[View, bool]]:
        """Return the views to try when the first does not fit, with their voice."""
        if self._closed:
            return _standing_for(self._clause, self._clause.aboard)
        if self._flipped is None:
            self._flipped = self._flip()
            self._further = _further(self._clause)
        phrasal = _phrasal(self._clause, pattern) if pattern.phrasal else None
        if phrasal is None:
            return [*self._flipped, *self._further]
        return [*self._flipped, (phrasal, self._clause.passive), *self._further]

    def _flip(self) -> list[tuple[View, bool]]:
        clause, vg = self._clause, self._clause.vg
        if vg.aux or vg.modal or vg.to or not vg.form & PARTICIPLE or clause.subj is None:
            return []
        if clause.inherited and clause.passive and clause.obj is not None:
            return []  # "were held, then driven in convoys": the first verb tells the voice
        if clause.subj.text in _DOERS and not clause.passive:
            return []  # "it handed over a clinic": such a word opens no reduced passive
        return [(clause_view(clause, passive=not clause.passive), not clause.passive)]


_DOERS = frozenset({"it", "they", "he", "she", "we", "i"})


def _further(clause: Clause) -> list[tuple[View, bool]]:
    """Return the views in which "which" stands for a phrase further away."""
    return _standing_for(clause, (*clause.further, *clause.aboard))


def _standing_for(clause: Clause, phrases: tuple[Chunk, ...]) -> list[tuple[View, bool]]:
    found: list[tuple[View, bool]] = []
    for phrase in phrases:
        view = clause_view(clause, passive=clause.passive)
        view.surface = [phrase]
        if clause.passive:
            view.obj = [phrase]
        else:
            view.subj = [phrase]
        found.append((view, clause.passive))
    return found


def _phrasal(clause: Clause, pattern: Pattern) -> View | None:
    """Handle "Let in | the convoy": the particle of a phrasal verb looks like a preposition."""
    first = clause.first_behind()
    if clause.obj is not None or first is None or clause.passive:
        return None
    if f"{clause.vg.lemma} {first.prep}" not in pattern.phrasal or first.np is None:
        return None
    view = clause_view(clause, passive=False)
    view.obj, view.pps = [first.np], [pp for pp in view.pps if pp is not first]
    view.preps = {pp.prep for pp in view.pps}
    view.particle = first.prep
    return view


def clause_view(clause: Clause, *, passive: bool) -> View:
    """Return the positions of a clause in one voice."""
    view = View([*clause.pps, *_fronted_above(clause)])
    view.particle = clause.vg.particle
    view.adj = clause.vg.adj
    surface = [clause.subj] if clause.subj is not None else []
    view.surface = surface
    view.clause = clause
    further = _gapped(clause)
    objects = [clause.obj] if clause.obj is not None else []
    if _is_taken(clause):
        objects += further
    else:
        surface = [*surface, *further]
    if passive:
        view.obj = surface
        view.subj = [pp.np for pp in clause.pps if pp.prep == "by" and pp.np and not pp.time]
        view.obj2 = objects
    else:
        view.subj = surface
        view.obj = objects
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
    """Subjects (or objects) of a verb that is left out the second time."""
    subj = clause.subj
    if subj is None or not clause.extra:
        return []
    return [phrase for phrase in clause.extra
            if phrase.places or phrase.cls & subj.cls or _is_of_place(phrase, subj)]  # fmt: skip


def _is_of_place(phrase: Chunk, subj: Chunk) -> bool:
    """Whether a phrase goes with the one before: "the hospital and the bazaar of X"."""
    beside = phrase.kind == NP and 0 < phrase.s - subj.e <= 1
    if beside and phrase.qty is not None and subj.qty is not None:
        return True  # "two pistols and *19 kilos of heroin*, which ..., were seized"
    return beside and phrase.of is not None and bool(phrase.of.places)


def _is_taken(clause: Clause) -> bool:
    """Handle "The rebels took A on Saturday and B a day later": B is taken, it takes nothing."""
    subj, obj = clause.subj, clause.obj
    if clause.passive or subj is None or obj is None or subj.places:
        return False
    if not (obj.places or (obj.of is not None and obj.of.places)):
        return False
    return any(phrase.places for phrase in clause.extra)


def noun_view(phrase: Chunk, chunks: list[Chunk], at: int) -> View:
    """Return a noun with what hangs on it: of-phrase, possessor."""
    end = at + 1
    while end < len(chunks) and chunks[end].kind == PP:
        end += 1
    view = View(chunks[at + 1 : end])
    view.noun = phrase
    view.surface = [phrase]
    return view
