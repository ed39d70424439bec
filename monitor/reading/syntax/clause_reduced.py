"""Participles without "be": whether the first verb of a clause, or the second, may be one."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import ADVERBIAL, COMP, MAIN, PARTICIPIAL, Clause, Context
from monitor.reading.syntax.clause_stack import ClauseStack
from monitor.reading.text.grammar import GERUND, MARK_ADV, MARK_COMMA, NP, PARTICIPLE, PAST, PP

_FINITE = frozenset({MAIN, ADVERBIAL, COMP})


def behind_absolute(stack: ClauseStack, top: Context, index: int) -> Chunk | None:
    """Return the subject of "Its defenders gone, *Warduj* opened to them": another than theirs."""
    at = index - 1
    while at > 1 and stack.chunks[at].kind == MARK_ADV:
        at -= 1
    last = stack.clauses[-1] if stack.clauses else None
    if last is None or last.link != PARTICIPIAL or top.subj is None or last.subj is not top.subj:
        return None
    told = last.vg.form & PARTICIPLE and not last.vg.form & GERUND and not last.after_comma
    named = stack.chunks[at]
    behind = at > 1 and named.kind == NP and stack.chunks[at - 1].kind == MARK_COMMA
    return named if told and behind and not named.time else None


def is_reduced(first: Clause) -> bool:
    """Whether the first verb may be a participle after all: "the unit stationed in X held"."""
    vg = first.vg
    bare = first.obj is None or first.obj.time
    return bool(vg.form & PARTICIPLE) and not vg.aux and first.link in _FINITE and bare


def is_done_by(first: Clause, stack: ClauseStack) -> bool:
    """Handle "An accord signed by A and the governor of B opens the market": one long subject."""
    by = any(pp.prep == "by" and not pp.time for pp in first.pps)
    return by and not stack.title and is_reduced(first)


def ends_aside(first: Clause, stack: ClauseStack, chunk: Chunk) -> bool:
    """Handle "X, defended by police and tribal levies, gave way": the comma closes the aside."""
    chunks = stack.chunks
    at, opened = chunks.index(chunk), chunks.index(first.vg)
    return (
        is_reduced(first)
        and chunks[at - 1].kind == MARK_COMMA
        and opened > 0
        and chunks[opened - 1].kind == MARK_COMMA
    )


def has_object(stack: ClauseStack, chunk: Chunk) -> bool:
    """Whether an object follows: a participle behind a noun takes none, so the verb is finite."""
    at = stack.chunks.index(chunk) + 1
    after = stack.chunks[at] if at < len(stack.chunks) else None
    return after is not None and after.kind == NP and not after.time


def shared(stack: ClauseStack, index: int) -> Chunk | None:
    """Handle "The border *with Niger* closed since May", "Border with X shut": said of the border.

    A state is not closed; what is shared with it is.
    """
    if index < _BOTH or stack.chunks[index].form & GERUND:
        return None
    state, thing = stack.chunks[index - 1], stack.chunks[index - 2]
    with_it = state.kind == PP and state.prep == "with" and state.np is not None and state.np.codes
    return thing if with_it and thing.kind == NP and not stack.is_person(thing) else None


_BOTH = 2  # chunks: the thing and the state


def may_be_participle(chunk: Chunk) -> bool:
    """Handle "An order dated 23 November": past or participle."""
    bare = not (chunk.aux or chunk.modal or chunk.to or chunk.neg)
    return bare and bool(chunk.form & PAST) and bool(chunk.form & PARTICIPLE)
