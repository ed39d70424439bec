"""The first verb of a clause: its subject, what was fronted, what a relative stands for."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import ADVERBIAL, COMP, MAIN, QUOTED, RELATIVE, Clause, Context
from monitor.reading.syntax.clause_stack import ClauseStack
from monitor.reading.syntax.province_lists import is_point
from monitor.reading.text.grammar import GERUND, NP, PP, THIRD, VG


def verbless(stack: ClauseStack) -> None:
    """Handle "Kunduz in Taliban hands": a headline or ledger line without its "is"."""
    top = stack.contexts[0]
    if top.subj is None and top.governor is not None and top.governor.places and top.clause is None:
        top.subj = top.governor  # "Zebak: in Taliban hands since noon"
    if top.clause is not None or top.kind != MAIN or top.subj is None or len(stack.contexts) > 1:
        return
    after = [chunk for chunk in top.fronted if chunk.s >= top.subj.e and chunk.kind == PP]
    if not after:
        return
    verb = Chunk(VG, top.subj.head, top.subj.e)
    verb.lemma, verb.form, verb.aux = "be", THIRD, True
    first_verb(stack, top, verb)


def first_verb(stack: ClauseStack, top: Context, chunk: Chunk) -> None:
    kind = top.kind if top.kind in {COMP, RELATIVE, ADVERBIAL} else MAIN
    clause = Clause(chunk, kind)
    clause.parent = top.parent
    clause.governor = top.governor
    clause.colon = top.governor is not None and top.kind == MAIN
    clause.antecedent = top.antecedent
    clause.opener, clause.opener_kind = top.opener, top.opener_kind
    if _is_apposition(top) or _is_list(top):
        top.rival = None
    clause.subj = top.rival or top.subj
    if top.rival is not None and top.subj is not None and top.rival in top.subj.apps:
        top.subj.apps.remove(top.rival)
    if kind == RELATIVE:
        _relative_roles(clause, top)
    elif clause.subj is None and clause.parent is not None and top.opener.endswith(_HAVING):
        clause.subj = clause.parent.subj  # "were caught after having crossed": who was caught
    clause.pps.extend(top.fronted)
    clause.extra.extend(top.extra)
    clause.start = top.start
    top.clause = clause
    top.pending, top.comma, top.cc = None, False, False
    stack.add(clause)


_HAVING = " having"


def carries_people(stack: ClauseStack, top: Context, before: Chunk | None) -> None:
    """Handle "a launch with *six servicemen* entered": who is aboard does what the launch does."""
    clause, subj = top.clause, top.subj
    if clause is None or subj is None or before is None or before.prep != "with":
        return
    if before.np is not None and stack.is_person(before.np) and not stack.is_person(subj):
        clause.aboard = (before.np,)


def _is_apposition(top: Context) -> bool:
    """Handle "Nusay and Maimay, two districts so remote that donkeys carry the ballots, fell"."""
    subj, rival = top.subj, top.rival
    if subj is None or rival is None or rival.places or rival.names or not subj.places:
        return False
    return bool(subj.cls & rival.cls)


def _is_list(top: Context) -> bool:
    """Handle "Khwahan, Shekay, Nusay fell": a list of points that needs no "and"."""
    subj, rival = top.subj, top.rival
    if subj is None or rival is None or len(subj.apps) < 2:
        return False
    return all(is_point(phrase) for phrase in (subj, *subj.apps))


def _relative_roles(clause: Clause, top: Context) -> None:
    owned = top.taken or top.subj
    if top.opener == "whose" and owned is not None and owned.poss is None:
        of_place = top.antecedent is not None and top.antecedent.places
        owned.poss = top.antecedent if of_place else None  # "X, *whose centre* fell"
    if top.subj is None:
        clause.subj = top.antecedent
        clause.further = top.further
    elif top.opener == "whose":
        clause.obj = top.taken
    elif top.opener in {"which", "that", "whom", "who"}:
        clause.obj = top.antecedent
    elif top.opener in {"where", "in which", "at which", "from which", "from where"}:
        clause.pps.append(where(top.antecedent, top.opener))


def inverted(stack: ClauseStack, chunk: Chunk) -> None:
    verbless(stack)
    stack.contexts = [Context(MAIN, None, chunk.s)]
    clause = Clause(chunk, QUOTED)
    clause.start = chunk.s
    stack.top.clause = clause
    stack.add(clause)


def nest(stack: ClauseStack, kind: str, parent: Clause, subj: Chunk, chunk: Chunk) -> None:
    context = stack.push(kind, parent, chunk)
    context.subj = subj
    context.opener = ""
    first_verb(stack, context, chunk)


def behind_what(stack: ClauseStack, index: int, chunk: Chunk) -> bool:
    """Handle "what hit the Tajik | *had come* from a tower": no Tajik did, whatever hit him."""
    said, before = stack.top.clause, stack.chunks[index - 1] if index else None
    if said is None or said.opener != "what" or said.subj is not None or before is None:
        return False
    if said.obj is not before or before.kind != NP:
        return False
    context = stack.push(COMP, said.parent, chunk)
    context.opener = ""
    first_verb(stack, context, chunk)
    return True


def where(antecedent: Chunk | None, opener: str) -> Chunk:
    chunk = Chunk(PP, antecedent.s if antecedent else 0, antecedent.e if antecedent else 0)
    chunk.prep = "from" if opener.startswith("from") else "in"
    chunk.np = antecedent
    return chunk


def complete_verb(clause: Clause, chunk: Chunk) -> None:
    first = clause.vg
    chunk.aux, chunk.perfect = True, first.lemma == "have"
    chunk.neg, chunk.modal, chunk.ceased = first.neg, first.modal, first.ceased
    chunk.passive = clause.passive = first.lemma == "be" and not chunk.form & GERUND
    chunk.form = first.form
    clause.vg = chunk
