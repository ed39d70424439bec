"""Finite verbs: a clause's own, one joined by "and", one inverted, one ruled by the first."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import (
    COMP,
    COORDINATE,
    MAIN,
    PARTICIPIAL,
    RELATIVE,
    SPEECH,
    Clause,
    Context,
)
from monitor.reading.syntax.clause_ends import (
    back_to_waiting,
    close_finished,
    hand_over,
    is_waited_for,
)
from monitor.reading.syntax.clause_first import (
    carries_people,
    complete_verb,
    first_verb,
    inverted,
    nest,
)
from monitor.reading.syntax.clause_inserted import (
    before_aside,
    described_before,
    first_of,
    is_said_between,
    is_said_by_the_next,
    said_between,
    said_by_the_next,
    told_behind_aside,
)
from monitor.reading.syntax.clause_loose import REFLEXIVE, participle, place_before
from monitor.reading.syntax.clause_reduced import (
    behind_absolute,
    ends_aside,
    has_object,
    is_done_by,
    is_reduced,
    may_be_participle,
)
from monitor.reading.syntax.clause_said import is_said_behind, nest_what_is_said, said_behind
from monitor.reading.syntax.clause_stack import ClauseStack, joined
from monitor.reading.text.grammar import (
    BASE,
    GERUND,
    MARK_ADV,
    MARK_COMMA,
    MARK_QUOTE,
    NP,
    PARTICIPLE,
    PAST,
    PP,
    THIRD,
    VG,
)


def finite(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    told = told_behind_aside(stack, index)
    if told is not None and told.obj is not None:
        subj, told.obj = told.obj, None
        nest(stack, COMP, told, subj, chunk)
        return
    first = before_aside(stack, index)
    if first is not None:
        stack.coordinate(Clause(chunk, COORDINATE), first)
        return
    close_finished(stack, index)
    _find_place(stack, index, chunk)


def _find_place(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    """Open a clause, or go on with the one that is open."""
    if stack.chunks[index - 1].kind == MARK_COMMA:
        back_to_waiting(stack)
        if stack.top.clause is None:
            stack.top.rival = None  # "The capital, the only town that held out, was given up"
    top = stack.top
    if top.clause is None:
        _open_clause(stack, top, index, chunk)
        return
    if _is_split(stack, top.clause, chunk):
        complete_verb(top.clause, chunk)
        return
    before = stack.chunks[index - 1]
    if _is_inverted(stack, index, chunk, before):
        inverted(stack, chunk)
        return
    described = described_before(stack, index, chunk)
    if described is not None:
        top.clause = described
        _reduce(stack, top, chunk)
        return
    if (
        joined(stack.chunks, index)
        or (before.kind == MARK_COMMA and top.pending is None)
        or _goes_on(top, chunk, before)
    ):
        stack.coordinate(_joined(stack, index, chunk), first_of(top.clause, stack, index))
        return
    _second_verb(stack, top, chunk)


def _joined(stack: ClauseStack, index: int, chunk: Chunk) -> Clause:
    """Return a second verb; a bare participle may be said of the place before its comma."""
    clause = Clause(chunk, COORDINATE)
    if not (chunk.aux or chunk.modal) and chunk.form & PARTICIPLE:
        clause.further = place_before(stack, index)
    return clause


def _open_clause(stack: ClauseStack, top: Context, index: int, chunk: Chunk) -> None:
    before = stack.chunks[index - 1] if index else None
    place = _told_of_place(stack, top, index, chunk)
    if place is not None:
        clause = Clause(chunk, PARTICIPIAL)
        clause.subj = clause.antecedent = place
        stack.open(clause, chunk, PARTICIPIAL)
    elif top.rival is not None and _is_absolute(stack, index, chunk):
        _absolute(stack, top, chunk)
    elif is_said_by_the_next(stack, index, chunk):
        said_by_the_next(stack, index, chunk)
    elif top.rival is not None and is_said_between(stack, index, chunk):
        said_between(stack, top, chunk)
    elif (
        before is not None
        and top.subj is not None
        and any(pp.s >= top.subj.e for pp in top.fronted)
        and _is_inverted(stack, index, chunk, before)
    ):
        inverted(stack, chunk)  # "District in Taliban hands, say lawmakers"
    elif is_said_behind(stack, top, chunk):
        said_behind(stack, top, chunk)
    else:
        top.subj = behind_absolute(stack, top, index) or top.subj
        first_verb(stack, top, chunk)
        carries_people(stack, top, before)


def _told_of_place(stack: ClauseStack, top: Context, index: int, chunk: Chunk) -> Chunk | None:
    """Return the place of "In Kunduz, *captured* on Sunday, doctors worked"."""
    if top.subj is not None or chunk.aux or chunk.modal or not chunk.form & PARTICIPLE or index < 2:
        return None
    comma, around = stack.chunks[index - 1], stack.chunks[index - 2]
    if comma.kind != MARK_COMMA or around.kind != PP or around.np is None:
        return None
    return around.np if around.np.places else None


def _is_absolute(stack: ClauseStack, index: int, chunk: Chunk) -> bool:
    """Handle ", three of them *carried*, were let in"."""
    if chunk.aux or chunk.modal or not chunk.form & PARTICIPLE:
        return False
    rest = stack.chunks[index + 1 : index + 6]
    for at, other in enumerate(rest):
        if other.kind == MARK_COMMA:
            return at + 1 < len(rest) and rest[at + 1].kind == VG
        if other.kind not in {PP, MARK_ADV}:
            return False
    return False


def _absolute(stack: ClauseStack, top: Context, chunk: Chunk) -> None:
    clause = Clause(chunk, PARTICIPIAL)
    clause.subj, top.rival = top.rival, None
    stack.add(clause)
    clause.passive = not chunk.form & GERUND


def _is_split(stack: ClauseStack, clause: Clause, chunk: Chunk) -> bool:
    """Handle "Had by sundown *turned*", "were on Sunday *taken*": the participle comes late."""
    vg = clause.vg
    late = clause.obj is None and vg.aux and not vg.vcls and vg.lemma in {"have", "be"}
    if not late or chunk.aux or chunk.modal or not chunk.form & PARTICIPLE:
        return False
    return (
        bool(clause.pps)
        and all(pp.kind == PP for pp in clause.pps[-1:])
        and (vg.lemma == "have" or (clause.pps[-1].time and not stack.top.comma))
    )


def _is_inverted(stack: ClauseStack, index: int, chunk: Chunk, before: Chunk) -> bool:
    """Find ', said Khan': a verb of speech after a comma or quote, its subject behind it."""
    if before.kind not in {MARK_COMMA, MARK_QUOTE} or not chunk.vcls & SPEECH or chunk.aux:
        return False
    after = stack.chunks[index + 1] if index + 1 < len(stack.chunks) else None
    if chunk.lemma == "hold" or _behind_aside(stack, index):
        return False  # "the envoy, Zamir Kabulov, *held talks*"
    return after is not None and after.kind == NP and not after.time and after.text not in REFLEXIVE


_ASIDE = 12  # chunks that an aside may hold


def _behind_aside(stack: ClauseStack, index: int) -> bool:
    """Handle "The ministry, *for its part*, denied the report": its subject stands before."""
    top = stack.top
    if top.clause is not None or top.subj is None:
        return False
    near = stack.chunks[max(0, index - _ASIDE) : index]
    between = [one for one in near if one.s >= top.subj.e]
    commas = [one.kind == MARK_COMMA for one in between]
    return sum(commas) > 1 and not any(one.kind in {VG, MARK_QUOTE} for one in between)


def _goes_on(top: Context, chunk: Chunk, before: Chunk) -> bool:
    """Handle "Troops abandon A, cross into B": a verb behind the comma, none of its own subject."""
    first = top.clause
    been = chunk.passive and chunk.form == THIRD and not (chunk.modal or top.marked)
    if been and before.kind == MARK_COMMA and first is not None and first.vg.perfect:
        return True  # "had waded the river, been caught, and died"
    if before.kind != MARK_COMMA or first is None or first.obj is None or chunk.aux or chunk.modal:
        return False
    if top.pending is not first.obj or first.vg.vcls & SPEECH or first.vg.aux:
        return False
    same = chunk.form & first.vg.form & (PAST | BASE)
    return bool(same) and first.subj is not None and not first.obj.apps


def _second_verb(stack: ClauseStack, top: Context, chunk: Chunk) -> None:
    """Return a finite verb after another without a mark between: complement, list."""
    first = top.clause
    assert first is not None
    pending = top.pending
    if pending is not None and first.vg.vcls & SPEECH and not top.comma:
        nest_what_is_said(stack, first, pending, chunk)
    elif (
        not top.marked
        and may_be_participle(chunk)
        and "inverting" not in chunk.vcls
        and not (is_reduced(first) and ("intransitive" in chunk.vcls or has_object(stack, chunk)))
    ):
        participle(stack, stack.chunks.index(chunk), chunk)
    elif pending is not None and not (
        (is_done_by(first, stack) and chunk.form & THIRD) or ends_aside(first, stack, chunk)
    ):
        _sibling(stack, top, pending, chunk)
    elif first.opener == "whether" and len(stack.contexts) > 1:
        stack.contexts.pop()  # "Whether X fell | is not known"
        clause = Clause(chunk, MAIN)
        stack.add(clause)
        stack.top.clause = stack.top.clause or clause
    elif is_reduced(first):
        _reduce(stack, top, chunk)
    else:
        _go_on(stack, first, chunk)


def _go_on(stack: ClauseStack, first: Clause, chunk: Chunk) -> None:
    """Give a verb to the subject that waits, "The man who said that X fell | was held"; or join."""
    if stack.top.pending is None and is_waited_for(stack):
        back_to_waiting(stack)
        first_verb(stack, stack.top, chunk)
        return
    stack.coordinate(Clause(chunk, COORDINATE), first)


def _reduce(stack: ClauseStack, top: Context, chunk: Chunk) -> None:
    """Make the first verb a participle of the subject; this one is the verb of the clause."""
    first = top.clause
    assert first is not None
    clause = Clause(chunk, first.link)
    clause.parent, clause.governor = first.parent, first.governor
    clause.opener, clause.opener_kind = first.opener, first.opener_kind
    first.link, first.antecedent = PARTICIPIAL, first.subj
    first.opener = first.opener_kind = ""
    clause.subj = first.subj
    # "Traffic *over the bridge*, halted since May, was resumed": of the traffic, for both verbs
    clause.pps = [pp for pp in first.pps if pp.e <= first.vg.s]
    stack.add(clause)
    top.clause = clause
    top.pending, top.comma, top.cc = None, False, False


def _sibling(stack: ClauseStack, top: Context, subj: Chunk, chunk: Chunk) -> None:
    """Handle ", and the police fled": a clause beside the first, with its own subject."""
    first = top.clause
    assert first is not None
    if first.obj is subj:
        first.obj = None
    if first.obj2 is subj:
        first.obj2 = None
    clause = Clause(chunk, first.link if top.kind != MAIN else MAIN)
    clause.parent, clause.governor = first.parent, first.governor if first.colon else None
    clause.opener, clause.opener_kind = first.opener, first.opener_kind
    if clause.link in {RELATIVE, PARTICIPIAL, COORDINATE}:
        clause.link, clause.opener, clause.opener_kind = MAIN, "", ""
    clause.subj = subj
    clause.pps = hand_over(first, subj)
    top.clause = clause
    top.pending, top.comma, top.cc = None, False, False
    stack.add(clause)
