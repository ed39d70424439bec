"""What follows a verb: its object, a second one, what renames it, what is told with it."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import RELATIVE, SPEECH, Clause
from monitor.reading.syntax.clause_inserted import told_before
from monitor.reading.syntax.clause_stack import ClauseStack
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.text.grammar import (
    MARK_ADV,
    MARK_CC,
    MARK_COMMA,
    MARK_REL,
    MARK_STOP,
    MARK_SUB,
    PP,
    VG,
)


def after_verb(stack: ClauseStack, clause: Clause, index: int, chunk: Chunk) -> None:
    top = stack.top
    direct = not top.comma and not top.cc and not clause.after_pp
    if _is_gapped(stack, clause, index):
        clause.extra.append(chunk)
    elif clause.obj is None and direct:
        clause.obj = chunk
        chunk.obj = True
    elif clause.obj2 is None and direct:
        clause.obj2 = chunk
    elif clause.obj is None and _comes_late(stack, index, clause):
        clause.obj = chunk
        chunk.obj = True
    elif clause.obj is not None and _is_apposed(stack, clause, index):
        clause.obj.apps.append(chunk)
    elif top.cc and (chunk.places or chunk.cls) and not _verb_after(stack, index):
        (told_before(stack, clause) or clause).extra.append(chunk)  # "he said, and B a day later"


def _is_gapped(stack: ClauseStack, clause: Clause, index: int) -> bool:
    """Handle "A fell on Sunday, B on Monday", "took A, then B": the verb is said once."""
    chunk, before = stack.chunks[index], stack.chunks[index - 1]
    then = before.kind == MARK_ADV and before.text == "then"
    if not (stack.top.comma or then) or stack.top.cc or not is_point(chunk) or chunk.det:
        return False
    first = clause.obj if clause.obj is not None else clause.subj
    if first is None or not is_point(first) or (clause.obj is None and clause.pps == []):
        return then and first is not None and is_point(first)
    rest = [one for one in stack.chunks[index + 1 : index + 4] if one.kind != MARK_ADV]
    if then:
        return not rest or rest[0].kind != VG
    timed = bool(rest) and (rest[0].kind == PP or rest[0].time) and not _place_in(rest[0])
    return timed and (len(rest) < 2 or rest[1].kind in _ENDS)


_ENDS = frozenset({MARK_COMMA, MARK_CC, MARK_STOP})


def _place_in(chunk: Chunk) -> bool:
    return chunk.np is not None and bool(chunk.np.places or chunk.np.codes)


def _is_apposed(stack: ClauseStack, clause: Clause, index: int) -> bool:
    top = stack.top
    if not top.comma or top.cc:
        return False
    if _is_one_for_many(stack, index, clause):
        return False
    near = top.pending in {None, clause.obj} and not clause.after_pp
    return near or _names_object(stack, index, clause)


def _is_one_for_many(stack: ClauseStack, index: int, clause: Clause) -> bool:
    """Handle "P loses *two districts*, A on edge": one name is no apposition of two places."""
    obj, chunks = clause.obj, stack.chunks
    if obj is None or obj.places or obj.qty is None or (obj.qty.value or 0) < _TWO:
        return False
    one = is_point(chunks[index]) and not chunks[index].members
    return one and not any(map(is_point, chunks[index + 1 :]))


_TWO = 2


def _names_object(stack: ClauseStack, index: int, clause: Clause) -> bool:
    """Handle "overran another district in Kunduz, Dasht-e Archi": the name comes late."""
    obj, chunk = clause.obj, stack.chunks[index]
    if obj is None or obj.places or obj.names or not chunk.places:
        return False
    if not obj.cls & chunk.cls and chunk.places[0].kind not in _PASSAGES:
        return False  # but "the main border crossing with P, *Q*" is a port
    comma, around = stack.chunks[index - 1], stack.chunks[index - 2]
    return comma.kind == MARK_COMMA and around.kind == PP and around.s == obj.e


_PASSAGES = frozenset({"port", "crossing"})


def _verb_after(stack: ClauseStack, index: int) -> bool:
    for chunk in stack.chunks[index + 1 : index + 6]:
        if chunk.kind == VG:
            return True
        if chunk.kind in {MARK_STOP, MARK_CC, MARK_SUB}:
            return False
    return False


def _comes_late(stack: ClauseStack, index: int, clause: Clause) -> bool:
    """Handle "returned to Afghanistan | *84 people*": a heavy object stands behind the goal."""
    top, chunk = stack.top, stack.chunks[index]
    if top.comma or top.cc or clause.passive or clause.vg.vcls & SPEECH:
        return False
    counted = chunk.qty is not None or bool(chunk.det) or bool(chunk.of)
    handed = "handing" in clause.vg.vcls  # "handed over to officers | *a list of persons*"
    if not counted or not (chunk.cls or chunk.actor or handed) or is_point(chunk):
        return False
    before, behind = stack.chunks[index - 1], stack.chunks[index + 1 : index + 2]
    told_of = (bool(behind) and behind[0].kind == MARK_REL) or handed
    return before.kind == PP and not before.time and (told_of or not _verb_after(stack, index))


def takes_second(stack: ClauseStack, index: int) -> Clause | None:
    """Return the clause of "took A, where fighting went on, and *B*": both are taken."""
    top, chunk = stack.top, stack.chunks[index]
    if top.kind != RELATIVE or not top.cc or top.clause is None or not is_point(chunk):
        return None
    if index < 2 or stack.chunks[index - 2].kind != MARK_COMMA or len(stack.contexts) < 2:
        return None
    first = stack.contexts[-2].clause
    if first is None or first.obj is None or _verb_after(stack, index):
        return None
    obj = first.obj
    same = top.clause.antecedent if top.clause.antecedent is not None else top.antecedent
    return first if same is obj and _names_point(obj) else None


def _names_point(phrase: Chunk) -> bool:
    return is_point(phrase) or (phrase.of is not None and is_point(phrase.of))
