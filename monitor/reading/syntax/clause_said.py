"""What somebody says: "he said X fell", "X, which officials said the Taliban had taken"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import COMP, MAIN, RELATIVE, SPEECH, Clause, Context
from monitor.reading.syntax.clause_first import first_verb, nest, verbless
from monitor.reading.syntax.clause_stack import ClauseStack


def tells_of_antecedent(top: Context) -> bool:
    """Handle "X, which *officials said the Taliban* | had taken": somebody says what of X."""
    clause = top.clause
    if clause is None or clause.link != RELATIVE or not clause.vg.vcls & SPEECH:
        return False
    beside = top.pending is not None and not (top.comma or top.cc)
    return beside and clause.obj is not None and clause.obj is clause.antecedent


def nest_what_is_said(stack: ClauseStack, said: Clause, subj: Chunk, chunk: Chunk) -> None:
    """Open the clause that a verb of speech rules; its gap is that of a relative one."""
    what = said.obj if tells_of_antecedent(stack.top) else None
    if said.obj is subj or what is not None:
        said.obj = said.obj2 = None
    nest(stack, COMP, said, subj, chunk)
    if what is not None and "intransitive" not in chunk.vcls and stack.top.clause is not None:
        stack.top.clause.obj = what


def is_said_behind(stack: ClauseStack, top: Context, chunk: Chunk) -> bool:
    """Handle "District in Taliban hands, governor *says*": the headline has no verb of its own."""
    subj, rival = top.subj, top.rival
    if subj is None or rival is None or not chunk.vcls & SPEECH or len(stack.contexts) > 1:
        return False
    return any(subj.e <= pp.s < rival.s for pp in top.fronted) and bool(subj.places)


def said_behind(stack: ClauseStack, top: Context, chunk: Chunk) -> None:
    speaker = top.rival
    assert speaker is not None
    assert top.subj is not None
    top.rival = None
    if speaker in top.subj.apps:
        top.subj.apps.remove(speaker)
    verbless(stack)
    stack.contexts = [Context(MAIN, None, speaker.s)]
    stack.top.subj = speaker
    first_verb(stack, stack.top, chunk)
