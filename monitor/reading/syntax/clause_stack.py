"""The stack of clauses under construction: what every handler of a chunk works on."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import (
    COORDINATE,
    INFINITIVE,
    MAIN,
    PARTICIPIAL,
    RELATIVE,
    Clause,
    Context,
)
from monitor.reading.text.grammar import (
    BASE,
    MARK_ADV,
    MARK_CC,
    MARK_COMMA,
    MARK_PREP,
    NP,
    PARTICIPLE,
    PP,
)


class ClauseStack:
    """The chunks of a sentence, its clauses so far, and the contexts that are still open."""

    def __init__(self, chunks: list[Chunk], people: int, *, title: bool) -> None:
        self.chunks = chunks
        self.people = people
        self.title = title
        self.clauses: list[Clause] = []
        self.contexts = [Context(MAIN, None, 0)]
        self.quoted = False
        self.skipped = 0  # up to which chunk an aside has been read already
        self.aside = 0  # where an inserted "X said" ends: its verbs are not the subject's

    @property
    def top(self) -> Context:
        return self.contexts[-1]

    def push(self, kind: str, parent: Clause | None, chunk: Chunk) -> Context:
        context = Context(kind, parent, chunk.s)
        context.opener = chunk.text
        context.opener_kind = chunk.lemma
        self.contexts.append(context)
        return context

    def is_person(self, phrase: Chunk) -> bool:
        return bool(phrase.cls & self.people or phrase.actor or phrase.pron or phrase.qty)

    def antecedent(self, index: int) -> Chunk | None:
        at = index - 1
        while at >= 0 and self.chunks[at].kind in {MARK_COMMA, MARK_ADV, MARK_CC, MARK_PREP}:
            at -= 1
        if at < 0:
            return None
        chunk = self.chunks[at]
        if chunk.kind == PP:
            return chunk.np
        return chunk if chunk.kind == NP else None

    def open(self, clause: Clause, chunk: Chunk, kind: str) -> None:
        """Return a non-finite clause gets a context of its own, over the one it stands in."""
        self.add(clause)
        while self.top.kind in {INFINITIVE, PARTICIPIAL} and len(self.contexts) > 1:
            self.contexts.pop()
        context = self.push(kind, clause.parent, chunk)
        context.clause = clause
        context.subj = clause.subj

    def leave_aside(self) -> None:
        """Handle ", known as X, *to the border*": the phrase belongs outside."""
        while (
            self.top.kind in {PARTICIPIAL, RELATIVE}
            and self.top.comma
            and self.top.clause is not None
            and self.top.clause.after_pp
            and len(self.contexts) > 1
            and self.contexts[-2].clause is not None
        ):
            self.contexts.pop()

    def add(self, clause: Clause) -> None:
        clause.quoted = self.quoted
        clause.vg.clause = len(self.clauses)
        self.clauses.append(clause)

    def outer_subject(self) -> Chunk | None:
        for context in reversed(self.contexts):
            if context.clause is not None and context.clause.subj is not None:
                return context.clause.subj
            if context.subj is not None:
                return context.subj
        return None

    def coordinate(self, clause: Clause, first: Clause) -> None:
        """Return a second verb with the same subject: "entered the town and burned it"."""
        clause.link = COORDINATE
        clause.parent = first
        clause.subj = first.subj
        clause.antecedent = first.antecedent
        clause.governor = first.governor
        clause.opener, clause.opener_kind = first.opener, first.opener_kind
        clause.inherited = True
        if first.vg.passive and not clause.vg.aux and clause.vg.form & PARTICIPLE:
            clause.passive = clause.vg.passive = True
        if first.vg.modal and not clause.vg.modal and clause.vg.form & BASE:
            clause.vg.modal = first.vg.modal
        if first.vg.to and clause.vg.form & BASE:
            clause.vg.to = True
        self.add(clause)
        top = self.top
        top.clause = clause
        top.pending, top.comma, top.cc = None, False, False


def phrase_of(chunk: Chunk | None) -> Chunk | None:
    if chunk is None:
        return None
    return chunk.np if chunk.kind == PP else chunk if chunk.kind == NP else None


def joined(chunks: list[Chunk], index: int) -> bool:
    """Whether an "and" stands directly before this verb (adverbs aside)."""
    at = index - 1
    while at >= 0 and (chunks[at].kind == MARK_ADV or chunks[at].kind == PP or chunks[at].time):
        at -= 1
    return at >= 0 and chunks[at].kind == MARK_CC
