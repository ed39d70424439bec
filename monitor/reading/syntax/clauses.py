"""Clauses: who does what in which clause, and on which clause it depends.

A stack automaton over chunks. Each verb group opens a clause; relative pronouns, subordinators and
"that" open a context that closes at the comma or verb that can no longer belong to it.
"""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import (
    ADVERBIAL,
    COMP,
    INFINITIVE,
    MAIN,
    PARTICIPIAL,
    QUOTED,
    Clause,
)
from monitor.reading.syntax.clause_finite import finite
from monitor.reading.syntax.clause_first import behind_what, verbless
from monitor.reading.syntax.clause_infinitive import infinitive, is_bare_infinitive
from monitor.reading.syntax.clause_loose import REFLEXIVE, is_with_absolute, participle
from monitor.reading.syntax.clause_marks import (
    on_and,
    on_close,
    on_colon,
    on_comma,
    on_open,
    on_quote,
    on_relative,
    on_stop,
    on_subordinator,
    on_that,
)
from monitor.reading.syntax.clause_phrases import on_phrase, on_prepositional
from monitor.reading.syntax.clause_settle import (
    settle_cleft,
    settle_first,
    settle_latest,
    settle_share,
    settle_speaker,
    settle_subject,
    settle_topic,
    settle_voice,
)
from monitor.reading.syntax.clause_stack import ClauseStack
from monitor.reading.syntax.late_objects import take_late_objects
from monitor.reading.syntax.split_verbs import with_joined_verbs
from monitor.reading.syntax.with_absolutes import with_absolutes
from monitor.reading.text.grammar import (
    BASE,
    GERUND,
    MARK_CC,
    MARK_CLOSE,
    MARK_COLON,
    MARK_COMMA,
    MARK_OPEN,
    MARK_PREP,
    MARK_QUOTE,
    MARK_REL,
    MARK_STOP,
    MARK_SUB,
    MARK_THAT,
    NP,
    PARTICIPLE,
    PAST,
    PP,
    THIRD,
    VG,
)

_HANDLERS = {
    NP: on_phrase, PP: on_prepositional, MARK_COMMA: on_comma, MARK_CC: on_and,
    MARK_SUB: on_subordinator, MARK_REL: on_relative, MARK_THAT: on_that, MARK_STOP: on_stop,
    MARK_COLON: on_colon, MARK_QUOTE: on_quote, MARK_OPEN: on_open, MARK_CLOSE: on_close,
}  # fmt: skip


def build_clauses(chunks: list[Chunk], people: int = 0, *, title: bool = False) -> list[Clause]:
    """Return the clauses of one sentence, in the order of their verbs.

    ``people`` are the lexicon's bits of persons, for "who"; ``title`` allows a bare participle
    to be a passive ("Town captured").
    """
    chunks = with_joined_verbs(chunks)
    stack = ClauseStack(chunks, people, title=title)
    for index, chunk in enumerate(chunks):
        if index < stack.skipped:
            continue
        if chunk.kind == VG:
            _on_verb(stack, index, chunk)
        elif chunk.kind in _HANDLERS:
            _HANDLERS[chunk.kind](stack, index, chunk)
    verbless(stack)
    take_late_objects(stack.clauses, chunks)
    _settle(stack.clauses, title=title)
    return with_absolutes(stack.clauses, chunks)


def _settle(clauses: list[Clause], *, title: bool) -> None:
    for at, clause in enumerate(clauses):
        if clause.link == QUOTED:
            clause.subj, clause.obj = clause.obj, None
        settle_voice(clause, title=title)
        settle_subject(clause, clauses[at + 1 :])
        settle_latest(clause, clauses[at + 1 :])
        settle_cleft(clause, clauses[at + 1 :])
        settle_first(clause, clauses[at + 1 :])
    for clause in clauses:
        settle_topic(clause)
        settle_share(clause)
        settle_speaker(clause)
        if clause.link == COMP and clause.governor is not None and clause.parent is None:
            clause.hang_on(_verb_of(clauses, clause.governor))
        if clause.link == INFINITIVE and clause.governor is not None and clause.parent is None:
            clause.hang_on(_verb_of(clauses, clause.governor))  # "the order to X never came"
        if clause.link == ADVERBIAL and clause.parent is None and clause.governor is None:
            clause.hang_on(_main_after(clauses, clause))


def _main_after(clauses: list[Clause], first: Clause) -> Clause | None:
    """Handle "Once X falls, the road *will be* cut": what the opening clause depends on."""
    later = (clause for clause in clauses if clause.vg.s > first.vg.s)
    return next((clause for clause in later if clause.link in {MAIN, QUOTED}), None)


def _verb_of(clauses: list[Clause], subject: Chunk) -> Clause | None:
    """Handle "The rumour that X fell *was denied*": the verb behind rules the clause too."""
    return next((clause for clause in clauses
                 if clause.subj is subject and clause.link != PARTICIPIAL), None)  # fmt: skip


def _on_verb(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    if (
        (index and stack.chunks[index - 1].text in REFLEXIVE and chunk.form & PARTICIPLE)
        or is_with_absolute(stack, index, chunk)
        or _is_led(stack, index, chunk)
        or (index < stack.aside and chunk.form & PARTICIPLE and not (chunk.to or chunk.aux))
    ):
        participle(stack, index, chunk)
    elif chunk.to or is_bare_infinitive(stack, index, chunk):
        infinitive(stack, index, chunk)
    elif _is_finite(chunk) and not _is_overrun(stack, index, chunk):
        if not behind_what(stack, index, chunk):
            finite(stack, index, chunk)
    else:
        participle(stack, index, chunk)


def _is_led(stack: ClauseStack, index: int, chunk: Chunk) -> bool:
    """Handle "*Rather than* seize X, they stayed": a preposition before a bare verb."""
    bare = bool(chunk.form & BASE) and not (chunk.aux or chunk.modal or chunk.to)
    return bare and index > 0 and stack.chunks[index - 1].kind == MARK_PREP


def _is_overrun(stack: ClauseStack, index: int, chunk: Chunk) -> bool:
    """Handle "flew out 184 soldiers, *overrun* in X, from Y": base and participle, but no past."""
    bare = not (chunk.aux or chunk.modal or chunk.form & PAST)
    if not (bare and chunk.form & PARTICIPLE and chunk.form & BASE) or index < 2:
        return False
    top = stack.top
    return stack.chunks[index - 1].kind == MARK_COMMA and top.clause is not None


def _is_finite(chunk: Chunk) -> bool:
    if chunk.modal:
        return True
    if chunk.aux:
        return chunk.form != GERUND
    if chunk.form & (PAST | THIRD):
        return True
    return bool(chunk.form & BASE) and not chunk.form & GERUND
