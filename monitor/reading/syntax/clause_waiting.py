"""Names that wait for their verb, and what is said of them until it comes."""

from itertools import pairwise

from monitor.reading.syntax.clause import Context
from monitor.reading.syntax.clause_stack import ClauseStack
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.text.grammar import MARK_COMMA, VG


def says_what_waits_is(stack: ClauseStack, top: Context, index: int) -> bool:
    """Handle "A was given up, and by noon B, *a district on the river*, was theirs": B was."""
    chunk, name, clause = stack.chunks[index], top.pending, top.clause
    if name is None or clause is None or not top.marked or index <= 1:
        return False
    if not (chunk.det or chunk.text.startswith("the ")):
        return False  # "the last town" opens with one word, "the last"
    beside = stack.chunks[index - 1].kind == MARK_COMMA and stack.chunks[index - 2] is name
    if not beside or name is clause.obj or not is_point(name) or name.det:
        return False
    is_noun = bool(chunk.cls) and not (chunk.places or chunk.names or chunk.cls & stack.people)
    return is_noun and _is_closed(stack, index)


def _is_closed(stack: ClauseStack, index: int) -> bool:
    """Whether a comma with a verb right behind it closes what opens with this phrase."""
    rest = stack.chunks[index + 1 :]
    return any(mark.kind == MARK_COMMA and verb.kind == VG and not verb.to
               for mark, verb in pairwise(rest))  # fmt: skip
