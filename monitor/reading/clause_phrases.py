"""What a noun phrase or a prepositional phrase is to the clause it stands in."""

from monitor.reading.chunks import Chunk
from monitor.reading.clause import PARTICIPIAL, RELATIVE, SPEECH, Clause, Context
from monitor.reading.clause_stack import ClauseStack
from monitor.reading.grammar import MARK_CC, MARK_COMMA, MARK_STOP, MARK_SUB, PP, VG


def on_phrase(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    """Give a noun phrase its part in the clause: subject, object, apposition, or one more of it."""
    top = stack.top
    if chunk.time and not chunk.places:
        _adjunct(stack, chunk)
    elif top.clause is None:
        _before_verb(stack, top, index, chunk)
    else:
        _after_verb(stack, top.clause, index, chunk)
        top.clause.end = max(top.clause.end, chunk.e)
        top.pending = chunk
        top.marked = top.comma or top.cc


def _before_verb(stack: ClauseStack, top: Context, index: int, chunk: Chunk) -> None:
    joined = index > 0 and stack.chunks[index - 1].kind == MARK_CC
    if top.subj is None and joined and top.fronted and not top.comma:
        return  # "with a flourish and two pens, X signed": still the opening phrase
    if top.subj is not None and joined and not top.comma:
        top.extra.append(chunk)  # "border markets and the Tem bridge reopened"
    elif top.subj is None or not top.comma:
        top.subj = top.subj or chunk
    elif top.cc:
        _second_subject(top, chunk)
    else:
        top.subj.apps.append(chunk)
        top.rival = chunk


def _after_verb(stack: ClauseStack, clause: Clause, index: int, chunk: Chunk) -> None:
    top = stack.top
    direct = not top.comma and not top.cc and not clause.after_pp
    if clause.obj is None and direct:
        clause.obj = chunk
        chunk.obj = True
    elif clause.obj2 is None and direct:
        clause.obj2 = chunk
    elif clause.obj is None and not top.cc and _after_aside(stack, index, clause):
        clause.obj = chunk
    elif clause.obj is not None and _is_apposed(stack, clause, index):
        clause.obj.apps.append(chunk)
    elif top.cc and (chunk.places or chunk.cls) and not _verb_after(stack, index):
        _told_before(stack, clause).extra.append(chunk)


def _is_apposed(stack: ClauseStack, clause: Clause, index: int) -> bool:
    top = stack.top
    if not top.comma or top.cc:
        return False
    near = top.pending in {None, clause.obj} and not clause.after_pp
    return near or _names_object(stack, index, clause)


def _names_object(stack: ClauseStack, index: int, clause: Clause) -> bool:
    """Handle "overran another district in Kunduz, Dasht-e Archi": the name comes late."""
    obj, chunk = clause.obj, stack.chunks[index]
    if obj is None or obj.places or obj.names or not chunk.places or not obj.cls & chunk.cls:
        return False
    comma, around = stack.chunks[index - 1], stack.chunks[index - 2]
    return comma.kind == MARK_COMMA and around.kind == PP and around.s == obj.e


def _told_before(stack: ClauseStack, clause: Clause) -> Clause:
    """Handle "A fell on Saturday, he said, and B a day later": B goes with what was said."""
    if not clause.vg.vcls & SPEECH or clause.obj is not None:
        return clause
    before = (other for other in reversed(stack.clauses) if other.vg.s < clause.vg.s)
    return next((other for other in before if not other.vg.vcls & SPEECH), clause)


def _after_aside(stack: ClauseStack, index: int, clause: Clause) -> bool:
    """Handle "Police found, on Saturday, 61 kilos"."""
    if index < 4 or clause.vg.passive:
        return False
    verb, comma, aside, close = stack.chunks[index - 4 : index]
    return verb is clause.vg and comma.kind == close.kind == MARK_COMMA and aside.kind == PP


def _second_subject(top: Context, chunk: Chunk) -> None:
    """Handle "The centres of A in P and of B in Q fell": both are subjects."""
    first = top.subj
    assert first is not None
    places = bool(first.places or (first.of is not None and first.of.places))
    if (places and chunk.places) or (first.cls & chunk.cls and not chunk.pron):
        top.extra.append(chunk)
    else:
        top.subj = chunk


def _verb_after(stack: ClauseStack, index: int) -> bool:
    for chunk in stack.chunks[index + 1 : index + 6]:
        if chunk.kind == VG:
            return True
        if chunk.kind in {MARK_STOP, MARK_CC, MARK_SUB}:
            return False
    return False


def _adjunct(stack: ClauseStack, chunk: Chunk) -> None:
    while (
        stack.top.kind in {PARTICIPIAL, RELATIVE}
        and stack.top.comma
        and stack.top.clause is not None
        and stack.top.clause.after_pp
        and len(stack.contexts) > 1
        and stack.contexts[-2].clause is not None
    ):
        stack.contexts.pop()  # ", known as X, to the border": the phrase belongs outside
    clause = stack.top.clause
    if clause is None:
        stack.top.fronted.append(chunk)
    else:
        clause.pps.append(chunk)
        clause.after_pp = clause.after_pp or not chunk.time
        clause.end = max(clause.end, chunk.e)


def on_prepositional(stack: ClauseStack, _index: int, chunk: Chunk) -> None:
    _adjunct(stack, chunk)
