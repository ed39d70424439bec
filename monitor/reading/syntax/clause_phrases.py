"""What a noun phrase or a prepositional phrase is to the clause it stands in."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import ADVERBIAL, RELATIVE, SPEECH, Context
from monitor.reading.syntax.clause_objects import after_verb, takes_second
from monitor.reading.syntax.clause_stack import ClauseStack
from monitor.reading.syntax.clause_waiting import says_what_waits_is
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.text.grammar import (
    MARK_CC,
    MARK_COMMA,
    MARK_PREP,
    MARK_SUB,
    PP,
    VG,
)


def on_phrase(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    """Give a noun phrase its part in the clause: subject, object, apposition, or one more of it."""
    top = stack.top
    if chunk.time and not chunk.places:
        _adjunct(stack, chunk)
    elif _is_second_of_two(stack, chunk):
        stack.contexts.pop()
        stack.top.extra.append(chunk)
    elif (first := takes_second(stack, index)) is not None:
        stack.contexts.pop()
        first.extra.append(chunk)
    elif top.clause is None:
        _before_verb(stack, top, index, chunk)
    elif says_what_waits_is(stack, top, index):
        assert top.pending is not None
        top.pending.apps.append(chunk)
    else:
        after_verb(stack, top.clause, index, chunk)
        top.clause.end = max(top.clause.end, chunk.e)
        top.pending = chunk
        top.marked = top.comma or top.cc


def _is_in_aside(stack: ClauseStack, top: Context, index: int) -> bool:
    """Whether the "and" before this phrase joins it to a prepositional one between commas."""
    if not top.comma or index < _ASIDE:
        return False
    at = index - 2
    while at > 0 and stack.chunks[at].kind == PP:
        at -= 1
    return at < index - 2 and stack.chunks[at].kind == MARK_COMMA


_ASIDE = 3


def _is_between(stack: ClauseStack, index: int) -> bool:
    """Handle "X, on the road between A *and B*, fell", whatever A and B are."""
    around = stack.chunks[index - 2] if index > 1 else None
    return around is not None and around.kind == PP and around.prep == "between"


def _is_second_of_two(stack: ClauseStack, chunk: Chunk) -> bool:
    """Handle "A, where the road ends, and B, where ..., fell": both are subjects."""
    top = stack.top
    if top.kind != RELATIVE or not (top.comma and top.cc) or len(stack.contexts) < 2:
        return False
    below = stack.contexts[-2]
    waits = below.clause is None and below.subj is not None and is_point(below.subj)
    return waits and is_point(chunk)


def _before_verb(  # noqa: C901  (a cascade)
    stack: ClauseStack, top: Context, index: int, chunk: Chunk
) -> None:
    joined = index > 0 and stack.chunks[index - 1].kind == MARK_CC
    if (
        joined
        and (_is_between(stack, index) or not chunk.places)
        and _is_in_aside(stack, top, index)
    ):
        return  # "A and B, in the west and *centre*, were lost"
    if top.subj is not None and joined and top.subj.apps and _is_for_both(stack, index):
        return  # "X, the gateway for fuel and *grain*, is taken"
    if top.subj is not None and joined and _ends_aside(stack, top.subj, index):
        return  # "X, home to 60,000 people and *a mill*, fell"
    if top.subj is None and joined and top.fronted and not top.comma:
        return  # "with a flourish and two pens, X signed": still the opening phrase
    if top.subj is not None and joined and top.comma and _lists_some(stack, index):
        return  # "80 people, including a judge and two boys, crossed": some of the subject
    if top.subj is not None and joined and not top.comma:
        top.subj, more = _by_weight(top.subj, chunk)
        top.extra.append(more)  # "border markets and the Tem bridge reopened"
    elif top.subj is not None and _is_after_that(stack, top, index):
        top.subj = chunk
    elif top.subj is None or not top.comma:
        if _takes_what_is_whose(stack, top, index):
            top.taken, top.subj = top.subj, chunk
        top.subj = top.subj or chunk
    elif top.cc:
        _second_subject(top, chunk)
    elif _is_source_told(stack, top):
        top.subj = chunk  # "According to X, a councillor, *the insurgents*, who ..., seized Y"
    else:
        top.subj.apps.append(chunk)
        top.rival = chunk


def _takes_what_is_whose(stack: ClauseStack, top: Context, index: int) -> bool:
    """Handle "X, whose centre | *the Taliban* took": the second noun is who does it."""
    if top.kind != RELATIVE or top.opener != "whose" or top.subj is None or index < _ASIDE:
        return False
    return stack.chunks[index - 1] is top.subj and stack.chunks[index - 3].kind != MARK_PREP


def _by_weight(first: Chunk, second: Chunk) -> tuple[Chunk, Chunk]:
    """Return both subjects, the one who matters first: "He and *900 others* camped there"."""
    counted = first.pron and not first.plural and second.qty is not None
    return (second, first) if counted else (first, second)


def _is_for_both(stack: ClauseStack, index: int) -> bool:
    """Whether a bare noun is joined to the phrase right before it, which hangs on a noun."""
    chunk, around = stack.chunks[index], stack.chunks[index - 2] if index > 1 else None
    bare = not (chunk.places or chunk.det or chunk.actor or chunk.pron)
    return bare and around is not None and around.kind == PP


def _ends_aside(stack: ClauseStack, subj: Chunk, index: int) -> bool:
    """Whether "and" joins a last thing to an aside on a place: a comma and the verb follow."""
    chunks = stack.chunks
    if not (stack.top.comma and is_point(subj) and subj.apps) or is_point(chunks[index]):
        return False
    behind = chunks[index + 1 : index + 3]
    ends = len(behind) > 1 and behind[0].kind == MARK_COMMA and behind[1].kind == VG
    return ends and chunks[index - 2].kind == PP


def _is_source_told(stack: ClauseStack, top: Context) -> bool:
    """Whether the first noun only says who the source before it is."""
    if len(top.fronted) != 1 or top.subj is None or top.subj.apps:
        return False
    source, behind = top.fronted[0], stack.chunks[1:3]
    opens = stack.chunks[0] is source and source.prep in _SOURCING and len(behind) > 1
    return opens and behind[0].kind == MARK_COMMA and behind[1] is top.subj


_SOURCING = frozenset({"according to", "as per"})


def _is_after_that(stack: ClauseStack, top: Context, index: int) -> bool:
    """Handle "After an eleven-day stoppage | *the port* receives trains": no mark between."""
    chunk = stack.chunks[index]
    if top.kind != ADVERBIAL or top.opener not in _BEFORE_NOUN or index < _ASIDE - 1:
        return False
    first = stack.chunks[index - 1]
    opens = first is top.subj and stack.chunks[index - 2].kind == MARK_SUB
    return opens and not chunk.pron and bool(chunk.det or chunk.places or chunk.actor)


_BEFORE_NOUN = frozenset({"after", "before", "since", "until"})


def _lists_some(stack: ClauseStack, index: int) -> bool:
    """Whether a phrase goes on with what opened behind the comma: "including A and B"."""
    before = stack.chunks[index - 2] if index > 1 else None
    if before is None or before.kind != PP:
        return False
    return before.prep in _WITHIN or stack.chunks[index - 3].kind == MARK_COMMA


_WITHIN = frozenset({"including", "such as", "among", "with", "from", "like"})


def _second_subject(top: Context, chunk: Chunk) -> None:
    """Handle "The centres of A in P and of B in Q fell": both are subjects."""
    first = top.subj
    assert first is not None
    places = bool(first.places or (first.of is not None and first.of.places))
    if (places and chunk.places) or (first.cls & chunk.cls and not chunk.pron):
        top.extra.append(chunk)
    else:
        top.subj = chunk


_ALONGSIDE = frozenset({"along with", "as well as", "together with"})


def _adjunct(stack: ClauseStack, chunk: Chunk) -> None:
    if not (chunk.prep in _ALONGSIDE and chunk.np is not None and is_point(chunk.np)):
        stack.leave_aside()
    clause = stack.top.clause
    if clause is None:
        stack.top.fronted.append(chunk)
    else:
        clause.pps.append(chunk)
        clause.after_pp = clause.after_pp or not chunk.time
        clause.end = max(clause.end, chunk.e)


def on_prepositional(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    if _is_of_source(stack, index):
        return
    if not (_is_of_aside(stack, index, chunk) or _is_of_speaker(stack, index)):
        _adjunct(stack, chunk)


def _is_of_source(stack: ClauseStack, index: int) -> bool:
    """Handle "according to the ministry *in Dushanbe*": where the source sits, no deed was done."""
    before = stack.chunks[index - 1] if index else None
    if before is None or before.kind != PP or before.prep not in _SOURCING or before.np is None:
        return False
    return stack.chunks[index].prep in _SEATED and not before.np.pron


_SEATED = frozenset({"in", "at", "of", "from"})


def _is_of_speaker(stack: ClauseStack, index: int) -> bool:
    """Handle "were sent back, the service *in Tashkent* announced": where the speaker sits."""
    before = stack.chunks[index - 1] if index else None
    after = stack.chunks[index + 1] if index + 1 < len(stack.chunks) else None
    top = stack.top
    if before is None or after is None or before is not top.pending or not top.comma:
        return False
    free = top.clause is not None and before is not top.clause.obj
    return free and after.kind == VG and bool(after.vcls & SPEECH)


def _is_of_aside(stack: ClauseStack, index: int, chunk: Chunk) -> bool:
    """Handle "40 men, most of them *from X*, were sent back": said of the men, not of the deed."""
    top = stack.top
    if top.clause is not None or top.rival is None or chunk.time or top.rival.places:
        return False
    after = stack.chunks[index + 1] if index + 1 < len(stack.chunks) else None
    return stack.chunks[index - 1] is top.rival and after is not None and after.kind == MARK_COMMA
