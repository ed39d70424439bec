"""Marks that open and close clauses: commas, colons, quotes, subordinators, relatives, "that"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import ADVERBIAL, COMP, MAIN, RELATIVE, SPEECH, Clause, Context
from monitor.reading.syntax.clause_first import verbless
from monitor.reading.syntax.clause_inserted import same_as_before, told_before
from monitor.reading.syntax.clause_stack import ClauseStack, phrase_of
from monitor.reading.syntax.province_lists import is_point, is_wide
from monitor.reading.text.grammar import (
    GERUND,
    MARK_CC,
    MARK_COMMA,
    MARK_STOP,
    NP,
    PARTICIPLE,
    PP,
    VG,
)


def on_comma(stack: ClauseStack, _index: int, _chunk: Chunk) -> None:
    stack.top.comma = True
    stack.top.cc = False
    stack.top.rival = None


def on_and(stack: ClauseStack, _index: int, _chunk: Chunk) -> None:
    stack.top.cc = True


def on_stop(stack: ClauseStack, _index: int, chunk: Chunk) -> None:
    verbless(stack)
    stack.contexts = [Context(MAIN, None, chunk.e)]


def on_colon(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    _name_what(stack, index)
    if _is_register(stack, index):
        verbless(stack)
    speaker = stack.top.subj if stack.top.clause is None else None
    nearest = stack.chunks[index - 1] if index else None
    if speaker is not None and not speaker.places and nearest is not None and _is_item(stack):
        speaker = nearest if nearest.kind == NP and nearest.places else speaker
    parent = stack.clauses[-1] if stack.clauses and stack.top.clause else None
    stack.contexts = [Context(MAIN, None, chunk.e)]
    stack.top.governor = speaker
    if parent is not None and parent.vg.vcls & SPEECH:
        stack.top.kind, stack.top.parent = COMP, parent


def _is_register(stack: ClauseStack, index: int) -> bool:
    """Handle "Districts under Taliban control as of noon: A, B, C": a heading and its list."""
    top, named = stack.top, stack.chunks[index + 1] if index + 1 < len(stack.chunks) else None
    if top.clause is not None or top.subj is None or not top.subj.plural or named is None:
        return False
    return named.kind == NP and bool(named.places) and not named.det


def _is_item(stack: ClauseStack) -> bool:
    """Handle "2/ Nusay: taken", "3. Kuf Ab: quiet": a number opens the line."""
    first = stack.chunks[0]
    return first.kind == NP and first.text.isdigit()


def _name_what(stack: ClauseStack, index: int) -> None:
    """Handle "Lost since Sunday: A, B and C": the list behind the colon is what was lost."""
    first = stack.clauses[-1] if len(stack.clauses) == 1 else None
    named = stack.chunks[index + 1] if index + 1 < len(stack.chunks) else None
    if first is None or first.subj is not None or first.obj is not None or named is None:
        return
    bare = first.vg.form & PARTICIPLE and not (first.vg.aux or first.vg.to)
    if bare and named.kind == NP and named.places:
        first.subj, first.passive = named, True


def on_quote(stack: ClauseStack, _index: int, chunk: Chunk) -> None:
    stack.quoted = not stack.quoted
    top = stack.top
    if stack.quoted and top.clause is not None and top.clause.vg.vcls & SPEECH:
        stack.push(COMP, top.clause, chunk)


def on_open(stack: ClauseStack, _index: int, chunk: Chunk) -> None:
    stack.push(MAIN, None, chunk)


def on_close(stack: ClauseStack, _index: int, _chunk: Chunk) -> None:
    if len(stack.contexts) > 1:
        stack.contexts.pop()


def on_subordinator(stack: ClauseStack, _index: int, chunk: Chunk) -> None:
    top = stack.top
    if top.clause is None and top.subj is not None and top.kind == MAIN and not top.comma:
        context = stack.push(ADVERBIAL, None, chunk)
        context.governor = top.subj if top.subj.sign else None
        return
    stack.push(ADVERBIAL, top.clause or top.parent, chunk)


def on_relative(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    clause = stack.top.clause
    context = stack.push(RELATIVE, clause, chunk)
    near = same_as_before(stack, index) or _nearest(stack, index, chunk, clause)
    near = _place_meant(stack, index, chunk, near)
    if near is not None and chunk.text in _PERSONAL:
        near = _person_meant(stack, index, chunk, near)
    context.antecedent = near
    context.further = further(stack, index, near)


_PERSONAL = frozenset({"who", "whom", "whose"})


def _nearest(stack: ClauseStack, index: int, chunk: Chunk, clause: Clause | None) -> Chunk | None:
    """Return what stands before a relative pronoun, or what "of whom" is some of."""
    near = stack.antecedent(index)
    if near is None and clause is not None:
        clause = told_before(stack, clause) or clause  # "50 fled, he said, *most of whom* ..."
    if chunk.text.endswith(" of whom") and (near is None or not stack.is_person(near)):
        near = _whole_of(stack, clause) or near
    before = stack.chunks[index - 1] if index else None
    if before is not None and before.kind == PP and before.prep == "from" and index > 1:
        owner = phrase_of(stack.chunks[index - 2])
        near = owner if owner is not None and stack.is_person(owner) else near
    return near


def _place_meant(stack: ClauseStack, index: int, chunk: Chunk, near: Chunk | None) -> Chunk | None:
    """Return the place that "which", "that" or "where" means, if it means one."""
    before = stack.chunks[index - 1] if index else None
    if before is not None and before.kind == PP and chunk.text in {"which", "that"}:
        near = _settlement_before(stack, index) or near
    if near is not None and chunk.text in {"which", "that"}:
        near = _called(stack, index, near)
    if before is not None and before.kind == MARK_COMMA and chunk.text in _OF_PLACES:
        near = _point_before(stack, index) or near
        near = _home_of(stack, near) if chunk.text != "whose" else near
    return near


def _home_of(stack: ClauseStack, near: Chunk | None) -> Chunk | None:
    """Handle "the mayor of X, *which* fell on Sunday": no mayor did."""
    home = near.of if near is not None and stack.is_person(near) else None
    return home if home is not None and is_point(home) else near


def _person_meant(stack: ClauseStack, index: int, chunk: Chunk, near: Chunk) -> Chunk:
    """Return whom "who", "whom" or "whose" means."""
    before = stack.chunks[index - 1] if index else None
    if chunk.text != "whose" and not stack.is_person(near):
        near = _person_in(stack, near) or _person_before(stack, index) or near
    if chunk.text != "whose" and before is not None:
        near = _man_behind(stack, near, before)
    return _whole_before(stack, index) or near


def _whole_of(stack: ClauseStack, clause: Clause | None) -> Chunk | None:
    """Handle "Ten people were held, *two of whom* had swum back": of those the clause is about."""
    about = (clause.obj, clause.subj) if clause is not None else ()
    return next((one for one in about if one is not None and stack.is_person(one)), None)


def _called(stack: ClauseStack, index: int, near: Chunk) -> Chunk:
    """Handle "In Maksat, *a village that* the army had entered": the village is Maksat."""
    chunks = stack.chunks
    if near.det not in {"a", "an"} or near.places or not near.cls or index < _NAMED:
        return near
    named = phrase_of(chunks[index - _NAMED])
    apart = chunks[index - 1] is near and chunks[index - 2].kind == MARK_COMMA
    return named if apart and named is not None and is_point(named) else near


_NAMED = 3  # chunks back: the name, a comma, "a village"


def _settlement_before(stack: ClauseStack, index: int) -> Chunk | None:
    """Handle "X, a district in Takhar that they overran": the district, which is X."""
    around = stack.chunks[index - 1].np
    owner = phrase_of(stack.chunks[index - 2]) if index > 1 else None
    if around is None or owner is None or owner.places or not owner.cls:
        return None
    if not around.places or is_point(around):
        return None
    named = (phrase_of(chunk) for chunk in stack.chunks[: index - 2])
    return next((phrase for phrase in named if phrase is not None and owner in phrase.apps), None)


def _point_before(stack: ClauseStack, index: int) -> Chunk | None:
    """Handle "the district of X in Takhar, *which* was seized": X, not the province it lies in."""
    if index < _ASIDE:
        return None
    around, owner = stack.chunks[index - 2], phrase_of(stack.chunks[index - 3])
    if around.kind != PP or around.prep != "in" or around.np is None or owner is None:
        return None
    wide = around.np.places and is_wide(around.np) and not is_point(around.np)
    if stack.is_person(owner) and owner.of is not None:
        owner = owner.of  # "elders of X in Takhar, which fell"
    named = owner.places or (owner.of is not None and owner.of.places)
    return owner if wide and named else None


_ASIDE = 3
_OF_PLACES = frozenset({"which", "whose", "where"})


def further(stack: ClauseStack, index: int, nearest: Chunk | None) -> tuple[Chunk, ...]:
    """Phrases before the nearest antecedent: "guards from X | who crossed"."""
    found: list[Chunk] = []
    for chunk in reversed(stack.chunks[max(0, index - 8) : index]):
        phrase = phrase_of(chunk)
        if chunk.kind in {VG, MARK_STOP} or len(found) == 2:
            break
        if phrase is not None and phrase is not nearest and not phrase.time:
            found.append(phrase)
    return tuple(found)


def _man_behind(stack: ClauseStack, near: Chunk, before: Chunk) -> Chunk:
    """Handle "60 kg of opium on two men | who": no goods did it, whatever was counted."""
    known = bool(near.cls & stack.people or near.actor or near.pron)
    np = before.np if before.kind == PP else None
    return np if np is not None and not known and np.cls & stack.people else near


def _person_in(stack: ClauseStack, phrase: Chunk) -> Chunk | None:
    """Handle "the pressure of Taliban fighters, who": the people hang on the noun."""
    part = phrase.of
    while part is not None and not (stack.is_person(part) and not part.places):
        part = part.of
    return part


def _whole_before(stack: ClauseStack, index: int) -> Chunk | None:
    """Handle "41 Afghans, 16 of them minors, *who* were driven out": all 41 were."""
    aside = [phrase_of(chunk) for chunk in stack.chunks[max(0, index - 4) : index]]
    part = next((at for at, one in enumerate(aside) if one is not None and _is_part(one)), None)
    if part is None or stack.chunks[index - 1].kind != MARK_COMMA:
        return None
    at = max(0, index - 4) + part
    if at < 2 or stack.chunks[at - 1].kind != MARK_COMMA:
        return None
    whole = phrase_of(stack.chunks[at - 2])
    return whole if whole is not None and stack.is_person(whole) else None


def _is_part(phrase: Chunk) -> bool:
    """Whether a phrase counts some of those named before: "16 of them"."""
    return phrase.qty is not None and phrase.of is not None and phrase.of.pron


def _person_before(stack: ClauseStack, index: int) -> Chunk | None:
    """Handle "Citizens near the springs of X, Y district, who ...": "who" is a person."""
    for chunk in reversed(stack.chunks[max(0, index - 10) : index]):
        phrase = phrase_of(chunk)
        if chunk.kind == VG and chunk.form & GERUND and not chunk.aux:
            continue  # "five persons *carrying* rifles, who had come over"
        if chunk.kind == VG:
            return None
        if phrase is not None and stack.is_person(phrase) and not phrase.places:
            return phrase
    return None


def _told_of(clause: Clause) -> Chunk | None:
    """Handle "There were rumours in the bazaar on Friday that": the noun stands further back."""
    if clause.vg.vcls & SPEECH or clause.passive:
        return None
    return next((one for one in (clause.obj, clause.subj) if one is not None and one.sign), None)


def _second_that(stack: ClauseStack, index: int, chunk: Chunk) -> bool:
    """Handle "said that A *and that* B": the second clause hangs where the first does."""
    if not index or stack.chunks[index - 1].kind != MARK_CC:
        return False
    for depth in range(len(stack.contexts) - 1, 0, -1):
        first = stack.contexts[depth]
        if first.kind == COMP and first.clause is not None and (first.parent or first.governor):
            del stack.contexts[depth:]
            stack.push(COMP, first.parent, chunk).governor = first.governor
            return True
    return False


def on_that(stack: ClauseStack, index: int, chunk: Chunk) -> None:
    if _second_that(stack, index, chunk):
        return
    top = stack.top
    context = stack.push(COMP, top.clause, chunk)
    before = stack.antecedent(index)
    if top.subj is not None and top.subj.sign and not (before is not None and before.sign):
        first = top.clause
        if first is None or (first.vg.form & PARTICIPLE and not first.vg.aux):
            before = top.subj
    if (before is None or not before.sign) and top.clause is not None:
        before = _told_of(top.clause) or before
    if before is not None and (before.sign or top.clause is None):
        context.governor = before
        context.parent = top.clause if before is not top.subj else None
