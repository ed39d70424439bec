"""Clauses of a participle: beside a noun or after a comma, and "with the gate closed"."""

from itertools import chain

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import (
    ADVERBIAL,
    COMP,
    COORDINATE,
    INFINITIVE,
    MAIN,
    PARTICIPIAL,
    SPEECH,
    Clause,
    Context,
)
from monitor.reading.syntax.clause_inserted import told_before
from monitor.reading.syntax.clause_reduced import shared
from monitor.reading.syntax.clause_stack import ClauseStack, phrase_of
from monitor.reading.text.grammar import (
    GERUND,
    MARK_ADV,
    MARK_CC,
    MARK_COLON,
    MARK_COMMA,
    MARK_NEG,
    MARK_PREP,
    MARK_REL,
    MARK_STOP,
    MARK_SUB,
    MARK_THAT,
    PARTICIPLE,
    PAST,
    PP,
    VG,
)

REFLEXIVE = frozenset({"itself", "themselves"})


def is_with_absolute(stack: ClauseStack, index: int, chunk: Chunk) -> bool:
    """Handle "With the gate *closed*, lorries queued"."""
    before = stack.chunks[index - 1] if index else None
    if before is None or before.kind != PP or before.prep != "with" or chunk.to:
        return False
    if not chunk.form & PARTICIPLE or chunk.aux or stack.top.clause is not None:
        return False
    # "12 men with their sons *crossed*" is the verb of the men, if they have no other
    subject = stack.top.subj
    if subject is None or not chunk.form & PAST:
        return True
    if not stack.is_person(subject) and before.s != subject.e:
        return True  # "drills with live shells *started*", "a launch with six men *entered*"
    return _verb_ahead(stack, index)


def _verb_ahead(stack: ClauseStack, index: int) -> bool:
    """Whether a finite verb follows that may belong to the subject before this one."""
    for chunk in stack.chunks[index + 1 :]:
        if chunk.kind == VG and not chunk.to and chunk.form != GERUND:
            return True
        if chunk.kind in {MARK_STOP, MARK_SUB, MARK_CC, MARK_REL, MARK_THAT}:
            return False
    return False


def _doer(parent: Clause, opener: str) -> Chunk | None:
    """Handle "accused Tajikistan of shelling": whoever is accused did it."""
    if opener == "from" and "prevent" in parent.vg.vcls and parent.obj is not None:
        return parent.subj if parent.passive else parent.obj  # "stopped ten men from crossing"
    accused = opener in {"of", "for"} and parent.obj is not None and not parent.obj.time
    is_blame = "claim" in parent.vg.vcls or "blaming" in parent.vg.vcls
    return parent.obj if accused and is_blame and not parent.passive else parent.subj


def _kept(stack: ClauseStack, before: Chunk | None, chunk: Chunk) -> Chunk | None:
    """Handle "Keeps its border with X *closed*": said of the object, not of X."""
    clause = stack.top.clause
    if clause is None or before is None or before.kind != PP or "keeping" not in clause.vg.vcls:
        return None
    return clause.obj if chunk.form & PARTICIPLE and not clause.vg.passive else None


def _told_around(stack: ClauseStack, chunk: Chunk) -> Clause | None:
    """Return what "A fell, he said, *sending* 40 men over" tells of around its "he said"."""
    said = stack.top.clause
    if said is None or said.link != MAIN or said.passive:
        return None
    if chunk.vcls & SPEECH or not chunk.form & GERUND:
        return None
    first = told_before(stack, said)
    around = chain((first,), first.ancestors()) if first is not None else ()
    told = next((one for one in around if one.link in {MAIN, COORDINATE}), None)
    return told if told is not None and not told.vg.vcls & SPEECH else None


def _beside(before: Chunk | None) -> Chunk | None:
    """Return the noun before a participle; "was filmed on Tuesday *crawling*" is said of no day."""
    near = phrase_of(before)
    return near if near is not None and not (near.time and not near.places) else None


def place_before(stack: ClauseStack, index: int) -> tuple[Chunk, ...]:
    """Return what "is expected from X, *taken* on Thursday" may be said of besides the subject."""
    if index < _ASIDE or stack.chunks[index - 1].kind != MARK_COMMA:
        return ()
    around = stack.chunks[index - 2]
    named = around.np if around.kind == PP else None
    return (named,) if named is not None and named.places else ()


_ASIDE = 2  # chunks: the phrase and its comma


def _is_outcome(stack: ClauseStack, before: Chunk | None, chunk: Chunk) -> bool:
    """Handle "pulled out to spare the people, *leaving* X to the army": of what they did."""
    top = stack.top
    if before is None or before.kind != MARK_COMMA or not chunk.form & GERUND:
        return False
    if top.kind != INFINITIVE or top.clause is None or len(stack.contexts) < _ASIDE:
        return False
    parent = top.clause.parent
    if parent is None or stack.contexts[-2].clause is not parent:
        return False
    ruled = top.clause.governor is not None  # "foiled an attempt to cross, *killing* three"
    return ruled or not parent.vg.vcls & _RULING


