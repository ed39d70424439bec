"""Infinitives: "to cross", who is to do it, and the noun that it hangs on."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import INFINITIVE, RELATIVE, Clause, Context
from monitor.reading.syntax.clause_stack import ClauseStack, phrase_of
from monitor.reading.text.grammar import BASE, MARK_COMMA, PP


def infinitive(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    before = stack.chunks[index - 1] if index else None
    if before is not None and before.kind == MARK_COMMA and _is_over(stack.top):
        stack.contexts.pop()  # "sent men, whose trucks I passed, to patrol": who sent is it
    top = stack.top
    clause = Clause(chunk, INFINITIVE)
    clause.parent = top.clause
    if before is not None and before.text == "only" and stack.chunks[index - 2].kind == MARK_COMMA:
        clause.opener = before.text
    doer = _who_attempts(stack, index)
    clause.governor = _noun_above(top, before, doer)
    if top.clause is None:
        _of_no_verb(clause, top)
    elif _takes_time(top.clause):
        clause.subj, clause.governor = top.clause.obj, None
    elif clause.governor is not None:
        clause.subj = doer or top.clause.subj
    else:
        clause.subj = _controller(top.clause)
    whose = _for_whom(stack, index)
    if whose is not None:
        ordered = top.clause.obj if top.clause is not None else top.subj
        clause.subj = whose  # "gave the order for *the gates* to be opened"
        clause.governor = ordered if ordered is not None and ordered.sign else None
    stack.open(clause, chunk, INFINITIVE)


def is_bare_infinitive(stack: ClauseStack, index: int, chunk: Chunk) -> bool:
    """Handle "would not let the soldiers *cross*", "helped the army *retake* X"."""
    if not chunk.form & BASE or chunk.aux or chunk.modal or chunk.neg:
        return False
    ruling, doer = stack.top.clause, phrase_of(stack.chunks[index - 1]) if index else None
    if ruling is None or doer is None or "letting" not in ruling.vg.vcls or ruling.vg.passive:
        return False
    between = [one for one in stack.chunks[:index] if one.s >= ruling.vg.e]
    return between[:1] == [ruling.obj] and all(one.kind == PP for one in between[1:])


def _noun_above(top: Context, before: Chunk | None, doer: Chunk | None) -> Chunk | None:
    """Return the noun of "an attempt *to cross*", "an attempt by militants *to cross*"."""
    noun = phrase_of(before)
    if noun is not None and noun.sign and not noun.time:  # "were given two days to leave"
        return noun
    return top.clause.obj if doer is not None and top.clause is not None else None


def _of_no_verb(clause: Clause, top: Context) -> None:
    """Handle "an attempt by five men *to cross* failed": its noun is the subject to come."""
    if clause.governor is None and top.subj is not None and top.subj.sign:
        clause.governor = top.subj
        clause.subj = next((pp.np for pp in top.fronted if pp.prep == "by"), None)
    else:
        clause.subj = top.subj if clause.governor is None else None


def _who_attempts(stack: ClauseStack, index: int) -> Chunk | None:
    """Return who does it in "foiled an attempt *by militants* to cross": who foiled it does not."""
    clause = stack.top.clause
    if clause is None or clause.obj is None or not clause.obj.sign:
        return None
    told = [pp for pp in clause.pps if clause.obj.e <= pp.s]
    beside = all(chunk.kind == PP for chunk in stack.chunks[:index] if chunk.s >= clause.obj.e)
    return next((pp.np for pp in told if pp.prep == "by" and beside and not pp.time), None)


def _for_whom(stack: ClauseStack, index: int) -> Chunk | None:
    """Return of whom "for" says what they are to do, whatever is told of them before the verb."""
    for chunk in reversed(stack.chunks[:index]):
        if chunk.kind != PP:
            return None
        if chunk.prep == "for" and chunk.np is not None and not chunk.time:
            return chunk.np
    return None


def _is_over(top: Context) -> bool:
    """Whether a relative clause that a comma opened has its verb."""
    return top.kind == RELATIVE and top.clause is not None and top.parent is not None


def _takes_time(parent: Clause) -> bool:
    """Handle "it took the fighters an hour to enter X": they entered."""
    subj, obj = parent.subj, parent.obj
    if parent.vg.lemma != "take" or subj is None or subj.text != "it" or obj is None:
        return False
    return not obj.time and any(phrase.time for phrase in (*parent.pps, parent.obj2) if phrase)


def _controller(parent: Clause) -> Chunk | None:
    if parent.obj is not None and "object_control" in parent.vg.vcls and not parent.vg.passive:
        return parent.obj
    if parent.obj is None and "object_control" in parent.vg.vcls and not parent.vg.passive:
        told = [pp for pp in parent.pps if pp.s >= parent.vg.s and not pp.time]
        return (told[-1].np if told else None) or parent.subj  # "called on the garrison to"
    return parent.subj
