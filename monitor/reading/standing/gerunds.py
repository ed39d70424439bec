"""Gerunds: what rules "closing" in "considered closing X", "the idea of closing X"."""

from monitor.reading.syntax.chunks import Chunk
from monitor.reading.syntax.clause import Clause
from monitor.reading.text.grammar import GERUND
from monitor.reading.words.lexicon import Lexicon


def is_weighed(clause: Clause, parent: Clause, lexicon: Lexicon) -> bool:
    """Handle "*considered* closing X", "was *against* abandoning X": nobody has."""
    if not clause.vg.form & GERUND or clause.after_comma:
        return False
    if clause.opener:
        return clause.opener in lexicon.set("for_or_against") and parent.vg.lemma == "be"
    verb = f"{parent.vg.lemma} {parent.vg.particle}".strip()
    return verb in lexicon.set("weighing") and not parent.vg.passive


def noun_before(clause: Clause, parent: Clause) -> Chunk | None:
    """Return the noun that a gerund hangs on: "spoke about *plans* for closing X"."""
    told = [pp.np for pp in parent.pps if pp.np is not None]
    near = (one for one in (parent.obj, parent.subj, *told) if one is not None and one.sign)
    return next((one for one in near if clause.vg.s - 1 <= one.e <= clause.vg.s), None)
