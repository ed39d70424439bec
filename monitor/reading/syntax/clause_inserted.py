"""Speech between subject and verb: "Jets, an official told reporters, bombed two villages"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import (
    ADVERBIAL,
    MAIN,
    RELATIVE,
    SAID,
    SPEECH,
    Clause,
    Context,
)
from monitor.reading.syntax.clause_reduced import ends_aside, may_be_participle
from monitor.reading.syntax.clause_stack import ClauseStack, joined
from monitor.reading.text.grammar import MARK_ADV, MARK_CC, MARK_COMMA, NP, PP, VG


def is_said_between(stack: ClauseStack, index: int, chunk: Chunk) -> bool:
    """Handle "Jets, an official told reporters on Tuesday, bombed two villages"."""
    if not (chunk.vcls & SAID or _resumes(chunk)) or chunk.passive or chunk.modal:
        return False
    return _closes_before_verb(stack.chunks[index + 1 : index + _ASIDE])


def _resumes(chunk: Chunk) -> bool:
    """Handle "The men, he *went on*, had come by boat"."""
    return chunk.lemma == "continue" or (chunk.lemma == "go" and chunk.particle == "on")


def _closes_before_verb(rest: list[Chunk]) -> bool:
    """Whether a comma ends an aside and the verb that the aside held up stands behind it."""
    for at, other in enumerate(rest):
        if other.kind == MARK_COMMA:
            return at + 1 < len(rest) and rest[at + 1].kind in {VG, MARK_ADV}
        if other.kind == VG and may_be_participle(other):
            continue  # "confirmed in a statement *issued* on Monday"
        if other.kind not in {NP, PP, MARK_ADV}:
            return False
    return False


_ASIDE = 9  # chunks: "told the agency by telephone on Tuesday,"


def is_said_by_the_next(stack: ClauseStack, index: int, chunk: Chunk) -> bool:
    """Handle "Twelve men, *says the district chief*, had landed": the speaker behind the verb."""
    if stack.top.subj is None or not chunk.vcls & SAID or chunk.lemma in _TOLD_TO:
        return False
    if chunk.aux or chunk.modal or stack.chunks[index - 1].kind != MARK_COMMA:
        return False
    rest = stack.chunks[index + 1 : index + _ASIDE]
    speaker = rest[0] if rest else None
    is_named = speaker is not None and speaker.kind == NP and not speaker.time
    return is_named and _closes_before_verb(rest)


_TOLD_TO = frozenset({"tell", "inform", "notify", "assure", "warn"})  # "told the news, he left"


def said_by_the_next(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    """Open a clause of its own for the speaker; the subject waits for its verb."""
    clause = Clause(chunk, MAIN)
    clause.subj = stack.chunks[index + 1]
    stack.add(clause)
    rest = range(index + 1, len(stack.chunks))
    stack.skipped = next((at for at in rest if stack.chunks[at].kind == MARK_COMMA), 0)


def described_before(stack: ClauseStack, index: int, chunk: Chunk) -> Clause | None:
    """Return the participle before a verb: "X, *surrounded* since May, was overrun".

    Also "Men *stationed* in X, officials said, crossed the river".
    """
    said = stack.top.clause
    if said is None or stack.chunks[index - 1].kind != MARK_COMMA:
        return None
    if ends_aside(said, stack, chunk):
        return said
    first = told_before(stack, said) if _is_inserted(stack, said) else None
    if first is None or first.link != MAIN or first.obj is not None or first.vg.aux:
        return None
    return first if first.subj is not None and may_be_participle(first.vg) else None


def said_between(stack: ClauseStack, top: Context, chunk: Chunk) -> None:
    clause = Clause(chunk, MAIN)
    clause.subj, top.rival = top.rival, None
    if top.subj is not None and clause.subj in top.subj.apps:
        top.subj.apps.remove(clause.subj)
    stack.add(clause)
    closing = (at for at in range(stack.chunks.index(chunk), len(stack.chunks))
               if stack.chunks[at].kind == MARK_COMMA)  # fmt: skip
    stack.aside = next(closing, 0)


def told_behind_aside(stack: ClauseStack, index: int) -> Clause | None:
    """Return who says of "it said 40 men, among them two officers, *had been killed*"."""
    top, chunks = stack.top, stack.chunks
    told = top.clause
    if told is None or told.obj is None or not told.vg.vcls & SAID or told.passive:
        return None
    if index < _SHORTEST or chunks[index - 1].kind != MARK_COMMA or told.obj.time:
        return None
    at = index - 2
    while at > 0 and chunks[at].kind in {NP, PP, MARK_ADV} and index - at < _ASIDE:
        at -= 1
    behind = at > 0 and chunks[at].kind == MARK_COMMA and chunks[at - 1] is told.obj
    return told if behind else None


def _is_inserted(stack: ClauseStack, said: Clause) -> bool:
    """Whether "traders said" stands between two commas, behind what they tell of."""
    if said.subj is None or not said.vg.vcls & SPEECH or said.obj is not None:
        return False
    chunks = stack.chunks
    at = next((index for index, one in enumerate(chunks) if one is said.subj), 0)
    behind = at > 0 and chunks[at - 1].kind == MARK_COMMA
    return behind and stack.top.comma and said.subj.e <= said.vg.s


def told_before(stack: ClauseStack, said: Clause) -> Clause | None:
    """Return what an inserted "he said" tells of: "A fell, he said, and B a day later"."""
    if not said.vg.vcls & SPEECH or said.obj is not None:
        return None
    before = (other for other in reversed(stack.clauses) if other.vg.s < said.vg.s)
    return next((other for other in before if not other.vg.vcls & SPEECH), None)


def first_of(said: Clause, stack: ClauseStack, index: int) -> Clause:
    """Return the first of two verbs: "A closed the gate, traders said, *and sent* troops"."""
    if stack.chunks[index].vcls & SPEECH or not joined(stack.chunks, index):
        return said
    if said.link == ADVERBIAL and said.opener == "as" and said.vg.vcls & SPEECH:
        return said.parent or said  # "A closed the gate, as traders said, and sent troops"
    return (told_before(stack, said) if _is_inserted(stack, said) else None) or said


def before_aside(stack: ClauseStack, index: int) -> Clause | None:
    """Return the first of two verbs: "they came over and, *when called upon to halt*, fired"."""
    chunks = stack.chunks
    if chunks[index - 1].kind != MARK_COMMA or chunks[index].vcls & SPEECH:
        return None
    at = index - 2
    while at > 1 and chunks[at].kind != MARK_COMMA and index - at < _ASIDE:
        at -= 1
    if at < 2 or chunks[at].kind != MARK_COMMA or chunks[at - 1].kind != MARK_CC:
        return None
    opened = chunks[at].s
    while len(stack.contexts) > 1 and stack.top.start >= opened:
        stack.contexts.pop()
    first = stack.top.clause
    return first if first is not None and first.vg.s < opened else None


def same_as_before(stack: ClauseStack, index: int) -> Chunk | None:
    """Handle "men who had come over *and who* threw a grenade": the same men."""
    if not index or stack.chunks[index - 1].kind != MARK_CC or not stack.clauses:
        return None
    told = [one for one in stack.clauses if one.link == RELATIVE and one.opener in _WHO]
    same = told[-1] if told and stack.chunks[index].text == told[-1].opener else None
    return same.antecedent if same is not None else None


_WHO = frozenset({"who", "which", "that"})


_SHORTEST = 4  # chunks: the verb, its noun, a comma, the aside