_RULING = SPEECH | {"attempt", "fail", "prevent", "succeed", "stop", "begin"}


def _topic(stack: ClauseStack, before: Chunk | None, chunk: Chunk) -> Chunk | None:
    """Handle "Nusay: *taken*.", "Rustaq: gone since Friday": a register's line."""
    topic = stack.top.governor
    if before is None or before.kind != MARK_COLON or topic is None or not topic.places:
        return None
    return topic if chunk.form & PARTICIPLE and not chunk.form & GERUND else None


def _is_told_of(stack: ClauseStack, index: int) -> bool:
    """Handle "Officials said 40 men, *fleeing* the fighting, asked for help": who fled asked."""
    top = stack.top
    clause = top.clause
    if clause is None or clause.passive or not clause.vg.vcls & SPEECH or top.pending is None:
        return False
    if clause.obj is not top.pending or not stack.is_person(top.pending):
        return False
    if stack.chunks[index - 1].kind != MARK_COMMA:
        return False
    return _verb_behind_comma(stack, index)


def _verb_behind_comma(stack: ClauseStack, index: int) -> bool:
    """Whether the participle's phrase ends at a comma with a finite verb right behind it."""
    after_comma = False
    for chunk in stack.chunks[index + 1 :]:
        if chunk.kind == VG:
            return after_comma and not chunk.to and chunk.form != GERUND
        if chunk.kind == MARK_STOP or (after_comma and chunk.kind != MARK_ADV):
            return False
        after_comma = after_comma or chunk.kind == MARK_COMMA
    return False


def _open_complement(stack: ClauseStack, chunk: Chunk) -> None:
    """Take back the object of "said": it is the subject of a clause whose verb comes later."""
    top = stack.top
    assert top.clause is not None
    subject, top.clause.obj, top.pending = top.clause.obj, None, None
    context = stack.push(COMP, top.clause, chunk)
    context.subj, context.opener = subject, ""


def _close_opened(stack: ClauseStack, clause: Clause) -> None:
    """Handle "Four men, caught *while* cutting wood, walked home": "while" waits for no verb."""
    top = stack.top
    if top.kind != ADVERBIAL or top.clause is not None or len(stack.contexts) < 2:
        return
    stack.contexts.pop()
    clause.parent = stack.top.clause or top.parent


def _acting_above(stack: ClauseStack) -> Context | None:
    """Handle "X ordered the posts opened, minutes after *signing* a treaty": X signed, no post."""
    inner = stack.top
    if inner.kind != COMP or not inner.comma or inner.subj is None:
        return None
    if stack.is_person(inner.subj) or inner.subj.codes:
        return None
    return next((one for one in reversed(stack.contexts[:-1])
                 if one.subj is not None and stack.is_person(one.subj)), None)  # fmt: skip


def _hang(stack: ClauseStack, index: int, clause: Clause) -> None:
    """Find whom a participle without an opener is said of: the noun beside it, or the subject."""
    before, chunk = stack.chunks[index - 1] if index else None, clause.vg
    near = (_kept(stack, before, chunk) or shared(stack, index)
            or _beside(before) or _topic(stack, before, chunk))  # fmt: skip
    if near is not None and near.text in REFLEXIVE:
        near = stack.antecedent(index - 1)
    told = _told_around(stack, chunk) if near is None else None
    if told is not None:
        clause.parent = told
    clause.subj = near or (told.subj if told is not None else stack.outer_subject())
    clause.after_comma = near is None and (before is None or before.kind != VG)
    clause.antecedent = near
    if clause.subj is not None and not stack.is_person(clause.subj):
        clause.further = place_before(stack, index)


def participle(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    before = stack.chunks[index - 1] if index else None
    if _is_told_of(stack, index):
        _open_complement(stack, chunk)
    if _is_outcome(stack, before, chunk):
        stack.contexts.pop()
    top = stack.top
    clause = Clause(chunk, PARTICIPIAL)
    clause.parent = top.clause
    if before is not None and before.kind == MARK_CC and top.clause is not None:
        stack.coordinate(clause, top.clause)
        return
    if before is not None and before.kind == MARK_PREP:
        clause.opener, clause.opener_kind = before.text, "prep"
        clause.subj = _doer(top.clause, before.text) if top.clause is not None else top.subj
    elif before is not None and before.kind in {MARK_SUB, MARK_NEG}:
        _close_opened(stack, clause)
        clause.opener, clause.opener_kind = before.text, before.lemma
        acting = _acting_above(stack)
        clause.subj = acting.subj if acting is not None else stack.outer_subject()
        clause.parent = acting.clause if acting is not None else clause.parent
    else:
        _hang(stack, index, clause)
    stack.open(clause, chunk, PARTICIPIAL)
