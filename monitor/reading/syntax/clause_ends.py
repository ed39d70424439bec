"""Where a clause ends: which of the open ones cannot take the next verb."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import (
    ADVERBIAL,
    COMP,
    INFINITIVE,
    PARTICIPIAL,
    RELATIVE,
    SPEECH,
    Clause,
    Context,
)
from monitor.reading.syntax.clause_said import tells_of_antecedent
from monitor.reading.syntax.clause_stack import ClauseStack, joined
from monitor.reading.text.grammar import BASE, MARK_COMMA


def back_to_waiting(stack: ClauseStack) -> None:
    """After a comma, a verb belongs to the subject that still waits for one."""
    _leave_verbless(stack)
    if stack.top.clause is None or (stack.top.pending is not None and stack.top.marked):
        return
    for depth, context in enumerate(stack.contexts[:-1]):
        if context.clause is None and context.subj is not None:
            del stack.contexts[depth + 1 :]
            return


def is_waited_for(stack: ClauseStack) -> bool:
    """Whether a subject further out still waits for its verb."""
    return any(one.clause is None and one.subj is not None for one in stack.contexts[:-1])


def _leave_verbless(stack: ClauseStack) -> None:
    """Handle "80 people, of whom 51 children, were ...": the aside needs no verb."""
    top = stack.top
    if _is_bare_time(stack, top):
        stack.contexts.pop()
        return
    if top.kind != RELATIVE or top.clause is not None or not top.opener.endswith(_SOME_OF_THEM):
        return
    below = stack.contexts[-2]
    if top.subj is not None and top.comma and below.clause is None and below.subj is not None:
        stack.contexts.pop()


def _is_bare_time(stack: ClauseStack, top: Context) -> bool:
    """Handle "the town that they failed to take *when last in power*, was given up"."""
    if top.kind != ADVERBIAL or top.clause is not None or top.subj is None:
        return False
    bare = not (top.subj.det or top.subj.places or top.subj.names or top.subj.plural)
    return bare and bool(top.fronted) and not stack.is_person(top.subj)


_SOME_OF_THEM = ("of whom", "of which", "including whom")


def close_finished(stack: ClauseStack, index: int) -> None:
    """Leaves contexts that cannot take this verb: their own verb is there already."""
    while len(stack.contexts) > 1:
        top = stack.top
        if top.clause is None or not _is_finished(stack, top, index):
            return
        stack.contexts.pop()
        if stack.chunks[index - 1].kind == MARK_COMMA:
            stack.top.rival = None


def _is_of_another(stack: ClauseStack, top: Context, below: Context, index: int) -> bool:
    """Handle "The man was held after guards came and *was* sent home": who was held was sent."""
    inner = top.clause.subj if top.clause is not None else None
    outer = below.clause.subj if below.clause is not None else None
    verb = stack.chunks[index]
    if inner is None or outer is None or _agree(stack, verb, inner):
        return False
    return _agree(stack, verb, outer)


def _agree(stack: ClauseStack, verb: Chunk, subj: Chunk) -> bool:
    """Whether a verb may be said of a subject, by number; "the police" are one or several."""
    if not verb.number or subj.actor is not None:
        return True
    if subj.pron:
        return (subj.text in _SEVERAL) == (verb.number == _PLURAL)
    several = subj.plural or len(subj.members) > 1
    if verb.number == _PLURAL:
        return several or bool(subj.cls & stack.people)
    return not several


_PLURAL = 2
_SEVERAL = frozenset({"they", "we", "you", "these", "those", "both", "some", "many", "all"})


def _is_finished(stack: ClauseStack, top: Context, index: int) -> bool:  # noqa: C901, PLR0911  (a cascade)
    before = stack.chunks[index - 1]
    below = stack.contexts[-2]
    if top.kind in {INFINITIVE, PARTICIPIAL}:
        if _is_said(top):
            return False
        if joined(stack.chunks, index):
            return not (top.clause is not None and top.clause.vg.form & BASE and
                        stack.chunks[index].form & BASE)  # fmt: skip
        _hand_down(top, below)
        return True
    if top.kind == RELATIVE:
        if joined(stack.chunks, index) or tells_of_antecedent(top):
            return False
        if below.clause is None and below.subj is None:
            _hand_down(top, below)  # "after days during which X, the bridge | was opened"
        if below.clause is None or before.kind == MARK_COMMA or top.pending is None:
            return True
        return _is_of_subject_to_come(top, below)
    if top.kind == ADVERBIAL:
        if joined(stack.chunks, index) and _is_of_another(stack, top, below, index):
            return True
        if top.comma and top.pending is not None and below.clause is None:
            _hand_down(top, below)
            return True
        return False
    if top.kind == COMP and top.governor is not None and top.governor is below.subj:
        open_end = top.pending is None or (
            top.clause is not None and top.pending is top.clause.obj and below.clause is None
        )
        return open_end and not joined(stack.chunks, index)
    return False


def _is_of_subject_to_come(top: Context, below: Context) -> bool:
    """Handle "Citing sources, a researcher *who follows the war* | wrote": who wrote is she."""
    first = below.clause
    opens = below.kind == PARTICIPIAL and first is not None and first.subj is None
    told = top.clause.antecedent if top.clause is not None else None
    return opens and below.marked and told is not None and told is below.pending


def _is_said(top: Context) -> bool:
    """Handle "Saying the district has fallen"."""
    clause = top.clause
    if clause is None or top.pending is None or top.comma or top.cc:
        return False
    return bool(clause.vg.vcls & SPEECH) and clause.obj is top.pending


def _give_up(clause: Clause, phrase: Chunk) -> None:
    """Handle "After losing 22 men | the Taliban gave up", "In the fight that ensued | two died"."""
    if clause.obj2 is phrase and "ditransitive" not in clause.vg.vcls:
        clause.obj2 = None
    elif clause.obj is phrase and "intransitive" in clause.vg.vcls:
        clause.obj = None


def hand_over(clause: Clause, subj: Chunk) -> list[Chunk]:
    """Take from a clause, and return, what stands behind the subject of the verb that follows.

    "By the time help set out, the compound *at X* was lost": where the compound is.
    """
    if subj.s < clause.vg.e:
        return []
    behind = [pp for pp in clause.pps if pp.s >= subj.e and not pp.time and pp.prep in _WHERE]
    clause.pps = [pp for pp in clause.pps if pp not in behind]
    return behind


_WHERE = frozenset({"in", "at", "on", "near", "along", "opposite", "outside", "above", "below"})


def _hand_down(top: Context, below: Context) -> None:
    """Return a phrase after the comma is the subject of the clause below."""
    if top.pending is None:
        return
    clause = top.clause
    waits = below.clause is None and below.subj is None  # "To lay down arms | the rebels refused"
    if clause is not None and waits and not top.comma:
        _give_up(clause, top.pending)
    if clause is not None and top.pending in (clause.obj, clause.obj2):
        return
    if not (top.comma or waits):
        return
    if below.clause is None and below.subj is None:
        below.subj = top.pending
        if clause is not None and top.comma:
            below.fronted += hand_over(clause, top.pending)
    else:
        below.pending = top.pending
        below.comma = below.marked = True
