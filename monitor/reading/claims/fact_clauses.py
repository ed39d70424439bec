"""Clauses that tell facts inside a sentence about something else: "since X fell", "when Y fell"."""

from monitor.reading.claims.draft import Draft
from monitor.reading.standing.cues import Cue
from monitor.reading.syntax.clause import ADVERBIAL, RELATIVE, Clause
from monitor.reading.text.grammar import PAST
from monitor.reading.words.times import When

_OPENER = 2  # tokens: a comma and "when"
_FACTS = frozenset({"since", "after"})


def time_before(times: list[When], clause: Clause) -> When | None:
    """Handle "held out until early September, *when* the town fell": that day dates the fall."""
    if clause.opener != "when":
        return None
    return next((when for when in times if 0 <= clause.start - when.e <= _OPENER), None)


def is_before_fact(cue: Cue, draft: Draft) -> bool:
    """Handle "if confirmed, it would be the first *since* X fell": what "since" opens is a fact."""
    clause = draft.match.clause
    while clause is not None and clause.link == RELATIVE:
        clause = clause.parent
    if clause is None or clause.link != ADVERBIAL or clause.opener not in _FACTS:
        return False
    start = draft.sentence.tokens[clause.start].start - draft.sentence.start
    return cue.end <= start and bool(clause.vg.form & PAST)
