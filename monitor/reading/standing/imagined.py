"""Works and plans in which a clause plays: "in the film X falls", "according to the plan"."""

from monitor.reading.standing.rules import is_design
from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import RELATIVE, Clause
from monitor.reading.words.lexicon import Lexicon


def imagined_in(clause: Clause, lexicon: Lexicon) -> Chunk | None:
    """Return the novel, game or scenario in which a clause plays: "in the film X falls"."""
    if clause.link == RELATIVE and clause.antecedent is not None:
        at = clause.antecedent
        if at.sign == "imagined" and clause.subj is not at and clause.obj is not at:
            return at  # "a novel in which X falls", but not "the film that crossed the border"
    for pp in clause.pps:
        if pp.np is None or pp.prep not in lexicon.set("according"):
            continue
        if pp.s > clause.vg.s and not (pp.prep == "in" and pp.np.sign == "imagined"):
            continue
        rumoured = pp.prep == "according to" and pp.np.sign == "fear"
        if pp.np.sign == "imagined" or rumoured or is_design(pp.np, lexicon):
            return pp.np
    return None
