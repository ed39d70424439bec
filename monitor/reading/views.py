"""Views: the positions of a clause, or of a noun, that the roles of a frame refer to."""

from collections.abc import Iterator

from monitor.reading.chunks import Chunk
from monitor.reading.clause import COMP, INFINITIVE, Clause
from monitor.reading.grammar import PARTICIPLE, PP
from monitor.reading.vocabulary import Frame


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
    return [phrase for phrase in clause.extra if phrase.places or phrase.cls & subj.cls]


def _is_taken(clause: Clause) -> bool:
    """Handle "The rebels took A on Saturday and B a day later": B is taken, it takes nothing."""
    subj, obj = clause.subj, clause.obj
    if clause.passive or subj is None or obj is None or subj.places or not obj.places:
        return False
    return any(phrase.places for phrase in clause.extra)


def noun_view(phrase: Chunk, chunks: list[Chunk], at: int) -> View:
    """Return a noun with what hangs on it: of-phrase, possessor."""
    view = View()
    view.noun = phrase
    index = at + 1
    while index < len(chunks) and chunks[index].kind == PP:
        view.pps.append(chunks[index])
        index += 1
    return view
